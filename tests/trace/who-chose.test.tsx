// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Announcer } from '#app/Announcer.tsx';
import { writtenFor } from '#run/handover.ts';
import { tableOf } from '#features/share/table.ts';
import { BigramEngine } from '#engine/bigram.ts';
import { MessagesProvider, languages } from '#i18n/messages.tsx';
import { defaultParams } from '#lm/sampling.ts';
import { type Action, reduce } from '#player/state.ts';
import { writeTraceFile } from '#trace/file.ts';
import { readTraceFile } from '#trace/read.ts';
import { linkOf, readLine, traceOf } from '#trace/link.ts';
import { writeRun } from '#run/parameters.ts';
import { renumber } from '#trace/renumber.ts';
import { type Choice, type Trace, pathTo, stepAt } from '#trace/trace.ts';
import { River } from '#views/river/River.tsx';
import { Story } from '#views/story/Story.tsx';
import { advance, momentAt, sessionAfter, token, vocabulary } from '../views/moment.ts';

afterEach(cleanup);

const choose = (step: number, id: number): Action[] => [{ type: 'choose', step, id }, advance];
const choices = (trace: Trace) =>
  pathTo(trace, trace.head)
    .slice(1)
    .map(step => stepAt(trace, step).choice!);
const model = { id: 'en-mini', revision: '1a2b3c4d' };
const carried = (id: number, rest: Partial<Extract<Choice, { by: 'carried' }>> = {}): Choice => ({
  by: 'carried',
  id,
  from: 'link',
  draw: null,
  params: null,
  ...rest,
});

describe('the record of a token says how it was chosen last', () => {
  it('another seed that draws the same token: its number is on record, and the old future is not ahead', () => {
    const first = sessionAfter([6, 7], [...token, ...token]);
    const { id } = choices(first.trace)[0]!;
    // Some other seed draws the same first token.
    let seed = 2;
    const back: Action[] = [{ type: 'goTo', step: 0 }];
    const drawnUnder = (seed: number) =>
      [...back, { type: 'setSeed', seed } as const, advance, advance].reduce(reduce, first);
    while (choices(drawnUnder(seed).trace)[0]!.id !== id) seed++;
    const again = drawnUnder(seed);
    const now = choices(again.trace);
    expect(now).toHaveLength(1);
    expect(now[0]).toMatchObject({ by: 'sampler', id });
    expect(now[0]).not.toEqual(choices(first.trace)[0]);
    expect(again.trace.steps).toHaveLength(first.trace.steps.length); // nothing is lost
  });

  it('other settings that draw the same token: they are on record', () => {
    const first = sessionAfter([6, 7], token);
    const again = [
      { type: 'goTo', step: 0 } as const,
      { type: 'setParams', params: { temperature: 0.95 } } as const,
      advance,
      advance,
    ].reduce(reduce, first);
    expect(choices(first.trace)[0]!.id).toBe(choices(again.trace)[0]!.id);
    expect(choices(again.trace)[0]).toMatchObject({ by: 'sampler', params: { temperature: 0.95 } });
  });

  it('the very same draw again is the walk along the line: what came after stays ahead', () => {
    const first = sessionAfter([6, 7], [...token, ...token]);
    const again = [{ type: 'goTo', step: 0 } as const, advance].reduce(reduce, first);
    expect(choices(again.trace)).toEqual(choices(first.trace));
  });

  it('a press on the bar that had been drawn: it was picked by hand', () => {
    const first = sessionAfter([6, 7], token);
    const { id } = choices(first.trace)[0]!;
    const again = choose(0, id).reduce(reduce, first);
    expect(choices(again.trace)).toEqual([{ by: 'reader', id }]);
  });
});

describe('what came with a link', () => {
  // Drawn, picked by hand, drawn: out of a run into an address and back.
  const sent = sessionAfter([6, 7], [...token, ...choose(1, 5), ...token]);
  const address = writeRun(
    linkOf(sent.trace, sent.cursor, sent.trace.head, { prompt: '', seed: 1, params: defaultParams }),
  );
  const line = readLine(new URLSearchParams(address.toString()))!;
  const opened = reduce(sent, {
    type: 'open',
    trace: traceOf(line.choices, sent.trace.model, [6, 7], vocabulary.size),
    cursor: line.at,
  });
  const moment = momentAt(opened);

  it.each(['en', 'zh'] as const)('is told from what was picked by hand, in %s', language => {
    render(
      <MessagesProvider value={languages[language]}>
        <Story {...moment} onGoTo={() => {}} />
        <River {...moment} onGoTo={() => {}} />
        <Announcer moment={{ ...moment, phase: 'sampled', choice: line.choices[0]! }} ended={false} />
      </MessagesProvider>,
    );
    const came = { en: /came with a link/, zh: /由链接带来/ }[language];
    const picked = { en: /picked by hand/, zh: /亲手选定/ }[language];
    const tiles = [...document.querySelectorAll('.tile')].slice(2);
    const columns = [...document.querySelectorAll('.river-column')];
    expect(tiles.map(tile => tile.getAttribute('data-kind'))).toEqual(['carried', 'reader', 'carried']);
    expect(columns.map(column => column.getAttribute('data-by'))).toEqual(['carried', 'reader', 'carried']);
    for (const [i, says] of [came, picked, came].entries()) {
      expect(tiles[i]!.getAttribute('title')).toMatch(says);
      expect(columns[i]!.getAttribute('title')).toMatch(says);
    }
    expect(document.querySelector('[data-announcer]')!.textContent).toMatch(came);
  });

  it('is drawn here once the reader walks over it, where the seed draws the same', () => {
    const answered = (step: number): Action => ({
      type: 'answered',
      step,
      latencyMs: 1,
      source: 'live',
      prediction: stepAt(sent.trace, 0).prediction!,
    });
    const walked = [{ type: 'goTo', step: 0 } as const, advance, answered(0), ...token].reduce(
      reduce,
      opened,
    );
    expect(stepAt(walked.trace, 1).choice).toEqual(stepAt(sent.trace, 1).choice);
  });
});

