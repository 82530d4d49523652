import type { Clock } from '#player/clock.ts';

/** Time moved by hand. */
export class ManualClock implements Clock {
  private time = 0;
  private timers: { at: number; run: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.time + ms, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter(other => other !== timer);
    };
  }

  /** Moves time forward, running what falls due in order. Promises settle in between, as they would in a page. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await settled();
    for (;;) {
      const due = this.timers.filter(timer => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.time = Math.max(this.time, due.at);
      this.timers = this.timers.filter(other => other !== due);
      due.run();
      await settled();
    }
    this.time = end;
  }
}

/** Lets every promise that can settle do so; no time passes. */
const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
