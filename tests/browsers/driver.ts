/** Roles that the contract asks for, and how HTML says them. */
export type Role = 'button' | 'textbox' | 'spinbutton' | 'combobox' | 'region';

export interface Target {
  readonly role: Role;
  readonly name: string; // the whole accessible name, or its beginning up to the first comma
  readonly nth?: number; // of several with that name, from 0
}

/**
 * A tab of one browser, whatever speaks to it. Small on purpose: what every protocol has, WebDriver classic as well as
 * BiDi and Chromium's own.
 */
export interface Tab {
  /** Goes to an address and waits until the document is there. */
  open(url: string): Promise<void>;
  /** @param body of a function; what it returns is passed as JSON */
  run<T>(body: string): Promise<T>;
  /** A real press of the mouse's button in the middle of it. */
  click(target: Target): Promise<void>;
  /** Puts the focus on it, marks all of its text, types over it and presses Enter. */
  write(target: Target, text: string): Promise<void>;
  /** The first frame of the page, whatever its origin; `leave` goes back to the page. */
  inFrame<T>(then: (frame: Tab) => Promise<T>): Promise<T>;
}

export interface Browser {
  readonly version: string; // 'Firefox 153.0'
  tab(): Promise<Tab>;
  close(): Promise<void>;
}

/** The body of a function that gives the element of a target, or null. */
export const finding = ({ role, name, nth = 0 }: Target): string => `
  const selectors = {
    button: 'button', textbox: 'textarea, input:not([type]), input[type=text]', spinbutton: 'input[type=number]',
    combobox: 'select', region: 'section[aria-label], [role=region]',
  };
  const named = element => {
    const by = element.getAttribute('aria-labelledby');
    const own = element.getAttribute('aria-label') ?? (by && document.getElementById(by)?.textContent)
      ?? element.labels?.[0]?.textContent ?? element.textContent;
    return (own ?? '').trim();
  };
  const all = [...document.querySelectorAll(selectors[${JSON.stringify(role)}])].filter(element => {
    const name = named(element);
    return (name === ${JSON.stringify(name)} || name.startsWith(${JSON.stringify(`${name},`)})) && element.getClientRects().length > 0;
  });
  return all[${nth}] ?? null;`;

/** Looks again until it is so. @throws Error that says what it waited for, and what there was last */
export async function until<T>(
  what: string,
  look: () => Promise<T>,
  isSo: (found: T) => boolean,
  limitMs = 60_000,
): Promise<T> {
  const start = performance.now();
  for (;;) {
    const found = await look();
    if (isSo(found)) return found;
    if (performance.now() - start > limitMs) {
      throw new Error(`${what}: not within ${limitMs / 1000} s; last ${JSON.stringify(found)}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
