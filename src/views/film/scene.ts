import type { Glimpse } from '#lm/glimpse.ts';
import type { Beat, Tempo } from '#player/tempo.ts';
import type { Palette } from './colours.ts';
import type { Rect } from './curves.ts';
import type { Measure } from './frame.ts';

/** A word on the page: where its film copy leaves from or lands. */
export interface Spot {
  readonly x: number; // left, px
  readonly y: number; // baseline
  readonly w: number;
  readonly size: number; // px
}

/** Where the parts of the stage stand, px from its corner. Measured on the page, or laid out by a test. */
export interface Geometry {
  readonly width: number;
  readonly height: number;
  readonly story: {
    readonly spots: readonly (Spot | null)[]; // by token; null: scrolled out of sight
    readonly bottom: number;
  };
  readonly machine: Rect;
  readonly outlet: Rect; // where the last column is set down
  readonly narrow: boolean; // the machine stands where the bars will: it makes way for them
  readonly rows: readonly RowPlace[]; // by rank, the rest last; empty while nothing is predicted
  readonly line: Rect;
  readonly river: Rect | null; // where the column of this step will stand
}

export interface RowPlace {
  readonly name: Spot;
  readonly bar: Rect;
  readonly share: Spot;
}

export interface FilmToken {
  readonly text: string;
  readonly id: number;
  readonly from: 'prompt' | 'drawn' | 'reader';
}

export interface FilmRow {
  readonly name: string;
  readonly share: string;
  readonly probability: number; // of the line, [0, 1]
  readonly rest: boolean;
  readonly broken: boolean;
}

/** What a choice was: where the marker lands, or that none rolled. */
export interface FilmDraw {
  readonly row: number; // index into rows
  readonly u: number | null; // [0, 1); null: no chance had a part
  readonly text: string;
  readonly byReader: boolean;
}

export interface Saying {
  readonly text: string;
  readonly share: string;
}

/** Everything the film shows of one moment, apart from where and when. */
export interface Scene {
  readonly tokens: readonly FilmToken[]; // of the context the machine reads
  readonly fresh: number; // tokens before it have been read already
  readonly layers: number;
  readonly glimpse: Glimpse | null; // of this context; null: not known, or not yet
  readonly before: Glimpse | null; // of the context that was read last
  readonly lens: readonly Saying[]; // L + 1, or none
  readonly rows: readonly FilmRow[];
  readonly draw: FilmDraw | null;
  readonly words: {
    readonly layer: (n: number) => string;
    readonly input: string;
    readonly sum: string;
    readonly more: (n: number) => string;
  };
}

/** When it is: the beat that passes, and how far each has come. */
export interface Time {
  readonly tempo: Tempo;
  readonly beat: Beat | null;
  readonly ms: number; // since that beat began
  readonly length: (beat: Beat) => number; // ms
  readonly share: (beat: Beat, from?: number, to?: number) => number; // progress within a part of a beat, [0, 1]
  readonly waiting: boolean; // the model has not answered: time stands still, and the sheet that is open breathes
  readonly clock: number; // ms, for what breathes
}

/** What a frame is made from. */
export interface Shot {
  readonly scene: Scene;
  readonly place: Geometry;
  readonly time: Time;
  readonly palette: Palette;
  readonly measure: Measure;
}
