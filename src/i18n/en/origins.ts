import { formatsOf } from '../format.ts';
import { powerOfTen } from '../scientific.ts';

const f = formatsOf('en');

/** Words of the figures of the first chapter. */
export const origins = {
  bleu: {
    region: 'Quality of translation against the cost of training',
    pairs: { german: 'English → German', french: 'English → French' },
    score: 'BLEU: higher is better',
    cost: 'training cost, floating-point operations',
    describe: (pair: string, best: string, bleu: number, flops: number) =>
      `${pair}. The highest point is ${best}: BLEU ${f.decimal(bleu, 1)} for ${powerOfTen(flops)} operations.`,
    point: (name: string, bleu: number, flops: number) =>
      `${name}: BLEU ${f.decimal(bleu, 2)}, ${powerOfTen(flops)} operations`,
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
    flops: powerOfTen,
    source: 'From table 2 of “Attention Is All You Need”, 2017. Test sentences: newstest2014.',
  },

  timeline: {
    region: 'From the Transformer to ChatGPT',
    halves: { 'encoder-decoder': 'encoder and decoder', decoder: 'decoder alone' },
    changes: { machine: 'new machine', size: 'larger', training: 'further training' },
    largest: (n: number) => `up to ${f.count(n)} parameters`,
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
    onlyEnglish: 'This machine translates from English into Chinese only: write an English sentence.',
    unknown: (words: readonly string[]) => `It does not know ${words.map(word => `“${word}”`).join(', ')}.`,
    looks: (word: string, sources: readonly { word: string; weight: number }[]) =>
      `${word} looks at ${sources.map(s => `${s.word} ${f.percent(s.weight)}`).join(', ')}`,
    looked: (word: string, targets: readonly { word: string; weight: number }[]) =>
      `${word} is looked at by ${targets.map(t => `${t.word} ${f.percent(t.weight)}`).join(', ')}`,
    reads: 'While it reads, every word may look at every other.',
    next: (word: string, probability: string) => `Most likely next: ${word}, ${probability}`,
    finished: 'The sentence is finished.',
    hint: 'Point at a word, press it, or move with the arrow keys.',
    pattern: 'Attention pattern',
    head: (layer: number, head: number) => `layer ${layer + 1}, head ${head + 1}`,
    mean: 'average of all heads',
  },
};
