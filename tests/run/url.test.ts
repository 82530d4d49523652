import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOptions } from '#run/url.ts';

describe('parseOptions', () => {
  it('reads every parameter of the contract', () => {
    const { options, bad } = parseOptions(
      '?chapter=loop&scene=why-not&view=projector&model=en-mini@1a2b3c4d&backend=wasm&prompt=Once%20upon&seed=7' +
        '&temperature=0.7&topk=40&topp=0.9&minp=0.05&bars=12&tempo=watch&autoplay=1&lang=zh&theme=dark&run=7a.b!&at=1&controls=next.prompt',
    );
    expect(bad).toEqual([]);
    expect(options).toEqual({
      chapter: 'loop',
      scene: 'why-not',
      view: 'projector',
      model: 'en-mini',
      revision: '1a2b3c4d',
      backend: 'wasm',
      controls: ['next', 'prompt'],
      prompt: 'Once upon',
      line: {
        choices: [
          { by: 'carried', id: 262, from: 'link', draw: null, params: null },
          { by: 'reader', id: 11 },
        ],
        at: 1,
      },
      seed: 7,
      params: { temperature: 0.7, topK: 40, topP: 0.9, minP: 0.05 },
      bars: 12,
      tempo: 'watch',
      autoplay: true,
      lang: 'zh',
      theme: 'dark',
    });
  });

  it('tells an empty prompt from none', () => {
    expect(parseOptions('?prompt=').options.prompt).toBe('');
    expect(parseOptions('').options.prompt).toBeNull();
  });

  it.each([
    ['seed=-1', 'seed'],
    ['seed=1.5', 'seed'],
    ['seed=', 'seed'],
    ['temperature=hot', 'temperature'],
    ['temperature=9', 'temperature'],
    ['topk=-3', 'topk'],
    ['topp=2', 'topp'],
    ['bars=400', 'bars'],
    ['tempo=warp', 'tempo'],
    ['backend=cuda', 'backend'],
    ['view=hologram', 'view'],
    ['lang=tlh', 'lang'],
    ['theme=pink', 'theme'],
    ['autoplay=maybe', 'autoplay'],
    ['model=../../etc', 'model'],
    ['run=!!', 'run'],
    ['run=a&at=7', 'at'],
  ])('ignores %s and says so', (query, name) => {
    const { options, bad } = parseOptions(`?${query}`);
    expect(bad.map(parameter => parameter.name)).toEqual([name]);
    expect({ ...options, params: {} }).toEqual(parseOptions('').options);
  });

  it('shows no more than a little of a huge value', () => {
    const { bad } = parseOptions(`?theme=${'x'.repeat(100_000)}`);
    expect(bad[0]!.value.length).toBeLessThan(50);
  });

  it('survives any address', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('seed', 'run', 'at', 'topk', 'model', 'lang', 'prompt'),
          fc.string({ unit: 'binary' }),
        ),
        query => {
          parseOptions(`?${new URLSearchParams(query)}`);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
