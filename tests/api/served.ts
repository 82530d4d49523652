import { join } from 'node:path';
import { type ConnectOptions, connectApi } from '#engine/api/connect.ts';
import { type LanguageModel, loadLanguageModel } from '../../scripts/serve-model/language-model.ts';
import { type ModelServer, type ServeOptions, serveModel } from '../../scripts/serve-model/server.ts';

let loading: Promise<LanguageModel> | null = null;

/** The embedded English model, loaded once per test file. */
export const embedded = (): Promise<LanguageModel> =>
  (loading ??= loadLanguageModel(join(import.meta.dirname, '../../models/en-mini')));

/** Serves it on a free port. */
export const serve = async (options: Partial<ServeOptions>): Promise<ModelServer> =>
  serveModel({
    model: await embedded(),
    kind: 'all',
    port: 0,
    host: '127.0.0.1',
    key: null,
    origins: '*',
    ...options,
  });

/** A signal that never fires. */
export const patient = new AbortController().signal;

export const connect = (address: string, options: Partial<ConnectOptions> = {}) =>
  connectApi({ address, key: '', model: '', signal: patient, ...options });
