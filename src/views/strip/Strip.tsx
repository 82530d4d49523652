import { AnimatePresence } from 'framer-motion';
import * as motion from 'framer-motion/m';
import { useState } from 'react';
import { useMessages } from '#i18n/messages.tsx';
import { uniform } from '#lm/random.ts';
import { shareAt } from '#lm/shares.ts';
import { ease, isQuick, seconds } from '../beats.ts';
import { plainLabel } from '../label.ts';
import { Token } from '../Token.tsx';
import { type ViewProps, candidateLabel, chanceOf, drawShown, revealMs } from '../view.ts';
import { type Segment, type StripLayout, layoutDots, layoutStrip } from './layout.ts';
import './Strip.css';

const replayStream = 2; // the hundred draws have their own sequence under the seed

/** The draw: one strip exactly 100 % long, and a marker that lands at u. */
export function Strip(props: ViewProps) {
  const m = useMessages();
  const { distribution, drawn, phase, beats } = props;
  const [replayed, setReplayed] = useState<number | null>(null); // the step whose draw is shown a hundred times
  const draw = drawShown(props);
  const u = draw && chanceOf(drawn);
  const layout = distribution && layoutStrip(distribution, props.bars, u);
  // Where a token is told slowly the line stays empty until something is drawn: the bars come down onto it.
  const away = (phase === 'predicting' || phase === 'predicted') && beats.feed > 0;
  const replay = replayed === props.shown && draw !== null && layout !== null;
  const quick = isQuick(beats);
  const segments =
    layout &&
    !away &&
    layout.segments.map(segment => (
      <SegmentBox
        key={quick ? segment.rank : segment.id}
        segment={segment}
        drawn={draw?.id === segment.id}
        of={props}
      />
    ));
  return (
    <section
      className="strip"
      translate="no"
      aria-label={m.strip.region}
      title={m.strip.explain}
      data-quick={quick || undefined}
      style={{ '--reveal': `${revealMs(props)}ms` } as React.CSSProperties}
    >
      <div className="strip-above">
        {u !== null && !away && <Marker key={quick ? 'quick' : `${props.shown}/${u}`} u={u} of={props} />}
        {replay && <Dots of={props} layout={layout} />}
      </div>
      <div className="strip-track" data-empty={!layout || away || undefined}>
        {quick ? segments : <AnimatePresence initial={false}>{segments}</AnimatePresence>}
        {layout && !away && layout.rest.width > 0.0005 && <RestBox layout={layout} />}
      </div>
      <div className="strip-below" data-zoom={zoomSide(layout)}>
        {layout?.zoom && draw && !away ? <Zoomed layout={layout} of={props} /> : null}
        {draw && draw.rank > 0 && !away && phase !== 'predicting' && (
          <button
            type="button"
            className="strip-chip"
            aria-pressed={replay}
            title={m.strip.replay}
            onClick={() => setReplayed(replay ? null : props.shown)}
          >
            {m.strip.chip(
              draw.rank + 1,
              m.known.share(shareAt(distribution!, draw.rank)),
              Math.round(1 / draw.probability),
            )}
          </button>
        )}
      </div>
    </section>
  );
}

/** Which half of the strip the enlarged stretch hangs under; the chip goes to the other. */
function zoomSide(layout: StripLayout | null): 'left' | 'right' | undefined {
  if (!layout?.zoom) return undefined;
  return layout.zoom.start + layout.zoom.width / 2 > 0.5 ? 'right' : 'left';
}

function SegmentBox({ segment, drawn, of }: { segment: Segment; drawn: boolean; of: ViewProps }) {
  const { beats } = of;
  const place = { left: `${segment.start * 100}%`, width: `${segment.width * 100}%` };
  const shade = of.bars > 1 ? Math.min(1, segment.rank / (of.bars - 1)) : 0; // paler down the ranks, as the bars are
  const look = { '--shade': shade } as React.CSSProperties;
  const pale = shade > 0.45 || undefined;
  const label = segment.width > 0.035 && <Token label={candidateLabel(of, segment.id)} />;
  if (isQuick(beats)) {
    return (
      <div className="segment" data-drawn={drawn || undefined} data-pale={pale} style={{ ...place, ...look }}>
        {label}
      </div>
    );
  }
  return (
    <motion.div
      className="segment"
      data-drawn={drawn || undefined}
      data-pale={pale}
      style={look}
      initial={beats.feed > 0 ? false : { ...place, opacity: 0, y: beats.still ? 0 : -14 }}
      animate={{ ...place, opacity: 1, y: 0 }}
      transition={{ duration: seconds(beats.still ? 0 : Math.min(400, beats.predict)), ease }}
    >
      {label}
    </motion.div>
  );
}

