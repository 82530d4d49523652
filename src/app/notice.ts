/** Something the reader should know; it stays until dismissed or answered. */
export type Notice =
  | { readonly kind: 'bad-parameter'; readonly name: string; readonly value: string }
  | { readonly kind: 'cleaned' | 'recording-failed' | 'model-changed' | 'other-weights' | 'not-a-run' }
  | { readonly kind: 'cut'; readonly kept: number }
  | { readonly kind: 'backend-changed'; readonly backend: string }
  | { readonly kind: 'new-prompt'; readonly undo: () => void };
