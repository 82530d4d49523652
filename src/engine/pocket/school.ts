import { Characters } from './characters.ts';
import { pocketShape } from './pocket.ts';
import type { Order, Report } from './protocol.ts';
import { Trainer } from './trainer.ts';

const REPORT_MS = 250; // between two reports while it runs
const TURN_MS = 40; // of steps between two looks at the orders

/**
 * Obeys orders: begins, runs, pauses, takes single steps. Time is an argument, so that tests need no worker.
 *
 * @param report is told how far the training is
 * @param wait lets orders in, then goes on
 */
export function openSchool(
  report: (report: Report) => void,
  wait: (then: () => void) => void,
  now: () => number,
): (order: Order) => void {
  let trainer: Trainer | null = null;
  let characters: Characters | null = null;
  let seed = 0;
  let running = false;
  let losses: number[] = [];
  let told = -Infinity;

  function tell(): void {
    if (trainer === null || characters === null) return;
    const { shape } = trainer.model;
    const pocket = {
      shape,
      alphabet: characters.alphabet,
      weights: trainer.model.flat(),
      steps: trainer.steps,
      seed,
    };
    report({ pocket, losses, running });
    losses = [];
    told = now();
  }

  function turn(): void {
    if (!running || trainer === null) return;
    const start = now();
    do losses.push(trainer.step().loss);
    while (now() - start < TURN_MS);
    if (now() - told >= REPORT_MS) tell();
    wait(turn);
  }

  return order => {
    switch (order.kind) {
      case 'begin': {
        characters = Characters.of(order.text);
        seed = order.seed;
        // The end before the text too, so that it also learns how a text begins.
        const ids = [characters.end, ...characters.encode(order.text), characters.end];
        trainer = new Trainer(ids, pocketShape(characters.vocabulary.size), seed);
        running = false;
        losses = [];
        return tell();
      }
      case 'run':
        if (running || trainer === null) return;
        running = true;
        return turn();
      case 'pause':
        running = false;
        return tell();
      case 'step':
        running = false;
        if (trainer !== null) losses.push(trainer.step().loss);
        return tell();
    }
  };
}
