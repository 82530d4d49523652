import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSite, type Site } from '../../scripts/static-server.ts';

const weights = Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 251));
let folder: string;
let site: Site;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'site-'));
  mkdirSync(join(folder, 'site/assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'outside the site');
  writeFileSync(join(folder, 'site/index.html'), '<title>page</title>');
  writeFileSync(join(folder, 'site/assets/index-Dk3_x9aB.js'), 'export {};');
  writeFileSync(join(folder, 'site/assets/ort-CW9dO1ab.wasm'), '\0asm');
  writeFileSync(join(folder, 'site/assets/ort-CW9dO1ab.mjs'), 'export {};');
  writeFileSync(join(folder, 'site/model.onnx'), weights);
  site = await serveSite({ root: join(folder, 'site'), base: '/demo/' });
});

afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

interface Reply {
  readonly status: number | undefined;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

/** node:http rather than fetch, which tidies `..` out of paths and unpacks gzip by itself. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: site.port, path, headers, method }, response => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('the static server', () => {
  it('serves the page under its base and sends the bare address there, query kept', async () => {
    expect((await get('/demo/')).body.toString()).toBe('<title>page</title>');
    expect((await get('/demo?seed=7')).headers.location).toBe('/demo/?seed=7');
    expect((await get('/elsewhere/')).status).toBe(404);
  });

  it.each([
    ['/demo/', 'text/html; charset=utf-8'],
    ['/demo/assets/index-Dk3_x9aB.js', 'text/javascript; charset=utf-8'],
    ['/demo/assets/ort-CW9dO1ab.mjs', 'text/javascript; charset=utf-8'],
    ['/demo/assets/ort-CW9dO1ab.wasm', 'application/wasm'],
    ['/demo/model.onnx', 'application/octet-stream'],
  ])('gives %s the type %s and lets any origin read it', async (path, type) => {
    const { headers } = await get(path);
    expect(headers['content-type']).toBe(type);
    expect(headers['access-control-allow-origin']).toBe('*');
  });

  it('lets hashed files be kept for ever and has the others asked for again', async () => {
    expect((await get('/demo/assets/index-Dk3_x9aB.js')).headers['cache-control']).toContain('immutable');
    const page = await get('/demo/');
    expect(page.headers['cache-control']).toBe('no-cache');
    const again = await get('/demo/', { 'if-none-match': String(page.headers.etag) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it('compresses text for who accepts it, and never weights', async () => {
    const page = await get('/demo/', { 'accept-encoding': 'gzip, br' });
    expect(page.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(page.body).toString()).toBe('<title>page</title>');
    const model = await get('/demo/model.onnx', { 'accept-encoding': 'gzip' });
    expect(model.headers['content-encoding']).toBeUndefined();
    expect(model.body.equals(weights)).toBe(true);
  });

  it.each([
    ['bytes=0-0', 206, 0, 1],
    ['bytes=990-', 206, 990, 1000],
    ['bytes=-10', 206, 990, 1000],
    ['bytes=995-4000', 206, 995, 1000],
    ['bytes=0-1,4-5', 200, 0, 1000],
    ['lines=0-1', 200, 0, 1000],
  ])(
    'answers %s with %i and those bytes, so that a cut download can go on',
    async (range, status, from, to) => {
      const part = await get('/demo/model.onnx', { range });
      expect(part.status).toBe(status);
      expect(part.body.equals(weights.subarray(from, to))).toBe(true);
    },
  );

  it('refuses a range past the end and says how long the file is', async () => {
    const { status, headers } = await get('/demo/model.onnx', { range: 'bytes=1000-' });
    expect([status, headers['content-range']]).toEqual([416, 'bytes */1000']);
  });

  it.each([
    '/demo/../secret.txt',
    '/demo/%2e%2e/secret.txt',
    '/demo/..%2fsecret.txt',
    '/demo/%00',
    '/demo/%',
    '/demo/assets',
  ])('gives nothing for %s', async path => {
    const { status, body } = await get(path);
    expect(status).toBe(404);
    expect(body.toString()).not.toContain('outside');
  });

  it.runIf(process.platform === 'linux')('closes the file of a download that is given up', async () => {
    const large = join(folder, 'site/large.onnx');
    writeFileSync(large, Buffer.alloc(64 * 1024 * 1024)); // more than sockets buffer
    const isOpen = () =>
      readdirSync('/proc/self/fd').some(fd => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`) === realpathSync(large);
        } catch {
          return false; // closed meanwhile
        }
      });
    await new Promise<void>((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: site.port, path: '/demo/large.onnx' }, response => {
        response.once('data', () => {
          expect(isOpen()).toBe(true);
          response.destroy();
        });
        response.once('close', resolve);
      });
      sent.once('error', reject);
      sent.end();
    });
    await expect.poll(isOpen, { timeout: 30_000 }).toBe(false);
  });

  it('answers HEAD without a body and other methods not at all', async () => {
    const head = await get('/demo/model.onnx', {}, 'HEAD');
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '1000', 0]);
    expect((await get('/demo/', {}, 'POST')).status).toBe(405);
  });
});
