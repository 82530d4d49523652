import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Fault, faults } from './serve-model/faults.ts';
import { loadLanguageModel } from './serve-model/language-model.ts';
import { type Kind, kinds } from './serve-model/routes.ts';
import { serveModel } from './serve-model/server.ts';
import { project } from './tool.ts';

/**
 * `npm run serve-model -- [id]`: serves one of the embedded models the way large models are served, with its real
 * log-probabilities, so that the page's connection to an API can be tried without an account.
 *
 *   id               a folder of models/; default en-mini
 *   --port 8000      default 8000
 *   --host 0.0.0.0   let other machines in the room use it; default: this machine only
 *   --key secret     ask for this key; default: none needed
 *   --as ollama      stand in for one kind of server only; default: all of them at once
 *   --origin URL     pages that may read the answers, may be given several times; default: all
 *   --fault silent   fail in this way at every request for a prediction
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string', default: '8000' },
    host: { type: 'string', default: '127.0.0.1' },
    key: { type: 'string' },
    as: { type: 'string', default: 'all' },
    origin: { type: 'string', multiple: true },
    fault: { type: 'string' },
  },
});

const folders = join(project, 'models');
const ids = readdirSync(folders).filter(id => existsSync(join(folders, id, 'model.onnx')));
const id = positionals[0] ?? 'en-mini';
const port = Number(values.port);
if (!ids.includes(id)) refuse(`no model ${id}; there are ${ids.join(', ') || 'none yet'}`);
if (!Number.isInteger(port) || port < 0 || port > 65535)
  refuse(`--port ${values.port}: a port is a number from 0 to 65535`);
if (!(values.as in kinds)) refuse(`--as ${values.as}: one of ${Object.keys(kinds).join(', ')}`);
if (values.fault !== undefined && !(values.fault in faults))
  refuse(`--fault: one of ${Object.keys(faults).join(', ')}`);

const model = await loadLanguageModel(join(folders, id));
try {
  const { url } = await serveModel({
    model,
    kind: values.as as Kind,
    port,
    host: values.host,
    key: values.key ?? null,
    origins: values.origin ?? '*',
    fault: (values.fault as Fault | undefined) ?? null,
    // Neither the text nor the key is anyone's business but the reader's.
    onAnswer: ({ method, path, status, ms }) =>
      console.log(`${method} ${path}  ${status}  ${ms.toFixed(0)} ms`),
  });
  console.log(
    `\n  ${model.spec.name} (${id}, ${model.spec.parameters.toLocaleString('en')} parameters)   ${url}`,
  );
  console.log(
    `  In the page: Model › Connect a larger model › address ${url}\n\n  Ctrl+C stops the server.\n`,
  );
} catch (error) {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (!taken) throw error;
  refuse(`port ${port} is in use; choose another with --port`);
}

function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}
