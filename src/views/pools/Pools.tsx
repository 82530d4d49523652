import { useMessages } from '#i18n/messages.tsx';
import type { Distribution } from '#lm/sampling.ts';
import { layoutPools } from './layout.ts';
import './Pools.css';

/** The whole vocabulary in four stretches of one strip: what a setting does to the many that have no bar. */
export function Pools({ distribution }: { distribution: Distribution }) {
  const m = useMessages();
  const pools = layoutPools(distribution);
  return (
    <figure className="pools" aria-label={m.lesson.temperature.region}>
      <div className="pools-strip" aria-hidden>
        {pools.map(({ from, start, mass }) => (
          <span key={from} style={{ left: `${start * 100}%`, width: `${mass * 100}%` }} />
        ))}
      </div>
      <dl>
        {pools.map(({ from, to, mass }) => (
          <div key={from}>
            <dt>{m.lesson.temperature.pool(from, to, to === distribution.vocabSize)}</dt>
            <dd>{m.format.percent(mass)}</dd>
          </div>
        ))}
      </dl>
    </figure>
  );
}
