/** What a system scored on one pair of languages, and what it cost to train for it. */
export interface Score {
  readonly bleu: number; // newstest2014, [0, 100]
  readonly flops: number | null; // floating-point operations of training, the paper's estimate; null: not given
}

export interface TranslationSystem {
  readonly name: string; // as in the paper
  readonly transformer: boolean;
  readonly ensemble: boolean; // several trained models voting
  readonly german: Score | null; // English → German
  readonly french: Score | null; // English → French
}

const score = (bleu: number, flops: number | null): Score => ({ bleu, flops });
const single = { transformer: false, ensemble: false };
const ensemble = { transformer: false, ensemble: true };
const transformer = { transformer: true, ensemble: false };

/**
 * Table 2 of the paper, row by row. For each Transformer it prints one cost, centred under both pairs of languages.
 *
 * @see Vaswani et al. 2017, "Attention Is All You Need", arXiv:1706.03762, Table 2
 */
export const table2: readonly TranslationSystem[] = [
  { name: 'ByteNet', ...single, german: score(23.75, null), french: null },
  { name: 'Deep-Att + PosUnk', ...single, german: null, french: score(39.2, 1.0e20) },
  { name: 'GNMT + RL', ...single, german: score(24.6, 2.3e19), french: score(39.92, 1.4e20) },
  { name: 'ConvS2S', ...single, german: score(25.16, 9.6e18), french: score(40.46, 1.5e20) },
  { name: 'MoE', ...single, german: score(26.03, 2.0e19), french: score(40.56, 1.2e20) },
  { name: 'Deep-Att + PosUnk Ensemble', ...ensemble, german: null, french: score(40.4, 8.0e20) },
  { name: 'GNMT + RL Ensemble', ...ensemble, german: score(26.3, 1.8e20), french: score(41.16, 1.1e21) },
  { name: 'ConvS2S Ensemble', ...ensemble, german: score(26.36, 7.7e19), french: score(41.29, 1.2e21) },
  {
    name: 'Transformer (base model)',
    ...transformer,
    german: score(27.3, 3.3e18),
    french: score(38.1, 3.3e18),
  },
  { name: 'Transformer (big)', ...transformer, german: score(28.4, 2.3e19), french: score(41.8, 2.3e19) },
];
