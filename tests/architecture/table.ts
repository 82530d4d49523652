import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { project } from './sources.ts';

/**
 * Who may import whom. This table is the architecture: a module of src/ may use its own files, the modules and the
 * packages on its line, and nothing else.
 */
export const architecture: Record<string, { modules: readonly string[]; packages: readonly string[] }> = {
  lm: { modules: [], packages: [] },
  trace: { modules: ['lm'], packages: [] },
  // What older browsers lack; fetched only there.
  baseline: {
    modules: [],
    packages: ['@oddbird/popover-polyfill', 'core-js', 'css-has-pseudo', 'unicode-segmenter'],
  },
  engine: {
    modules: ['lm', 'baseline'],
    packages: ['@noble/hashes', '@xenova/transformers', 'onnxruntime-web'],
  },
  player: { modules: ['engine', 'trace', 'lm'], packages: ['zustand'] },
  i18n: { modules: ['lm'], packages: ['react'] },
  ui: { modules: ['i18n'], packages: ['framer-motion', 'react'] },
  views: { modules: ['player', 'i18n', 'ui', 'trace', 'lm'], packages: ['d3', 'framer-motion', 'react'] },
  run: {
    modules: ['views', 'player', 'engine', 'trace', 'i18n', 'ui', 'lm'],
    packages: ['react', 'zustand'],
  },
  figures: {
    modules: ['run', 'views', 'player', 'engine', 'trace', 'i18n', 'ui', 'lm'],
    packages: ['d3', 'framer-motion', 'react'],
  },
  lesson: {
    modules: ['figures', 'run', 'views', 'player', 'engine', 'trace', 'i18n', 'ui', 'lm'],
    packages: ['react', 'react-dom'],
  },
  features: {
    modules: ['run', 'views', 'player', 'engine', 'trace', 'i18n', 'ui', 'lm'],
    packages: [
      '@fontsource-variable/inter', // put into pictures
      '@fontsource-variable/source-serif-4',
      'framer-motion',
      'gifenc', // the looping animation for slides
      'react',
      'uqr', // QR codes of share links
    ],
  },
  app: {
    modules: [
      'features',
      'figures',
      'lesson',
      'run',
      'views',
      'player',
      'engine',
      'trace',
      'i18n',
      'ui',
      'lm',
    ],
    packages: [
      '@fontsource-variable/inter',
      '@fontsource-variable/source-serif-4',
      'framer-motion',
      'react',
      'react-dom',
      'zustand',
    ],
  },
};

const pictures = readdirSync(join(project, 'src/figures'), { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name);

/** Within a module: which of its folders a folder may use; the files beside them ('') are for all. One way. */
export const folders: Record<string, Record<string, readonly string[]>> = {
  engine: {
    hub: ['onnx', 'files'], // models a reader brings along
    translate: ['onnx', 'files'],
    onnx: ['files'], // onnxruntime, and the worker it runs in
    plain: ['files'], // a small model without a runtime, written to be read
    ngram: [], // counting
    pocket: ['plain'], // a model that is trained on the page
    api: [],
    files: [], // how bytes arrive and where they are kept
    '': ['files'], // engine.ts and its like
  },
  // A folder each, found by their registry. What two of them need lies beside them.
  figures: Object.fromEntries([['', pictures], ...pictures.map(name => [name, []])]),
  // One component each. What two of them need belongs further down.
  features: { share: [], embed: [], hub: [], connect: [], classroom: [], offline: [] },
  lesson: {
    panel: ['chapters'],
    chapters: [],
    ticket: [],
    '': ['chapters', 'ticket', 'glossary'],
  },
  app: { '': [] },
};

/**
 * Asking the document instead of the data. These ask it for what only it knows: where something is on the screen, and what
 * takes the focus.
 */
export const mayQuery = [
  'src/ui/',
  'src/features/embed/', // how high the page is
  'src/lesson/panel/LessonPanel.tsx', // the focus follows to the new heading
  'src/lesson/panel/pointAt.ts', // a link in the text leads to a control
  'src/figures/attention/HeadGrid.tsx', // focus, here and below: arrow keys move it
  'src/figures/attention/LookingText.tsx',
  'src/views/film/', // from where to where things fly
  'src/figures/lens/Lens.tsx',
  'src/figures/translator/TranslatorPicture.tsx',
  'src/views/roving.ts',
  'src/views/story/Story.tsx',
];

/** Files a file imports, at most; the numbers of those still above it may only go down. */
export const mostImports = 20;
export const stillMore: Record<string, number> = { 'src/app/App.tsx': 40, 'src/app/LiveStage.tsx': 26 };
