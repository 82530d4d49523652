import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { download } from '#engine/files/download.ts';
import { Transfer } from '#engine/files/transfer.ts';
import { listFiles } from '#engine/hub/listing.ts';
import { serveSite } from '../../scripts/static-server.ts';
import { HubServer, sha256 } from './server.ts';
import type { HubOptions } from './server.ts';

const content = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 2654435761) >>> 24);
const path = 'onnx/model.onnx';

let hub: HubServer;
afterEach(() => hub.close());

async function start(options: HubOptions = {}): Promise<void> {
  hub = await HubServer.start({ [path]: new Blob([content]), 'config.json': new Blob(['{}']) }, options);
}

/** Downloads the file as listed; also how many bytes were reported on the way. */
async function fetched(): Promise<{ bytes: Uint8Array; reported: number }> {
  const files = await listFiles({ base: hub.base, repo: 'us/tiny', revision: 'main' });
  const file = files.find(each => each.path === path)!;
  let reported = 0;
  const bytes = await download(file.source, file, count => (reported += count));
  return { bytes, reported };
}

async function expectWhole(): Promise<void> {
  const { bytes, reported } = await fetched();
  expect(sha256(bytes)).toBe(sha256(content));
  expect(reported).toBe(content.length);
}

it('lists sizes and hashes before anything is downloaded', async () => {
  await start();
  const files = await listFiles({ base: hub.base, repo: 'us/tiny', revision: 'main' });
  expect(files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }))).toEqual([
    { path, bytes: content.length, sha256: sha256(content) },
    { path: 'config.json', bytes: 2, sha256: null },
  ]);
  expect(files[1]!.version).toBe('9e26dfeeb6e641a33dae4961196235bdb965b21b'); // git hash-object, of {}
  expect(hub.log).toEqual([]);
});

it('finds the usual files on a mirror that cannot list', async () => {
  await start({ listing: false });
  const files = await listFiles({ base: hub.base, repo: 'us/tiny', revision: 'main' });
  expect(files.map(file => [file.path, file.bytes])).toEqual([
    [path, content.length],
    ['config.json', 2],
  ]);
  expect(hub.sent('.onnx')).toBe(0);
});

it('knows the size of texts that a mirror compresses', async () => {
  await start();
  const root = mkdtempSync(join(tmpdir(), 'mirror-'));
  const text = JSON.stringify(Array.from({ length: 1000 }, (_, i) => i));
  mkdirSync(join(root, 'us/tiny/resolve/main'), { recursive: true });
  writeFileSync(join(root, 'us/tiny/resolve/main/config.json'), text);
  const site = await serveSite({ root });
  const address = { base: site.url.replace(/\/$/, ''), repo: 'us/tiny', revision: 'main' };
  const [config] = await listFiles(address);
  const bytes = await download(config!.source, config!, () => {});
  expect(new TextDecoder().decode(bytes)).toBe(text);
  await site.close();
  rmSync(root, { recursive: true });
});

it('downloads over a redirect', async () => {
  await start();
  await expectWhole();
});

it('takes a cut download up where it was, and fetches nothing twice', async () => {
  await start();
  hub.fail(path, { cutAfter: 100_000, times: 2 });
  await expectWhole();
  expect(hub.log.map(({ range }) => range)).toEqual([
    null,
    expect.stringMatching(/^bytes=\d+-$/),
    expect.any(String),
  ]);
  // What was sent and had not arrived when the connection broke is sent again; no more than that.
  const starts = hub.log.map(({ range }) => Number(/\d+/.exec(range ?? '0')![0]));
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
  expect(starts[2]! - starts[1]!).toBeLessThanOrEqual(100_000);
});

it('also from a server that knows no ranges', async () => {
  await start({ ranges: false });
  hub.fail(path, { cutAfter: 100_000, times: 1 });
  await expectWhole();
});

it('outlasts a server that fails for a moment', async () => {
  await start();
  hub.fail(path, { status: 503, times: 2 });
  await expectWhole();
});

it('gives up on a server that goes on failing', async () => {
  await start();
  hub.fail(path, { status: 500 });
  await expect(fetched()).rejects.toMatchObject({
    code: 'download-failed',
    message: expect.stringMatching(/HTTP 500/),
  });
});

