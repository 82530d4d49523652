type Preference = 'lang' | 'theme' | 'keys' | 'progress' | 'panel' | 'more' | 'ticket';

/**
 * What a reader chose last time. Storage may be refused (a sandboxed iframe, a private window): then nothing is
 * remembered and nothing else changes.
 */
export function remembered(name: Preference): string | null {
  try {
    return localStorage.getItem(`next-token/${name}`);
  } catch {
    return null;
  }
}

export function remember(name: Preference, value: string): void {
  try {
    localStorage.setItem(`next-token/${name}`, value);
  } catch {
    // Not being able to remember is no reason to disturb anyone.
  }
}
