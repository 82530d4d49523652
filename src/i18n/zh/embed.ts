import type { embed as english } from '../en/embed.ts';

export const embed: typeof english = {
  start: '开始',
  tokenizer: model => `“${model}”的分词器`,
  loads: (names, size) =>
    `${names.map(name => (name.startsWith('“') ? name : `“${name}”模型`)).join('和')}在这台设备上运行，首次需下载 ${size}。`,
};