it('does not ask again for what is not there', async () => {
  await start();
  hub.fail(path, { status: 404 });
  await expect(fetched()).rejects.toMatchObject({
    code: 'download-failed',
    message: expect.stringMatching(/HTTP 404/),
  });
});

it('refuses content with a wrong hash', async () => {
  await start();
  hub.fail(path, { flip: true });
  await expect(fetched()).rejects.toMatchObject({
    code: 'download-corrupt',
    message: expect.stringMatching(/sha256/),
  });
});

it('asks once more for content that arrived damaged', async () => {
  await start();
  hub.fail(path, { flip: true, times: 1 });
  await expectWhole();
});

it('refuses a file that is longer or shorter than told', async () => {
  await start();
  const source = `${hub.base}/us/tiny/resolve/main/${path}`;
  const file = { path, bytes: content.length, sha256: null };
  await expect(download(source, { ...file, bytes: content.length - 1 }, () => {})).rejects.toMatchObject({
    code: 'download-corrupt',
  });
  await expect(download(source, { ...file, bytes: content.length + 1 }, () => {})).rejects.toMatchObject({
    code: 'download-corrupt',
  });
});

it('is patient with a slow line', async () => {
  await start({ bytesPerSecond: 150_000 });
  await expectWhole();
});

describe('a file that is known by no hash', () => {
  const other = Buffer.from(content.map(byte => byte ^ 0x55)); // of the same size
  const versions = async (): Promise<(string | undefined)[]> =>
    (await listFiles({ base: hub.base, repo: 'us/tiny', revision: 'main' }))
      .filter(file => file.path === path)
      .map(({ version }) => version);

  it.each([{ hashes: false }, { listing: false }])(
    'is another one when its content is: %o',
    async options => {
      await start(options);
      const before = await versions();
      expect(await versions()).toEqual(before);
      hub.replace(path, other);
      expect(await versions()).not.toEqual(before);
    },
  );

  it('is begun again when it has become another one while the line was cut', async () => {
    await start({ hashes: false, bytesPerSecond: 1_000_000 });
    hub.fail(path, { cutAfter: 100_000, times: 1, thenBecomes: other });
    const { bytes, reported } = await fetched();
    expect(hub.log.map(({ range }) => range)).toEqual([null, expect.stringMatching(/^bytes=\d+-$/), null]);
    expect(sha256(bytes)).toBe(sha256(other));
    expect(reported).toBe(content.length);
  });
});

describe('a connection without a byte', () => {
  it('counts as cut', async () => {
    await start();
    hub.fail(path, { stall: true, times: 1 });
    const file = { path, bytes: content.length, sha256: null };
    const transfer = new Transfer(`${hub.base}/us/tiny/resolve/main/${path}`, file, { stallMs: 200 });
    let received = 0;
    for await (const chunk of transfer.from(0)) received += chunk.length;
    expect(received).toBe(content.length);
  });
});

describe('a listing', () => {
  it('of a model that is not there says so', async () => {
    await start();
    const nowhere = listFiles({ base: `${hub.base}/none`, repo: 'us/tiny', revision: 'main' });
    await expect(nowhere).rejects.toMatchObject({ code: 'download-failed' });
  });

  it('of nonsense is refused, and of hostile paths ignored', async () => {
    await start();
    const from = (body: string) => `data:application/json,${encodeURIComponent(body)}#`;
    await expect(
      listFiles({ base: from('{"error":1}'), repo: 'a/b', revision: 'main' }),
    ).rejects.toMatchObject({
      code: 'nonsense',
    });
    const hostile = ['../secret', '/etc/passwd', 'a/../../b', 'a//b', 'x?y', 'é'].map(path => ({
      type: 'file',
      path,
      size: 1,
    }));
    const rest = [
      null,
      7,
      { type: 'file', path: 'ok', size: -1 },
      { type: 'file', path: 'fine.onnx', size: 5 },
    ];
    const files = await listFiles({
      base: from(JSON.stringify([...hostile, ...rest])),
      repo: 'a/b',
      revision: 'main',
    });
    expect(files.map(file => file.path)).toEqual(['fine.onnx']);
  });
});
