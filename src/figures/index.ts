import { attention } from './attention/figure.ts';
import { bleu } from './bleu/figure.ts';
import { chat } from './chat/figure.ts';
import { futures } from './futures/figure.ts';
import { guess } from './guess/figure.ts';
import { ladder } from './ladder/figure.ts';
import { lens } from './lens/figure.ts';
import { loss } from './loss/figure.ts';
import { quiz } from './quiz/figure.ts';
import { redraws } from './redraws/figure.ts';
import { script } from './script/figure.ts';
import { softmax } from './softmax/figure.ts';
import { summary } from './summary/figure.ts';
import { surgery } from './surgery/figure.ts';
import { timeline } from './timeline/figure.ts';
import { tokens } from './tokens/figure.ts';
import { translator } from './translator/figure.ts';
import type { Figure } from './figure.ts';
import type { Control } from './scene.ts';

/** The pictures of the lesson, all but the stage itself. A scene can only name what is here. To add one: README.md. */
export const figures = {
  attention,
  bleu,
  chat,
  futures,
  guess,
  ladder,
  lens,
  loss,
  quiz,
  redraws,
  script,
  softmax,
  summary,
  surgery,
  timeline,
  tokens,
  translator,
};

export type PictureName = keyof typeof figures;
type DataIn<F> = F extends Figure<infer Data, infer _> ? Data : never;
type ControlIn<F> = F extends Figure<infer _, infer C> ? C : never;

/** What a scene says to a figure, and the controls it may name. */
export type DataOf<Name extends PictureName> = DataIn<(typeof figures)[Name]>;
export type ControlOf<Name extends PictureName> = ControlIn<(typeof figures)[Name]>;

/** A figure whose data nobody here looks at. The registry knows more of each than one type can say of all. */
export const figureNamed = (name: PictureName) => figures[name] as Figure<object, Control>;
export const isPicture = (name: string): name is PictureName => name in figures;
