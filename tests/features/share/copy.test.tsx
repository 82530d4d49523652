// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CopyField } from '#features/share/CopyField.tsx';

afterEach(() => {
  cleanup();
  Reflect.deleteProperty(document, 'execCommand');
});

/** The field on a page that is not secure, where there is no clipboard. */
async function pressCopy(execCommand: () => boolean) {
  const user = userEvent.setup();
  Reflect.deleteProperty(navigator, 'clipboard');
  document.execCommand = vi.fn(execCommand);
  render(<CopyField label="Link" value="http://school.lan/#1" />);
  await user.click(screen.getByRole('button'));
  return screen.getByRole('textbox') as HTMLTextAreaElement;
}

describe('copying over plain http', () => {
  it('uses the older command on the selected text', async () => {
    let selected = '';
    await pressCopy(() => {
      const field = document.activeElement as HTMLTextAreaElement;
      selected = field.value.slice(field.selectionStart, field.selectionEnd);
      return true;
    });
    expect(selected).toBe('http://school.lan/#1');
    expect(screen.getByRole('button').textContent).toBe('Copied');
  });

  it.each([
    ['refuses', () => false],
    [
      'throws',
      () => {
        throw new Error('not allowed');
      },
    ],
  ])('leaves the text selected, and says so, where that command %s', async (_, execCommand) => {
    const field = await pressCopy(execCommand);
    expect(document.activeElement).toBe(field);
    expect([field.selectionStart, field.selectionEnd]).toEqual([0, field.value.length]);
    expect(screen.getByRole('status').textContent).toContain('Ctrl + C');
  });
});
