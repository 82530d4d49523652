import { formatsOf } from '../format.ts';

const f = formatsOf('en');

/** Words of the dialog that connects a model behind an API. Commands are the same in every language. */
export const connect = {
  open: 'Connect a larger model…',
  title: 'Connect a larger model',
  intro:
    'Any server that speaks the OpenAI protocol and gives the log-probabilities of tokens: a base model behind an API, or llama.cpp, Ollama or vLLM on this machine or in this room.',
  privacy:
    'The text on the stage and your key go to this address and nowhere else. The key stays in the memory of this page: it is never stored, and gone when the page is closed.',
  address: 'Address',
  presets: 'Usual addresses',
  key: 'Key',
  keyHint: 'Leave it empty where none is needed.',
  model: 'Name of the model',
  modelHint: 'Leave it empty for the first one the server lists.',
  list: 'List models',
  listed: (n: number) =>
    n === 0 ? 'The server lists no models: write the name.' : `${f.integer(n)} models listed.`,
  connect: 'Connect',
  asking: 'Asking the server…',
  cancel: 'Cancel',
  use: 'Use this model',
  again: 'Change something',
  connected: (model: string) => `Connected: ${model}`,
  server: (name: string) => (name === 'unknown' ? 'OpenAI-compatible server' : name),
  facts: {
    server: 'Server',
    asked: 'Asked by',
    listed: 'Listed',
    vocabulary: 'Vocabulary',
    context: 'Reads at most',
  },
  asked: { exact: 'continuing the text itself', instructed: 'a chat message: ≈' } as Record<string, string>,
  instructed:
    '≈ This server only answers chats. The model reads an instruction to continue and your text as a message, so its numbers are true, but of a slightly different text than the one on the stage.',
  candidates: (n: number) =>
    `the ${f.integer(n)} most likely tokens; all others are one remainder of known size`,
  topK: (k: number) =>
    `Draws are made among the ${f.integer(k)} most likely tokens (top-k), because no one knows the others.`,
  tokens: (n: number | null) => (n === null ? 'not told' : `${f.integer(n)} tokens`),
  promptTokens:
    'An API tells the tokens it writes but not those it reads: your prompt is cut into pieces that may not be its tokens.',
  keyInTheOpen:
    'This address is not encrypted: anyone on the way can read the key. Use https, or a server on this machine.',
  wait: (seconds: number) => `Try again in ${f.integer(seconds)} s.`,
  remedies: {
    unreachable: 'The browser does not say which of these it is:',
    localNetwork: {
      ask: 'This browser asks before a page may reach this computer or the local network. Press Connect again and allow it.',
      denied:
        'This browser has been told not to let this page reach this computer or the local network. Allow it in the site settings, at the left of the address.',
    },
    localFrame: 'This page is embedded: the page around it has to pass the permission on, in its frame:',
    running: 'The server is not running, or the address is wrong.',
    origins: 'The server does not let this page read its answers. Start it so that it does:',
    mixed:
      'This page came over https, and the address is http: a browser allows that only for this machine (localhost).',
    noLogprobs:
      'Choose a model or a server that gives log-probabilities: OpenAI’s gpt-3.5-turbo-instruct, davinci-002 or a gpt-4o model; Ollama from version 0.12.11; llama.cpp; vLLM.',
    model: 'Look at the names with “List models”.',
  },
};
