import { expect, it } from 'vitest';
import { languages as written } from '#figures/scene.ts';
import { loadLesson } from '#lesson/prose.ts';
import { languages, nextLanguage } from '#i18n/messages.tsx';

const tags = Object.keys(languages);

it('leads through every language with one button, and back to the first', () => {
  const seen = [tags[0]!];
  for (let n = 1; n < tags.length; n++) seen.push(nextLanguage(seen.at(-1)!));
  expect(seen).toEqual(tags);
  expect(nextLanguage(seen.at(-1)!)).toBe(tags[0]);
});

it('shows the lesson in the language of the page where it is written in it, and in English where not', async () => {
  for (const tag of [...written, 'xx']) {
    const lesson = await loadLesson(tag);
    expect(lesson.language).toBe(tag === 'xx' ? 'en' : tag);
  }
});
