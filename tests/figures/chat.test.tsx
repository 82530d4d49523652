// @vitest-environment jsdom
import { cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Chat, type ChatProps } from '#figures/chat/Chat.tsx';
import { bigramLab, bigramsOf, labsOf } from './bigram-lab.ts';

configure({ asyncUtilTimeout: 20_000 }); // the machine may be busy

const systemPrompt = 'Be kind.';
const first = 'Be kind.\n\nUser: Hi\n\nAI Assistant:';
const answered = `${first} Hello.\n\nUser: Why?\n\nAI Assistant:`;
const pirate = 'Be rude.';

/** Answers "Hello.", and would go on with the user's part. */
const bigrams = bigramsOf([answered, pirate, ' Hi there'], {
  ' Assistant:': { ' Hello.': 1 },
  ' Hello.': { '\n\n': 1 },
  '\n\n': { 'User:': 1 },
  'User:': { ' Hi': 1 },
});

let lab: ReturnType<typeof bigramLab>;
beforeEach(() => {
  lab = bigramLab(bigrams);
});
afterEach(cleanup);

const show = (props: Partial<ChatProps> = {}) =>
  render(
    <Chat
      labs={labsOf(lab)}
      modelId="bigram"
      systemPrompt={systemPrompt}
      question="Hi"
      personas={[{ id: 'pirate', name: 'Pirate', systemPrompt: pirate }]}
      seed={7}
      tempo="fast"
      controls={['system-prompt', 'next', 'play', 'reset', 'seed']}
      {...props}
    />,
  );

const bubbles = () => Array.from(document.querySelectorAll('.bubble > p'), ({ textContent }) => textContent);
const flatText = () => document.querySelector('.flat-text')!.textContent;
const press = (name: string | RegExp) => userEvent.setup().click(screen.getByRole('button', { name }));
const over = () => screen.findByText(/It began to write “User:”/);

async function say(message: string) {
  const user = userEvent.setup();
  const box = screen.getByRole('textbox', { name: 'Message' });
  await user.clear(box);
  await user.type(box, message);
  await user.keyboard('{Enter}');
}

describe('a conversation', () => {
  it('is one text, and the bubbles are only drawn around it', async () => {
    show();
    await waitFor(() => expect(lab.given).toEqual([first]));
    expect(flatText()).toBe(first);
    await press('Play');
    await over();
    expect(bubbles()).toEqual(['Hi', 'Hello.']);
    expect(flatText()).toBe(`${first} Hello.\n\nUser:`);
  });

  it('stops the model where it would write your part', async () => {
    show();
    await waitFor(() => expect(lab.given).toEqual([first]));
    await press('Play');
    await over();
    expect(lab.given.at(-1)).toBe(`${first} Hello.\n\n`); // it was asked for "User:" and for nothing after it
  });

  it('is sent whole with the next message', async () => {
    show();
    await waitFor(() => expect(lab.given).toEqual([first]));
    await press('Play');
    await over();
    await say('Why?');
    await waitFor(() => expect(lab.given).toContain(answered));
    await waitFor(() => expect(bubbles()).toEqual(['Hi', 'Hello.', 'Why?', 'Hello.']));
    expect(flatText()!.startsWith(answered)).toBe(true);
    const before = lab.encode(`${first} Hello.`).length; // text and answer of the first turn
    expect(screen.getByText(new RegExp(`The first ${before} it had already read`))).toBeDefined();
  });

  it('shows what was sent in an earlier turn', async () => {
    show();
    await waitFor(() => expect(lab.given).toEqual([first]));
    await press('Play');
    await over();
    await say('Why?');
    await waitFor(() => expect(bubbles()).toHaveLength(4));
    await press(`after reading ${lab.encode(first).length} tokens`);
    expect(flatText()).toBe(first);
  });

  it('forgets what followed a message that is put in other words', async () => {
    show();
    await waitFor(() => expect(lab.given).toEqual([first]));
    await press('Play');
    await over();
    await press('Edit');
    await say('Hi there');
    await waitFor(() => expect(lab.given).toContain('Be kind.\n\nUser: Hi there\n\nAI Assistant:'));
    await waitFor(() => expect(bubbles()).toEqual(['Hi there', 'Hello.']));
  });

  it('says that it was stopped only while it is', async () => {
    // It answers once and then for ever thinks, so that there is always something to stop.
    const thinking: typeof lab = {
      ...lab,
      predict: (context, signal) =>
        lab.given.length === 0 ? lab.predict(context, signal) : new Promise(() => {}),
    };
    show({ labs: labsOf(thinking) });
    await waitFor(() => expect(lab.given).toEqual([first]));
    await press('Play');
    await waitFor(() => expect(bubbles()).toEqual(['Hi', 'Hello.']));
    await press('Stop');
    expect(screen.getByText('You stopped it here.')).toBeDefined();
    await press('Play');
    expect(screen.queryByText('You stopped it here.')).toBeNull();
    expect(screen.getByRole('button', { name: 'Stop' })).toBeDefined(); // it goes on
    await press('Pause');
    expect(screen.queryByText('You stopped it here.')).toBeNull();
  });

  it('loses no turn when a message was picked up to be edited and a new one is sent instead', async () => {
    show();
    await waitFor(() => expect(lab.given).toEqual([first]));
    await press('Play');
    await over();
    await press('Edit');
    const box = screen.getByRole<HTMLInputElement>('textbox', { name: 'Message' });
    expect(document.activeElement).toBe(box);
    expect(box.value).toBe('Hi');
    await press('Cancel');
    expect(document.activeElement).toBe(box);
    expect(box.value).toBe('');
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
    await say('Why?');
    await waitFor(() => expect(bubbles()).toEqual(['Hi', 'Hello.', 'Why?', 'Hello.']));
  });

  it('is answered anew when another page is laid over it', async () => {
    show();
    await waitFor(() => expect(lab.given).toEqual([first]));
    await userEvent.setup().click(screen.getByText('System prompt'));
    await press('Pirate');
    await waitFor(() => expect(bubbles()).toEqual(['Hi', 'Hello.']));
    expect(lab.given).toContain('Be rude.\n\nUser: Hi\n\nAI Assistant:');
  });
});
