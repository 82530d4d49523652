// @vitest-environment jsdom
import { truncate } from '#lm/prediction.ts';
import { defaultParams, distribution } from '#lm/sampling.ts';
import { stepAt } from '#trace/trace.ts';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { MessagesProvider, languages } from '#i18n/messages.tsx';
import { Bars } from '#views/bars/Bars.tsx';
import { Machine } from '#views/machine/Machine.tsx';
import { River } from '#views/river/River.tsx';
import { Story } from '#views/story/Story.tsx';
import { Strip } from '#views/strip/Strip.tsx';
import type { Moment } from '#views/view.ts';
import { BeatLine } from '#app/BeatLine.tsx';
import { advance, endOfText, momentAfter, token } from './moment.ts';

afterEach(cleanup);

const show = (view: React.ReactNode, language: 'en' | 'zh' = 'en') =>
  render(<MessagesProvider value={languages[language]}>{view}</MessagesProvider>);

describe('Story', () => {
  it('has exactly the text so far as its text content, split characters and all', () => {
    show(<Story {...momentAfter([6, 7, 8, 9, 2, endOfText], [])} />);
    expect(screen.getByRole('region', { name: 'Story' }).textContent).toBe('Once upon文\n');
  });

  it('never shows � for half a character', () => {
    show(<Story {...momentAfter([6, 8], [])} />);
    expect(screen.getByRole('region', { name: 'Story' }).textContent).toBe('Once');
  });

  it('goes back to where a token was chosen when it is pressed', async () => {
    const visited: number[] = [];
    show(<Story {...momentAfter([6], [...token, ...token])} onGoTo={step => visited.push(step)} />);
    await userEvent.click(screen.getAllByRole('button')[1]!);
    expect(visited).toEqual([1]);
  });

  it('says that an empty prompt starts from the end-of-text token', () => {
    show(<Story {...momentAfter([endOfText], [])} />, 'zh');
    expect(screen.getByText(/从“文本结束”词元开始/)).toBeTruthy();
  });
});

describe('Bars', () => {
  it('names its bars by token, share and rank, in both languages', () => {
    show(<Bars {...momentAfter([6], [advance])} />);
    const list = within(screen.getByRole('region', { name: 'Next-token probabilities' })).getByRole('list');
    expect(within(list).getAllByRole('button')[0]!.getAttribute('aria-label')).toBe('" the", 37.5%, rank 1');
    cleanup();
    show(<Bars {...momentAfter([6], [advance])} />, 'zh');
    expect(screen.getAllByRole('button')[0]!.getAttribute('aria-label')).toBe('" the"，37.5%，第 1 名');
  });

  it('keeps the row of every token while more rows are shown', () => {
    const rows = () => screen.getAllByRole('button').map(button => button.closest('li'));
    const one = { ...momentAfter([6], [advance]), bars: 1 };
    const view = show(<Bars {...one} />);
    const [first] = rows();
    view.rerender(
      <MessagesProvider value={languages.en}>
        <Bars {...one} bars={5} />
      </MessagesProvider>,
    );
    expect(rows()).toHaveLength(5);
    expect(rows()[0]).toBe(first);
  });

  it('forces the token of the bar that is pressed', async () => {
    const chosen: number[][] = [];
    const moment = momentAfter([6], [advance]);
    show(<Bars {...moment} onChoose={(step, id) => chosen.push([step, id])} />);
    await userEvent.click(screen.getByRole('button', { name: '"↵", 12.5%, rank 3' }));
    expect(chosen).toEqual([[0, 2]]);
  });

  it('keeps cut tokens in sight and says so', () => {
    show(<Bars {...momentAfter([6], [advance], { params: { topK: 2 } })} />);
    expect(
      screen.getByRole('button', { name: /rank 3, cut by the settings, 12.5% before the settings/ }),
    ).toBeTruthy();
  });

  it('says of numbers that are only close that they are', () => {
    const moment = momentAfter([6], [advance]);
    const excerpt = truncate(stepAt(moment.trace, moment.shown).prediction!, 9);
    const close = { ...moment, distribution: distribution(excerpt, { ...defaultParams, temperature: 1.1 }) };
    show(<Bars {...close} />);
    expect(screen.getByRole('button', { name: /^" the", about [\d.]+%, rank 1/ }).textContent).toMatch(
      /≈ [\d.]+%/,
    );
    expect(screen.getByRole('group', { name: /^6 other tokens: about [\d.]+% together/ })).toBeTruthy();
    cleanup();
    show(<Bars {...close} />, 'zh');
    expect(screen.getByRole('button', { name: /^" the"，约 [\d.]+%，第 1 名/ })).toBeTruthy();
  });

  it('says what everything else weighs', () => {
    show(<Bars {...momentAfter([6], [advance])} />);
    expect(screen.getByRole('group', { name: '6 other tokens: 12.5% together' })).toBeTruthy();
  });

  it('cannot be pressed where choosing is not allowed', () => {
    show(<Bars {...momentAfter([6], [advance])} />);
    expect((screen.getAllByRole('button')[0] as HTMLButtonElement).disabled).toBe(true);
  });
});

