import { type Known, rangeOf } from '#lm/known.ts';
import { formatsOf } from '../format.ts';
import { known } from './known.ts';
import { pluralsOf } from '../plural.ts';

const f = formatsOf('en');
const plural = pluralsOf('en');

/** The one there is, not one or more. */
const isOne = (count: Known): boolean => count.how === 'exact' && count.value === 1;

/** 'an' before eight, eleven, eighteen and what begins with them. */
const articleFor = (number: string): string => (/^(8|1[18](\D|$))/.test(number) ? 'an' : 'a');

const modelNames: Readonly<Record<string, string>> = {
  'en-nano': 'Nano, English',
  'en-mini': 'Mini, English',
  'en-small': 'Small, English',
  'en-medium': 'Medium, English',
  'en-chat': 'Mini, English, chat-tuned',
  'zh-nano': 'Nano, Chinese',
  'zh-mini': 'Mini, Chinese',
  'zh-chat': 'Mini, Chinese, chat-tuned',
  'zh-poems': 'Classical Chinese poems',
  'en-zh-translate': 'Translator, English to Chinese',
};

/** Words of the stage: the loop, the pictures of a step, the controls, and what is spoken of them. */
/** @param writer id of the model that wrote a token; null: a link brought it */
const cameFrom = (writer: string | null): string =>
  writer === null ? 'came with a link' : `written by ${modelNames[writer] ?? writer} and carried over`;

