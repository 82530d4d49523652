import { AnimatePresence, motion } from 'framer-motion';
import { useMessages } from '#i18n/messages.tsx';
import { entropyBits } from '#lm/sampling.ts';
import type { TokenId } from '#lm/prediction.ts';
import { ease, seconds } from '../beats.ts';
import { plainLabel } from '../label.ts';
import { Token } from '../Token.tsx';
import { candidateLabel } from '../view.ts';
import type { ViewProps } from '../view.ts';
import { SampleBox } from './SampleBox.tsx';
import { type BarRow, layoutBars } from './layout.ts';
import './Bars.css';

/**
 * The next-token distribution: the k most likely tokens as bars, everything else as one hatched row. Rows are keyed by
 * token, so a token slides to its new rank.
 */
export function Bars(props: ViewProps) {
  const m = useMessages();
  const { distribution, drawn, beats, phase, bars, shown, onChoose } = props;
  const layout = distribution && layoutBars(distribution, bars);
  // In the slow tempos the rows leave while the text is fed in, and burst out anew; in the fast ones they slide.
  const away = phase === 'predicting' && beats.feed > 0;
  const rows = layout && !away ? layout.rows : [];
  const open = phase === 'predicted' || phase === 'sampled';
  const approximate = distribution !== null && !distribution.exact;

  return (
    <section
      className="bars"
      aria-label={m.bars.region}
      data-open={open || undefined}
      style={{ '--rows': bars + 1 } as React.CSSProperties}
    >
      <div className="bars-plot" data-flight="bars">
        <ul className="bars-list" style={{ '--share': bars / (bars + 1) } as React.CSSProperties}>
          <AnimatePresence initial={false}>
            {rows.map(row => (
              <Row
                key={row.id}
                row={row}
                of={props}
                approximate={approximate}
                drawn={drawn !== null && drawn.id === row.id && phase !== 'predicted'}
                onChoose={onChoose && (() => onChoose(shown, row.id))}
              />
            ))}
          </AnimatePresence>
        </ul>
        {layout && !away && <Rest of={props} rest={layout.rest} approximate={approximate} />}
        {layout && phase === 'sampled' && <SampleBox {...props} rows={layout.rows} />}
        {distribution === null && !away && <p className="bars-waiting">{m.bars.waiting}</p>}
      </div>
      <p className="bars-foot">
        {distribution && !away && <Foot distribution={distribution} approximate={approximate} />}
      </p>
    </section>
  );
}

function Row(props: {
  row: BarRow;
  of: ViewProps;
  approximate: boolean;
  drawn: boolean;
  onChoose: (() => void) | undefined;
}) {
  const m = useMessages();
  const { row, of, approximate, drawn, onChoose } = props;
  const { beats, bars } = of;
  const label = candidateLabel(of, row.id);
  const percent = (approximate ? '≈ ' : '') + m.format.percent(row.probability);
  const place = { x: 0, y: `${row.rank * 100}%`, scale: 1, opacity: 1 };
  const burst = beats.feed > 0 && !beats.still;
  const move = { duration: seconds(beats.still ? 0 : beats.predict), ease };
  const name =
    m.bars.bar(plainText(of, row.id), m.format.percent(row.probability), row.rank + 1) +
    (row.cut ? `, ${m.bars.cut}` : '') +
    (row.ghost !== null ? `, ${m.bars.was(m.format.percent(row.modelProbability))}` : '');
  return (
    <motion.li
      className="bar"
      style={{ height: `${100 / bars}%`, transformOrigin: 'left center' }}
      initial={burst ? { x: -48, y: `${bars * 50}%`, scale: 0.15, opacity: 0 } : { ...place, opacity: 0 }}
      animate={place}
      exit={{ opacity: 0, transition: { duration: seconds(Math.min(300, beats.predict)) } }}
      transition={{ ...move, delay: burst ? row.rank * 0.019 : 0 }}
      data-cut={row.cut || undefined}
      data-drawn={drawn || undefined}
    >
      <button type="button" aria-label={name} disabled={!onChoose} onClick={onChoose}>
        <span className="bar-label" data-flight={drawn ? 'drawn' : undefined}>
          <Token label={label} />
        </span>
        <span className="bar-track">
          {row.ghost !== null && <span className="bar-ghost" style={{ width: `${row.ghost * 100}%` }} />}
          <motion.span
            className="bar-fill"
            initial={false}
            animate={{ width: `${row.width * 100}%` }}
            transition={{ duration: Math.min(move.duration, 0.45), ease }}
          />
        </span>
        <span className="bar-percent">{row.cut ? '—' : percent}</span>
      </button>
    </motion.li>
  );
}

function Rest({
  of,
  rest,
  approximate,
}: {
  of: ViewProps;
  rest: ReturnType<typeof layoutBars>['rest'];
  approximate: boolean;
}) {
  const m = useMessages();
  const { drawn, phase, distribution } = of;
  const name = Number.isFinite(of.vocabulary.size) ? m.bars.rest(rest.count) : m.bars.restOpen;
  const percent = (approximate ? '≈ ' : '') + m.format.percent(rest.probability);
  const outside =
    drawn !== null && phase !== 'predicted' && distribution!.ids.subarray(0, of.bars).indexOf(drawn.id) < 0;
  return (
    <div
      className="bar bar-rest"
      data-drawn={outside || undefined}
      role="group"
      aria-label={m.bars.restLabel(name, percent)}
    >
      <span className="bar-label" data-flight={outside ? 'drawn' : undefined}>
        {outside ? <Token label={candidateLabel(of, drawn.id)} /> : '⋮'}
      </span>
      <span className="bar-track">
        <span
          className="bar-fill"
          data-broken={rest.broken || undefined}
          style={{ width: `${rest.width * 100}%` }}
        />
        <span className="bar-rest-name">{name}</span>
      </span>
      <span className="bar-percent">{percent}</span>
    </div>
  );
}

function Foot({
  distribution,
  approximate,
}: {
  distribution: NonNullable<ViewProps['distribution']>;
  approximate: boolean;
}) {
  const m = useMessages();
  const bits = entropyBits(distribution.probabilities, distribution.tail);
  const greedy = distribution.kept === 1 && distribution.probabilities[0] === 1;
  return (
    <>
      {greedy ? m.bars.greedy : (approximate ? '≈ ' : '') + m.bars.entropy(bits, 2 ** bits)}
      {approximate && <span className="bars-approximate"> {m.bars.approximateHint}</span>}
    </>
  );
}

/** Spoken name of a candidate, leading space kept, as in `" the"`. */
const plainText = (of: ViewProps, id: TokenId): string => plainLabel(candidateLabel(of, id));