function RestBox({ layout }: { layout: StripLayout }) {
  const m = useMessages();
  const { start, width, count, share } = layout.rest;
  return (
    <div className="segment segment-rest" style={{ left: `${start * 100}%`, width: `${width * 100}%` }}>
      {width > 0.16 && (
        <span>
          {m.bars.rest(count)} · {m.known.share(share)}
        </span>
      )}
    </div>
  );
}

/** Falls from above while it glides to u. */
function Marker({ u, of }: { u: number; of: ViewProps }) {
  const m = useMessages();
  const { beats, phase } = of;
  const moving = phase === 'sampled' && !beats.still && beats.sample > 0 && beats.feed === 0; // else the film rolls it
  const duration = seconds(beats.sample * 0.95);
  const number = <span className="marker-number">{m.format.chance(u)}</span>;
  const side = u > 0.8 ? 'left' : 'right';
  if (isQuick(beats)) {
    return (
      <div className="marker" data-side={side} style={{ left: `${u * 100}%` }}>
        {number}
      </div>
    );
  }
  return (
    <motion.div
      className="marker"
      data-side={side}
      initial={moving ? { left: '0%', y: -26, opacity: 0 } : false}
      animate={{ left: `${u * 100}%`, y: 0, opacity: 1 }}
      transition={
        moving
          ? { duration, ease, y: { duration, ease: 'easeIn' }, opacity: { duration: duration / 4 } }
          : { duration: 0 }
      }
    >
      {number}
    </motion.div>
  );
}

function Zoomed({ layout, of }: { layout: StripLayout; of: ViewProps }) {
  const m = useMessages();
  const { segments, start, width, marker } = layout.zoom!;
  const { beats } = of;
  const hit =
    segments.find(segment => marker >= segment.start && marker < segment.start + segment.width) ??
    segments[0]!;
  // The stretch may be thinner than a pixel; the funnel then starts from a point.
  const left = Math.max(0, Math.min(0.72, start + width / 2 - 0.14));
  return (
    <motion.div
      className="zoom"
      initial={beats.still || isQuick(beats) ? false : { opacity: 0, scaleX: 0.02 }}
      animate={{ opacity: 1, scaleX: 1 }}
      transition={{
        duration: seconds(Math.min(450, beats.sample / 2)),
        delay: seconds(beats.sample / 2),
        ease,
      }}
      style={{ left: `${left * 100}%`, transformOrigin: `${((start - left) / 0.28) * 100}% top` }}
    >
      <div className="zoom-track">
        {segments.map(segment => (
          <div
            key={segment.id}
            className="segment"
            data-drawn={segment === hit || undefined}
            style={{ left: `${segment.start * 100}%`, width: `${segment.width * 100}%` }}
          >
            {segment.width > 0.06 && <Token label={candidateLabel(of, segment.id)} />}
          </div>
        ))}
        <div className="zoom-marker" style={{ left: `${marker * 100}%` }} />
      </div>
      <p className="zoom-name">{m.strip.zoomed(plainLabel(candidateLabel(of, hit.id)), hit.rank + 1)}</p>
    </motion.div>
  );
}

/** The same draw a hundred times, as dots where they landed. */
function Dots({ of, layout }: { of: ViewProps; layout: StripLayout }) {
  const m = useMessages();
  const { drawn, seed, depth, distribution } = of;
  const us = Array.from({ length: 100 }, (_, i) => uniform(seed, depth * 128 + i, replayStream));
  const { rank, id } = drawn!.by === 'sampler' ? drawn!.draw : { rank: 0, id: 0 };
  const start = distribution!.probabilities.subarray(0, rank).reduce((sum, p) => sum + p, 0);
  const target = layout.segments.find(segment => segment.id === id) ?? {
    start,
    width: distribution!.probabilities[rank]!,
  };
  const dots = layoutDots(us, target);
  const hits = dots.filter(dot => dot.hit).length;
  return (
    <>
      <div className="dots" aria-hidden>
        {dots.map((dot, i) => (
          <motion.span
            key={i}
            className="dot"
            data-hit={dot.hit || undefined}
            style={{ left: `${dot.column + 0.5}%`, bottom: `${dot.height * 7}px` }}
            initial={of.beats.still ? false : { y: -40, opacity: 0 }}
            animate={{ y: 0, opacity: 1 }}
            transition={{ duration: 0.25, delay: i * 0.012, ease: 'easeIn' }}
          />
        ))}
      </div>
      <p className="dots-count" role="status">
        {m.strip.replayed(hits, plainLabel(candidateLabel(of, id)))}
      </p>
    </>
  );
}
