import { BigramEngine } from '#engine/bigram.ts';
import type { Answer } from '#engine/engine.ts';

/** Stories of a few words. Every one ends with a full stop. */
export const table = {
  The: { ' cat': 0.6, ' dog': 0.4 },
  ' cat': { ' sat': 0.7, ' ran': 0.3 },
  ' dog': { ' sat': 0.5, ' ran': 0.5 },
  ' sat': { '.': 1 },
  ' ran': { '.': 0.5, ' and': 0.5 },
  ' and': { ' ran': 0.5, ' sat': 0.5 },
};

/** Counts what it is asked. */
export class CountingEngine extends BigramEngine {
  asked = 0;
  override predict(context: readonly number[], signal: AbortSignal): Promise<Answer> {
    this.asked += 1;
    return super.predict(context, signal);
  }
}
