import { formatsOf } from './format.ts';

/** Words of the lesson's frame and of the figures of chapters two and three, per language. */
const en = formatsOf('en');
const zh = formatsOf('zh');
const plural = (n: number, one: string, many: string) => `${en.integer(n)} ${n === 1 ? one : many}`;

/** 1 in 3,000: what a percentage with one decimal can no longer say. */
const oneIn = (p: number): number => Number((1 / p).toPrecision(2));

export const lessonEn = {
  panel: {
    region: 'Lesson',
    contents: 'Contents',
    hide: 'Hide the lesson',
    show: 'Show the lesson',
    steps: 'Scenes',
    previous: 'Previous scene',
    next: 'Next scene',
    nextChapter: (title: string) => `Next chapter: ${title}`,
    position: (chapter: number, scene: number, scenes: number) =>
      `Chapter ${chapter}, scene ${scene} of ${scenes}`,
    seen: (title: string) => `${title} (seen)`,
    task: 'Try',
    limit: 'Where this picture stops being true',
  },

  welcome: {
    title: 'What comes next?',
    sentences: [
      'A language model writes one token at a time: it predicts what could come next, draws one token, appends it, and begins again.',
      'Here a small GPT-2 does this live in your browser, and every number you see is its own.',
    ],
    start: 'Start the lesson',
    resume: 'Go on where you left off',
  },

  figure: {
    loading: 'Loading',
    missing: 'This picture could not be loaded.',
    inside: (guest: string, embedded: string) =>
      `This picture looks inside a model, and ${guest} does not show its inside: here works ${embedded}.`,
    embedded: (guest: string, embedded: string) =>
      `Here works ${embedded}, which came with the page. On the stage ${guest} goes on.`,
  },

  guess: {
    region: 'Guess the next token',
    covered: (bars: number) => `${bars} bars, covered`,
    label: 'Your guess',
    uncover: 'Uncover',
    pass: 'No idea: follow the model',
    offers: 'Or one of these:',
    impossible: 'No token that could follow here begins like this.',
    whole: (token: string) => `One token: "${token}"`,
    first: (token: string) => `Longer than one token. Your guess is its first: "${token}"`,
    odds: (p: number) => (p < 0.001 ? `1 in ${en.integer(oneIn(p))}` : en.percent(p)),
    marks: { both: 'your guess, and right', truth: 'the text goes on', guess: 'your guess' },
    outside: (rank: number, odds: string) => `rank ${en.integer(rank)}, ${odds}`,
    hit: (truth: string, odds: string) => `"${truth}" it is; the model gave it ${odds}.`,
    miss: (guess: string, truth: string, odds: string) =>
      `You guessed "${guess}"; the text goes on with "${truth}", which the model gave ${odds}.`,
    passed: (truth: string, odds: string) => `The text goes on with "${truth}"; the model gave it ${odds}.`,
    cost: (reader: string, model: string) => `It cost you ${reader} bits and the model ${model}.`,
    next: 'Guess the next one',
    again: 'Play again',
    who: { reader: 'You', model: 'Model' },
    score: (rounds: number) =>
      `Surprise so far, ${plural(rounds, 'token', 'tokens')}: the shorter line is ahead`,
    bits: (bits: string) => `${bits} bits`,
    verdict: {
      reader: 'You were surprised less than the model.',
      model: 'The model was surprised less than you.',
      even: 'You and the model were equally surprised.',
    },
  },

  temperature: {
    region: 'One prediction under temperature',
    pool: (from: number, to: number, last: boolean) =>
      from === to
        ? `rank ${from}`
        : last
          ? `the other ${en.integer(to - from + 1)}`
          : `ranks ${en.integer(from)}–${en.integer(to)}`,
  },

  redraws: {
    region: 'One prediction drawn many times',
    draw: (n: number) => `Draw ${n} times`,
    again: (n: number) => `Draw ${n} times again`,
    count: (n: number, of: number) => `${n} of ${of}`,
    before: 'Every dot will be one draw from this prediction; a bar is as long as the dots it can expect.',
    after: (token: string, landed: number, of: number, mean: string) =>
      `The tallest bar, "${token}", was drawn ${landed} times in ${of} (expected: ${mean}); something else ${of - landed} times.`,
  },

  futures: {
    region: 'The rest of its plan',
    drawer: 'The rest of its plan',
    openDrawer: 'Open the drawer',
    empty: 'It is empty. The next token does not exist before it is drawn.',
    run: (n: number) => `Let ${n} futures run`,
    seed: (seed: number) => `seed ${seed}`,
    shared: (tokens: number, futures: number) =>
      tokens === 0
        ? `The ${futures} futures part at the very first token.`
        : `The ${futures} futures share their first ${plural(tokens, 'token', 'tokens')}; then each goes its own way.`,
  },

  surgery: {
    region: 'Change one word',
    word: (word: string) => `Exchange "${word}"`,
    before: 'before',
    unchanged: 'Exchange a word in the text, and see which tokens gain and which lose.',
    gained: 'Gained most',
    lost: 'Lost most',
    move: (before: string, now: string) => `${before} → ${now}`,
    putBack: 'Put the words back',
  },

  tokens: {
    region: 'Text cut into tokens',
    text: 'Text to cut',
    samples: 'Examples',
    tiles: 'Tokens',
    count: (tokens: number, characters: number, bytes: number) =>
      `${plural(tokens, 'token', 'tokens')} · ${plural(characters, 'character', 'characters')} · ${plural(bytes, 'byte', 'bytes')}`,
    tile: (token: string, id: number, bytes: string) => `"${token}", token ${id}, bytes ${bytes}`,
    parts: (n: number) => `${n} tokens together`,
    tokenizer: 'Tokenizer of',
  },
};

