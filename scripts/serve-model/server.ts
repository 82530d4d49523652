import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BadRequest } from './bad-request.ts';
import { type Fault, faults, json } from './faults.ts';
import type { LanguageModel } from './language-model.ts';
import { Fields } from './request.ts';
import { type Kind, type Routes, kinds } from './routes.ts';

export interface ServeOptions {
  readonly model: LanguageModel;
  readonly kind: Kind;
  readonly port: number; // 0: any free one
  readonly host: string;
  readonly key: string | null; // wanted as a bearer token; null: everyone is served
  readonly origins: '*' | readonly string[]; // whose pages may read answers
  readonly fault?: Fault | null;
  readonly onAnswer?: (line: { method: string; path: string; status: number; ms: number }) => void;
}

export interface ModelServer {
  readonly url: string; // without a slash at the end
  readonly served: readonly string[]; // "POST /v1/completions" …, in the order they came
  fault: Fault | null; // may be set while it runs
  close(): Promise<void>;
}

const mostBytes = 1024 * 1024; // of a request

/**
 * A server over an embedded model, with the model's real log-probabilities.
 *
 * @throws Error 'EADDRINUSE' when the port is taken
 */
export async function serveModel(options: ServeOptions): Promise<ModelServer> {
  const routes: Routes = kinds[options.kind];
  const served: string[] = [];
  const server = createServer((request, response) => {
    const began = performance.now();
    const method = request.method ?? 'GET';
    const path = (request.url ?? '/').replace(/\?.*$/, '');
    response.on('close', () => {
      options.onAnswer?.({ method, path, status: response.statusCode, ms: performance.now() - began });
    });
    allowOrigin(request, response, options.origins);
    if (method === 'OPTIONS') return void response.writeHead(204).end();
    served.push(`${method} ${path}`);
    const fault = handle.fault ?? null;
    if (fault !== null && method === 'POST') return faults[fault](request, response);
    answer(request, response, method, path).catch((error: unknown) => {
      if (error instanceof BadRequest)
        json(response, error.status, { error: { message: error.message, code: error.code } });
      else json(response, 500, { error: { message: 'the model failed' } });
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse, method: string, path: string) {
    if (options.key !== null && request.headers.authorization !== `Bearer ${options.key}`) {
      throw new BadRequest('a wrong key, or none', 'invalid_api_key', 401);
    }
    const route = routes[`${method} ${path}`];
    if (route === undefined) throw new BadRequest(`nothing at ${method} ${path}`, 'not_found', 404);
    const fields = method === 'POST' ? Fields.parse(await bodyOf(request)) : new Fields({});
    const wanted = fields.string('model', options.model.spec.id);
    if (wanted !== options.model.spec.id)
      throw new BadRequest(`no model ${wanted} here`, 'model_not_found', 404);
    json(response, 200, await route(options.model, fields));
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const handle: ModelServer = {
    url: `http://${options.host === '127.0.0.1' ? 'localhost' : options.host}:${port}`,
    served,
    fault: options.fault ?? null,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return handle;
}

/** Retry-After is no CORS-safelisted header: unless it is named, a page cannot read it. */
function allowOrigin(
  request: IncomingMessage,
  response: ServerResponse,
  origins: ServeOptions['origins'],
): void {
  const { origin } = request.headers;
  if (origin === undefined || (origins !== '*' && !origins.includes(origin))) return;
  response.setHeader('access-control-allow-origin', origins === '*' ? '*' : origin);
  response.setHeader('access-control-allow-headers', 'authorization, content-type');
  response.setHeader('access-control-allow-methods', 'GET, POST');
  response.setHeader('access-control-expose-headers', 'retry-after');
  response.setHeader('access-control-allow-private-network', 'true');
  response.setHeader('access-control-max-age', '600');
  response.setHeader('vary', 'origin');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > mostBytes) throw new BadRequest('the body is longer than 1 MiB', 'too_long', 413);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
