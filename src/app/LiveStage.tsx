import { useReducedMotion } from 'framer-motion';
import { useCallback, useMemo } from 'react';
import type { StagePart } from '#figures/scene.ts';
import { modelById, models } from '#engine/models.ts';
import type { ModelSpec } from '#engine/spec.ts';
import { type Messages, useMessages } from '#i18n/messages.tsx';
import type { TokenId } from '#lm/prediction.ts';
import type { SamplingParams } from '#lm/sampling.ts';
import type { Tempo } from '#player/tempo.ts';
import { type Session, isAnswered, isPlaying } from '#player/state.ts';
import { type StepId, stepAt } from '#trace/trace.ts';
import { Announcer } from './Announcer.tsx';
import { Badges } from './Badges.tsx';
import { Controls } from './Controls.tsx';
import { PromptBox } from './PromptBox.tsx';
import { promptOf } from './idea.ts';
import { Stage } from './Stage.tsx';
import type { Guest } from '#run/guest.ts';
import type { KeyCommand } from '#run/keys.ts';
import type { Permission } from '#lesson/permissions.ts';
import { momentOf } from '#run/moment.ts';
import { barsRange } from '#run/parameters.ts';
import type { WorkbenchController } from '#run/workbench.ts';
import { type Workbench, foreignModel } from '#run/workbenchState.ts';
import { useGlimpses } from '#run/useGlimpses.ts';
import './PromptBox.css';

export interface LiveStageProps {
  readonly controller: WorkbenchController;
  readonly session: Session;
  readonly workbench: Workbench;
  readonly bars: number;
  readonly may: Permission;
  readonly focus: StagePart | null; // what the scene speaks of
  readonly pools: boolean; // four stretches of the vocabulary in the river's place
  readonly act: (then: () => void) => void; // every act of the reader goes through it
  readonly run: (command: KeyCommand) => void;
  readonly onBars: (bars: number) => void;
  readonly onConnect: () => void;
  readonly onDownload: () => void;
}

/** The stage with a running session on it: state goes down as a moment, acts come back as commands. */
export function LiveStage(props: LiveStageProps) {
  const m = useMessages();
  const { controller, session, workbench, bars, may, focus, pools, act, run, onBars, onConnect, onDownload } =
    props;
  const { dispatch } = controller.session;
  const { vocabulary, contextLength } = workbench;
  const still = useReducedMotion() ?? false;
  const moment = useMemo(
    () => momentOf(session, { vocabulary, contextLength, bars, still }),
    [session, vocabulary, contextLength, bars, still],
  );
  const glimpses = useGlimpses(controller.currentEngine, session, moment);
  const shown = stepAt(session.trace, moment.shown);
  const foreign = foreignModel(session.trace.model, workbench.modelId, controller.currentEngine);
  const ended =
    session.cursor !== 0 && stepAt(session.trace, session.cursor).choice?.id === session.endOfText;

  const onChoose = useCallback(
    (step: StepId, id: TokenId) => act(() => dispatch({ type: 'choose', step, id })),
    [act, dispatch],
  );
  const onGoTo = useCallback((step: StepId) => act(() => dispatch({ type: 'goTo', step })), [act, dispatch]);
  const actions = { ...(may('choose') && { onChoose }), ...(may('go-to') && { onGoTo }) };

  const embedded = modelById(workbench.modelId);
  const spec = embedded?.spec ?? controller.currentEngine?.spec; // a downloaded model says what it is, an API does not
  const { guest } = workbench;
  const offered = useMemo(() => optionsFor(m, guest), [m, guest]);
  const acts = useMemo(
    () => ({
      onStep: () => run({ do: 'advance' }),
      onNext: () => run({ do: 'next' }),
      onPlay: () => run({ do: 'play' }),
      onBack: () => run({ do: 'back' }),
      onReset: () => run({ do: 'reset' }),
      onParams: (params: Partial<SamplingParams>) => act(() => controller.setParams(params)),
      onSeed: (seed: number) => act(() => dispatch({ type: 'setSeed', seed })),
      onBars: (count: number) => void (count >= 1 && count <= barsRange.max && onBars(count)),
      onTempo: (tempo: Tempo | 'auto') => dispatch({ type: 'setTempo', tempo }),
      onModel: (id: string) => act(() => controller.setModel(id)),
      onConnect,
      onDownload,
    }),
    [act, controller, dispatch, onBars, onConnect, onDownload, run],
  );
  return (
    <>
      <Stage
        moment={moment}
        actions={actions}
        focus={focus}
        pools={pools}
        note={ended && session.phase === 'ready' ? m.notices.ended : null}
        model={{
          name:
            foreign === null
              ? m.models.name(workbench.modelId)
              : m.models.of(m.models.name(foreign.id), foreign.revision),
          layers: (foreign === null && spec?.layers) || null,
          parameters: (foreign === null && spec?.parameters) || null,
        }}
        playing={isPlaying(session)}
        computing={session.phase === 'predicting' && !isAnswered(session, session.cursor)}
        {...glimpses}
        badges={
          <Badges
            source={shown.source}
            foreign={foreign !== null}
            latencyMs={shown.latencyMs}
            report={workbench.report}
            progress={workbench.progress}
            error={workbench.error}
          />
        }
        waiting={workbench.promptText}
        promptBox={
          may('prompt') && (
            <PromptBox
              text={workbench.promptText}
              modelId={workbench.modelId}
              onCommit={text => act(() => controller.setPrompt(text))}
              onIdea={idea =>
                act(() => {
                  dispatch({ type: 'setSeed', seed: idea.seed });
                  controller.setParams({ temperature: idea.temperature, topP: idea.topP ?? null });
                  controller.setPrompt(promptOf(idea));
                })
              }
            />
          )
        }
        controls={
          <Controls
            visible={may}
            playing={isPlaying(session)}
            canGoBack={session.cursor !== 0 || session.phase !== 'ready'}
            params={session.params}
            seed={session.seed}
            bars={bars}
            tempo={session.tempo}
            modelId={workbench.modelId}
            models={offered}
            {...acts}
          />
        }
      />
      <Announcer moment={moment} ended={ended} />
    </>
  );
}

/** The menu of models: those served with the page, and the reader's own. */
function optionsFor(m: Messages, guest: Guest | null) {
  const option = (id: string, of: ModelSpec | undefined) => ({
    id,
    label: of === undefined ? id : m.models.option(m.models.name(id), of.parameters, of.bytes),
  });
  const embedded = models.map(({ spec }) => option(spec.id, spec));
  return guest === null ? embedded : [...embedded, option(guest.engine.model.id, guest.engine.spec)];
}
