// @vitest-environment jsdom
import { act, cleanup, configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Place, placeAt, places } from '#lesson/chapters/index.ts';
import { type Language, MessagesProvider, languages } from '#i18n/messages.tsx';
import { LessonPanel } from '#lesson/panel/LessonPanel.tsx';
import { placeOfSearch } from '#lesson/place.ts';
import { useLesson } from '#lesson/useLesson.ts';

configure({ asyncUtilTimeout: 20_000 }); // the machine may be busy

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, '', '/?lang=en');
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Walk({ from, language = 'en' }: { from: Place | null; language?: Language }) {
  const walk = useLesson(language, from);
  return (
    <MessagesProvider value={languages[language]}>
      <LessonPanel {...walk} open onToggle={() => {}} />
    </MessagesProvider>
  );
}
const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }));
const title = async (text: string) => expect(await screen.findByRole('heading', { name: text })).toBeTruthy();

describe('the lesson panel', () => {
  it('welcomes a stranger and leads into the first scene, which the address then names', async () => {
    render(<Walk from={null} />);
    await title('What comes next?');
    await press('Start the lesson');
    await title('Built to translate');
    expect(location.search).toBe('?lang=en&chapter=origins&scene=translation');
  });

  it('walks through every scene with "next", in both languages, each with one thing to do and one limit', async () => {
    for (const language of ['en', 'zh'] as const) {
      const m = languages[language].lesson.panel;
      render(<Walk from={places[0]!} language={language} />);
      for (const place of places) {
        expect(await screen.findByText(m.task)).toBeTruthy();
        expect(screen.getByText(m.limit)).toBeTruthy();
        expect(place === places[0] || placeOfSearch(location.search) === place).toBe(true);
        const onward = screen.queryByRole('button', {
          name: new RegExp(`^(${m.next}|${m.nextChapter('')}.+)$`),
        });
        if (place === places.at(-1)) expect(onward).toBeNull();
        else await userEvent.click(onward!);
      }
      cleanup();
    }
  });

  it('goes on at the title of the new scene, wherever in the panel the way there was pressed', async () => {
    render(<Walk from={null} />);
    await title('What comes next?');
    expect(document.activeElement).toBe(document.body);
    const at = async (text: string) =>
      expect(document.activeElement).toBe(await screen.findByRole('heading', { name: text }));
    await press('Start the lesson');
    await at('Built to translate');
    await press('Next scene');
    await at('A reader and a writer');
    await press('Contents');
    await userEvent.click(screen.getByRole('link', { name: 'Summary' }));
    await at('Five sentences');
  });

  it('leaves the focus to a control outside when the scene changes there', async () => {
    let go: (place: Place | null) => void;
    function Beside() {
      const lesson = useLesson('en', places[0]!);
      go = lesson.go;
      return (
        <>
          <LessonPanel {...lesson} open onToggle={() => {}} />
          <button>outside</button>
        </>
      );
    }
    render(<Beside />);
    await title('Built to translate');
    const outside = screen.getByRole('button', { name: 'outside' });
    outside.focus();
    act(() => go(places[1]!));
    await title('A reader and a writer');
    expect(document.activeElement).toBe(outside);
  });

  it('goes back with the back button of the browser', async () => {
    render(<Walk from={placeAt('loop/cycle')!} />);
    history.replaceState(null, '', '/?chapter=loop&scene=cycle');
    await press('Next scene');
    await title('Why not the tallest?');
    history.back();
    await title('Once round the loop');
  });

  it('remembers where the reader has been, and offers to go on there', async () => {
    render(<Walk from={places[0]!} />);
    await press('Next scene');
    await title('A reader and a writer');
    cleanup();
    render(<Walk from={null} />);
    await press('Go on where you left off');
    await title('Better, for less');
  });

  it('can do without storage', async () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('refused', 'SecurityError');
    });
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('refused', 'SecurityError');
    });
    render(<Walk from={places[0]!} />);
    await press('Next scene');
    await title('A reader and a writer');
  });

  it('lists all chapters, and every scene in them as a link', async () => {
    render(<Walk from={placeAt('scale')!} />);
    await press('Contents');
    const list = within(screen.getByRole('navigation', { name: 'Contents' }));
    const addresses = list
      .getAllByRole('link')
      .map(link => placeOfSearch(new URL((link as HTMLAnchorElement).href).search));
    expect(new Set(addresses)).toEqual(new Set(places));
    await userEvent.click(list.getByRole('link', { name: 'Summary' }));
    await title('Five sentences');
  });
});
