import { useMessages } from '#i18n/messages.tsx';
import { type Distribution, entropyBits } from '#lm/sampling.ts';

/** How uncertain a distribution is, in bits and as a die. */
export function Doubt({ distribution }: { distribution: Distribution }) {
  const m = useMessages();
  const { probabilities, tail, kept, exact } = distribution;
  const bits = entropyBits(probabilities, tail);
  const greedy = kept === 1 && probabilities[0] === 1;
  return (
    <>
      <span>{greedy ? m.bars.greedy : (exact ? '' : '≈ ') + m.bars.entropy(bits, 2 ** bits)}</span>
      {!exact && <span className="bars-approximate"> {m.bars.approximateHint}</span>}
    </>
  );
}
