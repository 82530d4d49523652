import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protocol, readMessage } from '#features/embed/protocol.ts';

const ours = (message: object) => readMessage({ protocol, ...message });

describe('readMessage', () => {
  it.each(['next', 'step', 'play', 'pause', 'back', 'reset'])('understands %s', type => {
    expect(ours({ type })).toEqual({ type });
  });

  it('understands prompts, settings, languages and themes', () => {
    expect(ours({ type: 'setPrompt', prompt: '从前' })).toEqual({ type: 'setPrompt', prompt: '从前' });
    expect(ours({ type: 'setParams', params: { temperature: 0, topK: null }, seed: 7 })).toEqual({
      type: 'setParams',
      params: { temperature: 0, topK: null },
      seed: 7,
    });
    expect(ours({ type: 'setLanguage', language: 'zh' })).toEqual({ type: 'setLanguage', language: 'zh' });
    expect(ours({ type: 'setTheme', theme: 'dark' })).toEqual({ type: 'setTheme', theme: 'dark' });
  });

  it.each([
    [{ type: 'eval', code: '1' }],
    [{ type: 'setPrompt', prompt: 7 }],
    [{ type: 'setPrompt', prompt: 'x'.repeat(100_001) }],
    [{ type: 'setParams', params: { temperature: -1 } }],
    [{ type: 'setParams', params: { temperature: NaN } }],
    [{ type: 'setParams', params: { temperature: 1, topK: 2.5 } }],
    [{ type: 'setParams', params: { temperature: 1, other: 1 } }],
    [{ type: 'setParams', params: {}, seed: -1 }],
    [{ type: 'setLanguage', language: 'constructor' }],
    [{ type: 'setTheme', theme: 'url(x)' }],
  ])('ignores %j', message => {
    expect(ours(message)).toBeNull();
  });

  it('ignores messages of other protocols, objects that throw, and anything at all without throwing', () => {
    expect(readMessage({ type: 'next' })).toBeNull();
    expect(readMessage({ protocol: 'next-token/2', type: 'next' })).toBeNull();
    const trap = Object.defineProperty({}, 'protocol', {
      get() {
        throw new Error('trap');
      },
    });
    expect(readMessage(trap)).toBeNull();
    const known = fc.constantFrom('next', 'setPrompt', 'setParams', 'setLanguage', 'setTheme', 'ready');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.record({
            protocol: fc.constant(protocol),
            type: known,
            params: fc.anything(),
            prompt: fc.anything(),
            seed: fc.anything(),
            language: fc.anything(),
            theme: fc.anything(),
          }),
        ),
        data => {
          const message = readMessage(data);
          if (message?.type === 'setParams') {
            const { temperature } = message.params;
            expect(temperature === undefined || (temperature >= 0 && temperature <= 5)).toBe(true);
          }
        },
      ),
      { numRuns: 5000 },
    );
  });
});
