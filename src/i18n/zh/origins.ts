import type { origins as english } from '../en/origins.ts';
import { formatsOf } from '../format.ts';
import { powerOfTen } from '../scientific.ts';

const f = formatsOf('zh');

export const origins: typeof english = {
  bleu: {
    region: '翻译质量与训练成本',
    pairs: { german: '英译德', french: '英译法' },
    score: 'BLEU：越高越好',
    cost: '训练成本（浮点运算次数）',
    describe: (pair, best, bleu, flops) =>
      `${pair}。最高的点是 ${best}：BLEU ${f.decimal(bleu, 1)}，用了 ${powerOfTen(flops)} 次运算。`,
    point: (name, bleu, flops) => `${name}：BLEU ${f.decimal(bleu, 2)}，${powerOfTen(flops)} 次运算`,
    noCost: name => `${name}（未给出成本）`,
    kinds: { transformer: 'Transformer', single: '单个系统', ensemble: '集成：几个模型一起决定' },
    table: '用表格看这些数',
    system: '系统',
    none: '–',
    bleu: x => String(x),
    flops: powerOfTen,
    source: '数据来自论文《Attention Is All You Need》（2017）表 2，测试集为 newstest2014。',
  },

  timeline: {
    region: '从 Transformer 到 ChatGPT',
    halves: { 'encoder-decoder': '编码器和解码器', decoder: '只有解码器' },
    changes: { machine: '新的机器', size: '更大', training: '进一步训练' },
    largest: n => `最大 ${f.counted(n, '个参数')}`,
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
    onlyEnglish: '请输入英文句子：这台翻译机只会英译中。',
    unknown: words => `它不认识 ${words.map(word => `“${word}”`).join('、')}。`,
    looks: (word, sources) =>
      `${word} 看了 ${sources.map(s => `${s.word} ${f.percent(s.weight)}`).join('、')}`,
    looked: (word, targets) =>
      `看过 ${word} 的有 ${targets.map(t => `${t.word} ${f.percent(t.weight)}`).join('、')}`,
    reads: '读的时候，每个词都能看到其他所有的词。',
    next: (word, probability) => `接下来最可能是“${word}”，${probability}`,
    finished: '这句话写完了。',
    hint: '把指针移到词上、点一下，或用方向键移动。',
    pattern: '哪一个注意力头',
    head: (layer, head) => `第 ${layer + 1} 层，第 ${head + 1} 个头`,
    mean: '所有头的平均',
  },
};