describe('Strip', () => {
  it('offers a hundred draws when the drawn token was not the tallest', async () => {
    const seed = Array.from({ length: 50 }, (_, i) => i).find(seed => {
      const { drawn } = momentAfter([6], [advance, advance], { seed });
      return drawn!.by === 'sampler' && drawn!.draw.rank === 1;
    })!;
    show(<Strip {...momentAfter([6], [advance, advance], { seed })} />);
    await userEvent.click(screen.getByRole('button', { name: /rank 2 · 25.0% — about 1 draw in 4/ }));
    expect(screen.getByRole('status').textContent).toMatch(/^100 draws: \d+ landed in " a"$/);
  });
});

describe('where chance has no part', () => {
  const marker = () => document.querySelector('.marker-number');
  const drawn = [advance, advance];
  const said = (moment: Moment) => {
    const { phase, choice } = moment;
    show(
      <BeatLine phase={phase} choice={choice} begun still note={null}>
        {null}
      </BeatLine>,
    );
    return document.querySelector('.beat-sentence')!.textContent;
  };

  it.each([{ temperature: 0 }, { topK: 1 }])('drops no marker on the strip, and says so: %o', params => {
    const moment = momentAfter([6], drawn, { params });
    show(<Strip {...moment} />);
    expect(marker()).toBeNull();
    expect(document.querySelector('.segment[data-drawn]')!.textContent).toContain('the');
    expect(said(moment)).toBe('Nothing is drawn: the tallest is taken.');
    cleanup();
    show(<Bars {...moment} />);
    expect(screen.getByText('Nothing is drawn: the tallest bar is taken.')).toBeTruthy();
  });

  it('says of a token that was picked by hand that it was', () => {
    expect(said(momentAfter([6], [advance, { type: 'choose', step: 0, id: 1 }]))).toBe(
      'One of them is picked by hand.',
    );
  });

  it('drops it where there is something to draw', () => {
    const moment = momentAfter([6], drawn);
    show(<Strip {...moment} />);
    expect(marker()!.textContent).toMatch(/^0\.\d{4}$/);
    expect(said(moment)).toBe('A random number picks one of them.');
  });
});

describe('Machine', () => {
  const machine = (layers: number | null, parameters: number | null) => {
    show(<Machine {...{ layers, parameters }} name="m" glimpse={null} frosted={layers === null} />);
    return screen.getByRole('region', { name: 'Model' });
  };

  it('says how many layers or parameters a model has, where they are known', () => {
    expect(machine(12, null).textContent).toContain('12 layers');
    cleanup();
    expect(machine(12, 124e6).textContent).toContain('124M parameters');
  });

  it('claims nothing of a model behind an API: no count, and sheets that say they stay blank', () => {
    const unknown = machine(null, null);
    expect(unknown.textContent).not.toMatch(/\d|layer/);
    expect(unknown.textContent).toContain('does not show its numbers');
  });
});

describe('River', () => {
  it('has a column for every past token, which leads back to its moment', async () => {
    const visited: number[] = [];
    show(<River {...momentAfter([6], [...token, ...token])} onGoTo={step => visited.push(step)} />);
    const columns = screen.getAllByRole('button', { name: /^Token \d/ });
    expect(columns).toHaveLength(2);
    await userEvent.click(columns[1]!);
    expect(visited).toEqual([1]);
  });
});
