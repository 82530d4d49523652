const last = new WeakMap<object, Promise<unknown>>(); // the question asked last; all before it are settled with it

/**
 * Asks an engine once those who asked before have their answers. An engine drops what a newer question overtakes, which
 * is right for one asker; the stage and an experiment that share an engine would drop each other's questions. One that
 * fails does not stop the next.
 *
 * @throws DOMException 'AbortError' when `signal` fired before its turn; otherwise what `ask` throws
 */
export function inTurn<T>(engine: object, ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const question = (): Promise<T> => {
    signal.throwIfAborted();
    return ask();
  };
  const answer = (last.get(engine) ?? Promise.resolve()).then(question, question);
  last.set(engine, answer);
  return answer;
}
