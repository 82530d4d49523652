import { type Known, exactly } from '#lm/known.ts';
import type { Glimpse } from '#lm/glimpse.ts';
import type { SpelledToken, Vocabulary } from '#lm/token.ts';
import { stepAt } from '#trace/trace.ts';
import { layoutBars } from '../bars/layout.ts';
import { hexOf, labelOf, plainLabel } from '../label.ts';
import { type Moment, candidateLabel, chanceOf } from '../view.ts';
import type { FilmDraw, FilmRow, Scene } from './scene.ts';

/** How the film says things; rows are named as the bars are. */
export interface FilmWords {
  readonly share: (share: Known) => string;
  readonly others: (count: Known) => string;
  readonly scene: Scene['words'];
}

/** What there is to film at a moment. @param glimpse of the context the machine shows; see `filmedStep` */
export function sceneOf(
  moment: Moment,
  model: {
    readonly layers: number | null;
    readonly glimpse: Glimpse | null;
    readonly before: Glimpse | null;
  },
  words: FilmWords,
): Scene {
  const { spelled, promptLength, cursor, phase, vocabulary } = moment;
  // While a token is set into the story, the machine still shows what it was drawn from.
  const count = phase === 'ready' && cursor !== 0 ? spelled.length - 1 : spelled.length;
  const tokens = spelled.slice(0, count).map((token, i) => ({
    text: wordOf(token),
    id: token.id,
    from: i < promptLength ? ('prompt' as const) : ('drawn' as const),
  }));
  return {
    tokens,
    fresh: count > promptLength ? count - 1 : 0,
    layers: model.layers ?? (model.glimpse === null ? 4 : model.glimpse.states.length - 1),
    glimpse: model.glimpse?.attention.at(-1)?.length === count ? model.glimpse : null,
    before: model.before,
    lens: (model.glimpse?.lens ?? []).map(({ id, probability }) => ({
      text: word(id, vocabulary),
      share: words.share(exactly(probability)),
    })),
    rows: rowsOf(moment, words),
    draw: drawOf(moment),
    words: words.scene,
  };
}

function rowsOf(moment: Moment, words: FilmWords): FilmRow[] {
  const { distribution, bars } = moment;
  if (distribution === null) return [];
  const { rows, rest } = layoutBars(distribution, bars);
  return [
    ...rows.map(({ id, probability, share, cut }) => ({
      name: plainLabel(candidateLabel(moment, id)).trim() || '␣',
      share: cut ? '—' : words.share(share),
      probability,
      rest: false,
      broken: false,
    })),
    {
      name: words.others(rest.count),
      share: words.share(rest.share),
      probability: rest.probability,
      rest: true,
      broken: rest.broken,
    },
  ];
}

function drawOf(moment: Moment): FilmDraw | null {
  const { drawn, distribution, bars, phase, vocabulary } = moment;
  if (drawn === null || distribution === null || phase === 'predicted' || phase === 'predicting') return null;
  const rank = distribution.ids.subarray(0, bars).indexOf(drawn.id);
  return {
    row: rank >= 0 ? rank : Math.min(bars, distribution.ids.length),
    u: chanceOf(drawn),
    text: word(drawn.id, vocabulary),
    byReader: drawn.by !== 'sampler',
  };
}

const word = (id: number, vocabulary: Vocabulary): string =>
  plainLabel(labelOf(id, vocabulary)).trim() || '␣';

function wordOf(token: SpelledToken): string {
  if (token.special !== null) return token.special;
  if (token.text === '' && token.invalid) return hexOf(token.invalid);
  return token.text.replaceAll('\n', '↵').trim() || '␣';
}

/** The step whose pass the machine shows: the one that is read, or while its token is set down the one before. */
export function filmedStep({ trace, cursor, phase }: Pick<Moment, 'trace' | 'cursor' | 'phase'>): number {
  return phase === 'ready' ? (stepAt(trace, cursor).parent ?? cursor) : cursor;
}
