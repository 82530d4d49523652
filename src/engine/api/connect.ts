import { EngineError, type EngineErrorCode } from '../engine.ts';
import { type Address, addressOf, isPrivate, withoutVersion } from './address.ts';
import { ApiEngine, type ApiModel } from './api-engine.ts';
import { type Listing, type Server, dialectOrder, listingOf } from './detect.ts';
import type { Dialect, ModelFacts } from './dialect.ts';
import { type DialectId, dialects } from './dialects.ts';
import { Refusal } from './refusal.ts';
import { type Transport, connectTransport } from './transport.ts';

export interface ConnectOptions {
  readonly address: string; // as typed; see addressOf
  readonly key: string; // '' for none. Kept in a closure: never stored, logged, or put into a link, trace or error
  readonly model: string; // name on the server; '' for the first one it lists
  readonly dialect?: DialectId; // only this one; by default the first that works
  readonly timeoutMs?: number; // per request; 60,000 by default, since a server may first have to load the model
  readonly signal: AbortSignal;
  readonly fetch?: typeof globalThis.fetch;
  readonly now?: () => number; // ms since 1970
}

/** What connecting found out, for the reader to see. Holds no key. */
export interface ApiReport {
  readonly address: string;
  readonly server: Server;
  readonly model: string;
  readonly models: readonly string[]; // all the server lists; [] when it lists none
  readonly dialect: DialectId;
  readonly continuation: Dialect['continuation'];
  readonly candidates: number; // listed per prediction; the rest is a remainder
  /**
   * Largest top-k with which a draw never falls into the remainder, whose tokens nobody knows: three quarters of the
   * list, since tokens that are spelled alike are merged and those that cannot be spelled left out.
   */
  readonly largestTopK: number;
  readonly vocabSize: number | null; // V; null when the server does not tell
  readonly contextLength: number | null; // tokens; null when the server does not tell
  readonly attempts: readonly Attempt[]; // every way tried, the last being the one that works
  readonly keyInTheOpen: boolean; // the key travels unencrypted to another machine
}

export interface Attempt {
  readonly dialect: DialectId;
  readonly outcome: 'works' | EngineErrorCode;
}

/**
 * Connects to a model behind an API: finds out what kind of server it is and asks for one real prediction.
 *
 * @throws EngineError: 'unauthorized', 'rate-limited' (RateLimitedError), 'timed-out', 'refused-cross-origin',
 *   'model-invalid' for an address or model that is none, 'no-logprobs', 'nonsense'
 * @throws DOMException 'AbortError' when `signal` fires
 */
export async function connectApi(options: ConnectOptions): Promise<{ engine: ApiEngine; report: ApiReport }> {
  const { signal, key } = options;
  const server = await listed(options);
  const id = options.model.trim() || server.models[0];
  if (id === undefined) throw new EngineError('model-invalid', 'the server lists no models; name one');

  const attempts: Attempt[] = [];
  const doors = options.dialect === undefined ? dialectOrder[server.server] : [options.dialect];
  let failure: EngineError | null = null;
  for (const { address, transport, now } of server.ways) {
    attempts.length = 0;
    let isKnown = false;
    for (const dialect of doors) {
      try {
        const model = await probe(transport, { id, host: new URL(address.root).host, now }, dialect, signal);
        attempts.push({ dialect, outcome: 'works' });
        const { vocabSize, contextLength } = model.facts;
        const report: ApiReport = {
          address: address.root,
          server: server.server,
          model: id,
          models: server.models,
          dialect,
          continuation: dialects[dialect].continuation,
          candidates: model.count,
          largestTopK: Math.ceil(model.count * 0.75),
          vocabSize,
          contextLength,
          attempts,
          keyInTheOpen: key.trim() !== '' && !isPrivate(address),
        };
        return { engine: new ApiEngine(model, transport, now), report };
      } catch (error) {
        if (!(error instanceof EngineError) || !worthAnother(error, dialect)) throw error;
        attempts.push({ dialect, outcome: error.code });
        isKnown ||= knowsModel(error, dialect);
      }
    }
    failure ??= nothingWorks(id, attempts, isKnown);
  }
  throw failure!;
}

