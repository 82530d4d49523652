import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultParams } from '#lm/sampling.ts';
import { TraceFileError, readTraceFile, writeTraceFile } from '#trace/file.ts';
import { endOfText, sessionAfter, token, vocabulary } from '../views/moment.ts';

const session = sessionAfter(
  [6, 7, endOfText],
  [...token, ...token, { type: 'choose', step: 0, id: 3 }, ...token],
);
const file = () =>
  JSON.parse(
    JSON.stringify(writeTraceFile({ trace: session.trace, seed: 1, params: defaultParams, vocabulary }, 4)),
  ) as Record<string, unknown>;

describe('a trace file', () => {
  it('gives back the run with its branches, the best candidates and the bytes of every token it mentions', () => {
    const run = readTraceFile(file());
    expect(run.trace.prompt).toEqual(session.trace.prompt);
    expect(run.trace.head).toBe(session.trace.head);
    run.trace.steps.forEach((step, i) => {
      const original = session.trace.steps[i]!;
      expect(step.parent).toBe(original.parent);
      expect(step.choice).toEqual(original.choice);
      expect(step.prediction?.logZ).toBe(original.prediction?.logZ);
      expect(step.prediction?.ids).toEqual(original.prediction?.ids.slice(0, 4));
    });
    expect(run.vocabulary.special(endOfText)).toBe('<|endoftext|>');
    expect(run.vocabulary.bytes(6)).toEqual(vocabulary.bytes(6));
  });

  it.each(['[PAD]', 'ab', '<two\nlines>', '<|im_end|>', ''])('keeps a special token called %j', name => {
    const special = (id: number) => (id === endOfText ? name : null);
    const run = {
      trace: session.trace,
      seed: 1,
      params: defaultParams,
      vocabulary: { ...vocabulary, special },
    };
    const again = readTraceFile(JSON.parse(JSON.stringify(writeTraceFile(run, 4))));
    expect(again.vocabulary.special(endOfText)).toBe(name);
    expect(again.vocabulary.bytes(endOfText)).toHaveLength(0);
    expect(again.vocabulary.special(6)).toBeNull();
  });

  it.each([
    ['another format', { format: 'something/9' }, /format/],
    ['no prompt', { prompt: [] }, /prompt is empty/],
    ['a token outside the vocabulary', { prompt: [99] }, /prompt\[0\] is 99/],
    ['a head that is not a step', { head: 99 }, /head/],
    ['a step that is its own parent', { steps: [{}, { parent: 1, choice: null }] }, /steps\[1\].parent/],
    ['tokens without bytes', { tokens: {} }, /has no bytes/],
    ['bytes that are text', { tokens: { 6: '<b>hi' } }, /not bytes/],
    ['steps that are a number', { steps: 3 }, /steps is not a list/],
  ])('is refused with the reason when it has %s', (_, change, reason) => {
    expect(() => readTraceFile({ ...file(), ...change })).toThrow(reason);
  });

  it('never throws anything but a TraceFileError, whatever JSON it is given', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('model', 'steps', 'prompt', 'tokens', 'params', 'head'),
        (value, key) => {
          for (const json of [value, { ...file(), [key]: value }]) {
            try {
              readTraceFile(json);
            } catch (error) {
              expect(error).toBeInstanceOf(TraceFileError);
            }
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
