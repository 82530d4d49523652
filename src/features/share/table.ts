import { exactly } from '#lm/known.ts';
import { type Prediction, probabilityAt, rankOf } from '#lm/prediction.ts';
import { distribution } from '#lm/sampling.ts';
import { shareAt, surpriseOfToken } from '#lm/shares.ts';
import { type Vocabulary, textOf } from '#lm/token.ts';
import { type Choice, type ModelRef, type StepId, type Trace, pathTo, stepAt } from '#trace/trace.ts';
import { labelOf, plainLabel } from '#views/label.ts';

const columns = [
  'step',
  'token_id',
  'token',
  'chosen_by',
  'carried_from',
  'rank',
  'model_probability',
  'surprise_bits',
  'surprise_is', // exact, at least, unknown
  'probability',
  'u',
  'seed',
  'temperature',
  'top_k',
  'top_p',
  'min_p',
  'model',
  'revision',
  'prompt',
];

/**
 * The line being followed as a table (RFC 4180): a row per appended token, with all it takes to compute the row again.
 * `model_probability` is the model's own, at temperature 1 with nothing cut, and `probability` the one it was drawn
 * with; both are empty where nobody knows them. A setting that is off is empty. A token that was carried over
 * keeps the number and the settings it was drawn with where it was written.
 */
export function tableOf(trace: Trace, head: StepId, vocabulary: Vocabulary): string {
  const { id: model, revision } = trace.model;
  const prompt = textOf(trace.prompt, vocabulary);
  const rows = pathTo(trace, head)
    .slice(1)
    .map((id, i) => [i + 1, ...numbersOf(trace, id, vocabulary), model, revision, prompt]);
  return [columns, ...rows].map(row => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

function numbersOf(trace: Trace, id: StepId, vocabulary: Vocabulary): (string | number)[] {
  const { choice, parent } = stepAt(trace, id);
  const { prediction } = stepAt(trace, parent!);
  const { id: token, by } = choice!;
  const rank = prediction === null ? -1 : rankOf(prediction, token);
  const surprise = surpriseOfToken(prediction, token);
  const cameFrom = choice!.by === 'carried' ? choice!.from : null;
  return [
    token,
    plainLabel(labelOf(token, vocabulary)),
    by,
    cameFrom === null || cameFrom === 'link' ? (cameFrom ?? '') : nameOf(cameFrom),
    rank < 0 ? '' : rank + 1,
    prediction === null || rank < 0 ? '' : probabilityAt(prediction, rank),
    surprise.how === 'unknown' ? '' : surprise.value,
    surprise.how,
    ...drawOf(choice!, prediction, rank),
  ];
}

/** probability, u, seed and settings; all empty for a token that was not drawn here. */
function drawOf(choice: Choice, prediction: Prediction | null, rank: number): (string | number)[] {
  if (choice.by === 'reader' || choice.draw === null || choice.params === null)
    return Array<string>(7).fill('');
  const { draw, params } = choice;
  const seed = choice.by === 'sampler' ? choice.seed : undefined;
  const { temperature, topK, topP, minP } = params;
  const share =
    choice.by === 'carried' || prediction === null || rank < 0
      ? exactly(draw.probability)
      : shareAt(distribution(prediction, params), rank);
  const probability = share.how === 'exact' ? share.value : '';
  return [probability, draw.u, seed ?? '', temperature, topK ?? '', topP ?? '', minP ?? ''];
}

const nameOf = ({ id, revision }: ModelRef): string => (revision === '' ? id : `${id}@${revision}`);

/** Quoted where it must be. A leading =, + or @ would be a formula in a spreadsheet; a space before it is harmless. */
function cell(value: string | number): string {
  const text = String(value);
  const safe = typeof value === 'string' && /^[=+@-]/.test(text) ? ` ${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
