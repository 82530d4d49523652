import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LanguageModel } from '../../scripts/serve-model/language-model.ts';
import type { ModelServer } from '../../scripts/serve-model/server.ts';
import { embedded, serve } from './served.ts';

let model: LanguageModel;
let server: ModelServer;
beforeAll(async () => {
  model = await embedded();
  server = await serve({ kind: 'all', origins: ['https://lesson.example'] });
});
afterAll(() => server.close());

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

async function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Reply> {
  const response = await fetch(server.url + path, { method: 'POST', body: JSON.stringify(body), headers });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}

const choice = ({ body }: Reply) =>
  (body['choices'] as { text: string; finish_reason: string; logprobs: never }[])[0]!;

describe('serve-model', () => {
  it('writes the same text for the same seed, and another for another', async () => {
    const write = async (seed: number) =>
      choice(await post('/v1/completions', { prompt: 'Once', max_tokens: 12, seed })).text;
    expect(await write(1)).toBe(await write(1));
    expect(await write(1)).not.toBe(await write(2));
  });

  it("gives each token the model's probability after all those before it", async () => {
    const prompt = 'Once upon a time';
    const request = { prompt, max_tokens: 6, seed: 3, logprobs: 5, temperature: 0 };
    const { tokens, token_logprobs: logprobs } = choice(await post('/v1/completions', request))
      .logprobs as unknown as {
      tokens: string[];
      token_logprobs: number[];
    };
    const context = model.encode(prompt);
    for (const logprob of logprobs) {
      const own = await model.predict(context);
      expect(logprob).toBeCloseTo(own.logits[0]! - own.logZ, 6); // greedy: always the likeliest
      context.push(own.ids[0]!);
    }
    expect(tokens.length).toBe(6);
  });

  it('lists the whole vocabulary when asked to, adding up to one', async () => {
    const { body } = await post('/completion', { prompt: 'Once', n_predict: 1, n_probs: 10_000 });
    const [first] = body['completion_probabilities'] as { top_logprobs: { logprob: number }[] }[];
    expect(first!.top_logprobs.length).toBe(model.spec.vocabSize);
    expect(first!.top_logprobs.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0)).toBeCloseTo(1, 5);
  });

  it('reads a chat as the flat text of the lesson, and stops where the user would speak', async () => {
    const messages = [
      { role: 'system', content: 'You are a pirate.' },
      { role: 'user', content: 'Hello' },
    ];
    const { body } = await post('/v1/chat/completions', {
      messages,
      max_tokens: 1,
      logprobs: true,
      top_logprobs: 3,
    });
    const flat = await post('/v1/completions', {
      prompt: 'You are a pirate.\n\nUser: Hello\n\nAI Assistant:',
      max_tokens: 1,
      logprobs: 3,
    });
    const [{ logprobs }] = body['choices'] as [
      { logprobs: { content: [{ top_logprobs: { logprob: number }[] }] } },
    ];
    const top = Object.values(
      (choice(flat).logprobs as unknown as { top_logprobs: [Record<string, number>] }).top_logprobs[0],
    );
    expect(logprobs.content[0].top_logprobs[0]!.logprob).toBe(Math.max(...top));

    const long = await post('/v1/completions', { prompt: 'a b c', max_tokens: 30, seed: 1, stop: ' ' });
    expect(choice(long)).toMatchObject({ finish_reason: 'stop', text: expect.not.stringContaining(' ') });
  });

  it.each<[string, object, number]>([
    ['/v1/completions', { prompt: 'a', logprobs: 500 }, 400],
    ['/v1/completions', { prompt: 'a', stream: true }, 400],
    ['/v1/completions', { prompt: 'a '.repeat(600) }, 400],
    ['/v1/completions', { prompt: 7 }, 400],
    ['/v1/completions', { prompt: 'a', model: 'gpt-17' }, 404],
    ['/v1/chat/completions', { messages: [{ role: 'judge', content: 'a' }] }, 400],
    ['/v1/chat/completions', { messages: [] }, 400],
    ['/completion', { prompt: [99_999] }, 400],
    ['/v1/embeddings', { input: 'a' }, 404],
  ])('refuses %s %j with %i and a reason', async (path, body, status) => {
    const reply = await post(path, body);
    expect(reply.status).toBe(status);
    expect(reply.body).toMatchObject({
      error: { message: expect.stringMatching(/./), code: expect.stringMatching(/./) },
    });
  });

  it('lets only the pages it was told of read its answers', async () => {
    const preflight = (origin: string) =>
      fetch(`${server.url}/v1/completions`, { method: 'OPTIONS', headers: { origin } });
    expect((await preflight('https://lesson.example')).headers.get('access-control-allow-origin')).toBe(
      'https://lesson.example',
    );
    expect((await preflight('https://other.example')).headers.get('access-control-allow-origin')).toBeNull();
  });
});
