import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { catalogue } from '#engine/hub/catalogue.ts';
import { EngineError } from '#engine/engine.ts';
import { addModel } from './models-add/add.ts';
import { project } from './tool.ts';

/**
 * `npm run models:add -- gpt2`: puts a model where the built page serves it, for a school's own server. In the page it is
 * found under "The server of this page". Then `npm run build`, or add straight to a page that is built: --to dist/hub.
 *
 *   gpt2 | owner/name    a model of the catalogue by its short name, or any repository with a GPT-2 in ONNX
 *   --from URL           default https://huggingface.co; https://hf-mirror.com where that cannot be reached
 *   --precision int8     fp32, fp16, int8, q4 or q4f16; may be given several times; default int8 (for WebAssembly)
 *   --revision main      branch, tag or commit of the source
 *   --to folder          default public/hub
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    from: { type: 'string', default: 'https://huggingface.co' },
    precision: { type: 'string', multiple: true, default: ['int8'] },
    revision: { type: 'string', default: 'main' },
    to: { type: 'string', default: join(project, 'public/hub') },
  },
});

const known = catalogue.map(({ repo }) => [shortName(repo), repo] as const);
const [wanted = ''] = positionals;
const repo = new Map(known).get(wanted) ?? wanted;
if (!/^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(repo)) {
  refuse(`which model? owner/name, or one of ${known.map(([name]) => name).join(', ')}`);
}
if (!URL.canParse(values.from)) refuse(`--from ${values.from}: not an address`);

try {
  const { precision: precisions, revision, to } = values;
  const at = { base: values.from.replace(/\/+$/, ''), repo, revision };
  await addModel(at, precisions, to, ({ path, bytes, arrived, kept }) => {
    const percent = bytes === 0 ? 100 : Math.floor((100 * arrived) / bytes);
    process.stdout.write(
      `\r  ${path}  ${percent} %${kept ? ' (was here)' : ''}${arrived === bytes ? '\n' : ''}`,
    );
  });
  console.log(`\n  ${repo} is in ${to}. In the page: Get a real GPT-2 › The server of this page.\n`);
} catch (error) {
  if (!(error instanceof EngineError)) throw error;
  refuse(`\n${error.message}\nWhat has arrived is kept: the same command goes on from there.`, 1);
}

/** Xenova/gpt2 → gpt2, onnx-community/gpt2-medium-ONNX → gpt2-medium */
function shortName(of: string): string {
  return of.slice(of.indexOf('/') + 1).replace(/-ONNX$/, '');
}

function refuse(message: string, code = 2): never {
  console.error(message);
  process.exit(code);
}
