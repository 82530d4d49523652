// @vitest-environment jsdom
import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { BigramEngine } from '#engine/bigram.ts';
import { type Language, MessagesProvider, languages } from '#i18n/messages.tsx';
import { Futures } from '#figures/futures/Futures.tsx';
import { Guess } from '#figures/guess/Guess.tsx';
import { Redraws } from '#figures/redraws/Redraws.tsx';
import { Surgery } from '#figures/surgery/Surgery.tsx';
import { placeAt } from '#lesson/chapters/index.ts';
import { FuturesFigure } from '#figures/futures/FuturesFigure.tsx';
import { labOf } from '#run/labs.ts';
import { localStart } from '#lesson/enter.ts';
import type { FigureProps } from '#figures/figure.ts';
import type { FuturesData } from '#figures/futures/figure.ts';
import { labsOf } from '../figures/bigram-lab.ts';

configure({ asyncUtilTimeout: 20_000 }); // the machine may be busy
afterEach(cleanup);

const labs = labsOf(
  labOf(
    new BigramEngine({
      The: { ' cat': 0.5, ' dog': 0.25, ' sun': 0.125, ' moon': 0.125 },
      ' cat': { ' sat': 1 },
      ' dog': { ' ran': 1 },
      ' sat': { '.': 1 },
      ' ran': { '.': 1 },
      // What is typed passes through its beginnings, and a text of this model can hold nothing but its tokens.
      ' s': { s: 1, ' su': 1, su: 1 },
    }),
  ),
);
const of = { labs, modelId: 'bigram' };
const show = (figure: React.ReactNode, language: Language = 'en') =>
  render(<MessagesProvider value={languages[language]}>{figure}</MessagesProvider>);
const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }));
const bars = () => within(screen.getByRole('region', { name: 'Next-token probabilities' }));

describe('Guess', () => {
  const game = <Guess {...of} prompt="The" passage=" dog ran." bars={2} />;

  it('shows nothing of the bars before the guess, and guess and truth after it', async () => {
    show(game);
    await userEvent.type(await screen.findByRole('textbox', { name: 'Your guess' }), 'sun');
    expect(bars().queryByRole('button')).toBeNull();
    await press('Uncover');
    expect(
      bars()
        .getAllByRole('button')
        .map(bar => bar.getAttribute('aria-label')),
    ).toEqual(['" cat", 50.0%, rank 1', '" dog", 25.0%, rank 2']);
    // The guess has no bar of its own and stands at its true rank all the same.
    expect(screen.getByText(/rank 3, 12.5%/)).toBeTruthy();
    expect(screen.getByText(/It cost you 3.0 bits and the model 2.0/)).toBeTruthy();
  });

  it('is played to the end of the passage, tapping or passing, and names who was surprised less', async () => {
    show(game);
    await press('dog');
    await press('Guess the next one');
    await press('No idea: follow the model');
    await press('Guess the next one');
    await press('No idea: follow the model');
    // A hit on 25 %: −log2(0.5 + 0.125) = 0.68 bits against the model's 2; the rest is certain.
    expect(screen.getByText('You were surprised less than the model.')).toBeTruthy();
    expect(screen.getByText('0.7 bits')).toBeTruthy();
    await press('Play again');
    expect(screen.getAllByText('0.0 bits')).toHaveLength(2);
  });
});

describe('Redraws', () => {
  it('counts a hundred draws, the same under the same seed', async () => {
    const counts = async () => {
      show(<Redraws {...of} prompt="The" seed={7} draws={100} bars={4} />);
      await press('Draw 100 times');
      return bars()
        .getAllByRole('button')
        .map(bar => Number(/(\d+) of 100/.exec(bar.getAttribute('aria-label')!)![1]));
    };
    const first = await counts();
    expect(first.reduce((a, b) => a + b)).toBe(100);
    expect(first[0]).toBeGreaterThan(30);
    cleanup();
    expect(await counts()).toEqual(first);
    await press('Draw 100 times again');
    expect(screen.getByRole('status').textContent).toContain('was drawn');
  });
});

describe('Futures', () => {
  it('shows an empty drawer before any future, and then five of them', async () => {
    show(<Futures {...of} prompt="The" seed={1} futures={5} tokens={3} />);
    await press('Open the drawer');
    expect(screen.getByText(/It is empty/)).toBeTruthy();
    expect(screen.queryByRole('list')).toBeNull();
    await press('Let 5 futures run');
    expect(await screen.findByText(/part at the very first token/)).toBeTruthy();
    const lanes = within(screen.getByRole('list')).getAllByRole('listitem');
    expect(lanes.map(lane => lane.textContent!.replace(/^seed \d/, ''))).toEqual(
      expect.arrayContaining([' cat sat.', ' dog ran.']),
    );
  });
});

describe('the settings of a scene', () => {
  it('are those its futures begin with', async () => {
    const { scene } = placeAt('loop/no-plan')!;
    const start = { ...localStart(scene, 'en'), prompt: 'The', params: { temperature: 0 } };
    const props = { ...of, scene, start } as unknown as FigureProps<FuturesData>;
    show(<FuturesFigure {...props} />);
    await press('Open the drawer');
    expect(screen.getByRole<HTMLInputElement>('slider', { name: 'Temperature' }).value).toBe('0');
    await press('Let 5 futures run');
    const lanes = await screen.findAllByRole('listitem');
    // Without chance every seed writes the same.
    await waitFor(() =>
      expect(lanes.map(lane => lane.textContent!.replace(/^seed \d+/, ''))).toEqual(
        Array(5).fill(' cat sat.'),
      ),
    );
    cleanup();
    show(<FuturesFigure {...props} start={{ ...localStart(scene, 'en'), prompt: 'The' }} />);
    const slider = await screen.findByRole<HTMLInputElement>('slider', { name: 'Temperature' });
    expect(slider.value).toBe(String(scene.params!.temperature));
  });

  it('are those its draws begin with', async () => {
    show(<Redraws {...of} prompt="The" params={{ temperature: 0 }} seed={7} draws={10} bars={4} />);
    await press('Draw 10 times');
    expect(bars().getByRole('button', { name: /" cat".*10 of 10/ })).toBeTruthy();
  });
});

describe('Surgery', () => {
  it('slides to another list when a word is exchanged, and back to the same when it is put back', async () => {
    show(<Surgery {...of} prompt="The cat" swaps={[{ word: 'cat', others: ['dog'] }]} bars={3} />, 'zh');
    const rows = async () => {
      await screen.findAllByRole('listitem');
      return screen.getAllByRole('listitem').map(row => row.getAttribute('aria-label'));
    };
    const before = await rows();
    await userEvent.selectOptions(screen.getByRole('combobox'), 'dog');
    expect(await screen.findByText('升得最多')).toBeTruthy();
    expect(await screen.findByText('0% → 100%')).toBeTruthy();
    await press('换回来');
    await waitFor(async () => expect(await rows()).toEqual(before)); // rows that left are fading
  });
});
