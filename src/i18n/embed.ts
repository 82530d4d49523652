/* Words on the cover of an embed, both languages side by side. */
export const embedEn = {
  start: 'Start',
  loads: (model: string, size: string) => `${model} runs on this device: ${size}, once.`,
};

export const embedZh: typeof embedEn = {
  start: '开始',
  loads: (model, size) => `${model} 在这台设备上运行：首次下载 ${size}。`,
};
