/*
 * Words of the interface in English. Messages with values are functions and format them, so that per cent, units and
 * plurals are in one place per language. Lesson prose lives with the chapters.
 */
import { connectEn } from './connect.ts';
import { figuresEn } from './figures.en.ts';
import { formatsOf } from './format.ts';
import { voteEn } from './classroom.ts';
import { embedEn } from './embed.ts';
import { offlineEn } from './offline.ts';
import { shareEn } from './share.ts';
import { lessonEn } from './lesson.ts';
import { originsEn } from './origins.ts';

const f = formatsOf('en');
const plural = (n: number, one: string, many: string) => `${f.integer(n)} ${n === 1 ? one : many}`;

const modelNames: Readonly<Record<string, string>> = {
  'en-nano': 'Nano, English',
  'en-mini': 'Mini, English',
  'en-small': 'Small, English',
  'en-medium': 'Medium, English',
  'en-chat': 'Mini, English, chat-tuned',
  'zh-poems': 'Classical Chinese poems',
  'en-zh-translate': 'Translator, English to Chinese',
};

export const en = {
  tag: 'en',
  lang: 'en', // of the document: which letter forms, which voice reads it
  name: 'English',
  switchTo: 'Switch to English',
  title: 'Next Token',
  tagline: 'Watch a language model write, one token at a time',
  format: f,

  stage: {
    label: 'Stage',
    skip: 'Skip to the stage',
  },

  missing: {
    title: 'Not loaded',
    dialog: 'This part of the page could not be loaded. Perhaps the connection is gone.',
    stage: 'The stage could not be drawn.',
    lesson: 'The words of the lesson could not be loaded. Perhaps the connection is gone.',
    reload: 'Reload the page',
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
    generated: (text: string, id: number, bits: number) =>
      `${text}, token ${id}, ${f.decimal(bits, 1)} bits of surprise: see the moment it was chosen`,
    forced: (text: string, id: number) => `${text}, token ${id}, chosen by you: see the moment it was chosen`,
    part: (index: number, count: number | null, character: string | null) =>
      character === null || count === null
        ? `part ${index + 1} of an unfinished character`
        : `part ${index + 1} of ${count} of ${character}`,
    bytes: (hex: string) => `bytes ${hex}`,
    emptyPrompt: 'Empty prompt: the model starts from its end-of-text token.',
    forgotten: (n: number) =>
      `${plural(n, 'token has', 'tokens have')} left the window: the model no longer sees them.`,
  },

  machine: {
    region: 'Model',
    transformer: 'Transformer',
    parameters: (n: number) => `${f.count(n)} parameters`,
    layers: (n: number) => plural(n, 'layer', 'layers'),
    recorded: 'recorded',
    recordedHint:
      'This step was recorded with the same model. The live model takes over as soon as it is ready.',
    live: 'live',
    verified: 'numbers verified on this device',
    verifiedHint: (error: string, tolerance: string) =>
      `Logits of a fixed prompt differ from the reference by ${error} at most (allowed: ${tolerance}).`,
    unverified: 'numbers not verified',
    latency: (ms: number) => `${f.decimal(ms, ms < 10 ? 1 : 0)} ms for this token`,
    backend: (name: string) => ({ webgpu: 'WebGPU', wasm: 'WebAssembly', api: 'API' })[name] ?? name,
    threads: (n: number) => plural(n, 'thread', 'threads'),
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
    rest: (n: number) => `${f.integer(n)} other tokens`,
    restOpen: 'all other tokens',
    restLabel: (name: string, probability: string) => `${name}: ${probability} together`,
    force: 'Press a bar to choose that token yourself.',
    waiting: 'Press Next token: here the model will say what could come next.',
    entropy: (bits: number, sides: number) =>
      sides < 1.05
        ? 'no doubt at all: 0 bits'
        : `${f.decimal(bits, 1)} bits of doubt: like a ${sides < 10 ? f.decimal(sides, 1) : f.integer(sides)}-sided die`,
    approximate: (number: string) => `about ${number}`,
    approximateHint:
      'Only the best candidates of this step are known, so with these settings the numbers are close but not exact.',
    greedy: 'Nothing is drawn: the tallest bar is taken.',
  },

  strip: {
    region: 'The draw',
    explain: 'One strip, 100 % long. A random number decides where the marker lands.',
    chip: (rank: number, probability: string, oneIn: number) =>
      `rank ${f.integer(rank)} · ${probability} — about 1 draw in ${f.integer(oneIn)}`,
    replay: 'Draw it 100 times',
    replayed: (hits: number, token: string) => `100 draws: ${hits} landed in "${token}"`,
    rest: (n: number, mass: string) => `${f.integer(n)} other tokens · ${mass}`,
    restOpen: (mass: string) => `all other tokens · ${mass}`,
    zoomed: (token: string, rank: number) => `Out there lies "${token}", rank ${f.integer(rank)}`,
  },

  river: {
    region: 'River of past steps',
    hint: 'Every past step is a column: the taller, the more surprising its token. Press one to go back there.',
    step: (n: number, token: string, bits: string) => `Token ${n}: "${token}", ${bits} bits`,
    forced: (n: number, token: string) => `Token ${n}: "${token}", chosen by you`,
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
    topKValue: (k: number | null) => (k === null ? 'off: all' : plural(k, 'token', 'tokens')),
    topP: 'Top-p',
    topPValue: (p: number | null) => (p === null ? 'off: 100%' : f.percent(p)),
    seed: 'Seed',
    newSeed: 'Throw a new seed',
    bars: 'Bars',
    model: 'Model',
    download: 'Real GPT-2…',
  },

  models: {
    name: (id: string) => modelNames[id] ?? id, // a downloaded one is called as its files are
    option: (name: string, parameters: number, bytes: number) =>
      `${name} · ${f.count(parameters)} · ${f.bytes(bytes)}`,
  },

  settings: {
    toDark: 'Dark theme',
    toLight: 'Light theme',
    projector: 'Projector view',
    leaveProjector: 'Leave projector view',
    help: 'Keys and help',
    close: 'Close',
  },

  help: {
    title: 'Keys',
    keys: {
      next: 'Next token',
      play: 'Play or pause',
      advance: 'Next beat',
      back: 'Back',
      reset: 'Start again',
      choose: 'Choose the n-th bar',
      temperature: 'Temperature down, up',
      'system-prompt': 'pull down or lift the system prompt',
      language: 'Language',
      theme: 'Light or dark',
      projector: 'Projector view',
      blank: 'Blank screen (projector)',
      light: 'Light up one part after another (projector)',
      vote: 'Class vote (projector)',
      help: 'This help',
    },
    singleKeys: 'Single letters, digits and signs are shortcuts too',
    reading: [
      'Teal is what the model says, amber what was drawn, blue what you wrote.',
      'Leading spaces and line breaks belong to tokens: they are shown as quiet marks.',
      'Everything runs on this device. Nothing you type leaves it, unless you connect a model behind an API.',
    ],
  },

  speak: {
    predicting: 'The model reads the text.',
    predicted: (token: string, probability: string, entropy: string) =>
      `Predicted. Most likely: "${token}", ${probability}. ${entropy}.`,
    drew: (u: string, token: string, probability: string, rank: number) =>
      `Drew ${u}: "${token}", ${probability}, rank ${f.integer(rank)}.`,
    greedy: (token: string, probability: string) => `Took the tallest: "${token}", ${probability}.`,
    forced: (token: string) => `You chose "${token}".`,
    appended: (token: string) => `Appended "${token}".`,
    ended: 'The model ended its text.',
  },

  stills: {
    feed: 'The whole text goes in.',
    predict: 'Out comes one number for every token.',
    sample: 'A random number picks one of them.',
    greedy: 'Nothing is drawn: the tallest is taken.',
    forced: 'One of them is picked by hand.',
    append: 'It is appended, and everything starts again.',
  },

  share: shareEn,
  offline: offlineEn,
  embed: embedEn,
  vote: voteEn,

  notices: {
    dismiss: 'Dismiss',
    undo: 'Undo',
    newPrompt: 'A new prompt: the run starts again.',
    badParameter: (name: string, value: string) =>
      `The address asks for ${name}=${value}, which is not possible; it was ignored.`,
    cleaned: 'Characters that no text can hold (broken halves of emoji) were replaced by �.',
    cut: (kept: number) =>
      `A very long text: the last ${f.integer(kept)} characters are kept, more than any model here can see.`,
    ended: 'The model ended its text here. Next token starts a new one.',
    backendChanged: (backend: string) => `The graphics device was lost; ${backend} has taken over.`,
    recordingFailed: 'The recorded run could not be loaded. The live model starts from the prompt.',
    weightsChanged:
      'The text goes on with other weights of this model, which says anew how likely each token is.',
    otherVocabulary:
      'The run in this link has tokens that this model does not know; only its prompt was taken over.',
    otherWeights:
      'This link was made with other weights of this model: the same words, but the probabilities may differ.',
    retry: 'Try again',
    quiet: (seconds: number) => `It wants ${f.integer(seconds)} seconds of quiet.`,
    retryIn: (seconds: number) => `Try again in ${f.integer(seconds)} s`,
    retrying: (seconds: number) => `Goes on by itself in ${f.integer(seconds)} s`,
    useModel: (name: string) => `Use ${name}`,
  },

  connect: connectEn,
  lesson: lessonEn,
  figures: figuresEn,
  origins: originsEn,

  errors: {
    'download-failed': 'The model could not be loaded from the server.',
    'download-corrupt': 'The model file is damaged or incomplete.',
    'model-invalid': 'This is not a model that can run here.',
    'out-of-memory': 'There is not enough memory for this model.',
    'device-lost': 'The graphics device was lost.',
    'worker-crashed': 'The model stopped unexpectedly.',
    'numbers-wrong': 'No way of computing on this device gives the right numbers, so none is used.',
    'context-too-long': 'The text is longer than the model can read.',
    unauthorized: 'The key was refused.',
    'rate-limited': 'Too many requests: the service asks us to wait.',
    'timed-out': 'The service did not answer in time.',
    'no-logprobs': 'This service gives text but no probabilities.',
    'refused-cross-origin': 'The service does not allow this page to ask it.',
    'server-failed': 'The service had an error of its own.',
    'split-character': 'This text ends inside a character. Go back or choose another token.',
    nonsense: 'The answer was not what it should be.',
    'not-listed': 'The draw falls on a token that the service does not name. Lower top-k and try again.',
    'never-seen': 'The counted text never has these words in a row, so there is no answer.',
    'not-recorded': 'Nothing was recorded here.',
    kept: 'Your text and every step so far are kept.',
  },
};
