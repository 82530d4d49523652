import { useMemo } from 'react';
import { Ladder } from './Ladder.tsx';
import { labOf } from '#run/labs.ts';
import type { FigureProps } from '../figure.ts';
import type { LadderData } from './figure.ts';
import { oneModel } from '../oneModel.ts';

/** A model that the reader connected or downloaded for the stage takes part as well. */
export function LadderFigure(props: FigureProps<LadderData>) {
  const { scene, start, guest, onConnect, onDownload } = props;
  const lab = useMemo(() => guest && labOf(guest.engine), [guest]);
  return (
    <Ladder
      {...oneModel(props)}
      models={scene.models}
      guest={lab}
      tokens={scene.tokens}
      tempo={start.tempo}
      autoplay={props.plays}
      onConnect={onConnect}
      onDownload={onDownload}
    />
  );
}
