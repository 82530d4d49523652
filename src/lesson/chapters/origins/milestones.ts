import type { Milestone } from '#figures/timeline/milestone.ts';
import type { Localized } from '#figures/scene.ts';
import { sources } from '../../sources.ts';

/** From the Transformer to ChatGPT. Years and sizes are those of sources.ts. */
export const milestones: readonly (Milestone & { readonly note: Localized<string> })[] = [
  {
    id: 'transformer',
    ...from('attention-2017'),
    name: 'Transformer',
    halves: 'encoder-decoder',
    change: 'machine',
    note: {
      en: 'One half reads, the other writes. Task: translation.',
      zh: '一半读，一半写。任务：翻译。',
    },
  },
  {
    id: 'gpt',
    ...from('gpt-2018'),
    name: 'GPT',
    halves: 'decoder',
    change: 'machine',
    note: {
      en: 'Only the half that writes, trained to say what comes next in books.',
      zh: '只留下写的那一半；用书来训练，学着说出接下来是什么。',
    },
  },
  {
    id: 'gpt-2',
    ...from('gpt2-2019'),
    name: 'GPT-2',
    halves: 'decoder',
    change: 'size',
    note: {
      en: 'The same, larger, and trained on web pages. It continues any text you give it.',
      zh: '结构没变，更大，改用网页来训练。给它什么文字，它都能往下续。',
    },
  },
  {
    id: 'gpt-3',
    ...from('gpt3-2020'),
    name: 'GPT-3',
    halves: 'decoder',
    change: 'size',
    note: {
      en: 'The same again, much larger. A few examples in the text are enough to set it a task.',
      zh: '还是它，大得多。在文字里举几个例子，就能给它布置任务。',
    },
  },
  {
    id: 'chatgpt',
    ...from('chatgpt-2022'),
    name: 'ChatGPT',
    halves: 'decoder',
    change: 'training',
    note: {
      en: 'A model of this kind, trained further on conversations and on what people judged the better answers.',
      zh: '同一类模型，又用对话和人们选出的好回答进一步训练过。',
    },
  },
];

function from(source: string): Pick<Milestone, 'source' | 'year' | 'parameters'> {
  const { year, facts } = sources[source]!;
  return { source, year, parameters: facts?.parameters?.value ?? null };
}
