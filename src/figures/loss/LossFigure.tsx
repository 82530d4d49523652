import type { FigureProps } from '../figure.ts';
import type { LossData } from './figure.ts';
import { Loss } from './Loss.tsx';

export const LossFigure = ({ scene }: FigureProps<LossData>) => <Loss models={scene.models} />;
