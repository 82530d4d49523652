import { Attention } from './Attention.tsx';
import type { FigureProps } from '../figure.ts';
import type { AttentionData } from './figure.ts';
import { oneModel } from '../oneModel.ts';

export const AttentionFigure = (props: FigureProps<AttentionData>) => (
  <Attention {...oneModel(props)} layer={props.scene.layer} head={props.scene.head} />
);
