/**
 * Runs one task at a time. While one runs, one more may wait, and a newer one takes its place: a reader who drags
 * through a story wants the last position, not all of them. Whatever has been overtaken ends with an AbortError, also
 * the task that runs — a forward pass cannot be stopped, but its answer can be dropped.
 */
export class Lane {
  private running: Promise<unknown> | null = null;
  private waiting: { start: () => void; drop: () => void } | null = null;
  private dropRunning: (() => void) | null = null;

  /**
   * @param task is started when the lane is free, unless overtaken or aborted before
   * @throws DOMException 'AbortError' when overtaken or when `signal` fires
   */
  run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (signal.aborted) return Promise.reject(abortError(signal));
    return new Promise<T>((resolve, reject) => {
      const drop = (): void => {
        signal.removeEventListener('abort', onAbort);
        reject(abortError(signal));
      };
      const onAbort = (): void => {
        if (this.waiting === entry) this.waiting = null;
        drop();
      };
      const start = (): void => {
        this.dropRunning = drop;
        const result = task();
        this.running = result;
        const end = (): void => {
          signal.removeEventListener('abort', onAbort);
          this.running = null;
          this.dropRunning = null;
          const next = this.waiting;
          this.waiting = null;
          next?.start();
        };
        result.then(resolve, reject).finally(end);
      };
      const entry = { start, drop };
      signal.addEventListener('abort', onAbort);
      this.dropRunning?.();
      this.waiting?.drop();
      this.waiting = null;
      if (this.running === null) start();
      else this.waiting = entry;
    });
  }
}

const abortError = (signal: AbortSignal): unknown =>
  signal.aborted ? signal.reason : new DOMException('a newer request took its place', 'AbortError');
