/**
 * The form of the lesson's Markdown files. Only what frames the text is read here; paragraphs, emphasis, links and
 * lists stay Markdown and are the renderer's affair.
 *
 *     # Title of the file
 *     An opening line.
 *     ## section-id
 *     ### Title of the section
 *     Paragraphs.
 *     #### option-id
 *     Paragraphs of an option.
 *     > Marker: a note, belonging to the section or option above it
 */
export interface MarkdownFile {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly Section[];
}

export interface Section extends Passage {
  readonly id: string;
  readonly title: string;
  readonly options: readonly (Passage & { readonly id: string })[];
}

export interface Passage {
  readonly body: string; // Markdown, paragraphs joined by blank lines
  readonly notes: Readonly<Record<string, string>>; // by marker, e.g. 'Try'; Markdown
}

interface OpenPassage {
  lines: string[];
  notes: Record<string, string>;
}

/**
 * @throws SyntaxError naming the line, for a heading out of place, a repeated id or marker, or a note without a marker
 */
export function parseSections(markdown: string): MarkdownFile {
  const file: OpenPassage & { title: string } = { title: '', lines: [], notes: {} };
  type OpenOption = OpenPassage & { id: string };
  const sections: (OpenOption & { title: string; options: OpenOption[] })[] = [];

  markdown.split(/\r?\n/).forEach((line, index) => {
    const fail = (why: string): never => {
      throw new SyntaxError(`line ${index + 1}: ${why}: ${line}`);
    };
    const section = sections.at(-1);
    const open: OpenPassage = section?.options.at(-1) ?? section ?? file;
    const heading = /^(#{1,4}) (.+)$/.exec(line);
    if (heading === null) {
      if (!line.startsWith('>')) return void open.lines.push(line);
      const note = /^> ([^:：]+)(?:: |：)(.+)$/.exec(line) ?? fail('a note needs a marker');
      const [, marker, text] = note;
      if (open.notes[marker!] !== undefined) fail('marker used twice');
      open.notes[marker!] = text!;
      return;
    }
    const words = heading[2]!.trim();
    const id = heading[1]!.length === 2 || heading[1]!.length === 4 ? identifier(words, fail) : words;
    switch (heading[1]!.length) {
      case 1:
        if (file.title !== '' || section !== undefined) fail('a second title');
        file.title = words;
        break;
      case 2:
        if (sections.some(other => other.id === id)) fail('section id used twice');
        sections.push({ id, title: '', lines: [], notes: {}, options: [] });
        break;
      case 3:
        if (section === undefined || section.title !== '') fail('a section has one title');
        section!.title = words;
        break;
      case 4:
        if (section === undefined) fail('an option outside a section');
        if (section!.options.some(other => other.id === id)) fail('option id used twice');
        section!.options.push({ id, lines: [], notes: {} });
    }
  });

  return {
    title: file.title,
    lead: body(file.lines),
    sections: sections.map(({ id, title, lines, notes, options }) => ({
      id,
      title,
      body: body(lines),
      notes,
      options: options.map(option => ({ id: option.id, body: body(option.lines), notes: option.notes })),
    })),
  };
}

const body = (lines: readonly string[]): string =>
  lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

function identifier(words: string, fail: (why: string) => never): string {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(words) ? words : fail('an id is lower-case words joined by hyphens');
}
