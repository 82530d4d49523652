import { formatsOf } from './format.ts';

/** Words of the figures about scale, the system prompt, the inside of the model and the summary, per language. */
const en = formatsOf('en');
const zh = formatsOf('zh');

const plural = (n: number, one: string, many: string) => `${en.integer(n)} ${n === 1 ? one : many}`;

/** 0.0123 → 1.23 × 10⁻²; numbers that fit are written out. The same in every language. */
function scientific({ mantissa, exponent }: { mantissa: number; exponent: number }): string {
  if (exponent >= -2 && exponent < 4) return (mantissa * 10 ** exponent).toPrecision(4);
  const superscript = [...String(exponent)].map(c => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)])).join('');
  return `${mantissa.toFixed(2)} × 10${superscript}`;
}

type Scientific = Parameters<typeof scientific>[0];

export const figuresEn = {
  loading: 'Loading the model',
  notGiven: 'This model does not tell what it computes on the way; the embedded models do.',

  shift: {
    was: (probability: string, rank: number) =>
      rank > 0 ? `before: ${probability}, rank ${en.integer(rank)}` : `before: ${probability}`,
    ranks: (from: number, to: number) =>
      `${from > 0 ? en.integer(from) : '…'} → ${to > 0 ? en.integer(to) : '…'}`,
    gone: 'No longer in this list (rank before → now):',
  },

  ladder: {
    region: 'Models of several sizes, one die',
    connect: 'Add a model of your own',
    rank: (rank: number) => `rank ${en.integer(rank)}`,
    surprise: (bits: number) => `${en.decimal(bits, 1)} bits of surprise per token`,
    ended: 'the end',
    took: (model: string, token: string) => `${model}: "${token}"`,
    drew: (u: string, tokens: readonly string[]) => `Drew ${u}. ${tokens.join('; ')}.`,
    alone: 'Only one model is here. A second one would stand beside it.',
  },

  loss: {
    region: 'Surprise on unseen text against the number of parameters',
    text: 'Kind of text',
    parts: {
      stories: 'stories',
      explain: 'explanations',
      dialogue: 'dialogue',
      own: 'our own stories',
      wikitext2: 'Wikipedia',
    } as Readonly<Record<string, string>>,
    bits: 'bits per byte, less is better',
    size: 'parameters',
    referenceNames: {
      'xz -9e': 'xz, a compression program',
      '5-gram': 'table of five-token runs',
    } as Readonly<Record<string, string>>,
    reference: (name: string, bits: number): string =>
      `${figuresEn.loss.referenceNames[name] ?? name}: ${en.decimal(bits, 2)}`,
    point: (name: string, bits: number, parameters: number) =>
      `${name}: ${en.decimal(bits, 2)} bits per byte, ${en.count(parameters)} parameters.`,
    saving: (smaller: string, share: number) =>
      share >= 0
        ? `That is ${en.percent(share)} less surprise than ${smaller}.`
        : `That is ${en.percent(-share)} more surprise than ${smaller}.`,
    source: (documents: number, bytes: number) =>
      `Measured on ${plural(documents, 'text', 'texts')} (${en.bytes(bytes)}) that no training saw, with the weights that run on this page.`,
    table: 'The numbers as a table',
    missing: 'These models have not been measured yet, so there is nothing to draw here.',
  },

  script: {
    region: 'A question and a system prompt',
    page: 'System prompt',
    pull: 'Pull the page down',
    lift: 'Lift the page',
    personas: 'Ready pages',
    reads: (n: number) => `The model reads ${plural(n, 'token', 'tokens')}:`,
    stopped: 'stopped here',
    withoutPage: 'without the page',
    withPage: (persona: string | null) =>
      persona === null ? 'with the page before' : `with the page “${persona}”`,
    onlyTheText: 'Nothing in the model changed. Only the text did.',
    noTuned: 'The model with further training is not among the models here, so the base model stands alone.',
  },

  chat: {
    region: 'A conversation',
    youSee: 'What you see',
    itReads: 'What the model reads',
    bubbles: 'Messages',
    message: 'Message',
    placeholder: 'Ask something',
    otherWords: 'Put it in other words',
    send: 'Send',
    stop: 'Stop',
    edit: 'Edit',
    waiting: 'Not answered yet: press Play.',
    wasSent: (n: number) => `It was sent ${plural(n, 'token', 'tokens')}`,
    count: (n: number) => `${plural(n, 'token', 'tokens')}: all of them are read again for every new one.`,
    again: (n: number) => `The first ${en.integer(n)} were already sent last time.`,
    over: {
      'next-turn': 'It began to write “User:”, so the program stopped here. Now it is your turn.',
      ended: 'The answer ends here.',
      stopped: 'You stopped it here.',
    },
  },

  attention: {
    region: 'Attention',
    heads: 'Layer and head',
    head: (layer: number, head: number) => `Layer ${layer}, head ${head}`,
    habits: (previous: number, first: number, self: number) =>
      `On average ${en.percent(previous)} on the token just before, ${en.percent(first)} on the very first, ${en.percent(self)} on itself.`,
    text: 'The story: choose a token with the pointer or the arrow keys',
    share: (weight: number) => `${en.percent(weight)} of the attention`,
    looks: (token: string, partners: readonly { token: string; weight: number; self: boolean }[]) =>
      `“${token}” looks at ${partners
        .map(({ token, weight, self }) => `${self ? 'itself' : `“${token}”`} ${en.percent(weight)}`)
        .join(', ')}`,
    matrix: (n: number) => `Attention of ${n} tokens: a row for each, a column for each token it looks at`,
    matrixCaption: 'Each row is a token and shares out 100% among the tokens up to itself.',
    matrixCut: (n: number) =>
      `The last ${n} tokens: each row is a token and what it takes from those before it.`,
  },

  lens: {
    region: 'The logit lens',
    layers: 'Layers, the first at the bottom',
    embeddings: 'before any layer',
    after: (layer: number, last: boolean) =>
      last ? `after layer ${layer}: the answer` : `after layer ${layer}`,
    rank: (token: string, rank: number, probability: number) =>
      `“${token}”: rank ${en.integer(rank)}, ${en.percent(probability)}`,
    settled: (token: string, layer: number, last: number) =>
      layer === last
        ? `The final favourite “${token}” comes out on top only after the last layer.`
        : layer === 0
          ? `The final favourite “${token}” is on top from the start.`
          : `The final favourite “${token}” is on top from layer ${layer} on.`,
    added: (layer: number, share: number) =>
      `What layer ${layer} added is ${en.percent(share)} as long as the vector after it.`,
  },

  softmax: {
    region: 'From logits to shares',
    divided: (t: number) => `logit ÷ ${en.decimal(t, 2)}`,
    share: 'share',
    zero: 'At temperature 0 there is nothing to divide by: the tallest simply takes everything.',
    shift: 'Add to every logit',
    shiftValue: (by: number) => `${by > 0 ? '+' : ''}${en.decimal(by, 1)}`,
    row: (token: string, share: number) => `"${token}", ${en.percent(share)}: show the arithmetic`,
    steps: {
      logit: 'logit',
      divide: 'divided by the temperature',
      power: 'e to that power',
      share: (n: number) => `divided by the sum over all ${en.integer(n)} tokens`,
    },
    division: (logit: number, t: number, scaled: number) =>
      `${en.decimal(logit, 2)} ÷ ${en.decimal(t, 2)} = ${en.decimal(scaled, 2)}`,
    exponential: (scaled: number, power: Scientific) => `e^${en.decimal(scaled, 2)} = ${scientific(power)}`,
    quotient: (power: Scientific, sum: Scientific, share: number) =>
      `${scientific(power)} ÷ ${scientific(sum)} = ${en.percent(share)}`,
  },

  summary: {
    region: 'Five sentences',
    see: (scene: string) => `See it again: ${scene}`,
  },

  quiz: {
    region: 'Exit ticket',
    right: 'Right.',
    wrong: 'Not so.',
    see: (scene: string) => `See the scene “${scene}”`,
    score: (right: number, all: number) => `${right} of ${all} right.`,
  },
};

