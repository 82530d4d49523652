// @vitest-environment jsdom
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { connectApi, listModels } from '#engine/api/connect.ts';
import { defaultParams, distribution, draw } from '#lm/sampling.ts';
import { textOf } from '#lm/token.ts';
import { contextAt, emptyTrace, follow, withPrediction } from '#trace/trace.ts';

/**
 * The reader's key must go to the server they named, in the Authorization header, and nowhere else. The server runs as
 * its own process, so that what it prints is looked at too.
 */
const key = 'sk-Zq81-never-show-this-0123456789';
const parts = [key, key.slice(3), key.slice(0, 12), encodeURIComponent(key), btoa(key)];
const leaks = (text: string) => parts.some(part => text.includes(part));

const project = join(import.meta.dirname, '../..');
const running: { kill(): void }[] = [];
let printed = '';

/** `npm run serve-model`, as a reader would start it. */
function start(...options: string[]): Promise<string> {
  const args = ['scripts/serve-model.ts', '--port', '0', '--key', key, ...options];
  const child = spawn(join(project, 'node_modules/.bin/tsx'), args, { cwd: project });
  running.push(child);
  return new Promise((resolve, reject) => {
    let text = '';
    const onOutput = (chunk: Buffer) => {
      printed += chunk;
      text += chunk;
      const url = /http:\/\/localhost:\d+/.exec(text)?.[0];
      if (url !== undefined) resolve(url);
    };
    child.stdout.on('data', onOutput);
    child.stderr.on('data', onOutput);
    child.once('exit', code => reject(new Error(`serve-model ended with ${code}: ${text}`)));
  });
}

/** A server that takes a request and says nothing. */
const neverAnswers: typeof fetch = (_, init) =>
  new Promise((_, reject) => init!.signal!.addEventListener('abort', () => reject(init!.signal!.reason)));

let url = '';
let refusing = '';
beforeAll(async () => {
  [url, refusing] = await Promise.all([start(), start('--fault', 'unauthorized')]);
}, 120_000);
afterAll(() => running.forEach(child => child.kill()));

it('goes to its server as a header, and is not in storage, addresses, bodies, traces, errors, logs or objects', async () => {
  const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
  const logs = methods.map(method => vi.spyOn(console, method));
  const sent: { url: string; init: RequestInit }[] = [];
  const spying: typeof fetch = (input, init) => {
    sent.push({ url: String(input), init: init! });
    return fetch(input, init);
  };
  const signal = new AbortController().signal;
  const options = { key, signal, fetch: spying };

  // A run of three tokens, with everything that is kept of it.
  const { engine, report } = await connectApi({ ...options, address: url, model: '' });
  const listing = await listModels({ ...options, address: url });
  let trace = emptyTrace(engine.model, engine.encode('Once upon a time'));
  let step = 0;
  for (let n = 0; n < 3; n++) {
    const answer = await engine.predict(contextAt(trace, step), signal);
    trace = withPrediction(trace, step, { ...answer, source: 'live' });
    const drawn = draw(distribution(answer.prediction, defaultParams), 0.3);
    ({ trace, step } = follow(trace, step, {
      by: 'sampler',
      id: drawn.id,
      draw: drawn,
      params: defaultParams,
    }));
  }
  const text = textOf(contextAt(trace, step), engine.vocabulary);

  // Everything that can be refused, the last by a server that repeats the key in its refusal.
  const failed = (address: string, more: object = {}) =>
    connectApi({ ...options, address, model: '', ...more }).then(
      () => expect.fail(`${address} worked`),
      (error: unknown) => error,
    );
  const errors = [
    await failed(refusing),
    await failed('http://localhost:1'),
    await failed(url, { model: 'none' }),
    await failed(url, { timeoutMs: 50, fetch: neverAnswers }),
    await failed(`http://${key}@localhost`),
    await failed(`${url}/?key=${key}`),
    await failed(url, { key: `${key}\u00e9` }),
    await failed(url, { key: `${key}\r\nx-other: 1` }),
    await failed(url, { key: `${key}x` }),
  ];

  const shown = (value: unknown) =>
    `${inspect(value, { depth: Infinity, showHidden: true })} ${JSON.stringify(value)}`;
  const errorText = (error: unknown) =>
    `${shown(error)} ${String(error)} ${(error as Error).stack} ${(error as Error).message}`;
  expect(sent.length).toBeGreaterThan(5);
  const places: Record<string, string> = {
    localStorage: JSON.stringify({ ...localStorage }),
    sessionStorage: JSON.stringify({ ...sessionStorage }),
    cookies: document.cookie,
    document: document.documentElement.outerHTML + location.href + document.title,
    engine: shown(engine),
    report: shown(report),
    listing: shown(listing),
    trace: shown(trace),
    text,
    errors: errors.map(errorText).join('\n'),
    console: logs.map(log => shown(log.mock.calls)).join('\n'),
    addresses: sent.map(request => request.url).join('\n'),
    bodies: sent.map(request => String(request.init.body)).join('\n'),
    headers: sent.map(({ init }) => shown({ ...init.headers, authorization: '' })).join('\n'),
    'what the server prints': printed,
  };
  for (const [place, content] of Object.entries(places))
    expect(leaks(content), `the key is in ${place}`).toBe(false);
  expect(printed).toContain('POST /v1/completions');
  expect(errors.map(error => (error as { code: string }).code)).toContain('unauthorized');

  for (const request of sent) {
    expect(request.init).toMatchObject({
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: 'error',
    });
    const { authorization } = request.init.headers as Record<string, string>;
    expect(authorization).toMatch(/^Bearer sk-/);
  }
  const hosts = new Set(sent.map(request => new URL(request.url).host));
  expect([...hosts].sort()).toEqual([new URL(url).host, new URL(refusing).host, 'localhost:1'].sort());
});

it('is found where it does leak: the test can fail', () => {
  expect(leaks(`Bearer ${key}`)).toBe(true);
  expect(leaks(JSON.stringify({ nested: [{ key }] }))).toBe(true);
});
