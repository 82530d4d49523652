import type { IncomingMessage, ServerResponse } from 'node:http';

/** Ways in which a server fails, each as real ones do. They apply to every request that asks for a prediction. */
export const faults = {
  // Some servers repeat the key in their refusal.
  unauthorized: (request, response) =>
    json(response, 401, {
      error: {
        message: `Incorrect API key provided: ${request.headers.authorization?.replace('Bearer ', '')}.`,
        type: 'invalid_request_error',
        code: 'invalid_api_key',
      },
    }),
  'rate-limited': (_, response) => {
    response.setHeader('retry-after', '7');
    json(response, 429, {
      error: { message: 'Rate limit reached', type: 'requests', code: 'rate_limit_exceeded' },
    });
  },
  failing: (_, response) => json(response, 500, { error: { message: 'CUDA error: out of memory' } }),
  silent: () => {}, // never answers; the connection stays open
  'cut-off': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"choices": [{"text": ');
    response.destroy();
  },
  page: (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Log in</title>');
  },
  endless: (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const chunk = `"${'a'.repeat(65536)}",`;
    response.write('[');
    const pump = () => {
      while (!request.destroyed && response.write(chunk));
    };
    response.on('drain', pump);
    pump();
  },
  'no-logprobs': (_, response) =>
    json(response, 200, {
      choices: [{ text: ' a', message: { role: 'assistant', content: ' a' }, logprobs: null }],
      content: ' a',
      response: ' a',
    }),
  redirect: (_, response) => {
    response.writeHead(307, { location: 'http://localhost:9/elsewhere' }).end();
  },
} satisfies Record<string, (request: IncomingMessage, response: ServerResponse) => void>;

export type Fault = keyof typeof faults;

export function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
