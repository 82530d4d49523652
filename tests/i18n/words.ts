/** What a message says: its path (`figures.chat.send`) and its words, of a function those written in it. */
export interface Message {
  readonly path: string;
  readonly words: string;
}

/** The literals of a function's source, without what is put into them. */
function literalsOf(source: string): string {
  const found: string[] = [];
  let depth = 0; // of `${…}` we are in
  const stack: string[] = []; // quotes that are open, '{' for an open `${`
  let text = '';
  for (let at = 0; at < source.length; at++) {
    const character = source[at]!;
    const open = stack.at(-1);
    if (open === undefined || open === '{') {
      if (character === "'" || character === '"' || character === '`') stack.push(character);
      else if (character === '{' && open === '{') depth++;
      else if (character === '}' && open === '{' && depth-- === 0) {
        stack.pop();
        depth = 0;
      }
    } else if (character === '\\') {
      text += source[++at] ?? '';
    } else if (character === open) {
      stack.pop();
      found.push(text);
      text = '';
    } else if (open === '`' && character === '$' && source[at + 1] === '{') {
      at++;
      stack.push('{');
      depth = 0;
      text += ' … ';
    } else text += character;
  }
  return found.join(' ');
}

/** All messages of a language, in the order they are written in. */
export function messagesOf(words: object, before = ''): Message[] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]): Message[] => {
    const path = before === '' ? key : `${before}.${key}`;
    if (typeof value === 'string') return [{ path, words: value }];
    if (typeof value === 'function') return [{ path, words: literalsOf(String(value)) }];
    return typeof value === 'object' && value !== null ? messagesOf(value, path) : [];
  });
}
