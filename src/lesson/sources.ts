import { table2 } from '#figures/bleu/table2.ts';
import type { Fact } from './facts.ts';

/** Something published that the lesson leans on. `facts` are the figures that the prose quotes from it. */
export interface Source {
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  readonly where: string; // journal, venue or report
  readonly url: string;
  readonly facts?: Readonly<Record<string, Fact>>;
}

const year = (value: number): Fact => ({ value, form: 'year' });
const exact = (value: number): Fact => ({ value, form: 'exact' });
const large = (value: number): Fact => ({ value, form: 'large' });

/** Training cost into French of the best system before the Transformer, over that of the big Transformer. */
function timesCheaperFrench(): number {
  const trained = table2.filter(system => system.french !== null && system.french.flops !== null);
  const big = trained.find(system => system.name === 'Transformer (big)')!;
  const before = trained.filter(system => !system.transformer);
  const best = before.reduce((a, b) => (b.french!.bleu > a.french!.bleu ? b : a));
  return Math.round(best.french!.flops! / big.french!.flops!);
}

/** By id, alphabetically; ids are used in the prose as `[words](source:id)` and `{source:id.fact}`. */
export const sources: Readonly<Record<string, Source>> = {
  'attention-2017': {
    authors: 'Vaswani, Shazeer, Parmar, Uszkoreit, Jones, Gomez, Kaiser, Polosukhin',
    year: 2017,
    title: 'Attention Is All You Need',
    where: 'NeurIPS 2017, arXiv:1706.03762, §5.2, §6.1, Table 2',
    url: 'https://arxiv.org/abs/1706.03762',
    facts: {
      year: year(2017),
      parameters: large(213e6), // big; Table 3
      gpus: exact(8),
      bigDays: exact(3.5),
      beams: exact(4),
      timesCheaperFrench: exact(timesCheaperFrench()),
    },
  },
  'bleu-2002': {
    authors: 'Papineni, Roukos, Ward, Zhu',
    year: 2002,
    title: 'BLEU: a Method for Automatic Evaluation of Machine Translation',
    where: 'ACL 2002',
    url: 'https://aclanthology.org/P02-1040/',
  },
  'chatgpt-2022': {
    authors: 'OpenAI',
    year: 2022,
    title: 'Introducing ChatGPT',
    where: 'OpenAI, 30 November 2022',
    url: 'https://openai.com/index/chatgpt/',
    facts: { year: year(2022) },
  },
  'fan-2018': {
    authors: 'Fan, Lewis, Dauphin',
    year: 2018,
    title: 'Hierarchical Neural Story Generation',
    where: 'ACL 2018, arXiv:1805.04833 (top-k sampling)',
    url: 'https://arxiv.org/abs/1805.04833',
  },
  'film-2024': {
    authors: 'Sanderson (3Blue1Brown)',
    year: 2024,
    title: 'But what is a GPT? Visual intro to transformers',
    where: 'Deep learning, chapter 5',
    url: 'https://www.3blue1brown.com/lessons/gpt',
  },
  'film-code': {
    authors: 'Sanderson (3Blue1Brown)',
    year: 2024,
    title: '3b1b/videos, _2024/transformers',
    where: 'source code of the film’s scenes',
    url: 'https://github.com/3b1b/videos',
  },
  'gpt-2018': {
    authors: 'Radford, Narasimhan, Salimans, Sutskever',
    year: 2018,
    title: 'Improving Language Understanding by Generative Pre-Training',
    // The paper gives no count; the next one's Table 2 does.
    where: 'OpenAI; number of parameters as in GPT-2’s Table 2',
    url: 'https://cdn.openai.com/research-covers/language-unsupervised/language_understanding_paper.pdf',
    facts: { year: year(2018), parameters: large(117e6) },
  },
  'gpt2-2019': {
    authors: 'Radford, Wu, Child, Luan, Amodei, Sutskever',
    year: 2019,
    title: 'Language Models are Unsupervised Multitask Learners',
    // The paper's Table 2 says 117M for the smallest; the released weights, and the repository, say 124M.
    where: 'OpenAI; sizes as released in github.com/openai/gpt-2',
    url: 'https://github.com/openai/gpt-2',
    facts: {
      year: year(2019),
      smallestParameters: large(124e6),
      parameters: large(1.5e9),
      vocabulary: exact(50_257),
      context: exact(1024),
    },
  },
  'gpt3-2020': {
    authors: 'Brown, Mann, Ryder and others',
    year: 2020,
    title: 'Language Models are Few-Shot Learners',
    where: 'NeurIPS 2020, arXiv:2005.14165, §2.1 (“the same model and architecture as GPT-2”), Table 2.1',
    url: 'https://arxiv.org/abs/2005.14165',
    facts: {
      year: year(2020),
      parameters: large(175e9),
      layers: exact(96),
    },
  },
  'holtzman-2019': {
    authors: 'Holtzman, Buys, Du, Forbes, Choi',
    year: 2019,
    title: 'The Curious Case of Neural Text Degeneration',
    where: 'ICLR 2020, arXiv:1904.09751 (nucleus sampling)',
    url: 'https://arxiv.org/abs/1904.09751',
  },
  'instructgpt-2022': {
    authors: 'Ouyang, Wu, Jiang and others',
    year: 2022,
    title: 'Training language models to follow instructions with human feedback',
    where: 'NeurIPS 2022, arXiv:2203.02155',
    url: 'https://arxiv.org/abs/2203.02155',
  },
  'kaplan-2020': {
    authors: 'Kaplan, McCandlish, Henighan and others',
    year: 2020,
    title: 'Scaling Laws for Neural Language Models',
    where: 'arXiv:2001.08361',
    url: 'https://arxiv.org/abs/2001.08361',
  },
  'lindsey-2025': {
    authors: 'Lindsey, Gurnee, Ameisen and others',
    year: 2025,
    title: 'On the Biology of a Large Language Model',
    where: 'Transformer Circuits Thread, “Planning in Poems”',
    url: 'https://transformer-circuits.pub/2025/attribution-graphs/biology.html',
  },
  'logit-lens-2020': {
    authors: 'nostalgebraist',
    year: 2020,
    title: 'interpreting GPT: the logit lens',
    where: 'LessWrong',
    url: 'https://www.lesswrong.com/posts/AcKRB8wDpdaN6v6ru/interpreting-gpt-the-logit-lens',
  },
  'shannon-1951': {
    authors: 'Shannon',
    year: 1951,
    title: 'Prediction and Entropy of Printed English',
    where: 'Bell System Technical Journal 30 (the guessing game)',
    url: 'https://doi.org/10.1002/j.1538-7305.1951.tb01366.x',
  },
  'xiao-2023': {
    authors: 'Xiao, Tian, Chen, Han, Lewis',
    year: 2023,
    title: 'Efficient Streaming Language Models with Attention Sinks',
    where: 'ICLR 2024, arXiv:2309.17453',
    url: 'https://arxiv.org/abs/2309.17453',
  },
};
