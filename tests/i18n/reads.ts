const name = '[A-Za-z_$][\\w$]*';
const steps = `(?:\\s*\\??\\.${name})*`; // `.figures.chat`
const hooks: Readonly<Record<string, string>> = { useMessages: '', useHubMessages: 'hub' };
const hook = `(${Object.keys(hooks).join('|')})\\(\\)(${steps})`;

const under = (...parts: readonly string[]): string => parts.filter(Boolean).join('.');
const keysOf = (written: string): string => written.replaceAll(/[\s?]/g, '').replace(/^\./, '');
const finds = (code: string, pattern: string) => [...code.matchAll(new RegExp(pattern, 'g'))];

/** What a file calls which group of messages: `const m = useMessages().figures.chat` → m: figures.chat. */
function namesIn(code: string): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  const call = (called: string, path: string) =>
    names.set(called, (names.get(called) ?? new Set()).add(path));
  /** `m` or `{ share, offline: words }`, set to a group. */
  const bind = (pattern: string, path: string) => {
    if (!pattern.startsWith('{')) return call(pattern, path);
    for (const [, key, called] of finds(pattern, `(${name})(?:: (${name}))?`))
      call(called ?? key!, under(path, key!));
  };
  const pattern = `const (\\{[^}]*\\}|${name}) = `;
  for (const [, bound, used, rest] of finds(code, pattern + hook))
    bind(bound!, under(hooks[used!]!, keysOf(rest!)));
  // Handed in: all messages, or all and a palette to draw with.
  for (const [, called] of finds(code, `\\b(${name}): (?:Messages|ReturnType<typeof useMessages>)\\b(?!\\[)`))
    call(called!, '');
  if (/\bm\b[^}]*\}: Look\b|: Look\b/.test(code)) call('m', '');
  for (const [, called] of finds(code, `const (${name}) = languages\\[`)) call(called!, '');
  // A name for a part of what has a name already.
  for (const [called, paths] of [...names])
    for (const [, bound, rest] of finds(code, `${pattern}${called.replaceAll('$', '\\$')}(${steps});`))
      for (const path of [...paths]) bind(bound!, under(path, keysOf(rest!)));
  return names;
}

/**
 * The paths of messages that a file of source code reads. A path that ends in `.*` is a group of which any may be meant:
 * it is indexed (`errors[code]`) or handed on.
 */
export function readsOf(code: string): Set<string> {
  const reads = new Set<string>();
  const uses = code.replaceAll(/const \{[^}]*\} = /g, ''); // where a name is given it is not used
  for (const [called, paths] of namesIn(code))
    for (const path of paths)
      for (const [, rest, after] of finds(
        uses,
        `\\b${called.replaceAll('$', '\\$')}\\b(${steps})(!?\\[|\\s*[),;}])?`,
      )) {
        const full = under(path, keysOf(rest!));
        reads.add(full);
        if (after?.endsWith('[') || (after !== undefined && rest !== '')) reads.add(`${full}.*`);
      }
  for (const [, used, rest, after] of finds(code, `${hook}(!?\\[|\\s*[),])?`)) {
    const full = under(hooks[used!]!, keysOf(rest!));
    reads.add(full);
    if (after !== undefined && rest !== '') reads.add(`${full}.*`);
  }
  for (const [, rest] of finds(code, `languages\\[[^\\]]*\\](${steps})`)) reads.add(keysOf(rest!));
  return reads;
}

/** Whether a message is among what is read, or something of it (`sentences.map`), or all of its group. */
export function isRead(path: string, reads: ReadonlySet<string>): boolean {
  if (reads.has(path) || [...reads].some(read => read.startsWith(`${path}.`))) return true;
  const keys = path.split('.');
  return keys.some((_, depth) => depth > 0 && reads.has(`${keys.slice(0, depth).join('.')}.*`));
}
