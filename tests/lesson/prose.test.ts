import { describe, expect, it } from 'vitest';
import { type Language, languages } from '#figures/scene.ts';
import { factLookup, placeholder } from '#lesson/facts.ts';
import { chapters, placeAt, places } from '#lesson/chapters/index.ts';
import { type Lesson, lessonFrom, markers } from '#lesson/prose.ts';
import { parseSections } from '#lesson/sections.ts';
import { sources } from '#lesson/sources.ts';
import { questions } from '#lesson/ticket/ticket.ts';
import { type Inline, parseInline, parseMarkdown } from '#ui/parseMarkdown.ts';
import { modelSpecs, proseFiles } from './files.ts';

const lookup = factLookup(modelSpecs);
const unresolved: string[] = [];
const lessons = Object.fromEntries(
  languages.map(language => [
    language,
    lessonFrom(proseFiles(language), language, lookup, name => {
      unresolved.push(`${language}: ${name}`);
      return '…';
    }),
  ]),
) as Record<Language, Lesson>;

/** Every string of a lesson that is read as Markdown. */
function* texts(lesson: Lesson): Generator<string> {
  for (const { lead, scenes } of Object.values(lesson.chapters)) {
    yield lead;
    for (const { title, body, task, limit } of Object.values(scenes)) yield* [title, body, task, limit];
  }
  for (const { body } of Object.values(lesson.glossary)) yield body;
  for (const { text, answers } of lesson.ticket) {
    yield text;
    for (const answer of answers) yield* [answer.text, answer.reply];
  }
}

function* linksIn(inlines: readonly Inline[]): Generator<{ verb: string; target: string }> {
  for (const inline of inlines) {
    if (inline.kind === 'text') continue;
    if (inline.kind === 'link') yield { verb: inline.verb, target: inline.target };
    yield* linksIn(inline.children);
  }
}

const links = (markdown: string) =>
  parseMarkdown(markdown).flatMap(block =>
    block.kind === 'list' ? block.items.flatMap(item => [...linksIn(item)]) : [...linksIn(block.children)],
  );

/** Numbers that prose may type: names, ends of a scale (0, 1, 100 %), a byte's range, settings to try. */
const typedNumbers = ['GPT-2', 'GPT-3', 'UTF-8', '0', '1', '100', '255', '2', '10', '0.9'];

