import { expect, it } from 'vitest';
import { answerIn, conversationText } from '#lm/conversation.ts';

it('writes system prompt, turns and roles as one text that ends where the answer is to begin', () => {
  const turns = [
    { user: 'Hello!', assistant: 'Hello. How can I help?' },
    { user: 'Why is the sky blue? ', assistant: null },
  ];
  expect(conversationText('Answer kindly.', turns)).toBe(
    'Answer kindly.\n\nUser: Hello!\n\nAI Assistant: Hello. How can I help?\n\nUser: Why is the sky blue?\n\nAI Assistant:',
  );
});

it('leaves out a blank system prompt', () => {
  expect(conversationText(' \n', [{ user: 'Hello!', assistant: null }])).toBe(
    'User: Hello!\n\nAI Assistant:',
  );
});

it('ends an answer where the next turn of the user would begin', () => {
  expect(answerIn(' Because of the air.\n\nUser: And at ni')).toEqual({
    text: 'Because of the air.',
    finished: true,
  });
});

it('goes on while the answer only speaks of a user', () => {
  expect(answerIn(' The word “User:” marks a turn.\n\nUse')).toEqual({
    text: 'The word “User:” marks a turn.\n\nUse',
    finished: false,
  });
});
