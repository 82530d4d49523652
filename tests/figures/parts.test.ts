import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerIn, conversationText } from '#lm/conversation.ts';
import { spell } from '#lm/token.ts';
import { type Talk, ask, askAgain, textSent } from '#figures/chat/talk.ts';
import { cutAtNextTurn, kindsOf, partsOf } from '#figures/conversationParts.ts';
import type { RunToken } from '#views/TokenRun.tsx';
import { bigramLab, bigramsOf } from './bigram-lab.ts';

const turn = fc.record({ user: fc.string(), assistant: fc.option(fc.string()) });

describe('the parts of a conversation', () => {
  it('are exactly the text the model is given', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(turn), (systemPrompt, turns) => {
        const joined = partsOf(systemPrompt, turns)
          .map(({ text }) => text)
          .join('');
        expect(joined).toBe(conversationText(systemPrompt, turns));
      }),
    );
  });

  it('say of each token what it belongs to', () => {
    const turns = [{ user: 'Why?', assistant: null }];
    const text = conversationText('Be kind.', turns);
    const lab = bigramLab(bigramsOf([text], {}));
    const spelled = spell(lab.encode(text), lab.vocabulary);
    const kinds = kindsOf(partsOf('Be kind.', turns), spelled);
    expect(spelled.map(({ text }, i) => [text, kinds[i]])).toEqual([
      ['Be', 'system'],
      [' kind.', 'system'],
      ['\n\n', 'role'],
      ['User:', 'role'],
      [' Why?', 'prompt'],
      ['\n\n', 'role'],
      ['AI', 'role'],
      [' Assistant:', 'role'],
    ]);
  });
});

describe('an answer that runs into the next turn', () => {
  const tokens = ['AI', ' Assistant:', ' Hi.', '\n\n', 'User:', ' And'].map((text, i): RunToken => ({
    token: { id: i, text, special: null, part: null, invalid: null },
    kind: i < 2 ? 'role' : 'generated',
  }));

  it('counts up to where answerIn cuts it', () => {
    const cut = cutAtNextTurn(tokens);
    expect(cut.map(({ kind }) => kind)).toEqual(['role', 'role', 'generated', 'beyond', 'beyond', 'beyond']);
    const counted = cut.filter(({ kind }) => kind === 'generated').map(({ token }) => token.text);
    expect(counted.join('').trim()).toBe(answerIn(' Hi.\n\nUser: And').text);
  });

  it('is left whole while no such turn begins', () => {
    expect(cutAtNextTurn(tokens.slice(0, 4))).toEqual(tokens.slice(0, 4));
  });
});

describe('a talk of several turns', () => {
  const talk: Talk = { systemPrompt: 'Be kind.', done: [], asked: 'Why?' };

  it('sends everything said so far again with each message', () => {
    const second = ask(talk, 'Because.', 'Really?');
    expect(textSent(second, 0)).toBe('Be kind.\n\nUser: Why?\n\nAI Assistant:');
    expect(textSent(second, 1)).toBe(
      'Be kind.\n\nUser: Why?\n\nAI Assistant: Because.\n\nUser: Really?\n\nAI Assistant:',
    );
  });

  it('forgets what followed a message that is put in other words', () => {
    const third = ask(ask(talk, 'Because.', 'Really?'), 'Yes.', 'Sure?');
    const again = askAgain(third, 1, 'Why not?');
    expect(textSent(again, 1)).toBe(
      'Be kind.\n\nUser: Why?\n\nAI Assistant: Because.\n\nUser: Why not?\n\nAI Assistant:',
    );
    expect(again.done).toHaveLength(1);
  });
});