/** The models a server lists, for a reader to choose from. @throws as connectApi does */
export async function listModels(options: Omit<ConnectOptions, 'model' | 'dialect'>): Promise<Listing> {
  const { server, models } = await listed(options);
  return { server, models };
}

/** A server's list, and the ways to it: where the list was, or every guess of its endpoints where there is none. */
async function listed(
  options: Omit<ConnectOptions, 'model' | 'dialect'>,
): Promise<Listing & { ways: readonly Way[] }> {
  const first = addressOf(options.address);
  const other = withoutVersion(first);
  const ways = [first, ...(other === null ? [] : [other])].map(address => opened(address, options));
  let found: Listing | null = null;
  for (const way of ways) {
    const listing = await listingOf(way.transport, options.signal);
    if (listing.models.length > 0) return { ...listing, ways: [way] };
    found ??= listing;
    if (listing.server !== 'unknown') break; // what it is, it has said by itself
  }
  return { ...found!, ways };
}

interface Way {
  readonly address: Address;
  readonly transport: Transport;
  readonly now: () => number; // ms since 1970
}

function opened(address: Address, options: Omit<ConnectOptions, 'model' | 'dialect'>): Way {
  const now = options.now ?? Date.now;
  const transport = connectTransport(address, options.key, {
    timeoutMs: options.timeoutMs ?? 60_000,
    // Called bare: as a method of an object the browser's fetch throws "Illegal invocation".
    fetch: options.fetch ?? ((url, init) => fetch(url, init)),
    now,
  });
  return { address, transport, now };
}

/** Asks for one prediction in a dialect, with as many candidates as the server allows. */
async function probe(
  transport: Transport,
  { now, ...named }: { id: string; host: string; now: () => number },
  dialect: DialectId,
  signal: AbortSignal,
): Promise<ApiModel> {
  const { counts, describe }: Dialect = dialects[dialect];
  const unknown: ModelFacts = { vocabSize: null, contextLength: null, endIds: [] };
  let refused: unknown;
  let limit: ApiModel['limit'] = 'max_tokens';
  for (let nth = 0; nth < counts.length;) {
    const model: ApiModel = { ...named, dialect, count: counts[nth]!, limit, facts: unknown };
    try {
      const engine = new ApiEngine(model, transport, now);
      await engine.predict(engine.encode('Once upon a time'), signal);
      const told = await describe?.(transport, named.id, signal);
      signal.throwIfAborted();
      return { ...model, facts: { ...unknown, ...told } };
    } catch (error) {
      if (!(error instanceof Refusal && (error.status === 400 || error.status === 422))) throw error;
      refused = error;
      if (error.parameter === 'max_tokens' && limit === 'max_tokens') limit = 'max_completion_tokens';
      else nth++; // perhaps too many candidates were asked for
    }
  }
  throw refused;
}

/** Whether a failure speaks of one way of asking only. */
function worthAnother(error: EngineError, dialect: DialectId): boolean {
  // OpenAI denies at its text endpoint that a chat model exists; the chat endpoint has the last word.
  if (error.code === 'model-invalid' && dialect === 'chat') return false;
  return (
    error.code === 'no-logprobs' || (error instanceof Refusal ? error.elsewhere : error.code === 'nonsense')
  );
}

/** The chat endpoint has the last word on whether a model exists, where there is such an endpoint. */
const knowsModel = (error: EngineError, dialect: DialectId): boolean =>
  dialect === 'chat' &&
  error.code !== 'model-invalid' &&
  !(error instanceof Refusal && [404, 405, 501].includes(error.status));

function nothingWorks(model: string, attempts: readonly Attempt[], isKnown: boolean): EngineError {
  const tellingFirst: readonly EngineErrorCode[] = ['no-logprobs', 'model-invalid'];
  const failures = attempts
    .map(({ outcome }) => outcome as EngineErrorCode) // none of them works
    .filter(code => !(isKnown && code === 'model-invalid'));
  const code = tellingFirst.find(code => failures.includes(code)) ?? failures.at(-1)!;
  const tried = attempts.map(({ dialect, outcome }) => `${dialect}: ${outcome}`).join(', ');
  return new EngineError(code, `no way of asking ${model} gives probabilities (${tried})`);
}
