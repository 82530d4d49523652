// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { Boundary } from '#ui/Boundary.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it('a part that fails leaves what lies beside it, and is drawn anew when it is asked for again', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {}); // React reports what was caught
  let broken = true;
  const Part = () => {
    if (broken) throw new Error('broken');
    return <p>whole</p>;
  };
  render(
    <>
      <p>beside</p>
      <Boundary failed={again => <button onClick={again}>again</button>}>
        <Part />
      </Boundary>
    </>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'again' }));
  expect(screen.getByText('beside')).toBeTruthy();
  expect(screen.queryByText('whole')).toBeNull();
  broken = false;
  await userEvent.click(screen.getByRole('button', { name: 'again' }));
  expect(screen.getByText('whole')).toBeTruthy();
});