describe('what another model wrote', () => {
  const table = { a: { ' b': 0.5, ' cd': 0.5 }, ' b': { a: 1 }, ' cd': { a: 1 } };
  const here = new BigramEngine(table);
  // The same bytes under other ids, and " cd" in two pieces.
  const pieces = new Map([' b', 'a', ' c', 'd'].map((text, id) => [id, new TextEncoder().encode(text)]));
  const other = {
    model,
    intern: undefined,
    vocabulary: { size: 4, bytes: (id: number) => pieces.get(id)!, special: () => null },
    encode: (text: string) => text.match(/ b|a| c|d/g)!.map(piece => [' b', 'a', ' c', 'd'].indexOf(piece)),
  } as unknown as BigramEngine;
  const id = (text: string) => here.encode(text)[0]!;
  const draw = (token: number) => ({ u: 0.3, rank: 1, id: token, probability: 0.4 });
  const written: Choice[] = [
    { by: 'sampler', id: id(' b'), draw: draw(id(' b')), params: { ...defaultParams, temperature: 0.7 } },
    { by: 'reader', id: id('a') },
    { by: 'sampler', id: id(' cd'), draw: draw(id(' cd')), params: defaultParams },
  ];
  const trace = traceOf(written, here.model, here.encode('a'), here.vocabulary.size);
  const { choices } = writtenFor(other, { trace, vocabulary: here.vocabulary }, 3);

  it('keeps its u, rank and probability where both models cut out the same piece, and is never picked by the reader', () => {
    expect(choices).toEqual([
      carried(0, { from: here.model, draw: draw(0), params: { ...defaultParams, temperature: 0.7 } }),
      { by: 'reader', id: 1 },
      carried(2, { from: here.model }),
      carried(3, { from: here.model }),
    ]);
  });

  it('is carried in a file, under other ids too, and comes out as it was', () => {
    const run = {
      trace: traceOf(choices, model, [1], 4),
      seed: 1,
      params: defaultParams,
      vocabulary: other.vocabulary,
    };
    const read = readTraceFile(JSON.parse(JSON.stringify(writeTraceFile(run)))).trace;
    expect(read.steps.slice(1).map(step => step.choice)).toEqual(choices);
    const moved = renumber(read, of => of + 10).steps[1]!.choice;
    expect(moved).toMatchObject({ by: 'carried', id: 10, draw: { id: 10, u: 0.3 } });
  });

  it('stands in a table with who wrote it', () => {
    const rows = tableOf(traceOf(choices, model, [1], 4), 4, other.vocabulary).split('\r\n');
    const [first, second, third] = rows.slice(1).map(row => row.split(','));
    expect([first![3], first![4], first![10], first![12]]).toEqual([
      'carried',
      `${here.model.id}@${here.model.revision}`,
      '0.3',
      '0.7',
    ]);
    expect([second![3], second![4]]).toEqual(['reader', '']);
    expect([third![3], third![10]]).toEqual(['carried', '']);
  });
});

it('an older file that says "link" is read as carried over', () => {
  const file = writeTraceFile({
    trace: traceOf([{ by: 'reader', id: 1 }], model, [6], vocabulary.size),
    seed: 1,
    params: defaultParams,
    vocabulary,
  });
  const old = JSON.parse(JSON.stringify(file).replace('"by":"reader"', '"by":"link"'));
  expect(readTraceFile(old).trace.steps[1]!.choice).toEqual(carried(1));
});

it('counts ranks from 1 where it speaks of a draw', () => {
  const moment = momentAt(sessionAfter([6], [advance, advance], { params: { topK: 2 } }));
  const choice: Choice = {
    by: 'sampler',
    id: 0,
    draw: { u: 0.1, rank: 0, id: 0, probability: 0.6 },
    params: defaultParams,
  };
  render(
    <MessagesProvider value={languages.en}>
      <Announcer moment={{ ...moment, choice }} ended={false} />
    </MessagesProvider>,
  );
  expect(screen.getByText(/^Drew 0\.1000: " the", .*, rank 1\.$/)).toBeTruthy();
});
