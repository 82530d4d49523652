/* Words on the cover of an embed, both languages side by side. */
export const embedEn = {
  start: 'Start',
  tokenizer: (model: string) => `The tokenizer of “${model}”`,
  loads: (names: readonly string[], size: string) =>
    `${names.join(' + ')} ${names.length > 1 ? 'run' : 'runs'} on this device: ${size}, once.`,
};

export const embedZh: typeof embedEn = {
  start: '开始',
  tokenizer: model => `“${model}”的分词器`,
  loads: (names, size) => `${names.join(' + ')} 在这台设备上运行：首次下载 ${size}。`,
};
