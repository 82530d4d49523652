import type { lesson as english } from '../en/lesson.ts';
import { formatsOf } from '../format.ts';
import { oneIn } from '../odds.ts';

const f = formatsOf('zh');

export const lesson: typeof english = {
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
    more: '更多',
    task: '试一试',
    limit: '这幅图的边界',
  },

  welcome: {
    title: '接下来是什么？',
    sentences: [
      '语言模型写东西，一次只写一个词元：先预测接下来可能是什么，抽出一个，接到文字末尾，然后再来一遍。',
      '这一页里有一个小小的 GPT-2，就在你的浏览器里实时运行；你看到的每一个数，都是它自己算出来的。',
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
    covered: bars => `${bars} 条，都盖着`,
    label: '你猜',
    uncover: '揭开',
    pass: '猜不出：跟着模型走',
    offers: '或者从这些里挑：',
    impossible: '没有以此开头的词元能接在这里。',
    whole: token => `一个词元：“${token}”`,
    first: token => `这不止一个词元，按第一个算：“${token}”`,
    odds: p => (p < 0.001 ? `${f.integer(oneIn(p))} 分之一` : f.percent(p)),
    marks: { both: '你猜中了', truth: '原文', guess: '你猜的' },
    outside: (rank, odds) => `第 ${f.integer(rank)} 名，${odds}`,
    hit: (truth, odds) => `正是“${truth}”，模型给它的概率是 ${odds}。`,
    miss: (guess, truth, odds) => `你猜“${guess}”，原文是“${truth}”，模型给它的概率是 ${odds}。`,
    passed: (truth, odds) => `原文是“${truth}”，模型给它的概率是 ${odds}。`,
    cost: (reader, model) => `你付出 ${reader} 比特，模型付出 ${model} 比特。`,
    next: '猜下一个',
    again: '再玩一遍',
    who: { reader: '你', model: '模型' },
    score: rounds => `意外累计（${f.integer(rounds)} 个词元），线短者领先`,
    bits: bits => `${bits} 比特`,
    verdict: {
      reader: '你的意外比模型少，这一局你赢。',
      model: '模型的意外比你少，这一局它赢。',
      even: '你和模型的意外一样多，这一局平手。',
    },
  },

  temperature: {
    region: '温度下的一次预测',
    pool: (from, to, last) =>
      from === to
        ? `第 ${from} 名`
        : last
          ? `其余 ${f.integer(to - from + 1)} 个`
          : `第 ${f.integer(from)}–${f.integer(to)} 名`,
  },

  redraws: {
    region: '同一次预测，反复抽取',
    draw: n => `抽 ${n} 次`,
    again: n => `再抽 ${n} 次`,
    count: (n, of) => `${n} / ${of}`,
    before: '每抽一次，落下一个圆点；条形多长，就是预计会有多少个点。',
    after: (token, landed, of, mean) =>
      `抽了 ${of} 次，最高的那条“${token}”中了 ${landed} 次（预计 ${mean} 次），另外 ${of - landed} 次抽中的是别的。`,
  },

  futures: {
    region: '它后面的打算',
    drawer: '它后面的打算',
    openDrawer: '打开抽屉',
    empty: '里面是空的。下一个词元，抽出来之前并不存在。',
    run: n => `让 ${n} 种未来一起写`,
    seed: seed => `种子 ${seed}`,
    shared: (tokens, futures) =>
      tokens === 0
        ? `这 ${futures} 种未来，从第一个词元起就各走各的。`
        : `这 ${futures} 种未来，开头 ${f.integer(tokens)} 个词元相同，往后各走各的。`,
  },

  surgery: {
    region: '换一个词',
    word: word => `替换“${word}”`,
    before: '换之前',
    unchanged: '换掉文中的一个词，看哪些词元升、哪些降。',
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
      `${f.integer(tokens)} 个词元 · ${f.integer(characters)} 个字符 · ${f.integer(bytes)} 个字节`,
    tile: (token, id, bytes) => `“${token}”，词元 ${id}，字节 ${bytes}`,
    parts: n => `由 ${n} 个词元拼成`,
    tokenizer: '使用谁的分词器',
  },
};
