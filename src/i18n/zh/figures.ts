import type { figures as english } from '../en/figures.ts';
import { formatsOf } from '../format.ts';
import { scientific } from '../scientific.ts';

const f = formatsOf('zh');

const { counted } = f;

export const figures: typeof english = {
  loading: '正在载入模型',
  notGiven: '这个模型不透露它的中间计算；内置的模型可以。',

  shift: {
    was: (probability, rank) =>
      rank > 0 ? `原来：${probability}，第 ${f.integer(rank)} 名` : `原来：${probability}`,
    ranks: (from, to) => `${from > 0 ? f.integer(from) : '…'} → ${to > 0 ? f.integer(to) : '…'}`,
    gone: '已不在这张表里（原来的名次 → 现在）：',
  },

  ladder: {
    region: '大小不同的模型，同一颗骰子',
    rank: rank => `第 ${f.integer(rank)} 名`,
    surprise: bits => `平均每个词元的意外：${f.decimal(bits, 1)} 比特`,
    ended: '完',
    took: (model, token) => `${model}：“${token}”`,
    drew: (u, tokens) => `${u === null ? '' : `抽到 ${u}。`}${tokens.join('；')}。`,
    alone: '这里只有一个模型。再接入一个，就会并排显示。',
  },

  loss: {
    region: '读没见过的文字时的意外，与参数个数的关系',
    text: '文本类型',
    parts: {
      stories: '故事',
      explain: '说明文',
      dialogue: '对话',
      own: '我们自己写的故事',
      wikitext2: '维基百科（WikiText-2）',
      tiny: '很简单的英文故事',
      simple: '我们写的简单故事和常识',
      'zh-stories': '我们写的中文故事',
      'zh-explain': '我们写的中文常识',
      'zh-chat': '我们写的中文对话',
      'zh-modern': '1945 年以前的白话文',
    },
    bits: '比特/字节（越低越好）',
    size: '参数个数',
    references: {
      xz: '压缩程序 xz',
      tableOf: (model, tokens) => `五元统计表（5-gram，${model}读过的 ${counted(tokens, '个词元')}）`,
      tableOfAll: tokens => `五元统计表（5-gram，全部训练文本，${counted(tokens, '个词元')}）`,
    },
    reference: (words, bits) => `${words}：${f.decimal(bits, 2)}`,
    point: (name, bits, parameters) =>
      `${name}：每字节 ${f.decimal(bits, 2)} 比特，${counted(parameters, '个参数')}。`,
    saving: (smaller, share) =>
      share >= 0
        ? `比${smaller}少了 ${f.percent(share)} 的意外。`
        : `比${smaller}多了 ${f.percent(-share)} 的意外。`,
    source: text =>
      text === null
        ? '用训练时没见过的文字测得，权重就是这一页上运行的那一份。'
        : `用 ${f.integer(text.documents)} 篇训练时没见过的文字（${f.bytes(text.bytes)}）测得，权重就是这一页上运行的那一份。`,
    table: '用表格看这些数',
    missing: '这些模型还没有测过，所以这里没有可画的东西。',
  },

  script: {
    region: '一个问题和一段系统提示',
    page: '系统提示',
    pull: '把纸拉下来',
    lift: '把纸掀上去',
    personas: '现成的纸',
    reads: n => `模型读到 ${f.integer(n)} 个词元：`,
    stopped: '到此停下',
    withoutPage: '没有这张纸时',
    withPage: persona => (persona === null ? '用上一张纸时' : `纸上写“${persona}”时`),
    onlyTheText: '模型什么都没变，变的只是文字。',
    noTuned: '这里没有经过进一步训练的那个模型，所以只有基座模型。',
  },

  chat: {
    region: '一段对话',
    youSee: '你看到的',
    itReads: '模型读到的',
    bubbles: '消息',
    message: '消息',
    placeholder: '问点什么（用英文）',
    otherWords: '换个说法',
    send: '发送',
    stop: '停止',
    edit: '修改',
    cancel: '取消',
    waiting: '还没有回答：请按“播放”。',
    wasSent: n => `作答前读了 ${f.integer(n)} 个词元`,
    count: n => `共 ${f.integer(n)} 个词元，每写一个新词元，都要以这全部文字为依据。`,
    again: n => `前 ${f.integer(n)} 个，上一回已经读过。`,
    over: {
      'next-turn': '它开始写“User:”了，程序就在这里停下：轮到你了。',
      ended: '回答到这里结束。',
      stopped: '你让它停在了这里。',
    },
  },

  attention: {
    region: '注意力',
    heads: '层和头',
    head: (layer, head) => `第 ${layer} 层，第 ${head} 个头`,
    habits: (previous, first, self) =>
      `平均来看：${f.percent(previous)} 给紧挨在前面的词元，${f.percent(first)} 给第一个词元，${f.percent(self)} 给自己。`,
    text: '故事：用指针或方向键选一个词元',
    share: weight => `占注意力的 ${f.percent(weight)}`,
    looks: (token, partners) =>
      `“${token}”看的是：${partners
        .map(({ token, weight, self }) => `${self ? '自己' : `“${token}”`} ${f.percent(weight)}`)
        .join('，')}`,
    matrix: n => `${n} 个词元的注意力：一行是一个词元，一列是被它看的词元`,
    matrixCaption: '每一行是一个词元，它把 100% 的注意力分给自己和前面的词元。',
    matrixCut: n => `最后 ${n} 个词元：每一行是一个词元，以及它从前面各处取了多少。`,
  },

  lens: {
    region: 'logit 透镜',
    layers: '各层，最底下是第一层',
    embeddings: '输入（未经任何层）',
    after: (layer, last) => (last ? `第 ${layer} 层：答案` : `第 ${layer} 层之后`),
    rank: (token, rank, probability) => `“${token}”：第 ${f.integer(rank)} 名，${f.percent(probability)}`,
    settled: (token, layer, last) =>
      layer === last
        ? `最后的第一名“${token}”，到最后一层才排到最前面。`
        : layer === 0
          ? `最后的第一名“${token}”，从一开始就排在最前面。`
          : `最后的第一名“${token}”，从第 ${layer} 层起排在最前面。`,
    added: (layer, share) => `第 ${layer} 层加上去的那一份，长度是加完之后的向量的 ${f.percent(share)}。`,
  },

  softmax: {
    region: '从 logit 到份额',
    divided: t => `logit ÷ ${f.decimal(t, 2)}`,
    share: '份额',
    zero: '温度为 0，没有东西可除：最高的一个直接拿走全部。',
    shift: '给每个 logit 加上',
    shiftValue: by => `${by > 0 ? '+' : ''}${f.decimal(by, 1)}`,
    row: (token, share) => `“${token}”，${f.percent(share)}：展开算式`,
    steps: {
      logit: 'logit',
      divide: '除以温度',
      power: '以 e 为底求幂',
      share: n => `除以全部 ${f.integer(n)} 个词元的总和`,
    },
    division: (row, t, digits) =>
      `${f.decimal(row.logit, digits.logit)} ÷ ${f.decimal(t, digits.temperature)} = ${f.decimal(row.scaled, digits.scaled)}`,
    exponential: ({ scaled, power }, digits) =>
      `e^${f.decimal(scaled, digits.scaled)} = ${scientific(power, digits.power)}`,
    quotient: ({ power, sum, share }, digits) =>
      `${scientific(power, digits.power)} ÷ ${scientific(sum, digits.power)} = ${f.percent(share)}`,
  },

  summary: {
    region: '五句话',
    see: scene => `再看一遍：${scene}`,
  },

  quiz: {
    region: '下课三问',
    right: '答对了。',
    wrong: '不是这样。',
    see: scene => `去看“${scene}”`,
    score: (right, all) => `${all} 题答对 ${right} 题。`,
  },
};
