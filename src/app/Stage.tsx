import { useRef } from 'react';
import type { StagePart } from '#figures/scene.ts';
import { useMessages } from '#i18n/messages.tsx';
import { Bars } from '#views/bars/Bars.tsx';
import { Flights } from '#views/flights/Flights.tsx';
import { Machine } from '#views/machine/Machine.tsx';
import { River } from '#views/river/River.tsx';
import { Story } from '#views/story/Story.tsx';
import { Strip } from '#views/strip/Strip.tsx';
import type { Moment, StageActions } from '#views/view.ts';
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
  readonly computing: boolean;
  readonly note: string | null; // said above the stage, e.g. that the text has ended
  readonly focus: StagePart | null; // the part a lesson speaks of: it is lit
  readonly badges: React.ReactNode; // below the machine
  readonly waiting: string; // the text before there is a tokenizer to cut it
  readonly promptBox: React.ReactNode; // over the story's first lines
  readonly controls: React.ReactNode;
}

/** story → machine → bars → draw, and round again; the river below. The one picture of the whole product. */
export function Stage(props: StageProps) {
  const { moment, actions, model, computing, note, focus, badges, waiting, promptBox, controls } = props;
  const m = useMessages();
  const stage = useRef<HTMLDivElement>(null);
  const { beats, phase } = moment;
  const waveMs = beats.still ? 1 : Math.max(beats.think, 400);
  return (
    <div
      className="stage"
      ref={stage}
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
        <Story {...moment} {...actions} waiting={waiting}>
          {promptBox}
        </Story>
      </div>
      <div className="stage-machine">
        <Machine {...model} computing={computing} waveMs={waveMs} still={beats.still}>
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
          <River {...moment} {...actions} />
        </div>
        <div className="stage-controls">{controls}</div>
      </div>
      <Flights stage={stage} moment={moment} />
    </div>
  );
}
