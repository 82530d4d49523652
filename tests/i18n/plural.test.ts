import { expect, it } from 'vitest';
import { pluralsOf } from '#i18n/plural.ts';

it('says one and many as English does', () => {
  const plural = pluralsOf('en');
  const tokens = { one: 'token', other: 'tokens' };
  expect([0, 1, 2, 21, 2000].map(n => plural(n, tokens))).toEqual([
    '0 tokens',
    '1 token',
    '2 tokens',
    '21 tokens',
    '2,000 tokens',
  ]);
});

it('follows the rules of a language with more forms than two, or with one', () => {
  const plural = pluralsOf('ru');
  const tokens = { one: 'токен', few: 'токена', many: 'токенов', other: 'токена' };
  expect([1, 3, 5, 11, 21, 22].map(n => plural(n, tokens).replace(/^\d+ /, ''))).toEqual([
    'токен',
    'токена',
    'токенов',
    'токенов',
    'токен',
    'токена',
  ]);
  expect(pluralsOf('zh')(1, { other: '个词元' })).toBe('1 个词元');
});
