import { scaleLinear } from 'd3';
import type { Known } from '#lm/known.ts';
import { type Choice, type StepId, type Trace, pathTo, stepAt } from '#trace/trace.ts';
import { leastBits, surpriseOf } from '../story/layout.ts';

/** One past step: a column as tall as its token was surprising. */
export interface Column {
  readonly step: StepId; // the step the token led to
  readonly moment: StepId; // where pressing it leads: the step it was chosen at, or into the branch it begins
  readonly depth: number; // 1 = the first token after the prompt
  readonly lane: number; // 0 = the line being followed, 1 … = branches left behind
  readonly height: number; // [0.06, 1] of the lane
  readonly bits: Known; // of surprise
  readonly choice: Choice; // that appended the token
  readonly ahead: boolean; // beyond the cursor, on the line
}

/** A branch that leaves another lane. */
export interface Fork {
  readonly depth: number; // of its first token
  readonly fromLane: number;
  readonly lane: number;
}

export interface RiverLayout {
  readonly columns: readonly Column[];
  readonly forks: readonly Fork[];
  readonly lanes: number;
  readonly room: number; // columns there is room for, the prompt's included: it grows in steps
}

/** All columns are laid out anew when the room grows: for one token in sixteen, not for each. */
const roomStep = 16;

/**
 * The whole run as a river: the line being followed above, every branch left behind in a lane of its own below, joined
 * where it forks.
 *
 * @param line visited steps from the prompt along the line being followed
 */
export function layoutRiver(
  trace: Trace,
  line: readonly StepId[],
  cursor: StepId,
  visited: ReadonlySet<StepId>,
): RiverLayout {
  const height = scaleLinear([0, 12], [0.06, 1]).clamp(true);
  const passed = new Set(pathTo(trace, cursor));
  const columns: Column[] = [];
  const forks: Fork[] = [];
  const children = childrenByStep(trace, visited);
  let lanes = 0;
  let deepest = 0;

  const column = (step: StepId, depth: number, lane: number, begins: boolean): void => {
    const bits = surpriseOf(trace, step);
    columns.push({
      step,
      moment: begins ? step : stepAt(trace, step).parent!,
      depth,
      lane,
      height: height(leastBits(bits)),
      bits,
      choice: stepAt(trace, step).choice!,
      ahead: lane === 0 && !passed.has(step),
    });
    deepest = Math.max(deepest, depth);
  };

  /** Draws one lane, then what forks off it, the latest fork first, so that joins do not cross. */
  const walk = (from: StepId, steps: readonly StepId[], depth: number, lane: number): void => {
    steps.forEach((step, i) => column(step, depth + i, lane, lane > 0 && i === 0));
    // The siblings of a branch's first step belong to the lane it left, not to the branch.
    for (let i = steps.length; i >= (lane === 0 ? 0 : 1); i--) {
      for (const child of children.get(i === 0 ? from : steps[i - 1]!) ?? []) {
        if (child === steps[i]) continue;
        const branch = [child];
        for (let next = children.get(child)?.[0]; next !== undefined; next = children.get(next)?.[0])
          branch.push(next);
        lanes += 1;
        forks.push({ depth: depth + i, fromLane: lane, lane: lanes });
        walk(child, branch, depth + i, lanes);
      }
    }
  };
  walk(0, line.slice(1), 1, 0);
  const room = Math.ceil((deepest + 1) / roomStep) * roomStep;
  return { columns, forks, lanes: lanes + 1, room };
}

/**
 * Where an arrow key leads from a column: along its lane, out of it to where it forks off, or to the nearest column of
 * the lane beside it.
 *
 * @param from a step; 0 is the prompt, which stands before the first column
 */
export function columnBeside(
  { columns, forks }: Pick<RiverLayout, 'columns' | 'forks'>,
  from: StepId,
  key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End',
): StepId {
  const prompt = { step: 0, lane: 0, depth: 0 };
  const here = columns.find(({ step }) => step === from) ?? prompt;
  const along = (lane: number) => [...(lane === 0 ? [prompt] : []), ...columns.filter(c => c.lane === lane)];
  const at = (lane: number, depth: number) => along(lane).find(column => column.depth === depth);
  const nearest = (lane: number) =>
    along(lane).toSorted((a, b) => Math.abs(a.depth - here.depth) - Math.abs(b.depth - here.depth))[0];
  const source = forks.find(({ lane }) => lane === here.lane)?.fromLane ?? 0;
  const to = {
    ArrowLeft: () => at(here.lane, here.depth - 1) ?? at(source, here.depth - 1),
    ArrowRight: () => at(here.lane, here.depth + 1),
    ArrowUp: () => nearest(here.lane - 1),
    ArrowDown: () => nearest(here.lane + 1),
    Home: () => prompt,
    End: () => along(here.lane).at(-1),
  }[key]();
  return to?.step ?? from;
}

function childrenByStep(trace: Trace, visited: ReadonlySet<StepId>): Map<StepId, StepId[]> {
  const children = new Map<StepId, StepId[]>();
  trace.steps.forEach(({ parent }, step) => {
    if (parent === null || !visited.has(step)) return;
    const siblings = children.get(parent);
    if (siblings) siblings.push(step);
    else children.set(parent, [step]);
  });
  return children;
}
