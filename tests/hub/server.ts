import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Repository } from './repository.ts';

/** What goes wrong with one file. */
export interface Fault {
  readonly cutAfter?: number; // bytes of an answer, then the connection breaks
  readonly status?: number; // instead of the file
  readonly stall?: boolean; // headers, and then nothing
  readonly holdAt?: number; // bytes of an answer, then nothing more, with the line open
  readonly flip?: boolean; // one bit differs
  readonly times?: number; // how often; always when left out
  readonly thenBecomes?: Buffer; // what is there after `cutAfter`
}

export interface HubOptions {
  readonly bytesPerSecond?: number;
  readonly ranges?: boolean; // default true
  readonly listing?: boolean; // default true
  readonly hashes?: boolean; // in the listing; default true
  readonly cors?: boolean; // default true
}

export interface Asked {
  readonly path: string;
  readonly range: string | null;
  sent: number; // bytes of content
}

/** The one repository that a test hub has. */
export const REPO = 'us/tiny';

/** A hub in miniature: a listing, and files behind a redirect to another host that knows ETags and ranges. */
export class HubServer {
  readonly log: Asked[] = []; // answers with content, in order
  private readonly faults = new Map<string, { fault: Fault; left: number }>();
  private readonly server = createServer((request, response) => {
    this.answer(request, response).catch(() => response.destroy());
  });

  private constructor(
    private readonly contents: Map<string, Buffer>,
    private readonly options: HubOptions,
  ) {}

  /** Starts on a free port. */
  static async start(files: Repository, options: HubOptions = {}): Promise<HubServer> {
    const entries = Object.entries(files).map(
      async ([path, blob]) => [path, Buffer.from(await blob.arrayBuffer())] as const,
    );
    const hub = new HubServer(new Map(await Promise.all(entries)), options);
    hub.server.listen(0, '127.0.0.1');
    await once(hub.server, 'listening');
    return hub;
  }

  /** What a reader would type as the address of a mirror. */
  get base(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  fail(path: string, fault: Fault): void {
    this.faults.set(path, { fault, left: fault.times ?? Infinity });
  }

  /** Puts other content in a file's place. */
  replace(path: string, content: Buffer): void {
    this.contents.set(path, content);
  }

  mend(): void {
    this.faults.clear();
  }

  /** Bytes of content sent of files whose path ends so. */
  sent(ending: string): number {
    return this.log.filter(({ path }) => path.endsWith(ending)).reduce((sum, { sent }) => sum + sent, 0);
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, this.base);
    if (this.options.cors !== false) {
      response.setHeader('access-control-allow-origin', '*');
      response.setHeader('access-control-expose-headers', 'etag, content-range, accept-ranges');
    }
    if (url.pathname.startsWith(`/api/models/${REPO}/`)) return this.list(response);
    const [, resolved] = new RegExp(`^/${REPO}/resolve/[^/]+/(.+)`).exec(url.pathname) ?? [];
    if (resolved !== undefined) {
      // As the hub does: the file itself is elsewhere.
      response.writeHead(302, { location: `http://localhost:${this.port}/cdn/${resolved}` }).end();
      return;
    }
    const path = url.pathname.replace(/^\/cdn\//, '');
    const content = this.contents.get(path);
    if (content === undefined) return void response.writeHead(404).end();
    await this.send(path, content, request, response);
  }

  private list(response: ServerResponse): void {
    if (this.options.listing === false) return void response.writeHead(404).end();
    const entries = [...this.contents].map(([path, content]) => ({
      type: 'file',
      path,
      size: content.length,
      oid: gitId(content),
      ...(path.endsWith('.json') || this.options.hashes === false
        ? {}
        : { lfs: { oid: sha256(content), size: content.length, pointerSize: 134 } }),
    }));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify([{ type: 'directory', path: 'onnx', size: 0, oid: '' }, ...entries]));
  }

  private async send(
    path: string,
    whole: Buffer,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const fault = this.nextFault(path);
    if (fault?.status !== undefined) return void response.writeHead(fault.status).end();
    const content = fault?.flip ? flipped(whole) : whole;
    const range = this.options.ranges === false ? null : (request.headers.range ?? null);
    const from = range === null ? 0 : Number(/bytes=(\d+)-/.exec(range)![1]);
    if (from >= content.length) return void response.writeHead(416).end();
    response.writeHead(range === null ? 200 : 206, {
      etag: `"${sha256(content)}"`,
      'content-length': content.length - from,
      ...(range === null ? {} : { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }),
    });
    if (request.method === 'HEAD') return void response.end();
    const asked: Asked = { path, range, sent: 0 };
    this.log.push(asked);
    response.flushHeaders();
    if (fault?.stall) return;
    await this.stream(content.subarray(from), asked, response, fault ?? {});
    if (fault?.thenBecomes !== undefined) this.replace(path, fault.thenBecomes);
  }

  private async stream(
    content: Buffer,
    asked: Asked,
    response: ServerResponse,
    { cutAfter = Infinity, holdAt = Infinity }: Fault,
  ): Promise<void> {
    const { bytesPerSecond } = this.options;
    const step = bytesPerSecond === undefined ? 65_536 : Math.ceil(bytesPerSecond / 20);
    while (asked.sent < content.length && !response.destroyed) {
      const chunk = content.subarray(asked.sent, Math.min(asked.sent + step, cutAfter));
      asked.sent += chunk.length;
      if (!response.write(chunk)) await drained(response);
      if (asked.sent >= cutAfter) return void response.destroy();
      if (asked.sent >= holdAt) return void (await once(response, 'close'));
      if (bytesPerSecond !== undefined) await pause(50);
    }
    response.end();
  }

  private nextFault(path: string): Fault | null {
    const entry = this.faults.get(path);
    if (entry === undefined || entry.left-- <= 0) return null;
    return entry.fault;
  }
}

export const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** As git names a file's content. */
const gitId = (content: Uint8Array): string =>
  createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');

function flipped(content: Buffer): Buffer {
  const copy = Buffer.from(content);
  copy[copy.length >> 1]! ^= 1;
  return copy;
}

async function drained(response: ServerResponse): Promise<void> {
  const settled = new AbortController();
  const { signal } = settled;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
  settled.abort(); // takes the other listener away
}
