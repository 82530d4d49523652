import { describe, expect, it } from 'vitest';
import { listModels } from '#engine/api/connect.ts';
import { connect, patient } from './served.ts';

type Answer = { status?: number; body: unknown };

/** A server as a table of its paths; anything else is 404, as real servers say it. */
function server(paths: Record<string, (body: Record<string, unknown>) => Answer>) {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const { pathname } = new URL(String(url));
    asked.push(pathname);
    const answer = paths[pathname]?.(JSON.parse((init?.body as string | null) ?? '{}')) ?? {
      status: 404,
      body: { error: { message: 'Not Found' } },
    };
    return new Response(JSON.stringify(answer.body), { status: answer.status ?? 200 });
  };
  return { fetch, asked };
}

const models = () => ({ body: { data: [{ id: 'm', object: 'model' }] } });
const list = [' there', ' a', ' the'].map((token, i) => ({ token, logprob: -0.5 - i }));
const chatAnswer = {
  body: {
    choices: [
      { message: { content: ' there' }, logprobs: { content: [{ token: ' there', top_logprobs: list }] } },
    ],
  },
};
const completion = {
  body: { choices: [{ text: ' there', logprobs: { top_logprobs: [{ ' there': -0.5, ' a': -1.5 }] } }] },
};
const at = (address: string, { fetch }: { fetch: typeof globalThis.fetch }, model = '') =>
  connect(address, { fetch, model });

describe('a list of models', () => {
  it.each([
    [[{ id: 'acme/base-7b', object: 'model' }]],
    [{ data: [{ id: 'acme/base-7b' }] }],
    [{ models: [{ name: 'acme/base-7b' }] }],
    [{ data: ['acme/base-7b'] }],
  ])('is read in each form servers give it: %j', async body => {
    const { fetch } = server({ '/v1/models': () => ({ body }) });
    const listing = await listModels({ address: 'https://a.example', key: '', signal: patient, fetch });
    expect(listing.models).toEqual(['acme/base-7b']);
  });
});

describe('an address with a version of its own', () => {
  it('is asked there', async () => {
    const ark = server({ '/api/v3/models': models, '/api/v3/completions': () => completion });
    expect((await at('https://ark.example/api/v3', ark)).report.dialect).toBe('completions');
    expect(ark.asked.filter(path => path.includes('v1'))).toEqual([]);
  });
});

describe('an address without /v1 where the server has none either', () => {
  it('is asked as it stands, after /v1 was not found', async () => {
    const bare = server({ '/llm/models': models, '/llm/completions': () => completion });
    const { engine, report } = await at('https://a.example/llm', bare);
    expect(report).toMatchObject({ dialect: 'completions', models: ['m'] });
    expect((await engine.predict(engine.encode('Once'), patient)).prediction.ids.length).toBe(2);
  });

  it('is found without a list of models, too', async () => {
    const bare = server({ '/llm/chat/completions': () => chatAnswer });
    expect((await at('https://a.example/llm', bare, 'm')).report.dialect).toBe('chat');
  });
});

describe('a chat model that takes only the newer name of the limit', () => {
  const textDoor = () => ({
    status: 404,
    body: { error: { message: 'This is a chat model and not supported in the v1/completions endpoint.' } },
  });
  const unsupported = {
    status: 400,
    body: {
      error: {
        message:
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        param: 'max_tokens',
        code: 'unsupported_parameter',
      },
    },
  };
  const newer = (answer: Answer) =>
    server({
      '/v1/models': models,
      '/v1/completions': textDoor,
      '/v1/chat/completions': body => ('max_tokens' in body ? unsupported : answer),
    });

  it('is asked with it, then and ever after', async () => {
    const strict = newer(chatAnswer);
    const { engine, report } = await at('https://a.example', strict);
    expect(report).toMatchObject({ dialect: 'chat', continuation: 'instructed', candidates: 20 });
    const asked = strict.asked.length;
    await engine.predict(engine.encode('Once'), patient);
    expect(strict.asked.length).toBe(asked + 1);
  });

  it('is not called missing where it then refuses for another reason', async () => {
    const logprobs = { status: 400, body: { error: { message: "'logprobs' is not supported", code: 'x' } } };
    await expect(at('https://a.example', newer(logprobs))).rejects.toMatchObject({ code: 'no-logprobs' });
    const other = { status: 400, body: { error: { message: 'No.' } } };
    await expect(at('https://a.example', newer(other))).rejects.toMatchObject({ code: 'server-failed' });
  });

  it('is called missing where there is no chat to say otherwise', async () => {
    const textOnly = server({
      '/v1/models': models,
      '/v1/completions': () => ({ status: 404, body: { error: { message: 'The model m does not exist' } } }),
    });
    await expect(at('https://a.example', textOnly)).rejects.toMatchObject({ code: 'model-invalid' });
  });
});

it('Ollama is recognised by itself, whoever published its models', async () => {
  const ollama = server({
    '/v1/models': () => ({ body: { data: [{ id: 'hf.co/bartowski/x', owned_by: 'bartowski' }] } }),
    '/api/version': () => ({ body: { version: '0.13.1' } }),
    '/api/generate': () => ({
      body: { response: ' there', logprobs: [{ token: ' there', top_logprobs: list }] },
    }),
    '/v1/chat/completions': () => chatAnswer,
  });
  const { report } = await at('http://localhost:11434', ollama);
  expect(report).toMatchObject({ server: 'ollama', dialect: 'ollama', continuation: 'exact' });
});
