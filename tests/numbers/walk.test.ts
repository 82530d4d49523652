import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chat } from '#engine/api/chat.ts';
import { tableOf } from '#features/share/table.ts';
import { type Look, layoutSlide, rest } from '#features/share/picture/slide.ts';
import type { Palette } from '#features/share/picture/shapes.ts';
import { languages } from '#i18n/messages.tsx';
import type { Prediction, TokenId } from '#lm/prediction.ts';
import { type SamplingParams, defaultParams, distribution } from '#lm/sampling.ts';
import { momentOf } from '#run/moment.ts';
import { writeRun } from '#run/parameters.ts';
import { type Session, openSession, reduce } from '#player/state.ts';
import { writeTraceFile } from '#trace/file.ts';
import { linkOf, readLine, traceOf } from '#trace/link.ts';
import { readTraceFile } from '#trace/read.ts';
import { type Trace, contextAt, emptyTrace, stepAt, withPrediction } from '#trace/trace.ts';
import { surpriseOf } from '#views/story/layout.ts';
import { chatPrompt } from '../../scripts/serve-model/chat-template.ts';
import type { LanguageModel } from '../../scripts/serve-model/language-model.ts';
import { connect, embedded, patient, serve } from '../api/served.ts';
import { compare, compareAll, comparedSoFar } from './claims.ts';
import { entropyOf, referenceOf, softmax } from './reference.ts';

/** Mulberry32: settings and prompts of a walk, the same on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
const random = randomFrom(20261128);
const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;

const prompts = [
  'Once upon a time there was a',
  'The old man said, ',
  'I am so happy 😀',
  'The formula is α = ',
  '“Yes,” she said. ',
  'one\ntwo\n',
];

const onTheSlider = [0.3, 0.5, 0.7, 0.8, 1, 1, 1.05, 1.5, 2, 5];

function anySettings(): SamplingParams {
  return {
    temperature: random() < 0.7 ? oneOf(onTheSlider) : 0.1 + 3 * random(),
    topK: random() < 0.4 ? 1 + Math.floor(random() * 150) : null,
    topP: random() < 0.4 ? 0.05 + 0.95 * random() : null,
    minP: random() < 0.25 ? random() * 0.3 : null,
  };
}

let model: LanguageModel;
const asked = new Map<string, Promise<Prediction>>();
const predict = (context: readonly TokenId[]): Promise<Prediction> => {
  const key = context.join();
  if (!asked.has(key)) asked.set(key, model.predict(context));
  return asked.get(key)!;
};

/** [V] by token id, as the model gave them. */
function logitsOf({ ids, logits }: Prediction): number[] {
  const byId = Array<number>(ids.length);
  ids.forEach((id, rank) => (byId[id] = logits[rank]!));
  return byId;
}

/** A run of a few tokens, drawn under changing settings and seeds, with a token chosen by hand in it. */
async function run(prompt: string): Promise<Session> {
  const start = { params: anySettings(), seed: Math.floor(random() * 2 ** 32), tempo: 'fast' } as const;
  let session = openSession(
    emptyTrace({ id: model.spec.id, revision: model.spec.revision }, model.encode(prompt)),
    start,
  );
  for (let token = 0; token < 4; token++) {
    session = reduce(session, { type: 'advance' });
    const prediction = await predict(contextAt(session.trace, session.cursor));
    session = reduce(session, {
      type: 'answered',
      step: session.cursor,
      prediction,
      latencyMs: 1,
      source: 'live',
    });
    session = reduce(session, { type: 'advance' });
    session = reduce(session, { type: 'setParams', params: anySettings() });
    session = reduce(session, { type: 'setSeed', seed: Math.floor(random() * 2 ** 32) });
    if (token === 2)
      session = reduce(session, { type: 'choose', step: session.cursor, id: prediction.ids[7]! });
    else session = reduce(session, { type: 'advance' });
    session = reduce(session, { type: 'advance' });
  }
  return session;
}

const runs: Session[] = [];

beforeAll(async () => {
  model = await embedded();
  for (const prompt of prompts) runs.push(await run(prompt));
}, 600_000);
afterAll(() => console.log(`${comparedSoFar()} printed numbers compared with the reference`));

