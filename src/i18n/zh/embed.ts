import type { embed as english } from '../en/embed.ts';

export const embed: typeof english = {
  start: '开始',
  tokenizer: model => `“${model}”的分词器`,
  loads: (names, size) => `${names.join(' + ')} 在这台设备上运行：首次下载 ${size}。`,
};
