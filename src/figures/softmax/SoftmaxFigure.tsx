import { Softmax } from './Softmax.tsx';
import type { FigureProps } from '../figure.ts';
import { oneModel } from '../oneModel.ts';

export const SoftmaxFigure = (props: FigureProps) => (
  <Softmax {...oneModel(props)} bars={props.start.bars ?? 8} />
);
