import { formatsOf } from './format.ts';
import { type Language, useMessages } from './messages.tsx';

/**
 * Words of the dialog that fetches a model from a hub, per language. Commands and names of files are the same in both.
 * They come with the dialog: most readers never open it.
 */
const en = formatsOf('en');
const zh = formatsOf('zh');

export const hubEn = {
  title: 'Get a real GPT-2',
  intro:
    'GPT-2 was published by OpenAI in 2019, the smallest with 124 million parameters; DistilGPT-2 was trained to imitate that one. It is downloaded once, kept in this browser, and runs on this device. The model on the stage keeps working meanwhile.',
  model: 'Model',
  other: 'Another one',
  repository: 'Repository',
  repositoryHint: 'owner/name of any GPT-2 that was exported to ONNX, e.g. one trained on another language.',
  facts: (parameters: number, bytes: number, licence: string) =>
    `${en.count(parameters)} parameters · about ${en.bytes(bytes)} · licence ${licence}`,
  source: 'From where',
  sources: {
    'hugging-face': 'Hugging Face',
    mirror: 'A mirror of it',
    own: 'The server of this page',
    files: 'Files on this device',
  } as Record<string, string>,
  base: 'Address of the mirror',
  baseHint: 'A server that answers as Hugging Face does, e.g. https://hf-mirror.com.',
  ownHint: 'Whoever runs this page can put a model beside it:',
  filesHint:
    'A folder with config.json, tokenizer.json and the .onnx files, as a hub has them. Drop it here, or choose it. Nothing is copied or sent.',
  folder: 'Choose a folder',
  files: 'Choose files',
  privacy: (host: string) => `Only the files are asked for, from ${host}. Your text stays on this device.`,
  look: 'Look it up',
  looking: 'Looking it up: so far only the list of its files…',
  found: (name: string) => `Found: ${name}`,
  known: {
    parameters: 'Parameters',
    context: 'Reads at most',
    licence: 'Licence',
    here: 'Already here',
    device: 'Runs on',
  },
  count: (n: number) => en.count(n),
  tokens: (n: number) => `${en.integer(n)} tokens`,
  licenceUnknown: 'not told by its files: see its page at the source',
  device: { webgpu: 'graphics device (WebGPU)', wasm: 'processor (WebAssembly)' },
  precision: 'Precision',
  automatic: (name: string) => `Best for this device: ${name}`,
  precisions: {
    fp32: '32 bits',
    fp16: '16 bits',
    int8: '8 bits',
    q4: '4 bits',
    q4f16: '4 bits, computed in 16',
  } as Record<string, string>,
  variant: (precision: string, bytes: number) => `${precision} · ${en.bytes(bytes)}`,
  fallback: 'If its numbers turn out wrong here, the next best precision is downloaded.',
  tight: (needed: number, has: number) =>
    `This needs about ${en.bytes(needed)} of memory while it loads; this device says it has about ${en.bytes(has)} in all. It may fail, or the browser may close this page. A smaller model or precision is safer.`,
  impossible: 'None of its files runs on this device.',
  get: (bytes: number) => `Download ${en.bytes(bytes)} and use it`,
  useFiles: 'Use it',
  back: 'Choose another',
  cancel: 'Cancel',
  resume: 'Go on',
  retry: 'Try again',
  show: 'Show',
  dismiss: 'Dismiss',
  hide: 'Go on reading meanwhile',
  loading: (name: string) => `Downloading ${name}`,
  stages: {
    download: 'Downloading',
    compile: 'Making it ready to compute',
    verify: 'Checking its numbers',
  },
  bytesOf: (loaded: number, total: number | null) =>
    total === null ? en.bytes(loaded) : `${en.bytes(loaded)} of ${en.bytes(total)}`,
  rate: (bytesPerSecond: number) => `${en.bytes(bytesPerSecond)}/s`,
  left: (seconds: number) =>
    seconds < 90
      ? `about ${en.integer(Math.max(1, seconds))} s left`
      : `about ${en.integer(seconds / 60)} min left`,
  stopped: 'Stopped. What has arrived is kept, and the download goes on from there.',
  stoppedFiles: 'Stopped.',
  ready: (name: string) => `${name} is on the stage and goes on with your text.`,
  failed: 'This did not work',
  remedies: {
    offline: 'This device is offline now.',
    kept: 'What has arrived is kept: trying again goes on from there.',
    reach:
      'Perhaps the address cannot be reached from here, does not have this model, or does not let pages read it. Another source may work: a mirror, the server of this page, or files from a USB stick.',
    own: 'There is no such model beside this page. Whoever runs it can add one, and build the page again:',
    damaged: 'The damaged part has been thrown away: trying again fetches it anew.',
    invalid:
      'What is needed: a GPT-2 with config.json, tokenizer.json and an ONNX decoder in one of the usual layouts (onnx/decoder_model_merged_quantized.onnx, onnx/model_quantized.onnx, …).',
    memory: 'Choose a smaller model or precision, or close other tabs and try again.',
    numbers: 'Choose another precision.',
    crashed: 'Often this means that memory ran out. Try again, or choose a smaller model or precision.',
    nonsense: 'This address does not answer as a hub does. Check it for typing errors.',
  },
  said: 'What the program says about it',
  stored: 'Kept in this browser',
  storedNone: 'Nothing yet.',
  storedSize: (stored: number, bytes: number) =>
    stored < bytes ? `${en.bytes(stored)} of ${en.bytes(bytes)}, begun` : en.bytes(stored),
  remove: (name: string) => `Remove ${name}`,
  removeShort: 'Remove',
  use: (name: string) => `Use ${name}`,
  useShort: 'Use',
};

