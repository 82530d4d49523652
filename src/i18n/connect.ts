import { formatsOf } from './format.ts';

/** Words of the dialog that connects a model behind an API, per language. Commands are the same in both. */
const en = formatsOf('en');
const zh = formatsOf('zh');

export const connectEn = {
  open: 'Connect a larger model…',
  title: 'Connect a larger model',
  intro:
    'Any server that speaks the OpenAI protocol and gives the log-probabilities of tokens: a base model behind an API, or llama.cpp, Ollama or vLLM on this machine or in this room.',
  privacy:
    'The text on the stage and your key go to this address and nowhere else. The key stays in the memory of this page: it is never stored, and gone when the page is closed.',
  address: 'Address',
  presets: 'Usual addresses',
  key: 'Key',
  keyHint: 'Leave it empty where none is needed.',
  model: 'Name of the model',
  modelHint: 'Leave it empty for the first one the server lists.',
  list: 'List models',
  listed: (n: number) =>
    n === 0 ? 'The server lists no models: write the name.' : `${en.integer(n)} models listed.`,
  connect: 'Connect',
  asking: 'Asking the server…',
  cancel: 'Cancel',
  use: 'Use this model',
  again: 'Change something',
  connected: (model: string) => `Connected: ${model}`,
  server: (name: string) => (name === 'unknown' ? 'OpenAI-compatible server' : name),
  facts: {
    server: 'Server',
    asked: 'Asked by',
    listed: 'Listed',
    vocabulary: 'Vocabulary',
    context: 'Reads at most',
  },
  asked: { exact: 'continuing the text itself', instructed: 'a chat message: ≈' } as Record<string, string>,
  instructed:
    '≈ This server only answers chats. The model reads an instruction to continue and your text as a message, so its numbers are true, but of a slightly different text than the one on the stage.',
  candidates: (n: number) =>
    `the ${en.integer(n)} most likely tokens; all others are one remainder of known size`,
  topK: (k: number) =>
    `Draws are made among the ${en.integer(k)} most likely tokens (top-k), because no one knows the others.`,
  tokens: (n: number | null) => (n === null ? 'not told' : `${en.integer(n)} tokens`),
  promptTokens:
    'An API tells the tokens it writes but not those it reads: your prompt is cut into pieces that may not be its tokens.',
  keyInTheOpen:
    'This address is not encrypted: anyone on the way can read the key. Use https, or a server on this machine.',
  wait: (seconds: number) => `Try again in ${en.integer(seconds)} s.`,
  remedies: {
    unreachable: 'The browser does not say which of these it is:',
    running: 'The server is not running, or the address is wrong.',
    origins: 'The server does not let this page read its answers. Start it so that it does:',
    mixed:
      'This page came over https, and the address is http: a browser allows that only for this machine (localhost).',
    noLogprobs:
      'Choose a model or a server that gives log-probabilities: OpenAI’s gpt-3.5-turbo-instruct, davinci-002 or a gpt-4o model; Ollama from version 0.12.11; llama.cpp; vLLM.',
    model: 'Look at the names with “List models”.',
  },
};

export const connectZh: typeof connectEn = {
  open: '连接更大的模型…',
  title: '连接更大的模型',
  intro:
    '凡是使用 OpenAI 协议、并能给出词元对数概率的服务都可以：云端的基础模型，或者这台电脑、这间教室里的 llama.cpp、Ollama、vLLM。',
  privacy:
    '舞台上的文字和你的密钥只发往这个地址，不去别处。密钥只留在这个网页的内存里：从不保存，关掉网页就没有了。',
  address: '地址',
  presets: '常用地址',
  key: '密钥',
  keyHint: '不需要密钥就留空。',
  model: '模型的名字',
  modelHint: '留空就用对方列出的第一个。',
  list: '列出模型',
  listed: n => (n === 0 ? '对方没有列出模型，请直接写名字。' : `列出了 ${zh.integer(n)} 个模型。`),
  connect: '连接',
  asking: '正在询问对方……',
  cancel: '取消',
  use: '使用这个模型',
  again: '改一改',
  connected: model => `已连接：${model}`,
  server: name => (name === 'unknown' ? '兼容 OpenAI 的服务' : name),
  facts: {
    server: '服务',
    asked: '提问方式',
    listed: '列出',
    vocabulary: '词表',
    context: '最多能读',
  },
  asked: { exact: '直接接着文字写', instructed: '当作一条聊天消息：≈' },
  instructed:
    '≈ 对方只会聊天。模型读到的是一句“请接着写”的指令，再加上作为消息的这段文字，所以数字是真的，但对应的文字和舞台上的略有不同。',
  candidates: n => `最可能的 ${zh.integer(n)} 个词元；其余的合成一份，大小已知`,
  topK: k => `只在最可能的 ${zh.integer(k)} 个词元（top-k）里抽签，因为其余的是什么，没有人告诉我们。`,
  tokens: n => (n === null ? '对方没有说' : `${zh.integer(n)} 个词元`),
  promptTokens: '对方只告诉我们它写出的词元，不告诉我们它读到的：提示词被切成的小块，不一定就是它的词元。',
  keyInTheOpen: '这个地址没有加密，路上的人都能读到密钥。请改用 https，或者用这台电脑上的服务。',
  wait: seconds => `请过 ${zh.integer(seconds)} 秒再试。`,
  remedies: {
    unreachable: '浏览器不肯说是下面哪一种：',
    running: '对方没有启动，或者地址不对。',
    origins: '对方不允许这个网页读取它的回答。请这样启动它：',
    mixed: '这个网页用的是 https，而地址是 http：浏览器只允许它访问这台电脑（localhost）。',
    noLogprobs:
      '请换一个能给出对数概率的模型或服务：OpenAI 的 gpt-3.5-turbo-instruct、davinci-002 或 gpt-4o 系列；0.12.11 以上的 Ollama；llama.cpp；vLLM。',
    model: '用“列出模型”看看名字。',
  },
};
