import { pluralsOf } from '../plural.ts';

const plural = pluralsOf('en');

/** Words of the vote in class. */
export const classroom = {
  blank: 'Blank screen: any key or press ends it',
  title: 'Class vote',
  waiting: 'The model reads the text.',
  somethingElse: 'something else',
  hand: (letter: string, label: string, hands: number) => `${letter}: ${label}, one more hand; now ${hands}`,
  hands: (n: number) => plural(n, { one: 'hand', other: 'hands' }),
  lower: (letter: string) => `${letter}: one hand less`,
  model: (percent: string) => `model ${percent}`,
  reveal: 'Reveal the model',
  hide: 'Hide the model',
  followClass: (token: string) => `Follow the class: ${token}`,
  followModel: 'Follow the model: draw',
  paste: 'Paste answers: letters or words',

  followBoth: 'Follow both, side by side',
  backToVote: 'Back to the vote',
  fork: 'Class and model, side by side',
  classStory: 'The class',
  modelStory: 'The model',
  classTakes: 'The class takes',
  most: 'the most hands',
  drawn: 'a draw from its hands',
  sameDie: 'From here on the same model writes both, with the same random numbers.',
  die: (u: string) => `${u} falls on both`,
  sameToken: 'Both took the same token: there is no fork, and the two stories are one.',
  take: (story: string) => `Go on with this story: ${story}`,
  takeShort: 'Go on with this one',
  needsModel: 'The model is still loading.',
};
