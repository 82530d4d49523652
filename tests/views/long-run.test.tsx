// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { MessagesProvider, languages } from '#i18n/messages.tsx';
import { River } from '#views/river/River.tsx';
import { Story } from '#views/story/Story.tsx';
import { momentAfter, token } from './moment.ts';

afterEach(cleanup);

const tokens = (count: number) => momentAfter([6], Array.from({ length: count }, () => token).flat());
const onGoTo = () => {};

/** Every element and text below `region` that a change of what is shown touches, by what it is. */
function touched(region: Element, change: () => void): string[] {
  const observer = new MutationObserver(() => {});
  observer.observe(region, { subtree: true, attributes: true, childList: true, characterData: true });
  change();
  return observer.takeRecords().flatMap(({ target, type, addedNodes }) => {
    const at = target instanceof Element ? target : target.parentElement!;
    const label = at.getAttribute('aria-label') ?? at.className;
    return type === 'childList' ? [...addedNodes].map(() => `new in ${label}`) : [label];
  });
}

describe('one token more in a long run', () => {
  it('adds a tile to the story and touches no other', () => {
    const view = (count: number) => (
      <MessagesProvider value={languages.en}>
        <Story {...tokens(count)} onGoTo={onGoTo} />
      </MessagesProvider>
    );
    const { rerender } = render(view(40));
    const story = screen.getByRole('region', { name: 'Story' });
    expect(touched(story, () => rerender(view(41)))).toEqual(['new in Story']);
  });

  it('adds a column to the river and touches only the one the reader stood at', () => {
    const view = (count: number) => (
      <MessagesProvider value={languages.en}>
        <River {...tokens(count)} onGoTo={onGoTo} />
      </MessagesProvider>
    );
    const { rerender } = render(view(40));
    const river = screen.getByRole('region', { name: 'River of past steps' });
    const changes = touched(river, () => rerender(view(41)));
    expect(changes.filter(change => change.startsWith('new in'))).toEqual(['new in river-bed']);
    const others = changes.filter(change => !change.startsWith('new in'));
    expect(others.length).toBeGreaterThan(0);
    for (const change of others) expect(change).toMatch(/^Token 40\b/);
  });
});
