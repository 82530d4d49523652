import { formatsOf } from '../format.ts';
import { pluralsOf } from '../plural.ts';
import { type Scientific, scientific } from '../scientific.ts';

const f = formatsOf('en');
const plural = pluralsOf('en');

/** Words of the figures about scale, the system prompt, the inside of the model and the summary. */
/** The steps from a score to a share, and how many digits each number needs: as views/softmax works them out. */
interface Arithmetic {
  readonly logit: number;
  readonly scaled: number;
  readonly power: Scientific;
  readonly sum: Scientific;
  readonly share: number;
}
interface Digits {
  readonly logit: number;
  readonly temperature: number;
  readonly scaled: number;
  readonly power: number;
}

export const figures = {
  loading: 'Loading the model',
  notGiven: 'This model does not tell what it computes on the way; the embedded models do.',

  shift: {
    was: (probability: string, rank: number) =>
      rank > 0 ? `before: ${probability}, rank ${f.integer(rank)}` : `before: ${probability}`,
    ranks: (from: number, to: number) =>
      `${from > 0 ? f.integer(from) : '…'} → ${to > 0 ? f.integer(to) : '…'}`,
    gone: 'No longer in this list (rank before → now):',
  },

  ladder: {
    region: 'Models of several sizes, one die',
    rank: (rank: number) => `rank ${f.integer(rank)}`,
    surprise: (bits: number) => `${f.decimal(bits, 1)} bits of surprise per token`,
    ended: 'the end',
    took: (model: string, token: string) => `${model}: "${token}"`,
    drew: (u: string | null, tokens: readonly string[]) =>
      `${u === null ? '' : `Drew ${u}. `}${tokens.join('; ')}.`,
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
      wikitext2: 'Wikipedia (WikiText-2)',
      tiny: 'very simple stories',
      simple: 'our simple stories and facts',
      'zh-stories': 'our Chinese stories',
      'zh-explain': 'our Chinese explanations',
      'zh-chat': 'our Chinese conversations',
      'zh-modern': 'Chinese prose before 1945',
    } as Readonly<Record<string, string>>,
    bits: 'bits per byte, less is better',
    size: 'parameters',
    references: {
      xz: 'xz, a compression program',
      tableOf: (model: string, tokens: number) =>
        `table of five-token runs in what ${model} read (${f.count(tokens)} tokens)`,
      tableOfAll: (tokens: number) => `the same table over all our training text (${f.count(tokens)} tokens)`,
    },
    reference: (words: string, bits: number) => `${words}: ${f.decimal(bits, 2)}`,
    point: (name: string, bits: number, parameters: number) =>
      `${name}: ${f.decimal(bits, 2)} bits per byte, ${f.count(parameters)} parameters.`,
    saving: (smaller: string, share: number) =>
      share >= 0
        ? `That is ${f.percent(share)} less surprise than ${smaller}.`
        : `That is ${f.percent(-share)} more surprise than ${smaller}.`,
    source: (text: { documents: number; bytes: number } | null) =>
      text === null
        ? 'Measured on text that no training saw, with the weights that run on this page.'
        : `Measured on ${plural(text.documents, { one: 'text', other: 'texts' })} (${f.bytes(text.bytes)}) that no training saw, with the weights that run on this page.`,
    table: 'The numbers as a table',
    missing: 'These models have not been measured yet, so there is nothing to draw here.',
  },

  script: {
    region: 'A question and a system prompt',
    page: 'System prompt',
    pull: 'Pull the page down',
    lift: 'Lift the page',
    personas: 'Ready pages',
    reads: (n: number) => `The model reads ${plural(n, { one: 'token', other: 'tokens' })}:`,
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
    cancel: 'Cancel',
    waiting: 'Not answered yet: press Play.',
    wasSent: (n: number) => `after reading ${plural(n, { one: 'token', other: 'tokens' })}`,
    count: (n: number) =>
      `${plural(n, { one: 'token', other: 'tokens' })}: all of them are read again for every new one.`,
    again: (n: number) => `The first ${f.integer(n)} it had already read in the turn before.`,
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
      `On average ${f.percent(previous)} on the token just before, ${f.percent(first)} on the very first, ${f.percent(self)} on itself.`,
    text: 'The story: choose a token with the pointer or the arrow keys',
    share: (weight: number) => `${f.percent(weight)} of the attention`,
    looks: (token: string, partners: readonly { token: string; weight: number; self: boolean }[]) =>
      `“${token}” looks at ${partners
        .map(({ token, weight, self }) => `${self ? 'itself' : `“${token}”`} ${f.percent(weight)}`)
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
    after: (layer: number, last: boolean) => (last ? `layer ${layer}: answer` : `after layer ${layer}`),
    rank: (token: string, rank: number, probability: number) =>
      `“${token}”: rank ${f.integer(rank)}, ${f.percent(probability)}`,
    settled: (token: string, layer: number, last: number) =>
      layer === last
        ? `The final favourite “${token}” comes out on top only after the last layer.`
        : layer === 0
          ? `The final favourite “${token}” is on top from the start.`
          : `The final favourite “${token}” is on top from layer ${layer} on.`,
    added: (layer: number, share: number) =>
      `What layer ${layer} added is ${f.percent(share)} as long as the vector after it.`,
  },

  softmax: {
    region: 'From logits to shares',
    divided: (t: number) => `logit ÷ ${f.decimal(t, 2)}`,
    share: 'share',
    zero: 'At temperature 0 there is nothing to divide by: the tallest simply takes everything.',
    shift: 'Add to every logit',
    shiftValue: (by: number) => `${by > 0 ? '+' : ''}${f.decimal(by, 1)}`,
    row: (token: string, share: number) => `"${token}", ${f.percent(share)}: show the arithmetic`,
    steps: {
      logit: 'logit',
      divide: 'divided by the temperature',
      power: 'e to that power',
      share: (n: number) => `divided by the sum over all ${f.integer(n)} tokens`,
    },
    division: (row: Arithmetic, t: number, digits: Digits) =>
      `${f.decimal(row.logit, digits.logit)} ÷ ${f.decimal(t, digits.temperature)} = ${f.decimal(row.scaled, digits.scaled)}`,
    exponential: ({ scaled, power }: Arithmetic, digits: Digits) =>
      `e^${f.decimal(scaled, digits.scaled)} = ${scientific(power, digits.power)}`,
    quotient: ({ power, sum, share }: Arithmetic, digits: Digits) =>
      `${scientific(power, digits.power)} ÷ ${scientific(sum, digits.power)} = ${f.percent(share)}`,
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
