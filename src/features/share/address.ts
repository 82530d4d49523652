import type { Language } from '#i18n/messages.tsx';
import { writeInto, writeRun } from '#run/parameters.ts';
import type { RunLink } from '#trace/link.ts';

/** What an embed's host page decides about it. */
export interface EmbedChoices {
  readonly controls: readonly string[] | null; // null: all
  readonly language: string;
  readonly theme: 'auto' | 'light' | 'dark';
  readonly autoplay: boolean;
}

/**
 * Address of a run in this page: the scene it stands in, the run, the language.
 *
 * @param base address of the page, without query
 * @param scene chapter and scene, where the run belongs to one
 */
export function linkTo(
  base: string,
  run: RunLink,
  scene: { chapter: string; scene: string } | null,
  language: string,
): string {
  const query = writeInto(writeRun(run), { ...scene, lang: language as Language });
  return `${base}?${readable(query)}`;
}

/** The same run as an embed. */
export function embedOf(link: string, choices: EmbedChoices): string {
  const [base, query] = [
    link.slice(0, link.indexOf('?')),
    new URLSearchParams(link.slice(link.indexOf('?'))),
  ];
  writeInto(query, {
    view: 'embed',
    lang: choices.language as Language,
    theme: choices.theme === 'auto' ? undefined : choices.theme,
    autoplay: choices.autoplay || undefined,
    controls: choices.controls ?? undefined,
  });
  return `${base}?${readable(query)}`;
}

/**
 * All an embed needs of its host: scripts, and nothing of the host's origin. A source opens in a tab of its own, which
 * without the other two words a browser refuses silently.
 */
export const sandbox = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';

/** Code to paste into a page. */
export const iframeCode = (address: string, title: string): string =>
  `<iframe src="${escapeAttribute(address)}" title="${escapeAttribute(title)}" width="100%" height="480" ` +
  `style="border:0" loading="lazy" sandbox="${sandbox}"></iframe>`;

const escapeAttribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Spaces as +, and what may stand in a query stays as it is, so that a person can read a link. */
const readable = (query: URLSearchParams): string =>
  query.toString().replaceAll('%40', '@').replaceAll('%21', '!').replaceAll('%2C', ',');
