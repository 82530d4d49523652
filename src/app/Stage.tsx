import type { StagePart } from '#figures/scene.ts';
import type { Glimpse } from '#lm/glimpse.ts';
import { useMessages } from '#i18n/messages.tsx';
import { Bars } from '#views/bars/Bars.tsx';
import { Film } from '#views/film/Film.tsx';
import { Machine } from '#views/machine/Machine.tsx';
import { Pools } from '#views/pools/Pools.tsx';
import { River } from '#views/river/River.tsx';
import { Story } from '#views/story/Story.tsx';
import { Strip } from '#views/strip/Strip.tsx';
import type { Moment, StageActions } from '#views/view.ts';
import { creditOf } from '#features/share/credit.ts';
import { BeatClock } from './BeatClock.tsx';
import { BeatLine } from './BeatLine.tsx';
import './Stage.css';

export interface StageProps {
  readonly moment: Moment;
  readonly actions: StageActions;
  readonly model: {
    readonly name: string;
    readonly layers: number | null;
    readonly parameters: number | null;
  };
  readonly playing: boolean; // by itself
  readonly computing: boolean; // the model has not answered yet
  readonly glimpse: Glimpse | null; // what the model computed on the way to what the machine shows
  readonly before: Glimpse | null; // and to the step before
  readonly frosted: boolean; // it does not give it
  readonly note: string | null; // said above the stage, e.g. that the text has ended
  readonly focus: StagePart | null; // the part a lesson speaks of: it is lit
  readonly pools: boolean; // four stretches of the vocabulary in the river's place
  readonly badges: React.ReactNode; // below the machine
  readonly waiting: string; // the text before there is a tokenizer to cut it
  readonly promptBox: React.ReactNode; // over the story's first lines
  readonly controls: React.ReactNode;
}

/** story → machine → bars → draw, and round again; the river below. The one picture of the whole product. */
export function Stage(props: StageProps) {
  const { moment, actions, model, note, focus, pools, badges, promptBox, controls } = props;
  const { playing, computing, glimpse, before, frosted } = props;
  const m = useMessages();
  const { beats, phase } = moment;
  return (
    <div
      className="stage"
      data-focus={focus ?? undefined}
      data-phase={phase}
      data-still={beats.still || undefined}
      aria-label={m.stage.label}
    >
      <BeatLine
        phase={phase}
        choice={moment.choice}
        begun={moment.cursor !== 0}
        still={beats.still}
        note={note}
      >
        <BeatClock {...moment} />
      </BeatLine>
      <div className="stage-story">
        <Story {...moment} {...actions} waiting={props.waiting}>
          {promptBox}
        </Story>
      </div>
      <div className="stage-machine">
        <Machine {...model} glimpse={glimpse} frosted={frosted}>
          {badges}
        </Machine>
      </div>
      <div className="stage-bars">
        <Bars {...moment} {...actions} />
      </div>
      <div className="stage-strip">
        <Strip {...moment} {...actions} />
      </div>
      <div className="stage-foot">
        <div className="stage-river">
          {pools && moment.distribution !== null ? (
            <Pools distribution={moment.distribution} />
          ) : (
            <River {...moment} {...actions} />
          )}
        </div>
        <p className="print-credit">{creditOf(m, moment)}</p>
        <div className="stage-controls">{controls}</div>
      </div>
      <Film
        moment={moment}
        layers={model.layers}
        glimpse={glimpse}
        before={before}
        playing={playing}
        waiting={computing}
      />
    </div>
  );
}
