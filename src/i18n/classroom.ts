/* Words of the vote in class, both languages side by side. */
export const voteEn = {
  title: 'Class vote',
  waiting: 'The model reads the text.',
  somethingElse: 'something else',
  hand: (letter: string, label: string, hands: number) => `${letter}: ${label}, one more hand; now ${hands}`,
  hands: (n: number) => (n === 1 ? '1 hand' : `${n} hands`),
  lower: (letter: string) => `${letter}: one hand less`,
  model: (percent: string) => `model ${percent}`,
  reveal: 'Reveal the model',
  hide: 'Hide the model',
  followClass: (token: string) => `Follow the class: ${token}`,
  followModel: 'Follow the model: draw',
  paste: 'Paste answers: letters or words',
};

export const voteZh: typeof voteEn = {
  title: '全班投票',
  waiting: '模型正在读。',
  somethingElse: '别的',
  hand: (letter, label, hands) => `${letter}：${label}，加一票；现在 ${hands} 票`,
  hands: n => `${n} 票`,
  lower: letter => `${letter}：减一票`,
  model: percent => `模型 ${percent}`,
  reveal: '揭晓模型的概率',
  hide: '收起模型的概率',
  followClass: token => `听全班的：${token}`,
  followModel: '听模型的：抽一个',
  paste: '粘贴答案：字母或词',
};
