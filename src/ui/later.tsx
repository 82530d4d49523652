import { type ComponentType, type ReactNode, Suspense, lazy } from 'react';
import { Boundary } from './Boundary.tsx';
import { NotLoaded } from './NotLoaded.tsx';

/**
 * A part of the page whose code is fetched when it is first shown, so that the first page stays small. Where it cannot be
 * fetched the page goes on without it, and it can be asked for again: React's `lazy` alone would keep the failure.
 *
 * @param failed stands in its place then
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  failed: (props: Props, again: () => void) => ReactNode,
  waiting: ReactNode = null,
): ComponentType<Props> {
  const fetched = () => lazy(async () => ({ default: await load() }));
  let Part = fetched();
  // Looks each time it is drawn: what the boundary holds would be the part that has failed.
  const Latest = (props: Props) => <Part {...props} />;
  return function Later(props: Props) {
    return (
      <Boundary onFailed={() => (Part = fetched())} failed={again => failed(props, again)}>
        <Suspense fallback={waiting}>
          <Latest {...props} />
        </Suspense>
      </Boundary>
    );
  };
}

/** The same for a dialog. */
export const laterDialog = <Props extends { readonly onClose: () => void }>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> =>
  later(load, ({ onClose }, again) => <NotLoaded onClose={onClose} onRetry={again} />);
