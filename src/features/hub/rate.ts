const WINDOW_MS = 8000; // long enough to be calm, short enough to notice a change of network
const SOONEST_MS = 1000; // below it, a rate would say more about the first packets than about the line

/**
 * How fast bytes arrive, over the last seconds. When a download goes on, what was here already is counted at once, far
 * faster than any line: it is not measured.
 */
export class Rate {
  private samples: { readonly ms: number; readonly bytes: number }[] = [];

  /** @param from bytes that were here before */
  constructor(private readonly from = 0) {}

  /** @param bytes here so far; fewer than before: another file is being fetched @param ms a clock that never goes back */
  add(bytes: number, ms: number): void {
    if (bytes < (this.samples.at(-1)?.bytes ?? 0)) this.samples = [];
    if (bytes < this.from) return;
    this.samples.push({ ms, bytes });
    // One sample older than the window stays: a rate over less time would jump.
    while (this.samples.length > 2 && ms - this.samples[1]!.ms > WINDOW_MS) this.samples.shift();
  }

  /** null while nobody can say, and 0 when nothing has arrived for a while. */
  bytesPerSecond(now: number): number | null {
    const [first] = this.samples;
    const last = this.samples.at(-1);
    if (first === undefined || last === undefined || now - first.ms < SOONEST_MS) return null;
    if (now - last.ms > WINDOW_MS) return 0;
    return ((last.bytes - first.bytes) / (now - first.ms)) * 1000;
  }
}
