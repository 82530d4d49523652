import type { stage as english } from '../en/stage.ts';
import { rangeOf } from '#lm/known.ts';
import { formatsOf } from '../format.ts';
import { known } from './known.ts';

const f = formatsOf('zh');

const modelNames: Readonly<Record<string, string>> = {
  'en-nano': '英文故事（微型）',
  'en-mini': '英文故事（迷你）',
  'en-small': '英文故事（小型）',
  'en-medium': '英文故事（中型）',
  'en-chat': '英文对话（迷你）',
  'zh-nano': '中文故事（微型）',
  'zh-mini': '中文故事（迷你）',
  'zh-chat': '中文对话（迷你）',
  'zh-poems': '古典诗词',
  'en-zh-translate': '翻译机 · 英译中',
};

/** @param writer id of the model that wrote a token; null: a link brought it */
const cameFrom = (writer: string | null): string =>
  writer === null ? '由链接带来' : `由“${modelNames[writer] ?? writer}”写出，沿用至此`;

export const stage: typeof english = {
  stage: {
    label: '舞台',
    skip: '跳到舞台',
  },

  loop: {
    predict: '预测',
    sample: '采样',
    append: '追加',
    beats: {
      feed: '读入',
      think: '计算',
      predict: '预测',
      sample: '采样',
      append: '追加',
      settle: '落定',
    },
  },

  story: {
    region: '故事',
    prompt: '提示词',
    promptHint: '写个开头，按回车采用，按 Esc 放弃；Shift + 回车换行。',
    ideas: '也可以从这些开头试起',
    edit: '修改提示词',
    token: (text, id) => `${text}，词元 ${id}`,
    generated: (text, id, bits) =>
      `${text}，词元 ${id}，意外程度 ${known.said.bits(bits)} 比特：回到选中它的那一刻`,
    forced: (text, id) => `${text}，词元 ${id}，亲手选定：回到选中它的那一刻`,
    carried: (text, id, writer) => `${text}，词元 ${id}，${cameFrom(writer)}：回到它出现的那一刻`,
    part: (index, count, character) =>
      character === null || count === null
        ? `一个还没写完的字的第 ${index + 1} 部分`
        : `“${character}”字的第 ${index + 1} 部分，共 ${count} 部分`,
    bytes: hex => `字节 ${hex}`,
    emptyPrompt: '提示词是空的：模型从“文本结束”词元开始写。',
    forgotten: n => `最早的 ${f.integer(n)} 个词元已经超出上下文长度，模型看不到它们了。`,
  },

  film: {
    input: '输入',
    layer: n => `第 ${f.integer(n)} 层`,
    sum: '词元 + 位置',
    more: n => `… 还有 ${f.integer(n)} 个`,
  },

  machine: {
    region: '模型',
    sheets: (cells, of) => `每格是一个词元 ${of} 个数中前 ${cells} 个之一。`,
    above: '正',
    below: '负',
    frosted: '这个模型不给出内部的数，所以各层留白。',
    parameters: n => f.counted(n, '个参数'),
    layers: n => `${f.integer(n)} 层`,
    recorded: '录像',
    recordedHint: '这一步是用同一个模型事先录下的。模型一准备好，就从这里接着实时计算。',
    foreignHint: '这些数字来自文件。算出它们的模型不在这里运行，这里没有核对过它们。',
    live: '实时',
    verified: '本机计算结果已核对',
    verifiedHint: (error, tolerance) =>
      `同一段提示词算出的 logit 与参考值最多相差 ${error}（允许 ${tolerance}）。`,
    unverified: '本机计算结果未核对',
    latency: ms => `这个词元用了 ${f.decimal(ms, ms < 10 ? 1 : 0)} 毫秒`,
    backend: name => ({ webgpu: 'WebGPU', wasm: 'WebAssembly', api: 'API' })[name] ?? name,
    threads: n => `${f.integer(n)} 个线程`,
    rejected: (backend, reason) => `没有使用 ${backend}：${reason}`,
    loading: (loaded, total) => (total === null ? loaded : `${loaded}，共 ${total}`),
    stage: { download: '正在载入模型', compile: '正在准备模型', verify: '正在核对数值' },
    failed: '没有模型在运行。',
  },

  bars: {
    region: '下一个词元的概率',
    bar: (token, probability, rank) => `"${token}"，${probability}，第 ${f.integer(rank)} 名`,
    cut: '已被剪掉',
    was: probability => `设置之前是 ${probability}`,
    rest: count => (count.how === 'at least' ? '其余所有词元' : `其余 ${known.count(count)} 个词元`),
    others: count => (count.how === 'at least' ? '其余全部' : `其余 ${known.count(count)} 个`),
    restLabel: (name, probability) => `${name}，合计 ${probability}`,
    force: '点一条，就由你指定下一个词元。',
    waiting: '按“下一个词元”，这里就会列出模型认为接下来可能出现的词元。',
    entropy: (bits, sides) => {
      if (rangeOf(sides).high < 1.05) return '完全确定：0 比特';
      if (sides.how === 'unknown') return '不确定程度有多大，无从得知';
      const said = known.said.number(sides, rangeOf(sides).low < 10 ? 1 : 0);
      return `不确定程度（熵）${known.said.bits(bits)} 比特：相当于掷一颗 ${said} 面的骰子`;
    },
    approximateHint:
      '这一步只知道最可能的若干词元，在现在的设置下，有些数字只知道在什么范围内；≈ 表示误差不超过二十分之一。',
    greedyUnnamed: '最可能的词元取不了：服务没有说它怎么写。',
    greedy: '不抽取：直接取最高的那条。',
  },

  strip: {
    region: '采样',
    explain: '一条总长正好 100% 的长带，随机数决定游标落在哪里。',
    chip: (rank, probability, oneIn) =>
      `第 ${f.integer(rank)} 名 · ${probability}：大约每 ${f.integer(oneIn)} 次抽中一次`,
    replay: '抽 100 次看看',
    replayed: (hits, token) => `抽 100 次，${hits} 次落在“${token}”上`,
    zoomed: (token, rank) => `游标落在远处的“${token}”上，第 ${f.integer(rank)} 名`,
  },

  river: {
    region: '走过的每一步',
    hint: '每一步是一根柱子，越高表示这个词元越出人意料。点一下就回到那一步。',
    step: (n, token, bits) => `第 ${n} 步：“${token}”，${bits} 比特`,
    forced: (n, token) => `第 ${n} 步：“${token}”，亲手选定`,
    carried: (n, token, writer) => `第 ${n} 步：“${token}”，${cameFrom(writer)}`,
    start: '提示词',
  },

  controls: {
    region: '操作',
    step: '一步',
    stepHint: '走一拍：预测、采样或追加',
    next: '下一个词元',
    play: '播放',
    pause: '暂停',
    back: '后退',
    reset: '重来',
    tempo: '节奏',
    tempos: { auto: '自动加快', lesson: '讲解', watch: '细看', stream: '连续', fast: '最快' },
    temperature: '温度',
    temperatureValue: t => (t === 0 ? '0：总取最高的' : f.decimal(t, 2)),
    chaos: '混沌',
    chaosHint: '温度 5',
    topK: 'Top-k',
    topKValue: k => (k === null ? '不限：全部' : `${f.integer(k)} 个词元`),
    topP: 'Top-p',
    topPValue: p => (p === null ? '不限：100%' : f.percent(p)),
    minP: 'Min-p',
    minPValue: p => (p === null ? '不限' : `首位的 ${f.percent(p)}`),
    more: '更多',
    seed: '种子',
    newSeed: '换一个种子',
    bars: '条数',
    model: '模型',
    download: '真正的 GPT-2…',
  },

  models: {
    name: id => modelNames[id] ?? id, // a downloaded one is called as its files are
    of: (name, revision) => `${name}（${revision}）`,
    option: (name, parameters, bytes) => `${name} · ${f.counted(parameters, '参数')} · ${f.bytes(bytes)}`,
  },

  speak: {
    predicting: '模型正在读这段文字。',
    predicted: (token, probability, entropy) =>
      `预测完成。最可能的是“${token}”，${probability}。${entropy}。`,
    drew: (u, token, probability, rank) =>
      `抽到 ${u}：“${token}”，${probability}，第 ${f.integer(rank)} 名。`,
    greedy: (token, probability) => `取最高的一个：“${token}”，${probability}。`,
    forced: token => `亲手选定“${token}”。`,
    carried: (token, writer) => `“${token}”${cameFrom(writer)}。`,
    appended: token => `追加“${token}”。`,
    ended: '模型在这里结束了全文。',
  },

  stills: {
    feed: '整段文字送进去。',
    predict: '每个词元都得到一个概率。',
    sample: '随机数从中挑出一个。',
    greedy: '不抽取：直接取最高的那个。',
    forced: '这一个是亲手挑的。',
    carried: '这一个是随文本一起带来的。',
    append: '把它接在后面，再从头来一遍。',
  },
};
