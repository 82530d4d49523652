// @vitest-environment jsdom
import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BigramEngine } from '#engine/bigram.ts';
import { type Answer, EngineError } from '#engine/engine.ts';
import { MessagesProvider, languages } from '#i18n/messages.tsx';
import { Guess } from '#figures/guess/Guess.tsx';
import { Surgery } from '#figures/surgery/Surgery.tsx';
import { labOf } from '#run/labs.ts';
import { labsOf } from '../figures/bigram-lab.ts';

configure({ asyncUtilTimeout: 20_000 }); // the machine may be busy
afterEach(cleanup);

/** A model that can be unplugged. */
class Unpluggable extends BigramEngine {
  plugged = true;
  override predict(context: readonly number[], signal: AbortSignal): Promise<Answer> {
    return this.plugged
      ? super.predict(context, signal)
      : Promise.reject(new EngineError('worker-crashed', 'unplugged'));
  }
}

let engine: Unpluggable;
beforeEach(() => {
  engine = new Unpluggable({
    The: { ' cat': 0.5, ' dog': 0.25, ' sun': 0.25 },
    One: { ' cat': 0.25, ' dog': 0.5, ' sun': 0.25 },
    ' dog': { ' ran': 1 },
    ' ran': { '.': 1 },
  });
});
const show = (figure: (of: { labs: ReturnType<typeof labsOf>; modelId: string }) => React.ReactNode) =>
  render(
    <MessagesProvider value={languages.en}>
      {figure({ labs: labsOf(labOf(engine)), modelId: 'bigram' })}
    </MessagesProvider>,
  );
const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }));
const crashed = 'The model stopped unexpectedly.';
const rows = () =>
  within(screen.getByRole('region', { name: 'Next-token probabilities' }))
    .getAllByRole('listitem')
    .map(row => row.getAttribute('aria-label'));

describe('a model that stops', () => {
  it('scores no guess with the prediction of another text, and goes on with the game afterwards', async () => {
    show(of => <Guess {...of} prompt="The" passage=" dog ran." bars={3} />);
    await press('dog');
    engine.plugged = false;
    await press('Guess the next one');
    expect((await screen.findByRole('alert')).textContent).toContain(crashed);
    expect(screen.queryByRole('button', { name: 'No idea: follow the model' })).toBeNull();

    engine.plugged = true;
    await press('Try again');
    await press('No idea: follow the model');
    expect(screen.getByText(/It cost you 0.0 bits and the model 0.0/)).toBeTruthy(); // " ran" is certain
    expect(screen.getByText('2.0 bits')).toBeTruthy(); // the model's surprise at " dog" is kept
  });

  it('leaves no list of the old text beside the new one', async () => {
    show(of => <Surgery {...of} prompt="The" swaps={[{ word: 'The', others: ['One'] }]} bars={3} />);
    await waitFor(() => expect(rows()[0]).toBe('" cat", 50.0%, rank 1'));
    engine.plugged = false;
    await userEvent.selectOptions(screen.getByRole('combobox'), 'One');
    expect((await screen.findByRole('alert')).textContent).toContain(crashed);
    expect(screen.queryByRole('region', { name: 'Next-token probabilities' })).toBeNull();

    engine.plugged = true;
    await press('Try again');
    await waitFor(() => expect(rows()[0]).toMatch('" dog", 50.0%, rank 1'));
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
