import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listModels } from '#engine/api/connect.ts';
import { RateLimitedError } from '#engine/api/refusal.ts';
import type { Fault } from '../../scripts/serve-model/faults.ts';
import type { ModelServer } from '../../scripts/serve-model/server.ts';
import { connect, patient, serve } from './served.ts';

let server: ModelServer;
beforeAll(async () => void (server = await serve({ kind: 'all' })));
afterEach(() => void (server.fault = null));
afterAll(() => server.close());

const predicts = () => server.served.filter(line => line.startsWith('POST')).length;

describe('a server that fails while a run is under way', () => {
  it.each<[Fault, string]>([
    ['unauthorized', 'unauthorized'],
    ['rate-limited', 'rate-limited'],
    ['failing', 'server-failed'],
    ['cut-off', 'refused-cross-origin'], // fetch says no more than that the connection failed
    ['page', 'nonsense'],
    ['endless', 'nonsense'],
    ['no-logprobs', 'no-logprobs'],
    ['redirect', 'refused-cross-origin'],
  ])('by %s is reported as %s, and works again afterwards', async (fault, code) => {
    let clock = 0;
    const { engine } = await connect(server.url, { now: () => clock });
    const context = engine.encode('Once upon');
    server.fault = fault;
    await expect(engine.predict(context, patient)).rejects.toMatchObject({ name: 'EngineError', code });
    server.fault = null;
    clock += 10_000;
    expect((await engine.predict(context, patient)).prediction.ids.length).toBeGreaterThan(1);
  });

  it('by silence is given up after the time limit', async () => {
    const { engine } = await connect(server.url, { timeoutMs: 1500 });
    server.fault = 'silent';
    await expect(engine.predict(engine.encode('Once'), patient)).rejects.toMatchObject({ code: 'timed-out' });
  });

  it('by silence can be left by the reader', async () => {
    const { engine } = await connect(server.url);
    server.fault = 'silent';
    const leave = new AbortController();
    const before = predicts();
    const answer = engine.predict(engine.encode('Once'), leave.signal);
    const outcome = expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    while (predicts() === before) await new Promise(setImmediate); // until the request has arrived
    leave.abort();
    await outcome;
  });
});

describe('a server that wants fewer requests', () => {
  it('is left alone for as long as it says, and the reader is told how long', async () => {
    let clock = 1_000_000;
    const { engine } = await connect(server.url, { now: () => clock });
    const context = engine.encode('Once upon');
    server.fault = 'rate-limited';
    const refused = await engine.predict(context, patient).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RateLimitedError);
    expect(refused).toMatchObject({ code: 'rate-limited', retryAfterMs: 7000 });

    server.fault = null;
    const asked = predicts();
    clock += 4000;
    await expect(engine.predict(context, patient)).rejects.toMatchObject({
      code: 'rate-limited',
      retryAfterMs: 3000,
    });
    expect(predicts()).toBe(asked);

    clock += 3000;
    await engine.predict(context, patient);
    expect(predicts()).toBe(asked + 1);
  });

  it('may name a date, or nothing', async () => {
    const now = Date.UTC(2026, 0, 1);
    const limited = (header: Record<string, string>) =>
      connect(server.url, {
        now: () => now,
        fetch: async () => new Response('{}', { status: 429, headers: header }),
      }).catch((error: unknown) => error);
    expect(await limited({ 'retry-after': 'Thu, 01 Jan 2026 00:01:00 GMT' })).toMatchObject({
      retryAfterMs: 60_000,
    });
    expect(await limited({})).toMatchObject({ code: 'rate-limited', retryAfterMs: null });
    expect(await limited({ 'retry-after': 'soon' })).toMatchObject({ retryAfterMs: null });
  });
});

describe('connecting', () => {
  it('tells a wrong key from a right one', async () => {
    const locked = await serve({ kind: 'openai', key: 'right-key' });
    await expect(connect(locked.url, { key: 'wrong-key' })).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(connect(locked.url)).rejects.toMatchObject({ code: 'unauthorized' });
    expect((await connect(locked.url, { key: ' right-key\n' })).report.dialect).toBe('completions');
    await locked.close();
  });

  it('refuses a key that cannot be sent, without quoting it', async () => {
    const error = await connect(server.url, { key: 'schlüssel-geheim' }).catch((error: unknown) => error);
    expect(error).toMatchObject({ code: 'unauthorized' });
    expect(String(error)).not.toContain('geheim');
  });

  it('names the settings of local servers when nothing can be reached', async () => {
    const gone = createServer();
    await new Promise<void>(resolve => gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise(resolve => gone.close(resolve));
    const error = await connect(`localhost:${port}`).catch((error: unknown) => error);
    expect(error).toMatchObject({ code: 'refused-cross-origin' });
    expect(String(error)).toMatch(/OLLAMA_ORIGINS.*--cors-origins/s);
  });

  it('says when a model has no probabilities to give, and what was tried', async () => {
    server.fault = 'no-logprobs';
    const error = await connect(server.url).catch((error: unknown) => error);
    expect(error).toMatchObject({ code: 'no-logprobs' });
    expect(String(error)).toContain('completions: no-logprobs, chat: no-logprobs');
  });

  it('says when there is no such model', async () => {
    await expect(connect(server.url, { model: 'gpt-17' })).rejects.toMatchObject({ code: 'model-invalid' });
  });

  it('goes on to chat when a server has no text endpoint', async () => {
    const chatOnly = await serve({ kind: 'chat' });
    const { report } = await connect(chatOnly.url);
    expect(report).toMatchObject({ dialect: 'chat', continuation: 'instructed' });
    expect(report.attempts).toEqual([
      { dialect: 'completions', outcome: 'server-failed' },
      { dialect: 'chat', outcome: 'works' },
    ]);
    await chatOnly.close();
  });

  it('lists the models of a server', async () => {
    const listing = await listModels({ address: server.url, key: '', signal: patient });
    expect(listing).toEqual({ server: 'unknown', models: ['en-mini'] });
  });

  it('says that a text is too long for the model', async () => {
    const { engine } = await connect(server.url, { dialect: 'completions' });
    const long = engine.encode('word '.repeat(600));
    await expect(engine.predict(long, patient)).rejects.toMatchObject({ code: 'context-too-long' });
    const told = (await connect(server.url, { dialect: 'llama.cpp' })).engine;
    await expect(told.predict(told.encode('word '.repeat(600)), patient)).rejects.toMatchObject({
      code: 'context-too-long',
    });
  });

  it('warns of a key that would travel in the open', async () => {
    const away = (key: string) =>
      connect('http://teacher.example:8000', {
        key,
        fetch: (url, init) => fetch(String(url).replace('http://teacher.example:8000', server.url), init),
      });
    expect((await away('a-key')).report.keyInTheOpen).toBe(true);
    expect((await away('')).report.keyInTheOpen).toBe(false);
  });
});

describe('a model that ends its text', () => {
  it('is asked again where the server then says nothing else', async () => {
    const ollama = await serve({ kind: 'ollama' });
    let answers = 0;
    const { engine } = await connect(ollama.url, {
      fetch: async (url, init) => {
        const isPrediction = String(url).endsWith('/api/generate') && answers++ % 2 === 0;
        const ended = { response: '', done: true, done_reason: 'stop' };
        return isPrediction ? new Response(JSON.stringify(ended)) : fetch(url, init);
      },
    });
    expect((await engine.predict(engine.encode('Once'), patient)).prediction.ids.length).toBeGreaterThan(1);
    await ollama.close();
  });
});
