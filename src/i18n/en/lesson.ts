import { formatsOf } from '../format.ts';
import { oneIn } from '../odds.ts';
import { pluralsOf } from '../plural.ts';

const f = formatsOf('en');
const plural = pluralsOf('en');

/** Words of the lesson's frame and of the figures of chapters two and three. */
export const lesson = {
  panel: {
    region: 'Lesson',
    contents: 'Contents',
    hide: 'Hide the lesson',
    show: 'Show the lesson',
    steps: 'Scenes',
    previous: 'Previous scene',
    next: 'Next scene',
    nextChapter: (title: string) => `Next chapter: ${title}`,
    position: (chapter: number, scene: number, scenes: number) =>
      `Chapter ${chapter}, scene ${scene} of ${scenes}`,
    seen: (title: string) => `${title} (seen)`,
    more: 'more',
    task: 'Try',
    limit: 'Where this picture stops being true',
  },

  welcome: {
    title: 'What comes next?',
    sentences: [
      'A language model writes one token at a time: it predicts what could come next, draws one token, appends it, and begins again.',
      'Here a small GPT-2 does this live in your browser, and every number you see is its own.',
    ],
    start: 'Start the lesson',
    resume: 'Go on where you left off',
  },

  figure: {
    loading: 'Loading',
    missing: 'This picture could not be loaded.',
    inside: (guest: string, embedded: string) =>
      `This picture looks inside a model, and ${guest} does not show its inside: here works ${embedded}.`,
    embedded: (guest: string, embedded: string) =>
      `Here works ${embedded}, which came with the page. On the stage ${guest} goes on.`,
  },

  guess: {
    region: 'Guess the next token',
    covered: (bars: number) => `${bars} bars, covered`,
    label: 'Your guess',
    uncover: 'Uncover',
    pass: 'No idea: follow the model',
    offers: 'Or one of these:',
    impossible: 'No token that could follow here begins like this.',
    whole: (token: string) => `One token: "${token}"`,
    first: (token: string) => `Longer than one token. Your guess is its first: "${token}"`,
    odds: (p: number) => (p < 0.001 ? `1 in ${f.integer(oneIn(p))}` : f.percent(p)),
    marks: { both: 'your guess, and right', truth: 'the text goes on', guess: 'your guess' },
    outside: (rank: number, odds: string) => `rank ${f.integer(rank)}, ${odds}`,
    hit: (truth: string, odds: string) => `"${truth}" it is; the model gave it ${odds}.`,
    miss: (guess: string, truth: string, odds: string) =>
      `You guessed "${guess}"; the text goes on with "${truth}", which the model gave ${odds}.`,
    passed: (truth: string, odds: string) => `The text goes on with "${truth}"; the model gave it ${odds}.`,
    cost: (reader: string, model: string) => `It cost you ${reader} bits and the model ${model}.`,
    next: 'Guess the next one',
    again: 'Play again',
    who: { reader: 'You', model: 'Model' },
    score: (rounds: number) =>
      `Surprise so far, ${plural(rounds, { one: 'token', other: 'tokens' })}: the shorter line is ahead`,
    bits: (bits: string) => `${bits} bits`,
    verdict: {
      reader: 'You were surprised less than the model.',
      model: 'The model was surprised less than you.',
      even: 'You and the model were equally surprised.',
    },
  },

  temperature: {
    region: 'One prediction under temperature',
    pool: (from: number, to: number, last: boolean) =>
      from === to
        ? `rank ${from}`
        : last
          ? `the other ${f.integer(to - from + 1)}`
          : `ranks ${f.integer(from)}–${f.integer(to)}`,
  },

  redraws: {
    region: 'One prediction drawn many times',
    draw: (n: number) => `Draw ${n} times`,
    again: (n: number) => `Draw ${n} times again`,
    count: (n: number, of: number) => `${n} of ${of}`,
    before: 'Every dot will be one draw from this prediction; a bar is as long as the dots it can expect.',
    after: (token: string, landed: number, of: number, mean: string) =>
      `The tallest bar, "${token}", was drawn ${landed} times in ${of} (expected: ${mean}); something else ${of - landed} times.`,
  },

  futures: {
    region: 'The rest of its plan',
    drawer: 'The rest of its plan',
    openDrawer: 'Open the drawer',
    empty: 'It is empty. The next token does not exist before it is drawn.',
    run: (n: number) => `Let ${n} futures run`,
    seed: (seed: number) => `seed ${seed}`,
    shared: (tokens: number, futures: number) =>
      tokens === 0
        ? `The ${futures} futures part at the very first token.`
        : `The ${futures} futures share their first ${plural(tokens, { one: 'token', other: 'tokens' })}; then each goes its own way.`,
  },

  surgery: {
    region: 'Change one word',
    word: (word: string) => `Exchange "${word}"`,
    before: 'before',
    unchanged: 'Exchange a word in the text, and see which tokens gain and which lose.',
    gained: 'Gained most',
    lost: 'Lost most',
    move: (before: string, now: string) => `${before} → ${now}`,
    putBack: 'Put the words back',
  },

  tokens: {
    region: 'Text cut into tokens',
    text: 'Text to cut',
    samples: 'Examples',
    tiles: 'Tokens',
    count: (tokens: number, characters: number, bytes: number) =>
      `${plural(tokens, { one: 'token', other: 'tokens' })} · ${plural(characters, { one: 'character', other: 'characters' })} · ${plural(bytes, { one: 'byte', other: 'bytes' })}`,
    tile: (token: string, id: number, bytes: string) => `"${token}", token ${id}, bytes ${bytes}`,
    parts: (n: number) => `${n} tokens together`,
    tokenizer: 'Tokenizer of',
  },
};
