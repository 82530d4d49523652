import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

export interface SiteOptions {
  readonly root: string; // folder whose files are served
  readonly port?: number; // 0 (the default): any free port
  readonly host?: string; // interface to listen on; default 127.0.0.1
  readonly base?: string; // path the site lives under, with both slashes; default '/'
  readonly isolate?: boolean; // send COOP beside COEP, so that WebAssembly may use threads; default false
}

export interface Site {
  readonly url: string; // address of the first page, base included
  readonly port: number;
  close(): Promise<void>;
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.onnx': 'application/octet-stream',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm', // anything else makes compileStreaming refuse it
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** Weights and fonts are left out: their bytes are close to random, and the page counts them as they arrive. */
const compressible = new Set([
  '.css',
  '.html',
  '.js',
  '.json',
  '.map',
  '.mjs',
  '.svg',
  '.txt',
  '.wasm',
  '.webmanifest',
]);

/** Vite puts a hash of the content into these names, so what is behind one can never change. */
const hashed = /\/assets\/[^/]+-[\w-]{8,}\.\w+$/;

/**
 * A static file server with what this page needs and no more: right types for wasm and mjs, gzip, byte ranges,
 * revalidation, and open cross-origin reading, because a sandboxed iframe (origin `null`) loads its own files
 * cross-origin.
 *
 * @throws Error with code EADDRINUSE if the port is taken
 */
export async function serveSite(options: SiteOptions): Promise<Site> {
  const { root, port = 0, host = '127.0.0.1', base = '/', isolate = false } = options;
  const compress = compressor();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
    // A host page that is isolated itself (Pyodide, notebooks with threads) shows only frames that say the same.
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    response.setHeader('x-content-type-options', 'nosniff');
    if (isolate) response.setHeader('cross-origin-opener-policy', 'same-origin');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const [path = '/', query] = (request.url ?? '/').split('?', 2);
    if (base !== '/' && (path === '/' || `${path}/` === base)) {
      response.writeHead(302, { location: query === undefined ? base : `${base}?${query}` }).end();
      return;
    }
    const file = path.startsWith(base) ? await fileAt(root, path.slice(base.length)) : null;
    if (file === null) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('404: no such file\n');
      return;
    }
    await send(file, path, request, response, compress);
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const actual = (server.address() as AddressInfo).port;
  return {
    url: `http://${host === '0.0.0.0' ? 'localhost' : host}:${actual}${base}`,
    port: actual,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface File {
  readonly path: string;
  readonly bytes: number;
  readonly etag: string; // weak: made of size and time, not of content
}

/** The file behind a URL path, or null; never one outside `root`. */
async function fileAt(root: string, path: string): Promise<File | null> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null; // a stray %
  }
  if (decoded.includes('\0')) return null;
  const full = normalize(
    join(root, decoded.endsWith('/') || decoded === '' ? join(decoded, 'index.html') : decoded),
  );
  if (!full.startsWith(normalize(root) + sep)) return null;
  try {
    const found = await stat(full);
    if (!found.isFile()) return null;
    return {
      path: full,
      bytes: found.size,
      etag: `W/"${found.size.toString(36)}-${found.mtimeMs.toString(36)}"`,
    };
  } catch {
    return null;
  }
}

async function send(
  file: File,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  compress: (file: File) => Promise<Buffer>,
): Promise<void> {
  const extension = extname(file.path);
  response.setHeader('content-type', types[extension] ?? 'application/octet-stream');
  response.setHeader('cache-control', hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('etag', file.etag);
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304).end();
    return;
  }
  if (compressible.has(extension)) {
    response.setHeader('vary', 'accept-encoding');
    if (/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) {
      const body = await compress(file);
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': body.length });
      response.end(request.method === 'HEAD' ? undefined : body);
      return;
    }
  }
  response.setHeader('accept-ranges', 'bytes');
  const range = rangeOf(request.headers.range, file.bytes);
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'content-range': `bytes */${file.bytes}` }).end();
    return;
  }
  const { first, last } = range ?? { first: 0, last: file.bytes - 1 };
  response.setHeader('content-length', last - first + 1);
  if (range !== null) response.setHeader('content-range', `bytes ${first}-${last}/${file.bytes}`);
  response.writeHead(range === null ? 200 : 206);
  if (request.method === 'HEAD' || file.bytes === 0) response.end();
  // A reader who goes away ends the stream, and with it the open file; `pipe` would leave it open.
  else await pipeline(createReadStream(file.path, { start: first, end: last }), response).catch(() => {});
}

/** One `bytes=first-last` range (RFC 9110 §14); null, meaning the whole file, for none, several or another unit. */
function rangeOf(
  header: string | undefined,
  bytes: number,
): { first: number; last: number } | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return null;
  const first = match[1] === '' ? Math.max(0, bytes - Number(match[2])) : Number(match[1]);
  const last = match[1] === '' || match[2] === '' ? bytes - 1 : Math.min(Number(match[2]), bytes - 1);
  return first > last ? 'unsatisfiable' : { first, last };
}

/** Compresses each version of a file once: the largest, ORT's wasm, takes about a second. */
function compressor(): (file: File) => Promise<Buffer> {
  const done = new Map<string, Promise<Buffer>>();
  return file => {
    const key = `${file.path} ${file.etag}`;
    const body = done.get(key) ?? readFile(file.path).then(bytes => promisify(gzip)(bytes, { level: 6 }));
    done.set(key, body);
    return body;
  };
}
