import { useMessages } from '#i18n/messages.tsx';
import type { Distribution } from '#lm/sampling.ts';
import { doubtOf, shareAt, sidesOf } from '#lm/shares.ts';

/** How uncertain a distribution is, in bits and as a die. */
export function Doubt({ distribution }: { distribution: Distribution }) {
  const m = useMessages();
  const { ids, probabilities, kept, bounds, unnamed } = distribution;
  const bits = doubtOf(distribution);
  const greedy = kept === 1 && probabilities[0] === 1;
  const isTaken = !unnamed.has(ids[0]!) && shareAt(distribution, 0).how === 'exact';
  // Rows have their own signs; the sentence is for who wonders at them.
  const isLimited = bounds !== null && bits.how !== 'exact';
  return (
    <>
      {greedy ? (isTaken ? m.bars.greedy : m.bars.greedyUnnamed) : m.bars.entropy(bits, sidesOf(bits))}
      {isLimited && <span className="bars-approximate"> {m.bars.approximateHint}</span>}
    </>
  );
}
