// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { Notices } from '#app/Notices.tsx';
import { traceFrom } from '#run/prompt.ts';
import { BigramEngine } from '#engine/bigram.ts';
import type { Choice } from '#trace/trace.ts';
import { MessagesProvider, languages } from '#i18n/messages.tsx';

afterEach(cleanup);

it('tells in the reader’s language that a link’s run is not of this model, and begins at its prompt', () => {
  const engine = new BigramEngine({ The: { ' cat': 1 }, ' cat': { The: 1 } });
  const beyond: Choice = { by: 'reader', id: engine.vocabulary.size };
  const { trace, at, notices } = traceFrom(engine, 'The', { choices: [beyond], at: 1 });
  expect([trace.steps.length, at]).toEqual([1, 0]);
  render(
    <MessagesProvider value={languages.zh}>
      <Notices
        {...{ notices, error: null, retryAt: null, fallback: null }}
        onRetry={() => {}}
        onDismiss={() => {}}
      />
    </MessagesProvider>,
  );
  const { textContent } = screen.getByRole('status').querySelector('span')!;
  expect(textContent).toContain('提示词');
  expect(textContent).not.toMatch(/[a-z]{3}/i);
});
