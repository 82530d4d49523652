// @vitest-environment jsdom
import { readFileSync, readdirSync } from 'node:fs';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { Form } from '#ui/Form.tsx';

afterEach(cleanup);

it('nothing on the page is a form: a frame sandboxed without allow-forms could not send it', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(file =>
    file.endsWith('.tsx'),
  );
  expect(files.length).toBeGreaterThan(100);
  const forms = files.filter(file => /<form\b|type="submit"/.test(readFileSync(`src/${file}`, 'utf8')));
  expect(forms.filter(file => file !== 'ui/Form.tsx')).toEqual([]);
});

it('Enter in a field does what the button does, once, and not while a candidate is chosen', async () => {
  const onSubmit = vi.fn();
  render(
    <Form className="" onSubmit={onSubmit}>
      <input aria-label="text" />
      <input aria-label="box" type="checkbox" />
      <button type="button" onClick={onSubmit}>
        Send
      </button>
    </Form>,
  );
  await userEvent.type(screen.getByLabelText('text'), 'a{Enter}');
  expect(onSubmit).toHaveBeenCalledTimes(1);
  await userEvent.type(screen.getByRole('button'), '{Enter}', { skipClick: true });
  expect(onSubmit).toHaveBeenCalledTimes(2);
  fireEvent.keyDown(screen.getByLabelText('text'), { key: 'Enter', keyCode: 229 });
  fireEvent.keyDown(screen.getByLabelText('text'), { key: 'Enter', isComposing: true });
  fireEvent.keyDown(screen.getByLabelText('box'), { key: 'Enter' });
  expect(onSubmit).toHaveBeenCalledTimes(2);
});