export const stage = {
  stage: {
    label: 'Stage',
    skip: 'Skip to the stage',
  },

  loop: {
    predict: 'Predict',
    sample: 'Sample',
    append: 'Append',
    beats: {
      feed: 'feed',
      think: 'compute',
      predict: 'predict',
      sample: 'sample',
      append: 'append',
      settle: 'settle',
    },
  },

  story: {
    region: 'Story',
    prompt: 'Prompt',
    promptHint: 'Write the beginning of a story. Enter takes it over, Esc leaves it as it was.',
    ideas: 'Or begin with one of these',
    edit: 'Edit the prompt',
    token: (text: string, id: number) => `${text}, token ${id}`,
    generated: (text: string, id: number, bits: Known) =>
      `${text}, token ${id}, ${known.said.bits(bits)} bits of surprise: see the moment it was chosen`,
    forced: (text: string, id: number) =>
      `${text}, token ${id}, picked by hand: see the moment it was chosen`,
    carried: (text: string, id: number, writer: string | null) =>
      `${text}, token ${id}, ${cameFrom(writer)}: see the moment it was chosen`,
    part: (index: number, count: number | null, character: string | null) =>
      character === null || count === null
        ? `part ${index + 1} of an unfinished character`
        : `part ${index + 1} of ${count} of ${character}`,
    bytes: (hex: string) => `bytes ${hex}`,
    emptyPrompt: 'Empty prompt: the model starts from its end-of-text token.',
    forgotten: (n: number) =>
      `${plural(n, { one: 'token has', other: 'tokens have' })} left the window: the model no longer sees them.`,
  },

  film: {
    input: 'in',
    layer: (n: number) => `layer ${f.integer(n)}`,
    sum: 'token + place',
    more: (n: number) => `… ${f.integer(n)} more`,
  },

  machine: {
    region: 'Model',
    sheets: (cells: number, of: number) => `Cells: the first ${cells} of a token’s ${of} numbers`,
    above: 'above 0',
    below: 'below 0',
    frosted: 'This model does not show its numbers: its sheets stay blank.',
    parameters: (n: number) => `${f.count(n)} parameters`,
    layers: (n: number) => plural(n, { one: 'layer', other: 'layers' }),
    recorded: 'recorded',
    recordedHint:
      'This step was recorded with the same model. The live model takes over as soon as it is ready.',
    foreignHint:
      'These numbers come out of a file. The model they are from is not at work here, so nothing here has checked them.',
    live: 'live',
    verified: 'numbers verified on this device',
    verifiedHint: (error: string, tolerance: string) =>
      `Logits of a fixed prompt differ from the reference by ${error} at most (allowed: ${tolerance}).`,
    unverified: 'numbers not verified',
    latency: (ms: number) => `${f.decimal(ms, ms < 10 ? 1 : 0)} ms for this token`,
    backend: (name: string) => ({ webgpu: 'WebGPU', wasm: 'WebAssembly', api: 'API' })[name] ?? name,
    threads: (n: number) => plural(n, { one: 'thread', other: 'threads' }),
    rejected: (backend: string, reason: string) => `${backend} was not used: ${reason}`,
    loading: (loaded: string, total: string | null) => (total === null ? loaded : `${loaded} of ${total}`),
    stage: { download: 'Loading the model', compile: 'Preparing the model', verify: 'Checking its numbers' },
    failed: 'No model is running.',
  },

  bars: {
    region: 'Next-token probabilities',
    bar: (token: string, probability: string, rank: number) => `"${token}", ${probability}, rank ${rank}`,
    cut: 'cut by the settings',
    was: (probability: string) => `${probability} before the settings`,
    // How many there are is at least known where a vocabulary is not: then it is all of them.
    rest: (count: Known) =>
      count.how === 'at least'
        ? 'all other tokens'
        : `${known.count(count)} other ${isOne(count) ? 'token' : 'tokens'}`,
    others: (count: Known) =>
      count.how === 'at least' ? 'all others' : `${known.count(count)} ${isOne(count) ? 'other' : 'others'}`,
    restLabel: (name: string, probability: string) => `${name}: ${probability} together`,
    force: 'Press a bar to choose that token yourself.',
    waiting: 'Press Next token: here the model will say what could come next.',
    entropy: (bits: Known, sides: Known) => {
      if (rangeOf(sides).high < 1.05) return 'no doubt at all: 0 bits';
      const doubt = `${known.said.bits(bits)} bits of doubt`;
      if (sides.how === 'unknown') return 'nobody can say how much doubt there is';
      const said = known.said.number(sides, rangeOf(sides).low < 10 ? 1 : 0);
      return sides.how === 'exact'
        ? `${doubt}: like ${articleFor(said)} ${said}-sided die`
        : `${doubt}: like a die of ${said} sides`;
    },
    approximateHint:
      'Only the likeliest tokens of this step are known, so with these settings some numbers are known within limits only: ≈ means to within a twentieth.',
    greedyUnnamed: 'The likeliest token cannot be taken: the service does not say how it is spelled.',
    greedy: 'Nothing is drawn: the tallest bar is taken.',
  },

  strip: {
    region: 'The draw',
    explain: 'One strip, 100 % long. A random number decides where the marker lands.',
    chip: (rank: number, probability: string, oneIn: number) =>
      `rank ${f.integer(rank)} · ${probability} — about 1 draw in ${f.integer(oneIn)}`,
    replay: 'Draw it 100 times',
    replayed: (hits: number, token: string) => `100 draws: ${hits} landed in "${token}"`,
    zoomed: (token: string, rank: number) => `Out there lies "${token}", rank ${f.integer(rank)}`,
  },

  river: {
    region: 'River of past steps',
    hint: 'Every past step is a column: the taller, the more surprising its token. Press one to go back there.',
    step: (n: number, token: string, bits: string) => `Token ${n}: "${token}", ${bits} bits`,
    forced: (n: number, token: string) => `Token ${n}: "${token}", picked by hand`,
    carried: (n: number, token: string, writer: string | null) =>
      `Token ${n}: "${token}", ${cameFrom(writer)}`,
    start: 'Prompt',
  },

  controls: {
    region: 'Controls',
    step: 'Step',
    stepHint: 'One beat: predict, sample or append',
    next: 'Next token',
    play: 'Play',
    pause: 'Pause',
    back: 'Back',
    reset: 'Reset',
    tempo: 'Tempo',
    tempos: { auto: 'speeds up', lesson: 'lesson', watch: 'watch', stream: 'stream', fast: 'fast' },
    temperature: 'Temperature',
    temperatureValue: (t: number) => (t === 0 ? '0: always the tallest' : f.decimal(t, 2)),
    chaos: 'chaos',
    chaosHint: 'Temperature 5',
    topK: 'Top-k',
    topKValue: (k: number | null) => (k === null ? 'off: all' : plural(k, { one: 'token', other: 'tokens' })),
    topP: 'Top-p',
    topPValue: (p: number | null) => (p === null ? 'off: 100%' : f.percent(p)),
    minP: 'Min-p',
    minPValue: (p: number | null) => (p === null ? 'off' : `${f.percent(p)} of the top`),
    more: 'More',
    seed: 'Seed',
    newSeed: 'Throw a new seed',
    bars: 'Bars',
    model: 'Model',
    download: 'Real GPT-2…',
  },

  models: {
    name: (id: string) => modelNames[id] ?? id, // a downloaded one is called as its files are
    of: (name: string, revision: string) => `${name}, ${revision}`,
    option: (name: string, parameters: number, bytes: number) =>
      `${name} · ${f.count(parameters)} · ${f.bytes(bytes)}`,
  },

  speak: {
    predicting: 'The model reads the text.',
    predicted: (token: string, probability: string, entropy: string) =>
      `Predicted. Most likely: "${token}", ${probability}. ${entropy}.`,
    drew: (u: string, token: string, probability: string, rank: number) =>
      `Drew ${u}: "${token}", ${probability}, rank ${f.integer(rank)}.`,
    greedy: (token: string, probability: string) => `Took the tallest: "${token}", ${probability}.`,
    forced: (token: string) => `Picked by hand: "${token}".`,
    carried: (token: string, writer: string | null) => `"${token}", ${cameFrom(writer)}.`,
    appended: (token: string) => `Appended "${token}".`,
    ended: 'The model ended its text.',
  },

  stills: {
    feed: 'The whole text goes in.',
    predict: 'Out comes one number for every token.',
    sample: 'A random number picks one of them.',
    greedy: 'Nothing is drawn: the tallest is taken.',
    forced: 'One of them is picked by hand.',
    carried: 'This one came with the text.',
    append: 'It is appended, and everything starts again.',
  },
};
