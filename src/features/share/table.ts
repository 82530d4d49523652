import { probabilityAt, rankOf } from '#lm/prediction.ts';
import type { Vocabulary } from '#lm/token.ts';
import { surpriseBits } from '#lm/sampling.ts';
import { type ModelRef, type Trace, pathTo, stepAt } from '#trace/trace.ts';
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
  'u',
  'temperature',
];

/**
 * The line being followed as a table (RFC 4180): a row per appended token. Probabilities are the model's own, at
 * temperature 1 with nothing cut; empty where a recording does not say. A token that was carried over keeps the number
 * and the temperature it was drawn with where it was written.
 */
export function tableOf(trace: Trace, head: number, vocabulary: Vocabulary): string {
  const rows = pathTo(trace, head)
    .slice(1)
    .map((id, i) => {
      const { choice, parent } = stepAt(trace, id);
      const { prediction } = stepAt(trace, parent!);
      const rank = prediction === null ? -1 : rankOf(prediction, choice!.id);
      const p = prediction === null || rank < 0 ? null : probabilityAt(prediction, rank);
      const { by } = choice!;
      const draw = choice!.by === 'reader' ? null : choice!.draw;
      const drawnUnder = choice!.by === 'reader' ? null : choice!.params;
      const from = choice!.by === 'carried' ? choice!.from : null;
      return [
        i + 1,
        choice!.id,
        plainLabel(labelOf(choice!.id, vocabulary)),
        by,
        from === null || from === 'link' ? (from ?? '') : nameOf(from),
        p === null ? '' : rank + 1,
        p ?? '',
        p === null ? '' : surpriseBits(p),
        draw?.u ?? '',
        drawnUnder?.temperature ?? '',
      ];
    });
  return [columns, ...rows].map(row => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

const nameOf = ({ id, revision }: ModelRef): string => (revision === '' ? id : `${id}@${revision}`);

/** Quoted where it must be. A leading =, + or @ would be a formula in a spreadsheet; a space before it is harmless. */
function cell(value: string | number): string {
  const text = String(value);
  const safe = typeof value === 'string' && /^[=+@-]/.test(text) ? ` ${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