/** Every step of a trace that has a prediction, with the logits of the model after the same context. */
async function* stepsOf(
  trace: Trace,
): AsyncGenerator<{ step: number; prediction: Prediction; logits: number[] }> {
  for (const step of trace.steps.keys()) {
    const { prediction } = stepAt(trace, step);
    if (prediction !== null)
      yield { step, prediction, logits: logitsOf(await predict(contextAt(trace, step))) };
  }
}

const same = (id: number): number => id;

async function walk(trace: Trace, where: string, settings: () => SamplingParams, times = 4): Promise<void> {
  for await (const { step, prediction, logits } of stepsOf(trace)) {
    const own = softmax(logits);
    for (let i = 0; i < times; i++) {
      const params = i === 0 ? defaultParams : settings();
      const at = `${where}, step ${step}, ${JSON.stringify(params)}`;
      const bars = oneOf([5, 10, 20]);
      compareAll(distribution(prediction, params), same, referenceOf(logits, params), own, {
        bars,
        where: at,
      });
    }
  }
}

/** Rewritten and read again, as a file is. */
const saved = ({ trace, params, seed }: Session) =>
  readTraceFile(
    JSON.parse(JSON.stringify(writeTraceFile({ trace, params, seed, vocabulary: model.vocabulary }))),
  );

