// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PromptBox } from '#app/PromptBox.tsx';

afterEach(cleanup);

function open() {
  const onCommit = vi.fn();
  render(<PromptBox text="春" modelId="zh-poems" onCommit={onCommit} onIdea={() => {}} />);
  return { onCommit, box: screen.getByRole('textbox', { name: 'Prompt' }) as HTMLTextAreaElement };
}

describe('the prompt box', () => {
  it('takes over what was written when the reader leaves it', async () => {
    const { onCommit, box } = open();
    await userEvent.type(box, '风');
    box.blur();
    expect(onCommit.mock.calls).toEqual([['春风']]);
  });

  it('is nothing done when the reader only passes through', async () => {
    const { onCommit, box } = open();
    box.focus();
    await userEvent.tab();
    box.focus();
    await userEvent.keyboard('{Enter}');
    expect(document.activeElement).not.toBe(box);
    expect(onCommit).not.toHaveBeenCalled();
  });

  it('keeps the draft when Esc cancels a candidate of the input method, and gives it up when it does not', async () => {
    const { onCommit, box } = open();
    await userEvent.type(box, '风');
    fireEvent.keyDown(box, { key: 'Escape', isComposing: true });
    expect(box.value).toBe('春风');
    fireEvent.keyDown(box, { key: 'Escape' });
    await vi.waitFor(() => expect(document.activeElement).not.toBe(box));
    expect(box.value).toBe('春');
    expect(onCommit).not.toHaveBeenCalled();
  });

  it('keeps the focus when Enter takes a candidate in Safari, which has ended the composition by then', async () => {
    const { onCommit, box } = open();
    await userEvent.type(box, 'mingyue');
    fireEvent.compositionEnd(box);
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 229, isComposing: false });
    fireEvent.keyDown(box, { key: 'Escape', keyCode: 229, isComposing: false });
    expect(document.activeElement).toBe(box);
    expect(box.value).toBe('春mingyue');
    expect(onCommit).not.toHaveBeenCalled();
  });
});
