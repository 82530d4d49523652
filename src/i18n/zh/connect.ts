import type { connect as english } from '../en/connect.ts';
import { formatsOf } from '../format.ts';

const f = formatsOf('zh');

export const connect: typeof english = {
  open: '连接更大的模型…',
  title: '连接更大的模型',
  intro:
    '凡是使用 OpenAI 协议、并能给出词元对数概率的服务都可以：云端的基座模型，或者这台电脑、这间教室里的 llama.cpp、Ollama、vLLM。',
  privacy:
    '舞台上的文字和你的密钥只发往这个地址，不去别处。密钥只留在这个网页的内存里：从不保存，关掉网页就没有了。',
  address: '地址',
  presets: '常用地址',
  key: '密钥',
  keyHint: '不需要密钥就留空。',
  model: '模型名称',
  modelHint: '留空就用服务器列出的第一个。',
  list: '列出模型',
  listed: n => (n === 0 ? '服务器没有列出模型，请直接填写名称。' : `列出了 ${f.integer(n)} 个模型。`),
  connect: '连接',
  asking: '正在连接服务器……',
  cancel: '取消',
  use: '使用这个模型',
  again: '返回修改',
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
    '≈ 服务器只提供聊天。模型读到的是一句“请接着写”的指令，再加上作为消息的这段文字，所以数字是真的，但对应的文字和舞台上的略有不同。',
  candidates: n => `最可能的 ${f.integer(n)} 个词元；其余的合成一份，大小已知`,
  topK: k => `只在最可能的 ${f.integer(k)} 个词元（top-k）里抽取，因为其余词元是什么，服务器没有给出。`,
  tokens: n => (n === null ? '服务器没有说' : `${f.integer(n)} 个词元`),
  promptTokens: '服务器只告诉我们它写出的词元，不告诉我们它读到的：提示词被切成的小块，不一定就是它的词元。',
  keyInTheOpen: '这个地址没有加密，路上的人都能读到密钥。请改用 https，或者用这台电脑上的服务。',
  wait: seconds => `请过 ${f.integer(seconds)} 秒再试。`,
  remedies: {
    unreachable: '浏览器没有说明原因，可能是：',
    localNetwork: {
      ask: '网页要访问这台电脑或本地网络时，这个浏览器会先问你。请再按一次“连接”，并选择允许。',
      denied: '这个浏览器已被设为不让本页访问这台电脑或本地网络。请点地址栏左边的图标，在网站设置里允许。',
    },
    localFrame: '本页是嵌在别的网页里的：外面那一页要在框架上写明，把这个权限传进来：',
    running: '服务器没有启动，或者地址不对。',
    origins: '服务器不允许这个网页读取它的回答。请这样启动它：',
    mixed: '这个网页用的是 https，而地址是 http：浏览器只允许它访问这台电脑（localhost）。',
    noLogprobs:
      '请换一个能给出对数概率的模型或服务：OpenAI 的 gpt-3.5-turbo-instruct、davinci-002 或 gpt-4o 系列；0.12.11 以上的 Ollama；llama.cpp；vLLM。',
    model: '用“列出模型”看看名字。',
  },
};
