// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseOptions } from '#run/url.ts';
import { useChoices } from '#app/useChoices.ts';

beforeEach(() => {
  localStorage.clear();
  // jsdom has no media queries; this device asks for nothing.
  window.matchMedia = () => ({ matches: false }) as MediaQueryList;
});
afterEach(cleanup);

/** The page opened at an address. */
function openAt(search: string) {
  cleanup();
  history.replaceState(null, '', `/${search}`);
  const { result } = renderHook(() => useChoices(parseOptions(search).options));
  return result;
}

describe('what the page looks like', () => {
  it('follows a link for the visit and leaves what the reader once chose', () => {
    const first = openAt('');
    act(() => first.current.switchLanguage());
    act(() => first.current.switchTheme());
    expect([first.current.language, first.current.theme]).toEqual(['zh', 'dark']);

    const shared = openAt('?lang=en&theme=light');
    expect([shared.current.language, shared.current.theme]).toEqual(['en', 'light']);

    const later = openAt('');
    expect([later.current.language, later.current.theme]).toEqual(['zh', 'dark']);
  });

  it('is the reader’s choice after a reload too, whatever the address said', () => {
    const shared = openAt('?lang=en&theme=light&chapter=loop');
    act(() => shared.current.switchLanguage());
    act(() => shared.current.switchTheme());
    expect(location.search).toBe('?chapter=loop');
    const again = openAt(location.search);
    expect([again.current.language, again.current.theme]).toEqual(['zh', 'dark']);
  });

  it('is the page once the reader has left the projector, and an embed stays an embed', () => {
    const projector = openAt('?view=projector&lang=en');
    act(() => projector.current.switchView());
    expect(projector.current.view).toBe('page');
    expect(location.search).toBe('?lang=en');

    const embed = openAt('?view=embed');
    act(() => embed.current.switchView());
    act(() => embed.current.switchView());
    expect(embed.current.view).toBe('embed');
    expect(location.search).toBe('?view=embed');
  });

  it('remembers nothing that only an embedding page asked for', () => {
    const embed = openAt('?view=embed&lang=zh');
    act(() => embed.current.setLanguage('en'));
    act(() => embed.current.setTheme('dark'));
    expect({ ...localStorage }).toEqual({});
  });

  it('keeps single keys switched off', () => {
    const page = openAt('');
    act(() => page.current.chooseSingleKeys(false));
    expect(openAt('').current.singleKeys).toBe(false);
  });
});
