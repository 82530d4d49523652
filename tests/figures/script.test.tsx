// @vitest-environment jsdom
import { cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { conversationText } from '#lm/conversation.ts';
import { Script, type ScriptProps } from '#figures/script/Script.tsx';
import { bigramLab, bigramsOf, labsOf } from './bigram-lab.ts';

const question = 'Why is the sky blue?';
const systemPrompt = 'What follows is a conversation.';
const pirate = 'Talk like a pirate.';
const pulledText = conversationText(systemPrompt, [{ user: question, assistant: null }]);
const pirateText = conversationText(pirate, [{ user: question, assistant: null }]);

/** After the question a story goes on; after the cue somebody answers, and then the user's turn begins. */
const bigrams = bigramsOf([question, pulledText, pirateText], {
  ' blue?': { ' Tom': 0.6, ' Because': 0.3, ' Well,': 0.1 },
  ' Assistant:': { ' Because': 0.7, ' Well,': 0.2, ' Tom': 0.1 },
  ' Because': { ' light.': 1 },
  ' Well,': { ' light.': 1 },
  ' Tom': { ' light.': 1 },
  ' light.': { '\n\n': 1 },
  '\n\n': { 'User:': 1 },
  'User:': { ' Tom': 1 },
});

configure({ asyncUtilTimeout: 20_000 }); // the machine may be busy

let lab: ReturnType<typeof bigramLab>;
beforeEach(() => {
  lab = bigramLab(bigrams);
});
afterEach(cleanup);

const show = (props: Partial<ScriptProps> = {}) =>
  render(
    <Script
      labs={labsOf(lab)}
      modelId="bigram"
      compareWith={null}
      question={question}
      systemPrompt={systemPrompt}
      pulled={false}
      personas={[]}
      seed={7}
      bars={3}
      controls={['system-prompt', 'next', 'play', 'back', 'reset']}
      {...props}
    />,
  );

const bars = () =>
  Array.from(document.querySelectorAll('.shift-rows > li'), row => row.getAttribute('aria-label')!);
/** Rows without what they are compared with. */
const plainBars = () => bars().map(name => name.replace(/, before.*/, ''));
const flatText = () => screen.getByRole('region', { name: 'Story' }).textContent;
const press = (name: string) => userEvent.setup().click(screen.getByRole('button', { name }));

const bare = ['" Tom", 60.0%, rank 1', '" Because", 30.0%, rank 2', '" Well,", 10.0%, rank 3'];
const pulled = ['" Because", 70.0%, rank 1', '" Well,", 20.0%, rank 2', '" Tom", 10.0%, rank 3'];

describe('the page over the question', () => {
  it('changes the list when it is pulled down, and gives the very same list back when it is lifted', async () => {
    show();
    await waitFor(() => expect(plainBars()).toEqual(bare));
    await press('Pull the page down');
    await waitFor(() => expect(plainBars().sort()).toEqual([...pulled].sort()));
    await press('Lift the page');
    await waitFor(() => expect(plainBars().sort()).toEqual([...bare].sort()));
  });

  it('says where each token stood without it', async () => {
    show();
    await waitFor(() => expect(plainBars()).toEqual(bare));
    await press('Pull the page down');
    await waitFor(() => expect(bars()).toContain('" Because", 70.0%, rank 1, before: 30.0%, rank 2'));
    expect(screen.getByText('without the page')).toBeDefined();
    expect(screen.getByText('Nothing in the model changed. Only the text did.')).toBeDefined();
  });

  it('shows as flat text exactly what the model was given', async () => {
    show();
    await waitFor(() => expect(lab.given).toContain(question));
    expect(flatText()).toBe(question);
    await press('Pull the page down');
    await waitFor(() => expect(lab.given).toContain(pulledText));
    expect(flatText()).toBe(pulledText);
    expect(new Set(lab.given)).toEqual(new Set([question, pulledText]));
  });

  it('asks the model only once for each text', async () => {
    show();
    await waitFor(() => expect(lab.given).toEqual([question]));
    await press('Pull the page down');
    await waitFor(() => expect(lab.given).toContain(pulledText));
    await press('Lift the page');
    await press('Pull the page down');
    await waitFor(() => expect(flatText()).toBe(pulledText));
    expect(lab.given.toSorted()).toEqual([question, pulledText].toSorted());
  });

  it('stops where the next turn of the user would begin, and strikes that out', async () => {
    show({ pulled: true });
    await waitFor(() => expect(plainBars()).toEqual(pulled));
    await press('Play');
    await waitFor(() => expect(screen.getByText('stopped here')).toBeDefined());
    expect(flatText()).toMatch(/AI Assistant: \S+ light\.\n\nUser:stopped here$/);
    const beyond = document.querySelectorAll('.tile[data-kind="beyond"]');
    expect(Array.from(beyond, tile => tile.textContent).join('')).toBe('\n\nUser:');
  });
});

describe('ready pages', () => {
  const personas = [
    { id: 'assistant', name: 'Assistant', systemPrompt },
    { id: 'pirate', name: 'Pirate', systemPrompt: pirate },
  ];

  it('put their words into the text', async () => {
    show({ pulled: true, personas });
    await waitFor(() => expect(lab.given).toContain(pulledText));
    await press('Pirate');
    await waitFor(() => expect(flatText()).toBe(pirateText));
    expect(screen.getByRole('button', { name: 'Pirate' }).getAttribute('aria-pressed')).toBe('true');
    await waitFor(() => expect(screen.getByText('with the page “Assistant”')).toBeDefined());
  });
});

it('says so where the model with further training is not here', async () => {
  show({ compareWith: 'tuned' });
  expect(await screen.findByText(/with further training is not among the models here/)).toBeDefined();
});
