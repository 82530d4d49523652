import { formatsOf } from '../format.ts';

const f = formatsOf('en');

/** Words of the dialog that fetches a model from a hub. They come with the dialog: most readers never open it. */
export const hub = {
  title: 'Get a real GPT-2',
  intro:
    'GPT-2 was published by OpenAI in 2019, the smallest with 124 million parameters; DistilGPT-2 was trained to imitate that one. It is downloaded once, kept in this browser, and runs on this device. The model on the stage keeps working meanwhile.',
  model: 'Model',
  other: 'Another one',
  repository: 'Repository',
  repositoryHint: 'owner/name of any GPT-2 that was exported to ONNX, e.g. one trained on another language.',
  facts: (parameters: number, bytes: number, licence: string) =>
    `${f.count(parameters)} parameters · about ${f.bytes(bytes)} · licence ${licence}`,
  source: 'From where',
  sources: {
    'hugging-face': 'Hugging Face',
    mirror: 'A mirror of it',
    own: 'The server of this page',
    files: 'Files on this device',
  } as Record<string, string>,
  base: 'Address of the mirror',
  baseHint: 'A server that answers as Hugging Face does, e.g. https://hf-mirror.com.',
  ownHint: 'Whoever runs this page can put a model beside it:',
  filesHint:
    'A folder with config.json, tokenizer.json and the .onnx files, as a hub has them. Drop it here, or choose it. Nothing is copied or sent.',
  folder: 'Choose a folder',
  files: 'Choose files',
  privacy: (host: string) => `Only the files are asked for, from ${host}. Your text stays on this device.`,
  look: 'Look it up',
  looking: 'Looking it up: so far only the list of its files…',
  found: (name: string) => `Found: ${name}`,
  known: {
    parameters: 'Parameters',
    context: 'Reads at most',
    licence: 'Licence',
    here: 'Already here',
    device: 'Runs on',
  },
  count: (n: number) => f.count(n),
  tokens: (n: number) => `${f.integer(n)} tokens`,
  licenceUnknown: 'not told by its files: see its page at the source',
  device: { webgpu: 'graphics device (WebGPU)', wasm: 'processor (WebAssembly)' },
  precision: 'Precision',
  automatic: (name: string) => `Best for this device: ${name}`,
  precisions: {
    fp32: '32 bits',
    fp16: '16 bits',
    int8: '8 bits',
    q4: '4 bits',
    q4f16: '4 bits, computed in 16',
  } as Record<string, string>,
  variant: (precision: string, bytes: number) => `${precision} · ${f.bytes(bytes)}`,
  fallback: 'If its numbers turn out wrong here, the next best precision is downloaded.',
  tight: (needed: number, has: number) =>
    `This needs about ${f.bytes(needed)} of memory while it loads; this device says it has about ${f.bytes(has)} in all. It may fail, or the browser may close this page. A smaller model or precision is safer.`,
  noEndMark:
    'It names no token that ends a text: it cannot begin from an empty prompt, and writes on until it is stopped.',
  impossible: 'None of its files runs on this device.',
  get: (bytes: number) => `Download ${f.bytes(bytes)} and use it`,
  useFiles: 'Use it',
  back: 'Choose another',
  cancel: 'Cancel',
  resume: 'Go on',
  retry: 'Try again',
  show: 'Show',
  dismiss: 'Dismiss',
  hide: 'Go on reading meanwhile',
  loading: (name: string) => `Downloading ${name}`,
  stages: {
    download: 'Downloading',
    compile: 'Making it ready to compute',
    verify: 'Checking its numbers',
  },
  bytesOf: (loaded: number, total: number | null) =>
    total === null ? f.bytes(loaded) : `${f.bytes(loaded)} of ${f.bytes(total)}`,
  rate: (bytesPerSecond: number) => `${f.bytes(bytesPerSecond)}/s`,
  left: (seconds: number) =>
    seconds < 90
      ? `about ${f.integer(Math.max(1, seconds))} s left`
      : `about ${f.integer(seconds / 60)} min left`,
  stopped: 'Stopped. What has arrived is kept, and the download goes on from there.',
  stoppedFiles: 'Stopped.',
  ready: (name: string) => `${name} is on the stage and goes on with your text.`,
  failed: 'This did not work',
  remedies: {
    offline: 'This device is offline now.',
    kept: 'What has arrived is kept: trying again goes on from there.',
    reach:
      'Perhaps the address cannot be reached from here, does not have this model, or does not let pages read it. Another source may work: a mirror, the server of this page, or files from a USB stick.',
    own: 'There is no such model beside this page. Whoever runs it can add one, and build the page again:',
    damaged: 'The damaged part has been thrown away: trying again fetches it anew.',
    invalid:
      'What is needed: a GPT-2 with config.json, tokenizer.json and an ONNX decoder in one of the usual layouts (onnx/decoder_model_merged_quantized.onnx, onnx/model_quantized.onnx, …).',
    tokenizer:
      'Its tokenizer (tokenizer.json) is of another kind than GPT-2’s, a byte-level BPE. Nothing large has been downloaded. Choose another model.',
    memory: 'Choose a smaller model or precision, or close other tabs and try again.',
    numbers: 'Choose another precision.',
    crashed: 'Often this means that memory ran out. Try again, or choose a smaller model or precision.',
    nonsense: 'This address does not answer as a hub does. Check it for typing errors.',
  },
  said: 'What the program says about it',
  stored: 'Kept in this browser',
  storedNone: 'Nothing yet.',
  storedSize: (stored: number, bytes: number) =>
    stored < bytes ? `${f.bytes(stored)} of ${f.bytes(bytes)}, begun` : f.bytes(stored),
  remove: (name: string) => `Remove ${name}`,
  removeShort: 'Remove',
  use: (name: string) => `Use ${name}`,
  useShort: 'Use',
};
