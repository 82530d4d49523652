/** Time as an argument, so that tests move it by hand. */
export interface Clock {
  now(): number; // ms
  after(ms: number, run: () => void): () => void; // returns its cancel
}

/** The browser's time. */
export const browserClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
