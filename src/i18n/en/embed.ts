/** Words on the cover of an embed. */
export const embed = {
  start: 'Start',
  tokenizer: (model: string) => `The tokenizer of “${model}”`,
  loads: (names: readonly string[], size: string) =>
    `${names.join(' + ')} ${names.length > 1 ? 'run' : 'runs'} on this device: ${size}, once.`,
};
