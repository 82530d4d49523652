import type { Translator } from '#lm/translation.ts';

/**
 * One translator for the figures that need it. It is loaded for the first, stays while the reader walks from one such
 * scene to the next, and is given up when the last is left.
 */
export class SharedTranslator {
  private loading: Promise<Translator> | null = null;
  private users = 0;

  constructor(private readonly load: () => Promise<Translator>) {}

  /** The translator, loaded now if it is not there. Who takes it leaves it. @throws what loading throws */
  take(): Promise<Translator> {
    this.users++;
    const loading = (this.loading ??= this.load());
    loading.catch(() => {
      if (this.loading === loading) this.loading = null; // a failed download may be tried again
    });
    return loading;
  }

  leave(): void {
    this.users--;
    // The next scene takes it in the same turn as this one leaves it.
    queueMicrotask(() => {
      if (this.users === 0) this.giveUp();
    });
  }

  /** Ends it, as after a crash: the next to take it gets another. */
  giveUp(): void {
    this.loading?.then(
      translator => translator.dispose(),
      () => {},
    );
    this.loading = null;
  }
}
