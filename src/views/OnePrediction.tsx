import { useMemo } from 'react';
import type { Prediction, TokenId } from '#lm/prediction.ts';
import { type Lab, type Labs } from './lab.ts';
import { LabStatus } from './LabStatus.tsx';
import { startFrom, useLab, usePrediction } from './useLab.ts';

/** A text, and what a model says comes after it. */
export interface Predicted {
  readonly lab: Lab;
  readonly context: readonly TokenId[]; // of the prediction
  readonly prediction: Prediction;
}

/** For figures about one prediction: opens the model, asks it once about a text, and draws what it says. */
export function OnePrediction(props: {
  labs: Labs;
  modelId: string;
  text: string;
  children: (predicted: Predicted) => React.ReactNode;
}) {
  const { labs, modelId, text, children } = props;
  const { lab, error, retry } = useLab(labs, modelId);
  const context = useMemo(() => lab && startFrom(text, lab), [lab, text]);
  const asked = usePrediction(lab, context);
  if (lab === null) return <LabStatus error={error} retry={retry} />;
  if (asked.answer === null || asked.failed) return <LabStatus error={asked.error} retry={asked.retry} />;
  return children({ lab, context: asked.context, prediction: asked.answer });
}
