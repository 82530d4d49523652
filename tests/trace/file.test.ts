import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultParams } from '#lm/sampling.ts';
import { writeTraceFile } from '#trace/file.ts';
import { TraceFileError, readTraceFile } from '#trace/read.ts';
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

  type Steps = {
    prediction: { ids: number[]; logits: number[]; logZ: number };
    choice: Record<string, never>;
  }[];
  it.each<[string, (steps: Steps) => void, string]>([
    ['shares above one', steps => void (steps[0]!.prediction.logZ -= 3), 'steps[0].prediction'],
    [
      'the same token twice',
      ([step]) => void step!.prediction.ids.splice(1, 1, step!.prediction.ids[0]!),
      'steps[0].prediction.ids',
    ],
    [
      'logits of no model',
      ([step]) => void (step!.prediction.logits = step!.prediction.logits.map(x => x * 1e30)),
      'steps[0].prediction.logits[0]',
    ],
    [
      'a draw of another rank',
      steps => void Object.assign(steps[1]!.choice['draw']!, { rank: 2 }),
      'steps[1].choice.draw.rank',
    ],
    [
      'a draw of another probability',
      steps => void Object.assign(steps[1]!.choice['draw']!, { probability: 0.9 }),
      'steps[1].choice.draw.probability',
    ],
  ])('is refused with the place when it has %s', (_, spoil, place) => {
    const spoiled = file();
    spoil(spoiled['steps'] as Steps);
    expect(() => readTraceFile(spoiled)).toThrow(expect.objectContaining({ name: 'TraceFileError', place }));
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
