/** Something the reader should know; it stays until dismissed or answered. */
export type Notice =
  | { readonly kind: 'bad-parameter'; readonly name: string; readonly value: string }
  | {
      readonly kind:
        'cleaned' | 'recording-failed' | 'weights-changed' | 'other-weights' | 'other-vocabulary';
    }
  | { readonly kind: 'not-a-run'; readonly place: string | null } // what stands in the file that cannot be
  | { readonly kind: 'cut'; readonly kept: number }
  | { readonly kind: 'backend-changed'; readonly backend: string }
  | { readonly kind: 'new-prompt'; readonly undo: () => void };

/** A notice takes the place of the last one of its kind. What was wrong with an address is told parameter by parameter. */
export const withNotice = (notices: readonly Notice[], notice: Notice): readonly Notice[] => [
  ...notices.filter(({ kind }) => kind !== notice.kind || kind === 'bad-parameter'),
  notice,
];

/** A run of another model or another scene is not had back. */
export const withoutUndo = (notices: readonly Notice[]): readonly Notice[] =>
  notices.filter(({ kind }) => kind !== 'new-prompt');
