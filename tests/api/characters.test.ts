import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TokenId } from '#lm/prediction.ts';
import { spell } from '#lm/token.ts';
import type { LanguageModel } from '../../scripts/serve-model/language-model.ts';
import type { ModelServer } from '../../scripts/serve-model/server.ts';
import { connect, embedded, patient, serve } from './served.ts';

let model: LanguageModel;
let server: ModelServer;
let halves: TokenId[]; // 文 in the model's own tokens: more than one, since it is an English model

beforeAll(async () => {
  model = await embedded();
  halves = model.encode('文');
  expect(halves.length).toBeGreaterThan(1);
});
afterEach(() => server.close());

/** A token of the model's, as the server would list it. */
const asListed = (id: TokenId) => ({ bytes: model.vocabulary.bytes(id), special: null, serverId: id });

describe('a context that ends inside a character', () => {
  it('is continued by llama.cpp, which takes token ids', async () => {
    server = await serve({ kind: 'llama.cpp' });
    const { engine } = await connect(server.url);
    const context = [...engine.encode('今天'), engine.vocabulary.intern(asListed(halves[0]!))];
    expect(spell(context, engine.vocabulary).at(-1)!.part).not.toBeNull();
    const { prediction } = await engine.predict(context, patient);

    const own = await model.predict([...model.encode('今天'), halves[0]!]);
    expect(prediction.logits[0]).toBeCloseTo(own.logits[0]! - own.logZ, 5);
    expect(engine.vocabulary.bytes(prediction.ids[0]!)).toEqual(model.vocabulary.bytes(own.ids[0]!));
  });

  it('is sent as text again once the character is whole', async () => {
    server = await serve({ kind: 'llama.cpp' });
    const { engine } = await connect(server.url);
    const grown = [...engine.encode('今天'), ...halves.map(id => engine.vocabulary.intern(asListed(id)))];
    const { prediction } = await engine.predict(grown, patient);
    const typed = await engine.predict(engine.encode('今天文'), patient);
    expect(prediction).toEqual(typed.prediction);
  });

  it('is refused by a protocol of text, without asking', async () => {
    server = await serve({ kind: 'all' });
    const { engine } = await connect(server.url, { dialect: 'completions' });
    const served = server.served.length;
    const context = [...engine.encode('今天'), engine.vocabulary.intern(asListed(halves[0]!))];
    await expect(engine.predict(context, patient)).rejects.toMatchObject({ code: 'split-character' });
    expect(server.served.length).toBe(served);
  });
});