export const lessonZh: typeof lessonEn = {
  panel: {
    region: '课程',
    contents: '目录',
    hide: '收起课程',
    show: '展开课程',
    steps: '各节',
    previous: '上一节',
    next: '下一节',
    nextChapter: title => `下一章：${title}`,
    position: (chapter, scene, scenes) => `第 ${chapter} 章，第 ${scene} 节，共 ${scenes} 节`,
    seen: title => `${title}（看过）`,
    task: '试一试',
    limit: '这幅图到哪里为止',
  },

  welcome: {
    title: '接下来是什么？',
    sentences: [
      '语言模型写东西，一次只写一个词元：先预测接下来可能是什么，抽出一个，接到文字末尾，然后再来一遍。',
      '这一页里有一个小小的 GPT-2，就在你的浏览器里现场运行；你看到的每一个数，都是它自己算出来的。',
    ],
    start: '从头开始',
    resume: '接着上次往下看',
  },

  figure: {
    loading: '正在载入',
    missing: '这幅图没能载入。',
    inside: (guest, embedded) =>
      `这幅图要看模型内部，而 ${guest} 不给出内部的数值，所以这里用的是“${embedded}”。`,
    embedded: (guest, embedded) => `这幅图用的是网页自带的“${embedded}”；回到舞台，接着写的仍是 ${guest}。`,
  },

  guess: {
    region: '猜下一个词元',
    covered: bars => `${bars} 根条形，都盖着`,
    label: '你猜',
    uncover: '揭开',
    pass: '猜不出：跟着模型走',
    offers: '或者从这些里挑：',
    impossible: '没有哪个能接在这里的词元是这样开头的。',
    whole: token => `一个词元：“${token}”`,
    first: token => `这不止一个词元。算你猜的是第一个：“${token}”`,
    odds: p => (p < 0.001 ? `${zh.integer(oneIn(p))} 分之一` : zh.percent(p)),
    marks: { both: '你猜中了', truth: '原文', guess: '你猜的' },
    outside: (rank, odds) => `第 ${zh.integer(rank)} 名，${odds}`,
    hit: (truth, odds) => `正是“${truth}”，模型给它的概率是 ${odds}。`,
    miss: (guess, truth, odds) => `你猜“${guess}”，原文是“${truth}”，模型给它的概率是 ${odds}。`,
    passed: (truth, odds) => `原文是“${truth}”，模型给它的概率是 ${odds}。`,
    cost: (reader, model) => `你付出 ${reader} 比特，模型付出 ${model} 比特。`,
    next: '猜下一个',
    again: '再玩一遍',
    who: { reader: '你', model: '模型' },
    score: rounds => `到现在的意外总和（${zh.integer(rounds)} 个词元）：线短的领先`,
    bits: bits => `${bits} 比特`,
    verdict: {
      reader: '你比模型更少感到意外。',
      model: '模型比你更少感到意外。',
      even: '你和模型一样意外。',
    },
  },

  temperature: {
    region: '温度下的一次预测',
    pool: (from, to, last) =>
      from === to
        ? `第 ${from} 名`
        : last
          ? `其余 ${zh.integer(to - from + 1)} 个`
          : `第 ${zh.integer(from)}–${zh.integer(to)} 名`,
  },

  redraws: {
    region: '对着一次预测反复抽签',
    draw: n => `抽 ${n} 次`,
    again: n => `再抽 ${n} 次`,
    count: (n, of) => `${n} / ${of}`,
    before: '每个圆点是对着这次预测抽一次；条形有多长，就是预计能得到多少个点。',
    after: (token, landed, of, mean) =>
      `抽了 ${of} 次，最高的那根“${token}”中了 ${landed} 次（预计 ${mean} 次），另外 ${of - landed} 次抽中的是别的。`,
  },

  futures: {
    region: '它后面的打算',
    drawer: '它后面的打算',
    openDrawer: '打开抽屉',
    empty: '里面是空的。下一个词元，抽出来之前并不存在。',
    run: n => `让 ${n} 种未来一起跑`,
    seed: seed => `种子 ${seed}`,
    shared: (tokens, futures) =>
      tokens === 0
        ? `这 ${futures} 种未来，从第一个词元起就各走各的。`
        : `这 ${futures} 种未来，开头 ${zh.integer(tokens)} 个词元相同，往后各走各的。`,
  },

  surgery: {
    region: '换一个字',
    word: word => `替换“${word}”`,
    before: '换之前',
    unchanged: '换掉文中的一个字，看哪些词元升、哪些降。',
    gained: '升得最多',
    lost: '降得最多',
    move: (before, now) => `${before} → ${now}`,
    putBack: '换回来',
  },

  tokens: {
    region: '把文字切成词元',
    text: '要切的文字',
    samples: '例子',
    tiles: '词元',
    count: (tokens, characters, bytes) =>
      `${zh.integer(tokens)} 个词元 · ${zh.integer(characters)} 个字符 · ${zh.integer(bytes)} 个字节`,
    tile: (token, id, bytes) => `“${token}”，词元 ${id}，字节 ${bytes}`,
    parts: n => `${n} 个词元合成`,
    tokenizer: '分词器来自',
  },
};
