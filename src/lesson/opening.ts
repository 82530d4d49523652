import type { LocalStart } from '#figures/scene.ts';
import type { TokenId } from '#lm/prediction.ts';
import type { RunningSession } from '#player/run.ts';
import { playTokens } from '#run/intro.ts';
import type { Start } from '#run/start.ts';
import type { Options } from '#run/url.ts';

/** What happens by itself when a reader comes to a scene. */
export type Opening =
  | { readonly does: 'nothing' }
  | { readonly does: 'raise' } // the bars of the first prediction, without a show
  | { readonly does: 'play'; readonly tokens: number };

/**
 * A scene that writes by itself does so for who reads alone. In front of a class the teacher sets the pace, and who asked
 * for less motion finds the first bars instead; `autoplay=0` in an address means nothing moves unasked.
 *
 * @param still the reader asked for less motion
 */
export function openingOf(
  { phase, play }: Pick<LocalStart, 'phase' | 'play'>,
  { autoplay, view }: Pick<Options, 'autoplay' | 'view'>,
  still: boolean,
): Opening {
  if (phase === 'predicted') return { does: 'raise' };
  if (autoplay === false || (play === undefined && autoplay === null)) return { does: 'nothing' };
  if (autoplay === true) return { does: 'play', tokens: Infinity };
  return still || view === 'projector' ? { does: 'raise' } : { does: 'play', tokens: play! };
}

/** Whether the reader's device asks pages for less motion. */
export const asksForStillness = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * Lets a scene of the stage open; as soon as there is a live model, and only while the reader has done nothing.
 *
 * @param tempo the scene's own
 * @returns ends it, when the reader acts or leaves
 */
export function openScene(session: RunningSession, opening: Opening, tempo: Start['tempo']): () => void {
  if (opening.does === 'nothing') return () => {};
  return onceLive(session, () =>
    opening.does === 'play' ? playTokens(session, opening.tokens) : raiseBars(session, tempo),
  );
}

/** Begins once a model is live on a stage that nobody has touched. @returns ends the waiting, or what has begun */
function onceLive({ store }: RunningSession, begin: () => () => void): () => void {
  let end = () => {};
  let over = false;
  // After the dispatch under way: an action inside an action would be settled before it.
  const unsubscribe = store.subscribe(() => queueMicrotask(look));
  function look(): void {
    const { live, phase, cursor, drive } = store.getState();
    if (over || !live) return;
    over = true;
    unsubscribe();
    if (phase === 'ready' && cursor === 0 && drive === 'hold') end = begin();
  }
  look();
  return () => {
    over = true;
    unsubscribe();
    end();
  };
}

/**
 * For scenes that show a prediction, some without a button that asks for one: raises the bars of every text that comes
 * to lie on the stage, the reader's own included, as soon as there is a live model. @returns ends it
 */
export function raiseEachText(session: RunningSession): () => void {
  const { store } = session;
  let last: readonly TokenId[] | null = null; // one array per text
  let over = false;
  let end = () => {};
  const unsubscribe = store.subscribe(() => queueMicrotask(look));
  function look(): void {
    const { live, trace, phase, cursor, drive } = store.getState();
    if (over || !live || trace.prompt === last) return;
    last = trace.prompt;
    end();
    if (phase === 'ready' && cursor === 0 && drive === 'hold')
      end = raiseBars(session, store.getState().tempo);
  }
  look();
  return () => {
    over = true;
    unsubscribe();
    end();
  };
}

function raiseBars({ store, dispatch }: RunningSession, tempo: Start['tempo']): () => void {
  dispatch({ type: 'setTempo', tempo: 'fast' });
  dispatch({ type: 'advance' });
  let raised = false;
  const unsubscribe = store.subscribe(() => queueMicrotask(look));
  function look(): void {
    if (store.getState().phase !== 'predicting') stop();
  }
  function stop(): void {
    unsubscribe();
    if (!raised) dispatch({ type: 'setTempo', tempo });
    raised = true;
  }
  return stop;
}
