// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { MessagesProvider, languages } from '#i18n/messages.tsx';
import { reduce } from '#player/state.ts';
import { River } from '#views/river/River.tsx';
import { Story } from '#views/story/Story.tsx';
import { advance, momentAfter, momentAt, sessionAfter, token } from './moment.ts';

afterEach(cleanup);

const show = (view: React.ReactNode) =>
  render(<MessagesProvider value={languages.en}>{view}</MessagesProvider>);

/** Counts the keys that reach the page itself, as its shortcuts would. */
function keysOfThePage() {
  const keys: string[] = [];
  const onKey = ({ key, defaultPrevented }: KeyboardEvent) => defaultPrevented || keys.push(key);
  document.addEventListener('keydown', onKey);
  return { keys, end: () => document.removeEventListener('keydown', onKey) };
}

describe('tokens and columns by keys', () => {
  const three = [...token, ...token, ...token];

  it('are one stop of the Tab key each; arrows move within, and Enter or Space goes there', async () => {
    for (const view of [Story, River]) {
      const visited: number[] = [];
      const View = view as typeof Story;
      show(
        <>
          <View {...momentAfter([6], three)} onGoTo={step => visited.push(step)} />
          <button>after</button>
        </>,
      );
      const page = keysOfThePage();
      await userEvent.tab();
      const [from] = [document.activeElement];
      await userEvent.tab();
      expect(document.activeElement).toBe(screen.getByRole('button', { name: 'after' }));
      await userEvent.tab({ shift: true });
      expect(document.activeElement).toBe(from);
      page.keys.length = 0;

      await userEvent.keyboard('{Home}{ArrowRight}');
      const second = document.activeElement;
      await userEvent.keyboard('{End}');
      const last = document.activeElement;
      await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{ArrowRight}');
      expect(new Set([second, last]).size).toBe(2);
      expect(page.keys).toEqual([]);
      await userEvent.keyboard('{End}{Enter}');
      await userEvent.keyboard('{Home}{ArrowRight}{ArrowRight}[Space]');
      expect(visited).toEqual(view === Story ? [2, 2] : [2, 1]);
      page.end();
      cleanup();
    }
  });

  it('leave the arrow keys to the stage after a press with the mouse', async () => {
    show(<River {...momentAfter([6], three)} onGoTo={() => {}} />);
    const page = keysOfThePage();
    await userEvent.click(screen.getByRole('button', { name: /^Token 2/ }));
    await userEvent.keyboard('{ArrowRight}');
    expect(page.keys).toEqual(['ArrowRight']);
    page.end();
  });

  it('keep the focus in the story when the token that was pressed is not written yet', async () => {
    function Page() {
      const [session, setSession] = useState(() => sessionAfter([6], three));
      const onGoTo = (step: number) => setSession(reduce(session, { type: 'goTo', step }));
      return <Story {...momentAt(session)} onGoTo={onGoTo} />;
    }
    show(<Page />);
    await userEvent.tab();
    await userEvent.keyboard('{End}{Enter}');
    const tokens = screen.getAllByRole('button');
    expect(tokens).toHaveLength(2);
    expect(document.activeElement).toBe(tokens[1]);
    await userEvent.keyboard('{Home}{Enter}');
    expect(screen.queryAllByRole('button')).toHaveLength(0);
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Story' }));
  });

  it('lead into a branch left behind, even one of a single token', async () => {
    let session = sessionAfter([6], [...token, { type: 'goTo', step: 0 }]);
    const other = session.choice!.id === 4 ? 3 : 4;
    session = reduce(reduce(session, { type: 'choose', step: 0, id: other }), advance);
    const visited: number[] = [];
    show(<River {...momentAt(session)} onGoTo={step => visited.push(step)} />);
    await userEvent.tab();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(visited).toEqual([1]);
    await userEvent.keyboard('{ArrowUp}{ArrowLeft}{Enter}');
    expect(visited).toEqual([1, 0]);
  });
});
