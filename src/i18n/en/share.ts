import type { SamplingParams } from '#lm/sampling.ts';

/** Words of the share dialog. */
export const share = {
  title: 'Share and save',
  open: 'Open a saved run…',
  openDialog: 'Share',
  link: 'Link to this run',
  linkHint: 'Opens the same text with the same tokens. The probabilities are computed again there.',
  cut: 'The run is longer than a link can be: its first 1,500 tokens are in it. A file holds all of it.',
  qr: 'QR code of the link',
  copy: 'Copy',
  copied: 'Copied',
  selected:
    'This browser does not let the page copy. The text is selected: press Ctrl + C (⌘ + C), or hold it on a phone.',
  embed: 'In your own page',
  code: 'Code of the iframe',
  controls: 'What readers may touch',
  autoplay: 'Play by itself',
  preview: 'Preview',
  files: 'Files',
  save: { json: 'Run (JSON)', csv: 'Table (CSV)', svg: 'Picture (SVG)', png: 'Picture (PNG)' },
  animation: (tokens: number) =>
    tokens === 1 ? 'Animation of the last token (GIF)' : `Animation of the last ${tokens} tokens (GIF)`,
  nothingToAnimate: 'Animation (GIF): no token yet',
  making: 'Drawing the animation',
  stopMaking: 'Stop',
  animationFailed: 'The animation could not be made.',
  drop: 'A saved run can also be dropped anywhere on the page.',
  worksheet: 'Worksheet',
  covered: 'Cover the bars, to be guessed',
  print: 'Print…',
  refused: (place: string | null) =>
    place === null
      ? 'This file is not a saved run.'
      : `This file is not a saved run, or it has been changed: what stands at ${place} cannot be.`,
  credit: (model: string, revision: string, seed: number, settings: string) =>
    `${revision === '' ? model : `${model}, ${revision}`} · seed ${seed} · ${settings} · Next Token`,
  settings: ({ temperature, topK, topP, minP }: SamplingParams) =>
    [
      `temperature ${temperature}`,
      ...(topK === null ? [] : [`top-k ${topK}`]),
      ...(topP === null ? [] : [`top-p ${topP}`]),
      ...(minP === null ? [] : [`min-p ${minP}`]),
    ].join(' · '),
  control: {
    next: 'next token',
    step: 'step',
    play: 'play',
    back: 'back',
    reset: 'reset',
    prompt: 'prompt',
    choose: 'pressing bars',
    temperature: 'temperature',
    topk: 'top-k',
    topp: 'top-p',
    seed: 'seed',
    model: 'model',
  },
};