describe('every printed number agrees with its claim', () => {
  it('in a live run', async () => {
    for (const [i, { trace }] of runs.entries()) await walk(trace, `live ${i}`, anySettings);
  });

  it('in a recorded run and a saved file, whatever the settings', async () => {
    for (const [i, session] of runs.entries()) await walk(saved(session).trace, `file ${i}`, anySettings, 8);
  });

  it('and on the slider a recording is exact in all of it', async () => {
    const { trace } = saved(runs[0]!);
    for await (const { prediction } of stepsOf(trace)) {
      for (const temperature of onTheSlider) {
        const shown = distribution(prediction, { ...defaultParams, temperature });
        expect(shown.bounds!.total.high / shown.bounds!.total.low - 1).toBeLessThan(1e-8);
      }
    }
  });

  it('in a run that a link carries, before and after its model has been asked', async () => {
    for (const [i, session] of runs.entries()) {
      const { trace, cursor, params, seed } = session;
      const link = writeRun(linkOf(trace, cursor, trace.head, { prompt: prompts[i]!, seed, params }));
      const { choices } = readLine(new URLSearchParams(link.toString()))!;
      let walked = traceOf(choices, trace.model, trace.prompt, model.vocabulary.size);
      for (let step = 1; step < walked.steps.length; step++)
        expect(surpriseOf(walked, step).how).toBe('unknown');
      for (const step of walked.steps.keys()) {
        const prediction = await predict(contextAt(walked, step));
        walked = withPrediction(walked, step, { prediction, latencyMs: 1, source: 'live' });
      }
      await walk(walked, `link ${i}`, anySettings, 2);
      for (let step = 1; step < walked.steps.length; step++) {
        const { parent, choice } = stepAt(walked, step);
        const p = softmax(logitsOf(await predict(contextAt(walked, parent!))))[choice!.id]!;
        compare(surpriseOf(walked, step), -Math.log2(p), 'bits', `link ${i}, surprise ${step}`);
      }
    }
  });

  it('in a table, from which each row can be computed again', async () => {
    for (const session of [...runs, ...runs.map(each => ({ ...each, trace: saved(each).trace }))]) {
      const { trace } = session;
      const lines = tableOf(trace, trace.head, model.vocabulary).trimEnd().split('\r\n');
      const cells = lines.map(line =>
        [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell!),
      );
      const [names, ...rows] = cells;
      for (const row of rows) {
        const of = (name: string) => row[names!.indexOf(name)]!;
        const step = Number(of('step'));
        const id = Number(of('token_id'));
        const logits = logitsOf(await predict(contextAt(trace, stepAt(trace, step).parent!)));
        const p = softmax(logits)[id]!;
        if (of('model_probability') !== '') expect(Number(of('model_probability')) / p).toBeCloseTo(1, 6);
        if (of('surprise_is') === 'exact') expect(Number(of('surprise_bits'))).toBeCloseTo(-Math.log2(p), 5);
        else expect(Number(of('surprise_bits'))).toBeLessThanOrEqual(-Math.log2(p) + 1e-6);
        if (of('chosen_by') !== 'sampler') continue;
        const number = (name: string) => (of(name) === '' ? null : Number(of(name)));
        const settings = { topK: number('top_k'), topP: number('top_p'), minP: number('min_p') };
        const truth = referenceOf(logits, { temperature: Number(of('temperature')), ...settings });
        if (of('probability') !== '') expect(Number(of('probability'))).toBeCloseTo(truth[id]!, 6);
        // The token that u falls on when they stand by their probability.
        const order = [...truth.keys()].sort((a, b) => logits[b]! - logits[a]! || a - b);
        let sum = 0;
        expect(order.find(token => Number(of('u')) < (sum += truth[token]!))).toBe(id);
        expect([of('model'), of('revision')]).toEqual([model.spec.id, model.spec.revision]);
        expect(Number(of('seed'))).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('in a picture, also when a setting was changed after the draw', async () => {
    const look: Look = {
      m: languages.en,
      palette: new Proxy({}, { get: (_, name) => String(name) }) as Palette,
      measure: (text, { size }) => [...text].length * size * 0.5,
      creditOf: () => '',
    };
    for (const session of runs) {
      const page = { vocabulary: model.vocabulary, contextLength: 512, bars: 10, still: true };
      const changed = reduce(session, { type: 'setParams', params: { ...defaultParams, temperature: 0.4 } });
      for (const each of [session, changed]) {
        const moment = momentOf(each, page);
        const shapes = layoutSlide(moment, look, rest(moment));
        const texts = shapes.flatMap(shape =>
          shape.kind === 'text' ? [shape.runs.map(run => run.text).join('')] : [],
        );
        const logits = logitsOf(await predict(contextAt(each.trace, moment.shown)));
        const truth = referenceOf(logits, each.params);
        const percents = texts.filter(text => /^[<>]?[\d.]+%$/.test(text));
        const expected = Array.from(moment.distribution!.ids.subarray(0, 10), id => truth[id]!);
        expect(percents.slice(0, 10)).toEqual(expected.map(languages.en.format.percent));
        const said = texts.find(text => / → “/.test(text));
        const { drawn } = moment;
        if (said !== undefined && drawn?.by === 'sampler') {
          const order = [...truth.keys()].sort((a, b) => logits[b]! - logits[a]! || a - b);
          let sum = 0;
          expect(order.find(token => drawn.draw.u < (sum += truth[token]!))).toBe(drawn.id);
        }
      }
    }
  });

  it.each(['openai', 'all', 'vllm', 'llama.cpp', 'ollama', 'chat'] as const)(
    'over an API of kind %s',
    async kind => {
      const server = await serve({ kind });
      try {
        const { engine, report } = await connect(server.url);
        const spelling = new Map<string, number>();
        for (let id = model.vocabulary.size - 1; id >= 0; id--) {
          spelling.set(
            model.vocabulary.special(id) ?? Buffer.from(model.vocabulary.bytes(id)).toString('hex'),
            id,
          );
        }
        const idOf = (id: number): number | null => {
          const special = engine.vocabulary.special(id);
          return spelling.get(special ?? Buffer.from(engine.vocabulary.bytes(id)).toString('hex')) ?? null;
        };
        for (const prompt of prompts) {
          const { prediction } = await engine.predict(engine.encode(prompt), patient);
          const body = chat.request({ text: prompt, pending: [] }, 'en-mini', 20, 0) as { messages: unknown };
          const read = report.dialect === 'chat' ? chatPrompt(body.messages) : prompt;
          const logits = logitsOf(await predict(model.encode(read)));
          const own = softmax(logits);
          for (let i = 0; i < 6; i++) {
            const wanted = i === 0 ? defaultParams : anySettings();
            const params =
              i % 2 === 0 ? wanted : { ...wanted, topK: Math.min(wanted.topK ?? 99, report.largestTopK) };
            const where = `${kind}, ${JSON.stringify(prompt)}, ${JSON.stringify(params)}`;
            const shown = distribution(prediction, params);
            compareAll(shown, idOf, referenceOf(logits, params), own, {
              bars: oneOf([5, 10]),
              where,
              precision: 3e-6,
            });
          }
          expect(entropyOf(own)).toBeGreaterThan(0);
        }
      } finally {
        await server.close();
      }
    },
  );
});