export const figuresZh: typeof figuresEn = {
  loading: '正在载入模型',
  notGiven: '这个模型不透露它的中间计算；内置的模型可以。',

  shift: {
    was: (probability, rank) =>
      rank > 0 ? `原来：${probability}，第 ${zh.integer(rank)} 名` : `原来：${probability}`,
    ranks: (from, to) => `${from > 0 ? zh.integer(from) : '…'} → ${to > 0 ? zh.integer(to) : '…'}`,
    gone: '已不在这张表里（原来的名次 → 现在）：',
  },

  ladder: {
    region: '大小不同的模型，同一颗骰子',
    connect: '加入你自己的模型',
    rank: rank => `第 ${zh.integer(rank)} 名`,
    surprise: bits => `平均每个词元 ${zh.decimal(bits, 1)} 比特意外`,
    ended: '完',
    took: (model, token) => `${model}：“${token}”`,
    drew: (u, tokens) => `抽到 ${u}。${tokens.join('；')}。`,
    alone: '这里只有一个模型。再来一个，就会并排站在旁边。',
  },

  loss: {
    region: '读没见过的文字时的意外，与参数个数的关系',
    text: '文字的种类',
    parts: {
      stories: '故事',
      explain: '说明文',
      dialogue: '对话',
      own: '我们自己写的故事',
      wikitext2: '维基百科',
    },
    bits: '每字节多少比特，越少越好',
    size: '参数个数',
    referenceNames: { 'xz -9e': '压缩程序 xz', '5-gram': '五词元连用表' },
    reference: (name, bits) => `${figuresZh.loss.referenceNames[name] ?? name}：${zh.decimal(bits, 2)}`,
    point: (name, bits, parameters) =>
      `${name}：每字节 ${zh.decimal(bits, 2)} 比特，${zh.count(parameters)} 个参数。`,
    saving: (smaller, share) =>
      share >= 0
        ? `比${smaller}少了 ${zh.percent(share)} 的意外。`
        : `比${smaller}多了 ${zh.percent(-share)} 的意外。`,
    source: (documents, bytes) =>
      `用 ${zh.integer(documents)} 篇训练时没见过的文字（${zh.bytes(bytes)}）测得，权重就是这一页上运行的那一份。`,
    table: '用表格看这些数',
    missing: '这些模型还没有测过，所以这里没有可画的东西。',
  },

  script: {
    region: '一个问题和一段系统提示',
    page: '系统提示',
    pull: '把纸拉下来',
    lift: '把纸掀上去',
    personas: '现成的纸',
    reads: n => `模型读到 ${zh.integer(n)} 个词元：`,
    stopped: '到此停下',
    withoutPage: '没有这张纸时',
    withPage: persona => (persona === null ? '上一张纸时' : `纸上写“${persona}”时`),
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
    waiting: '还没有回答：请按“播放”。',
    wasSent: n => `送进去 ${zh.integer(n)} 个词元`,
    count: n => `共 ${zh.integer(n)} 个词元，每写一个新的，都从头再读一遍。`,
    again: n => `前 ${zh.integer(n)} 个上一回已经送过。`,
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
      `平均来看：${zh.percent(previous)} 给紧挨在前面的词元，${zh.percent(first)} 给第一个词元，${zh.percent(self)} 给自己。`,
    text: '故事：用指针或方向键选一个词元',
    share: weight => `占注意力的 ${zh.percent(weight)}`,
    looks: (token, partners) =>
      `“${token}”看的是：${partners
        .map(({ token, weight, self }) => `${self ? '自己' : `“${token}”`} ${zh.percent(weight)}`)
        .join('，')}`,
    matrix: n => `${n} 个词元的注意力：一行是一个词元，一列是被它看的词元`,
    matrixCaption: '每一行是一个词元，它把 100% 分给直到自己为止的词元。',
    matrixCut: n => `最后 ${n} 个词元：每一行是一个词元，以及它从前面各处取了多少。`,
  },

  lens: {
    region: 'logit 透镜',
    layers: '各层，最底下是第一层',
    embeddings: '还没有经过任何一层',
    after: (layer, last) => (last ? `第 ${layer} 层之后：答案` : `第 ${layer} 层之后`),
    rank: (token, rank, probability) => `“${token}”：第 ${zh.integer(rank)} 名，${zh.percent(probability)}`,
    settled: (token, layer, last) =>
      layer === last
        ? `最后的第一名“${token}”，到最后一层才排到最前面。`
        : layer === 0
          ? `最后的第一名“${token}”，从一开始就排在最前面。`
          : `最后的第一名“${token}”，从第 ${layer} 层起排在最前面。`,
    added: (layer, share) => `第 ${layer} 层加上去的那一份，长度是加完之后的向量的 ${zh.percent(share)}。`,
  },

  softmax: {
    region: '从 logit 到份额',
    divided: t => `logit ÷ ${zh.decimal(t, 2)}`,
    share: '份额',
    zero: '温度为 0，没有东西可除：最高的一个直接拿走全部。',
    shift: '给每个 logit 加上',
    shiftValue: by => `${by > 0 ? '+' : ''}${zh.decimal(by, 1)}`,
    row: (token, share) => `“${token}”，${zh.percent(share)}：展开算式`,
    steps: {
      logit: 'logit',
      divide: '除以温度',
      power: '以 e 为底求幂',
      share: n => `除以全部 ${zh.integer(n)} 个词元的总和`,
    },
    division: (logit, t, scaled) =>
      `${zh.decimal(logit, 2)} ÷ ${zh.decimal(t, 2)} = ${zh.decimal(scaled, 2)}`,
    exponential: (scaled, power) => `e^${zh.decimal(scaled, 2)} = ${scientific(power)}`,
    quotient: (power, sum, share) => `${scientific(power)} ÷ ${scientific(sum)} = ${zh.percent(share)}`,
  },

  summary: {
    region: '五句话',
    see: scene => `再看一遍：${scene}`,
  },

  quiz: {
    region: '出门三问',
    right: '对。',
    wrong: '不是这样。',
    see: scene => `去看“${scene}”`,
    score: (right, all) => `${all} 题答对 ${right} 题。`,
  },
};
