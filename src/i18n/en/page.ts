import { formatsOf } from '../format.ts';

const f = formatsOf('en');

/** Words of the page around stage and lesson: settings, help, notices and errors. */
export const page = {
  missing: {
    title: 'Not loaded',
    dialog: 'This part of the page could not be loaded. Perhaps the connection is gone.',
    stage: 'The stage could not be drawn.',
    lesson: 'The words of the lesson could not be loaded. Perhaps the connection is gone.',
    reload: 'Reload the page',
    replaced:
      'A new version of this page is on the server; the parts of the old one are gone. Your run comes along.',
    page: 'The page could not be drawn. Reloading keeps your run.',
    afresh: 'Start afresh',
    plain: 'A plain page with recorded runs',
  },

  settings: {
    toDark: 'Dark theme',
    toLight: 'Light theme',
    projector: 'Projector view',
    leaveProjector: 'Leave projector view',
    help: 'Keys and help',
    close: 'Close',
  },

  help: {
    title: 'Keys',
    keys: {
      next: 'Next token',
      play: 'Play or pause',
      advance: 'Next beat',
      back: 'Back',
      reset: 'Start again',
      choose: 'Choose the n-th bar',
      temperature: 'Temperature down, up',
      'system-prompt': 'pull down or lift the system prompt',
      language: 'Language',
      theme: 'Light or dark',
      projector: 'Projector view',
      blank: 'Blank screen (projector)',
      light: 'Light up one part after another (projector)',
      vote: 'Class vote (projector)',
      help: 'This help',
    },
    singleKeys: 'Single letters, digits and signs are shortcuts too',
    reading: [
      'Teal is what the model says, amber what was drawn, blue what you wrote.',
      'Leading spaces and line breaks belong to tokens: they are shown as quiet marks.',
      'Everything runs on this device. Nothing you type leaves it, unless you connect a model behind an API.',
    ],
  },

  notices: {
    dismiss: 'Dismiss',
    undo: 'Undo',
    newPrompt: 'A new prompt: the run starts again.',
    badParameter: (name: string, value: string) =>
      `The address asks for ${name}=${value}, which is not possible; it was ignored.`,
    cleaned: 'Characters that no text can hold (broken halves of emoji) were replaced by �.',
    cut: (kept: number) =>
      `A very long text: the last ${f.integer(kept)} characters are kept, more than the models of this page can see.`,
    ended: 'The model ended its text here. Next token starts a new one.',
    backendChanged: (backend: string) => `The graphics device was lost; ${backend} has taken over.`,
    recordingFailed: 'The recorded run could not be loaded. The live model starts from the prompt.',
    weightsChanged:
      'The text goes on with other weights of this model, which says anew how likely each token is.',
    otherVocabulary:
      'The run in this link has tokens that this model does not know; only its prompt was taken over.',
    otherWeights:
      'This link was made with other weights of this model: the same words, but the probabilities may differ.',
    retry: 'Try again',
    quiet: (seconds: number) => `It wants ${f.integer(seconds)} seconds of quiet.`,
    retryIn: (seconds: number) => `Try again in ${f.integer(seconds)} s`,
    retrying: (seconds: number) => `Goes on by itself in ${f.integer(seconds)} s`,
    useModel: (name: string) => `Use ${name}`,
  },

  errors: {
    'download-failed': 'The model could not be loaded from the server.',
    'download-corrupt': 'The model file is damaged or incomplete.',
    'model-invalid': 'This is not a model that can run here.',
    'out-of-memory': 'There is not enough memory for this model.',
    'no-webassembly':
      'This browser’s WebAssembly is switched off or too old (it lacks SIMD), so no model can run here; recorded runs still play.',
    'device-lost': 'The graphics device was lost.',
    'worker-crashed': 'The model stopped unexpectedly.',
    'numbers-wrong': 'No way of computing on this device gives the right numbers, so none is used.',
    'context-too-long': 'The text is longer than the model can read.',
    unauthorized: 'The key was refused.',
    'rate-limited': 'Too many requests: the service asks us to wait.',
    'timed-out': 'The service did not answer in time.',
    'no-logprobs': 'This service gives text but no probabilities.',
    'refused-cross-origin': 'The service does not allow this page to ask it.',
    'server-failed': 'The service had an error of its own.',
    'split-character': 'This text ends inside a character. Go back or choose another token.',
    nonsense: 'The answer was not what it should be.',
    'not-listed':
      'The draw falls on a token that the service does not name. Choose a bar yourself, or try another seed.',
    'never-seen': 'The counted text never has these words in a row, so there is no answer.',
    'not-recorded': 'Nothing was recorded here.',
    kept: 'Your text and every step so far are kept.',
  },
};
