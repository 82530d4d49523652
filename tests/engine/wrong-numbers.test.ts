import { createHash } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EngineError } from '#engine/engine.ts';
import type { Connection } from '#engine/onnx/client.ts';
import { connectInProcess, loadRuntimeInNode, modelIn } from '#engine/onnx/node.ts';
import type { Feed, Runtime, Session, Tensor } from '#engine/onnx/runtime/runtime.ts';
import { type LoadRuntime, serve } from '#engine/onnx/serve.ts';
import { type Candidate, Supply } from '#engine/onnx/supply.ts';
import type { Golden } from '#engine/onnx/verify.ts';
import type { Model } from '#engine/spec.ts';
import { folders } from './models-on-disk.ts';

/**
 * A page must not show numbers that are wrong. Here the real runtime computes, and one logit is changed on its way out:
 * what a silently broken kernel does.
 */
let model: Model;
let watched: ReadonlySet<number>; // likeliest tokens of the reference: their logits are compared one by one
const open: Connection[] = [];

beforeAll(async () => {
  model = await modelIn(folders[0]!.path);
  const golden = JSON.parse(await (model.files['golden.json'] as Blob).text()) as Golden;
  watched = new Set(golden.cases.map(({ shipped }) => shipped.top[0]!));
});
afterEach(() => {
  for (const connection of open.splice(0))
    connection.close(new EngineError('worker-crashed', 'the test is over'));
});

const spoiled = (logits: Tensor): Tensor => ({
  dims: logits.dims,
  async read(last) {
    const numbers = await logits.read(last);
    for (const id of watched) numbers[numbers.length - logits.dims.at(-1)! + id]! += 1;
    return numbers;
  },
  release: () => logits.release(),
});

/** Positions before the ones a run reads: 0 without a cache. */
const pastOf = (feeds: Readonly<Record<string, Feed>>): number => {
  const positions = feeds['position_ids'];
  return positions !== undefined && 'data' in positions ? Number(positions.data[0]) : 0;
};

/** @param when which runs are spoiled, by how many positions their cache holds */
const lying =
  (when: (past: number) => boolean): LoadRuntime =>
  async (...args) => {
    const honest = await loadRuntimeInNode(...args);
    const runtime: Runtime = {
      onCpu: honest,
      crop: (...of) => honest.crop(...of),
      lost: () => honest.lost(),
      async createSession(...of) {
        const session = await honest.createSession(...of);
        const lies: Session = {
          inputs: session.inputs,
          outputNames: session.outputNames,
          release: () => session.release(),
          async run(feeds, outputs) {
            const [logits, ...others] = await session.run(feeds, outputs);
            return [when(pastOf(feeds)) ? spoiled(logits!) : logits!, ...others];
          },
        };
        return lies;
      },
    };
    return runtime;
  };

async function load(runtimes: readonly LoadRuntime[], of = model) {
  const left = [...runtimes];
  const candidate: Candidate = { model: of, backend: 'wasm', adapter: null, threads: 1 };
  const supply = new Supply(
    () => {
      const connection = connectInProcess(port => serve(port, left.shift()!));
      open.push(connection);
      return connection;
    },
    runtimes.map(() => candidate),
  );
  return supply.next(() => {}, new AbortController().signal);
}

describe('a backend with one wrong logit', () => {
  it.each([
    ['without a cache', (past: number) => past === 0],
    ['with a cache only', (past: number) => past > 0],
  ])('is refused and named, and the next one is taken: %s', async (_, when) => {
    const { report } = await load([lying(when), loadRuntimeInNode]);
    expect(report.rejected).toHaveLength(1);
    expect(report.rejected[0]!.reason).toMatch(/^numbers-wrong: logits are off by (0\.9|1\.)/);
    expect(report.verification!.maxError).toBeLessThanOrEqual(report.verification!.tolerance);
  });

  it('is not shown where there is no other', async () => {
    await expect(load([lying(() => true)])).rejects.toMatchObject({ code: 'numbers-wrong' });
  });
});

it('weights whose checksum is right and whose numbers are not are refused', async () => {
  const { spec } = model;
  const file = spec.files.weights ?? spec.files.graph;
  const bytes = new Uint8Array(await (model.files[file.path] as Blob).arrayBuffer()).slice();
  // Every 4096th byte of the second half is another number; the file is as long as before.
  for (let at = bytes.length >> 1; at < bytes.length - 4096; at += 4096) bytes[at]! ^= 0x55;
  const changed = { ...file, sha256: createHash('sha256').update(bytes).digest('hex') };
  const name = spec.files.weights === undefined ? 'graph' : 'weights';
  const other: Model = {
    spec: { ...spec, files: { ...spec.files, [name]: changed } },
    files: { ...model.files, [file.path]: new Blob([bytes]) },
  };
  await expect(load([loadRuntimeInNode], other)).rejects.toMatchObject({ code: 'numbers-wrong' });
});
