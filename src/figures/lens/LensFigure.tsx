import { Lens } from './Lens.tsx';
import type { FigureProps } from '../figure.ts';
import { oneModel } from '../oneModel.ts';

export const LensFigure = (props: FigureProps) => <Lens {...oneModel(props)} bars={props.start.bars ?? 5} />;
