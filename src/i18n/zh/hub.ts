import type { hub as english } from '../en/hub.ts';
import { formatsOf } from '../format.ts';

const f = formatsOf('zh');

export const hub: typeof english = {
  title: '请来真正的 GPT-2',
  intro:
    'GPT-2 由 OpenAI 在 2019 年公布，最小的一个有 1.24 亿个参数；DistilGPT-2 是学着模仿它的小模型。只需下载一次，存在这个浏览器里，就在这台设备上运行。下载的时候，舞台上的模型照常工作。',
  model: '模型',
  other: '别的模型',
  repository: '仓库',
  repositoryHint: '任何导出成 ONNX 的 GPT-2 的“作者/名字”，比如用别的语言训练的。',
  facts: (parameters, bytes, licence) =>
    `${f.counted(parameters, '个参数')} · 约 ${f.bytes(bytes)} · 许可证 ${licence}`,
  source: '下载来源',
  sources: {
    'hugging-face': 'Hugging Face',
    mirror: 'Hugging Face 镜像站',
    own: '本页所在的服务器',
    files: '这台设备上的文件',
  },
  base: '镜像站的地址',
  baseHint: '与 Hugging Face 接口相同的站点，比如 https://hf-mirror.com。',
  ownHint: '管理本页的人可以把模型放在它旁边：',
  filesHint:
    '一个文件夹，里面有 config.json、tokenizer.json 和 .onnx 文件，和网上仓库里的一样。拖到这里，或者点按钮选。不会复制，也不会发给任何人。',
  folder: '选文件夹',
  files: '选文件',
  privacy: host => `只向 ${host} 要这些文件。你写的文字不离开这台设备。`,
  look: '查找模型',
  looking: '正在查找：先只看文件的清单……',
  found: name => `找到了：${name}`,
  known: {
    parameters: '参数',
    context: '最多能读',
    licence: '许可证',
    here: '已有',
    device: '运行在',
  },
  count: n => f.counted(n, '个'),
  tokens: n => `${f.integer(n)} 个词元`,
  licenceUnknown: '文件里没有写，请看它在来源处的页面',
  device: { webgpu: '显卡（WebGPU）', wasm: '处理器（WebAssembly）' },
  precision: '精度',
  automatic: name => `最适合这台设备：${name}`,
  precisions: { fp32: '32 位', fp16: '16 位', int8: '8 位', q4: '4 位', q4f16: '4 位，用 16 位计算' },
  variant: (precision, bytes) => `${precision} · ${f.bytes(bytes)}`,
  fallback: '如果它在这里算出的数值不对，就会下载下一档精度。',
  tight: (needed, has) =>
    `载入时大约要用 ${f.bytes(needed)} 内存，而这台设备说它总共约有 ${f.bytes(has)}。可能会失败，浏览器也可能关掉本页。换小一点的模型或精度更稳妥。`,
  noEndMark: '它没有标出哪个词元表示文本结束：不能从空白开始写，也不会自己停下。',
  impossible: '它的文件没有一个能在这台设备上运行。',
  get: bytes => `下载 ${f.bytes(bytes)} 并使用`,
  useFiles: '使用它',
  back: '换一个',
  cancel: '取消',
  resume: '继续下载',
  retry: '再试一次',
  show: '查看',
  dismiss: '知道了',
  hide: '在后台下载',
  loading: name => `正在下载 ${name}`,
  stages: { download: '正在下载', compile: '正在准备计算', verify: '正在核对数值' },
  bytesOf: (loaded, total) => (total === null ? f.bytes(loaded) : `${f.bytes(loaded)} / ${f.bytes(total)}`),
  rate: bytesPerSecond => `每秒 ${f.bytes(bytesPerSecond)}`,
  left: seconds =>
    seconds < 90 ? `约剩 ${f.integer(Math.max(1, seconds))} 秒` : `约剩 ${f.integer(seconds / 60)} 分钟`,
  stopped: '已停下。收到的部分都留着，继续时从那里接着下载。',
  stoppedFiles: '已停下。',
  ready: name => `${name} 已经上台，接着你的文字往下写。`,
  failed: '没有成功',
  remedies: {
    offline: '这台设备现在没有联网。',
    kept: '收到的部分都留着，再试时从那里接着下载。',
    reach:
      '也许这个地址从这里连不上，或者没有这个模型，或者不允许网页读取。可以换一个来源：镜像站、本页所在的服务器，或者 U 盘里的文件。',
    own: '本页旁边没有这个模型。管理本页的人可以这样加上，再重新构建：',
    damaged: '损坏的部分已经丢弃，再试一次会重新下载。',
    invalid:
      '需要的是：一个 GPT-2，有 config.json、tokenizer.json，以及常见布局的 ONNX 解码器（onnx/decoder_model_merged_quantized.onnx、onnx/model_quantized.onnx 等）。',
    tokenizer:
      '它的分词器（tokenizer.json）不是 GPT-2 那一种（字节级 BPE）。大文件还没有下载，请换一个模型。',
    memory: '请换小一点的模型或精度，或者关掉别的标签页再试。',
    numbers: '请换一种精度。',
    crashed: '这往往是内存不够。请再试一次，或者换小一点的模型或精度。',
    nonsense: '这个地址的应答和模型仓库不一样。请看看有没有写错。',
  },
  said: '原始报错（英文）',
  stored: '已存在本浏览器中',
  storedNone: '还没有。',
  storedSize: (stored, bytes) =>
    stored < bytes ? `${f.bytes(stored)} / ${f.bytes(bytes)}，还没下完` : f.bytes(stored),
  remove: name => `删除 ${name}`,
  removeShort: '删除',
  use: name => `使用 ${name}`,
  useShort: '使用',
};
