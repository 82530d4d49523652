import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findHubModel } from '#engine/hub/hub-model.ts';
import { download } from '#engine/files/download.ts';
import { addModel } from '../../scripts/models-add/add.ts';
import { type Site, serveSite } from '../../scripts/static-server.ts';
import { repository } from '../hub/repository.ts';
import { HubServer, REPO } from '../hub/server.ts';

const files = { ...repository('single', 'fp32'), ...repository('sharded', 'q4') };
const graph = 'onnx/model.onnx';
let folder: string;
let hub: HubServer;
let site: Site | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-add-'));
  hub = await HubServer.start(files);
});
afterEach(async () => {
  await site?.close();
  site = null;
  await hub.close();
  await rm(folder, { recursive: true });
});

const add = (...precisions: string[]) =>
  addModel({ base: hub.base, repo: REPO, revision: 'main' }, precisions, join(folder, 'hub'));
const added = (path: string) => join(folder, 'hub', REPO, 'resolve/main', path);
const bytesOf = async (blob: Blob) => Buffer.from(await blob.arrayBuffer());

it('makes a hub of any static server, with sizes and hashes', async () => {
  await add('fp32');
  await add('q4');
  site = await serveSite({ root: folder, base: '/class/' });
  const base = new URL('hub', site.url).href;
  const found = await findHubModel({ base, repo: REPO, revision: 'main' });
  expect(found.variants.map(({ precision }) => precision).sort()).toEqual(['fp32', 'q4']);
  for (const { graph, shards } of found.variants) {
    for (const file of [graph, ...shards]) {
      expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
      const arrived = await download(file.source, file, () => {}); // checks the hash
      expect(Buffer.from(arrived).equals(await bytesOf(files[file.path]!))).toBe(true);
    }
  }
});

it('fetches nothing twice', async () => {
  await add('fp32');
  const before = hub.sent('');
  await add('fp32');
  expect(hub.sent('')).toBe(before);
});

it('completes what is there in part', async () => {
  const whole = await bytesOf(files[graph]!);
  hub.fail(graph, { status: 404 });
  await expect(add('fp32')).rejects.toMatchObject({ code: 'download-failed' });
  await writeFile(`${added(graph)}.part`, whole.subarray(0, 100_000));
  hub.mend();
  await add('fp32');
  expect(hub.sent(graph)).toBe(whole.length - 100_000);
  expect((await readFile(added(graph))).equals(whole)).toBe(true);
});

it('keeps nothing that is damaged', async () => {
  hub.fail(graph, { flip: true, times: 1 });
  await expect(add('fp32')).rejects.toMatchObject({ code: 'download-corrupt' });
  await expect(stat(added(graph))).rejects.toMatchObject({ code: 'ENOENT' });
  await add('fp32');
  expect((await readFile(added(graph))).equals(await bytesOf(files[graph]!))).toBe(true);
});

it('says which precisions there are', async () => {
  await expect(add('fp16')).rejects.toThrow('it has q4, fp32');
});