describe.each(languages)('the lesson in %s', language => {
  const files = proseFiles(language);
  const lesson = lessons[language];

  it('has a section for every scene, and none for a scene that does not exist', () => {
    for (const chapter of chapters) {
      const sections = parseSections(files.chapters[`./chapters/${chapter.id}/${language}.md`]!).sections;
      expect(sections.map(({ id }) => id)).toEqual(chapter.scenes.map(({ id }) => id));
    }
  });

  it('gives every scene a title, words, one thing to do and a limit, in this order and nothing else', () => {
    for (const [name, text] of Object.entries(files.chapters)) {
      for (const section of parseSections(text).sections) {
        const { title, body, notes, options } = section;
        expect.soft({ name, id: section.id, title: title !== '', body: body !== '', options }).toEqual({
          name,
          id: section.id,
          title: true,
          body: true,
          options: [],
        });
        expect
          .soft(Object.keys(notes), `${name} ${section.id}`)
          .toEqual([markers[language].task, markers[language].limit]);
      }
    }
  });

  it('keeps a scene short enough to be read beside the stage', () => {
    for (const [id, { scenes }] of Object.entries(lesson.chapters)) {
      for (const [scene, { body }] of Object.entries(scenes)) {
        const length =
          language === 'en' ? body.split(/\s+/).length : body.replace(/\(\w+:[^)]*\)/g, '').length;
        expect.soft(length, `${id}/${scene}`).toBeLessThanOrEqual(language === 'en' ? 105 : 200);
      }
    }
  });

  it('has links only to scenes, terms, controls and sources that exist', () => {
    const controls = new Set(places.flatMap(({ scene }) => scene.controls ?? []));
    const exists: Record<string, (target: string) => boolean> = {
      scene: target => placeAt(target) !== undefined,
      term: target => lesson.glossary[target] !== undefined,
      control: target => controls.has(target as never),
      source: target => sources[target] !== undefined,
    };
    for (const text of texts(lesson)) {
      for (const { verb, target } of links(text)) {
        expect.soft(exists[verb]?.(target), `${verb}:${target} in: ${text}`).toBe(true);
      }
    }
  });

  it('links to a control only where the scene has it', () => {
    for (const { address, chapter, scene } of places) {
      const { body, task, limit } = lesson.chapters[chapter.id].scenes[scene.id]!;
      for (const { verb, target } of [body, task, limit].flatMap(links)) {
        if (verb !== 'control' || scene.controls === undefined) continue;
        expect.soft(scene.controls, `${address} speaks of ${target}`).toContain(target);
      }
    }
  });

  it('leaves no bracket, brace, star or underscore behind when it is rendered', () => {
    for (const text of texts(lesson)) {
      const plain = parseMarkdown(text).flatMap(block =>
        block.kind === 'list' ? block.items.flat() : block.children,
      );
      const leftover = (inlines: readonly Inline[]): string[] =>
        inlines.flatMap(inline =>
          inline.kind === 'text' ? (inline.text.match(/[[\]{}*_`]/g) ?? []) : leftover(inline.children),
        );
      expect.soft(leftover(plain), text).toEqual([]);
    }
  });

  it('answers every question of the ticket', () => {
    expect(lesson.ticket.map(({ id }) => id)).toEqual(questions.map(({ id }) => id));
    for (const { answers } of lesson.ticket) {
      for (const { text, reply } of answers) expect.soft([text, reply]).not.toContain('');
    }
  });

  it('types no number that belongs to a paper, a model or a scene', () => {
    for (const raw of [...Object.values(files.chapters), files.glossary, files.ticket]) {
      const typed = raw
        .replace(placeholder, '')
        .replace(/\]\([^)]*\)/g, ']') // targets of links
        .replace(/^## .*$/gm, '') // ids
        .replace(/^\d+\. /gm, ''); // ordered lists
      for (const [number] of typed.matchAll(/[A-Z]*-?\d[\d.,]*\d|[A-Z]*-?\d/g)) {
        expect
          .soft(
            typedNumbers,
            typed.split('\n').find(line => line.includes(number)),
          )
          .toContain(number);
      }
    }
  });
});

it('has the same links to sources and the same measured numbers in both languages', () => {
  const placeholders = (language: Language) =>
    Object.entries(proseFiles(language).chapters).map(([path, text]) => ({
      chapter: path.replace(`/${language}.md`, ''),
      sources: [...text.matchAll(/source:[\w.-]+/g)].map(String).sort(),
    }));
  expect(placeholders('zh')).toEqual(placeholders('en'));
});

it('cites every source of its list somewhere', () => {
  const { chapters: files, glossary } = proseFiles('en');
  const cited = new Set([...Object.values(files), glossary].join().match(/(?<=source:)[a-z0-9-]+/g));
  expect([...cited].sort()).toEqual(Object.keys(sources).sort());
});

it('has the same terms in both glossaries, in the same order', () => {
  expect(Object.keys(lessons.zh.glossary)).toEqual(Object.keys(lessons.en.glossary));
});

it('names the scene that refutes every wrong answer, and has one right answer to each question', () => {
  for (const { id, answers } of questions) {
    expect
      .soft(
        answers.filter(({ refutedBy }) => refutedBy === null),
        id,
      )
      .toHaveLength(1);
    for (const { refutedBy } of answers) {
      if (refutedBy !== null) expect.soft(placeAt(refutedBy)?.address, id).toBe(refutedBy);
    }
  }
});

it('fills in every number', () => {
  expect(unresolved).toEqual([]);
});

it('keeps titles free of links', () => {
  for (const language of languages) {
    for (const { scenes } of Object.values(lessons[language].chapters)) {
      for (const { title } of Object.values(scenes)) expect([...linksIn(parseInline(title))]).toEqual([]);
    }
  }
});
