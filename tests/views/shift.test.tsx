// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { MessagesProvider, languages } from '#i18n/messages.tsx';
import { predictionFrom } from '#lm/prediction.ts';
import { type Distribution, defaultParams, distribution } from '#lm/sampling.ts';
import { ShiftBars } from '#views/shift/ShiftBars.tsx';
import { shares, vocabulary } from './moment.ts';

afterEach(cleanup);

const of = (probabilities: readonly number[]): Distribution =>
  distribution(predictionFrom(Float32Array.from(probabilities, Math.log)), defaultParams);
const before = of(shares);
const after = of([shares[1]!, shares[0]!, ...shares.slice(2)]);

const picture = (now: Distribution | null, old: Distribution | null) => (
  <MessagesProvider value={languages.en}>
    <ShiftBars
      label="Bars"
      now={now}
      before={old}
      beforeName="without the page"
      vocabulary={vocabulary}
      bars={5}
      still
    />
  </MessagesProvider>
);
const row = (name: RegExp) => screen.getByRole('listitem', { name });

it('the bars of the text before stand while the model reads, and are the ones that slide', () => {
  const { rerender } = render(picture(before, null));
  const the = row(/^" the", 37\.5%, rank 1/);
  rerender(picture(null, null));
  expect(row(/^" the", 37\.5%, rank 1/)).toBe(the);
  expect(screen.getByRole('region', { name: 'Bars' }).getAttribute('aria-busy')).toBe('true');
  rerender(picture(after, before));
  expect(row(/^" the", 25%, rank 2|^" the", 25\.0%, rank 2/)).toBe(the);
  expect(screen.getByText('without the page')).toBeTruthy();
});
