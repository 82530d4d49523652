import { formatsOf } from './format.ts';

/** Words of the figures of the first chapter, per language. */
const en = formatsOf('en');
const zh = formatsOf('zh');

/** 2.3e19 → 2.3 × 10¹⁹: the same in every language. */
function power(x: number): string {
  const exponent = Math.floor(Math.log10(x));
  const superscript = [...String(exponent)].map(digit => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
  return `${(x / 10 ** exponent).toFixed(1)} × 10${superscript}`;
}

export const originsEn = {
  bleu: {
    region: 'Quality of translation against the cost of training',
    pairs: { german: 'English → German', french: 'English → French' },
    score: 'BLEU: higher is better',
    cost: 'training cost, floating-point operations',
    describe: (pair: string, best: string, bleu: number, flops: number) =>
      `${pair}. The highest point is ${best}: BLEU ${en.decimal(bleu, 1)} for ${power(flops)} operations.`,
    point: (name: string, bleu: number, flops: number) =>
      `${name}: BLEU ${en.decimal(bleu, 2)}, ${power(flops)} operations`,
    noCost: (name: string) => `${name} (cost not given)`,
    kinds: {
      transformer: 'Transformer',
      single: 'one system',
      ensemble: 'ensemble: several models decide together',
    },
    table: 'The numbers as a table',
    system: 'System',
    none: '–',
    bleu: (x: number) => String(x),
    flops: power,
    source: 'From table 2 of “Attention Is All You Need”, 2017. Test sentences: newstest2014.',
  },

  timeline: {
    region: 'From the Transformer to ChatGPT',
    halves: { 'encoder-decoder': 'encoder and decoder', decoder: 'decoder alone' },
    changes: { machine: 'new machine', size: 'larger', training: 'further training' },
    largest: (n: number) => `up to ${en.count(n)} parameters`,
    unpublished: 'size not published',
    areas: 'The area of each square is the number of parameters of the largest model.',
    source: 'Source',
  },

  translator: {
    region: 'The translator',
    sentence: 'English sentence',
    examples: 'Sentences',
    english: 'English',
    chinese: 'Chinese',
    encoder: 'Encoder: reads the whole sentence',
    decoder: 'Decoder: writes word by word',
    encoderShort: 'encoder',
    decoderShort: 'decoder',
    translate: 'Translate',
    end: 'end of the sentence',
    loading: 'The translator is loading.',
    recorded: (isComing: boolean) =>
      `A recorded translation.${isComing ? ' The live translator is loading.' : ''}`,
    unknown: (words: readonly string[]) => `It does not know ${words.map(word => `“${word}”`).join(', ')}.`,
    looks: (word: string, sources: readonly { word: string; weight: number }[]) =>
      `${word} looks at ${sources.map(s => `${s.word} ${en.percent(s.weight)}`).join(', ')}`,
    looked: (word: string, targets: readonly { word: string; weight: number }[]) =>
      `${word} is looked at by ${targets.map(t => `${t.word} ${en.percent(t.weight)}`).join(', ')}`,
    reads: 'While it reads, every word may look at every other.',
    next: (word: string, probability: string) => `Most likely next: ${word}, ${probability}`,
    finished: 'The sentence is finished.',
    hint: 'Point at a word, press it, or move with the arrow keys.',
    pattern: 'Attention pattern',
    head: (layer: number, head: number) => `layer ${layer + 1}, head ${head + 1}`,
    mean: 'average of all heads',
  },
};

export const originsZh: typeof originsEn = {
  bleu: {
    region: '翻译质量与训练成本',
    pairs: { german: '英译德', french: '英译法' },
    score: 'BLEU：越高越好',
    cost: '训练成本（浮点运算次数）',
    describe: (pair, best, bleu, flops) =>
      `${pair}。最高的点是 ${best}：BLEU ${zh.decimal(bleu, 1)}，用了 ${power(flops)} 次运算。`,
    point: (name, bleu, flops) => `${name}：BLEU ${zh.decimal(bleu, 2)}，${power(flops)} 次运算`,
    noCost: name => `${name}（未给出成本）`,
    kinds: { transformer: 'Transformer', single: '单个系统', ensemble: '集成：几个模型一起决定' },
    table: '用表格看这些数',
    system: '系统',
    none: '–',
    bleu: x => String(x),
    flops: power,
    source: '数据来自 “Attention Is All You Need”（2017）表 2，测试句为 newstest2014。',
  },

  timeline: {
    region: '从 Transformer 到 ChatGPT',
    halves: { 'encoder-decoder': '编码器和解码器', decoder: '只有解码器' },
    changes: { machine: '新的机器', size: '更大', training: '进一步训练' },
    largest: n => `最大 ${zh.count(n)} 个参数`,
    unpublished: '规模未公布',
    areas: '方块的面积，代表最大的那个模型有多少参数。',
    source: '出处',
  },

  translator: {
    region: '翻译机',
    sentence: '英文句子',
    examples: '例句',
    english: '英文',
    chinese: '中文',
    encoder: '编码器：读完整句话',
    decoder: '解码器：一个词一个词地写',
    encoderShort: '编码器',
    decoderShort: '解码器',
    translate: '翻译',
    end: '句末标记',
    loading: '正在载入翻译机。',
    recorded: isComing => (isComing ? '这是事先录下的译文，翻译机正在载入。' : '这是事先录下的译文。'),
    unknown: words => `它不认识 ${words.map(word => `“${word}”`).join('、')}。`,
    looks: (word, sources) =>
      `${word} 看了 ${sources.map(s => `${s.word} ${zh.percent(s.weight)}`).join('、')}`,
    looked: (word, targets) =>
      `看过 ${word} 的有 ${targets.map(t => `${t.word} ${zh.percent(t.weight)}`).join('、')}`,
    reads: '读的时候，每个词都能看到其他所有的词。',
    next: (word, probability) => `接下来最可能是 ${word}，${probability}`,
    finished: '这句话写完了。',
    hint: '把指针移到词上、点一下，或用方向键移动。',
    pattern: '注意力的样式',
    head: (layer, head) => `第 ${layer + 1} 层，第 ${head + 1} 个头`,
    mean: '所有头的平均',
  },
};