const hubZh: typeof hubEn = {
  title: '请来真正的 GPT-2',
  intro:
    'GPT-2 由 OpenAI 在 2019 年公布，最小的一个有 1.24 亿个参数；DistilGPT-2 是学着模仿它的小模型。只需下载一次，存在这个浏览器里，就在这台设备上运行。下载的时候，舞台上的模型照常工作。',
  model: '模型',
  other: '别的模型',
  repository: '仓库',
  repositoryHint: '任何导出成 ONNX 的 GPT-2 的“作者/名字”，比如用别的语言训练的。',
  facts: (parameters, bytes, licence) =>
    `${zh.count(parameters)} 个参数 · 约 ${zh.bytes(bytes)} · 许可证 ${licence}`,
  source: '从哪里来',
  sources: {
    'hugging-face': 'Hugging Face',
    mirror: '它的镜像站',
    own: '本页所在的服务器',
    files: '这台设备上的文件',
  },
  base: '镜像站的地址',
  baseHint: '和 Hugging Face 一样应答的服务器，比如 https://hf-mirror.com。',
  ownHint: '管理本页的人可以把模型放在它旁边：',
  filesHint:
    '一个文件夹，里面有 config.json、tokenizer.json 和 .onnx 文件，和网上仓库里的一样。拖到这里，或者点按钮选。不会复制，也不会发给任何人。',
  folder: '选文件夹',
  files: '选文件',
  privacy: host => `只向 ${host} 要这些文件。你写的文字不离开这台设备。`,
  look: '找一找',
  looking: '正在找：先只看文件的清单……',
  found: name => `找到了：${name}`,
  known: {
    parameters: '参数',
    context: '最多能读',
    licence: '许可证',
    here: '已有',
    device: '运行在',
  },
  count: n => `${zh.count(n)} 个`,
  tokens: n => `${zh.integer(n)} 个词元`,
  licenceUnknown: '文件里没有写，请看它在来源处的页面',
  device: { webgpu: '显卡（WebGPU）', wasm: '处理器（WebAssembly）' },
  precision: '精度',
  automatic: name => `最适合这台设备：${name}`,
  precisions: { fp32: '32 位', fp16: '16 位', int8: '8 位', q4: '4 位', q4f16: '4 位，用 16 位计算' },
  variant: (precision, bytes) => `${precision} · ${zh.bytes(bytes)}`,
  fallback: '如果它在这里算出的数值不对，就会下载次好的精度。',
  tight: (needed, has) =>
    `载入时大约要用 ${zh.bytes(needed)} 内存，而这台设备说它总共约有 ${zh.bytes(has)}。可能会失败，浏览器也可能关掉本页。换小一点的模型或精度更稳妥。`,
  impossible: '它的文件没有一个能在这台设备上运行。',
  get: bytes => `下载 ${zh.bytes(bytes)} 并使用`,
  useFiles: '使用它',
  back: '换一个',
  cancel: '取消',
  resume: '继续下载',
  retry: '再试一次',
  show: '查看',
  dismiss: '知道了',
  hide: '先接着看',
  loading: name => `正在下载 ${name}`,
  stages: { download: '正在下载', compile: '正在准备计算', verify: '正在核对数值' },
  bytesOf: (loaded, total) =>
    total === null ? zh.bytes(loaded) : `${zh.bytes(loaded)} / ${zh.bytes(total)}`,
  rate: bytesPerSecond => `每秒 ${zh.bytes(bytesPerSecond)}`,
  left: seconds =>
    seconds < 90 ? `约剩 ${zh.integer(Math.max(1, seconds))} 秒` : `约剩 ${zh.integer(seconds / 60)} 分钟`,
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
    memory: '请换小一点的模型或精度，或者关掉别的标签页再试。',
    numbers: '请换一种精度。',
    crashed: '这往往是内存不够。请再试一次，或者换小一点的模型或精度。',
    nonsense: '这个地址的应答和模型仓库不一样。请看看有没有写错。',
  },
  said: '程序的原话（英文）',
  stored: '存在这个浏览器里的',
  storedNone: '还没有。',
  storedSize: (stored, bytes) =>
    stored < bytes ? `${zh.bytes(stored)} / ${zh.bytes(bytes)}，还没下完` : zh.bytes(stored),
  remove: name => `删除 ${name}`,
  removeShort: '删除',
  use: name => `使用 ${name}`,
  useShort: '使用',
};

const words: Record<Language, typeof hubEn> = { en: hubEn, zh: hubZh };

export const useHubMessages = (): typeof hubEn => words[useMessages().tag as Language];
