import type { BackendReport, Engine } from '#engine/engine.ts';
import type { ModelSpec } from '#engine/spec.ts';
import type { SamplingParams } from '#lm/sampling.ts';

/** An engine that says where it computes: an embedded or downloaded model, or one behind an API. */
export type ReportingEngine = Engine & { readonly report: BackendReport; readonly spec?: ModelSpec };

/** A model the reader brought along: downloaded, or behind an API. It is kept until another one takes its place. */
export interface Guest {
  readonly engine: ReportingEngine;
  readonly largestTopK: number | null; // beyond its list an API names no tokens; null: it lists all of them
}

/**
 * Which of the reader's own models may stand in where a start names an embedded one. 'api': the text is for a model of
 * its language, so that only a model large enough to be behind an API can read it.
 */
export type OpenTo = 'all' | 'api' | 'none';

export const mayStandIn = ({ engine }: Guest, openTo: OpenTo): boolean =>
  openTo === 'all' || (openTo === 'api' && engine.report.backend === 'api');

/** Settings under which every draw falls on a token that the guest names. */
export const withinReach = <P extends Partial<SamplingParams>>(params: P, guest: Guest | null): P => {
  const largest = guest?.largestTopK ?? null;
  return largest === null ? params : { ...params, topK: Math.min(params.topK ?? largest, largest) };
};
