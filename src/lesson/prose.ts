import { type Language, writtenIn } from '#figures/scene.ts';
import { type Chapter, type ChapterId, type Scene } from './chapter.ts';
import { type FactLookup, type SpecFields, factLookup, fillIn } from './facts.ts';
import { chapters } from './chapters/index.ts';
import { type Passage, type Section, parseSections } from './sections.ts';
import { type Answer, type Question, questions } from './ticket/ticket.ts';

/** All words of the lesson in one language. Every string is Markdown as ui/Markdown reads it, facts filled in. */
export interface Lesson {
  readonly language: Language;
  readonly chapters: Readonly<Record<ChapterId, ChapterProse>>;
  readonly glossary: Readonly<Record<string, Term>>; // by term id, in the order of the file
  readonly ticket: readonly QuestionProse[]; // in the order of ticket/ticket.ts
}

export interface ChapterProse {
  readonly title: string;
  readonly lead: string; // one sentence
  readonly scenes: Readonly<Record<string, SceneProse>>; // by scene id
}

export interface SceneProse {
  readonly title: string;
  readonly body: string;
  readonly task: string; // one thing to do
  readonly limit: string; // where this picture stops being true
}

export interface Term {
  readonly name: string;
  readonly body: string;
}

export interface QuestionProse {
  readonly id: string;
  readonly text: string;
  readonly answers: readonly AnswerProse[];
}

export interface AnswerProse extends Answer {
  readonly text: string;
  readonly reply: string; // shown when it has been chosen
}

/** Where the words of each language are: one request, of the page's own origin. */
const words: Readonly<Record<Language, () => Promise<{ files: ProseFiles }>>> = {
  en: () => import('./prose.en.ts'),
  zh: () => import('./prose.zh.ts'),
};

/** First words of the notes, fixed per language. */
export const markers: Readonly<Record<Language, { task: string; limit: string; reply: string }>> = {
  en: { task: 'Try', limit: 'Limit', reply: 'Reply' },
  zh: { task: '试一试', limit: '边界', reply: '回应' },
};

/** The Markdown files of one language, raw. */
export interface ProseFiles {
  readonly chapters: Readonly<Record<string, string>>; // './chapters/<chapter>/<language>.md' → text
  readonly glossary: string;
  readonly ticket: string;
}

/** @param tag of the page's language */
export async function loadLesson(tag: string): Promise<Lesson> {
  const language = writtenIn(tag);
  const { files } = await words[language]();
  const specs = import.meta.glob<SpecFields>('/models/*/spec.json', { eager: true, import: 'default' });
  const byId = Object.fromEntries(
    Object.entries(specs).map(([path, spec]) => [path.split('/').at(-2)!, spec]),
  );
  return lessonFrom(files, language, factLookup(byId));
}

/**
 * @param onMissing see `fillIn`
 * @throws SyntaxError or RangeError if a file is malformed, or lacks a chapter, scene, note or answer
 */
export function lessonFrom(
  files: ProseFiles,
  language: Language,
  lookup: FactLookup,
  onMissing?: (placeholder: string) => string,
): Lesson {
  const fill = (text: string, scene?: Scene) => fillIn(text, language, lookup, scene, onMissing);
  const { task, limit, reply } = markers[language];

  const proseOf = (chapter: Chapter): ChapterProse => {
    const name = `chapters/${chapter.id}/${language}.md`;
    const file = parseSections(files.chapters[`./${name}`] ?? missing(name));
    const scenes = chapter.scenes.map(scene => {
      const section = file.sections.find(({ id }) => id === scene.id) ?? missing(`${name} ## ${scene.id}`);
      const prose: SceneProse = {
        title: fill(section.title, scene),
        body: fill(section.body, scene),
        task: fill(note(section, task, `${name} ## ${scene.id}`), scene),
        limit: fill(note(section, limit, `${name} ## ${scene.id}`), scene),
      };
      return [scene.id, prose] as const;
    });
    return { title: file.title, lead: fill(file.lead), scenes: Object.fromEntries(scenes) };
  };

  const answersOf = (question: Question, section: Section): QuestionProse => ({
    id: question.id,
    text: section.title,
    answers: question.answers.map(answer => {
      const where = `ticket/${language}.md ## ${question.id} #### ${answer.id}`;
      const option = section.options.find(({ id }) => id === answer.id) ?? missing(where);
      return { ...answer, text: fill(option.body), reply: fill(note(option, reply, where)) };
    }),
  });

  const ticket = parseSections(files.ticket);
  return {
    language,
    chapters: Object.fromEntries(
      chapters.map(chapter => [chapter.id, proseOf(chapter)]),
    ) as unknown as Record<ChapterId, ChapterProse>,
    glossary: Object.fromEntries(
      parseSections(files.glossary).sections.map(({ id, title, body }) => [
        id,
        { name: title, body: fill(body) },
      ]),
    ),
    ticket: questions.map(question =>
      answersOf(
        question,
        ticket.sections.find(({ id }) => id === question.id) ??
          missing(`ticket/${language}.md ## ${question.id}`),
      ),
    ),
  };
}

const note = (passage: Passage, marker: string, where: string): string =>
  passage.notes[marker] ?? missing(`${where}: > ${marker}`);

function missing(what: string): never {
  throw new RangeError(`the lesson has no ${what}`);
}
