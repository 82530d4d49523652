// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { type Language, MessagesProvider, languages } from '#i18n/messages.tsx';
import { type Arrival, ArrivalsContext } from '#views/Arriving.tsx';
import { LabStatus } from '#views/LabStatus.tsx';

afterEach(cleanup);

/** A figure that waits for its model, and what is told about the model. */
function waiting(language: Language) {
  let arrival: Arrival | null = null;
  const listeners = new Set<() => void>();
  const arrivals = {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    now: () => arrival,
  };
  render(
    <MessagesProvider value={languages[language]}>
      <ArrivalsContext value={arrivals}>
        <LabStatus error={null} />
      </ArrivalsContext>
    </MessagesProvider>,
  );
  return (next: Arrival | null) =>
    act(() => {
      arrival = next;
      for (const listener of listeners) listener();
    });
}

describe('a figure whose model is on its way', () => {
  it.each([
    ['en', 'Loading the model · 1.5 MB of 7.4 MB'],
    ['zh', '正在载入模型 · 1.5 MB，共 7.4 MB'],
  ] as const)('tells the bytes that have come: %s', (language, words) => {
    const tell = waiting(language);
    tell({ stage: 'download', loadedBytes: 1.5e6, totalBytes: 7.4e6 });
    const bar = screen.getByRole<HTMLProgressElement>('progressbar');
    expect([bar.value, bar.max]).toEqual([1.5e6, 7.4e6]);
    expect(bar.parentElement!.textContent).toBe(words);
  });

  it('claims no share while nobody has said how much it will be', () => {
    const tell = waiting('en');
    tell({ stage: 'download', loadedBytes: 2e5, totalBytes: null });
    expect(screen.getByRole('progressbar').hasAttribute('value')).toBe(false);
    expect(screen.getByText('Loading the model · 200 kB')).toBeTruthy();
  });

  it('says in words what is done once the bytes are here, and that it waits before any have come', () => {
    const tell = waiting('en');
    expect(screen.getByRole('status').textContent).toBe('Loading the model');
    tell({ stage: 'verify', loadedBytes: 7.4e6, totalBytes: 7.4e6 });
    expect(screen.getByText('Checking its numbers')).toBeTruthy();
  });
});
