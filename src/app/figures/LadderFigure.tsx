import { useMemo } from 'react';
import { Ladder } from '#views/ladder/Ladder.tsx';
import { labOf } from '../labs.ts';
import type { FigureProps } from '../lesson/figure.ts';
import { oneModel } from './oneModel.ts';

/** A model that the reader connected or downloaded for the stage takes part as well. */
export function LadderFigure(props: FigureProps<'ladder'>) {
  const { scene, start, labs, controller, onConnect } = props;
  const engine = controller.currentEngine;
  const guest = useMemo(
    () => (engine === null || labs.available.includes(engine.model.id) ? null : labOf(engine)),
    [engine, labs],
  );
  return (
    <Ladder
      {...oneModel(props)}
      models={scene.models}
      guest={guest}
      tokens={scene.tokens}
      tempo={start.tempo}
      autoplay={props.plays}
      onConnect={onConnect}
    />
  );
}
