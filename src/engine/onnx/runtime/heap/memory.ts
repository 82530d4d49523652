import type { OrtModule, Pointer } from './module.ts';

/** WebAssembly's memory, read and written from outside. */
export class Memory {
  constructor(readonly module: OrtModule) {}

  /** The memory as it is now: not to be kept, for it may grow. */
  get bytes(): Uint8Array {
    this.module.getValue(0, 'i32'); // has Emscripten look whether a thread has made it grow
    return this.module.HEAPU8;
  }

  /** A copy of bytes; to be freed. */
  place(bytes: Uint8Array): Pointer {
    const at = this.allocate(bytes.byteLength);
    this.bytes.set(bytes, at);
    return at;
  }

  /** @throws RangeError when there is no room, in words that are told apart as such */
  allocate(size: number): Pointer {
    const at = this.module._malloc(Math.max(size, 1));
    if (at === 0) throw new RangeError(`out of memory: ${size} bytes more`);
    return at;
  }

  /** Runs `use` with room for as many numbers on the stack, and takes it back. */
  withCells<T>(count: number, use: (cells: Cells) => T): T {
    const { module } = this;
    const stack = module.stackSave();
    try {
      return use(new Cells(module, module.stackAlloc(count * CELL)));
    } finally {
      module.stackRestore(stack);
    }
  }

  /** @throws Error in onnxruntime's words unless `ok` */
  check(ok: boolean, what: string): void {
    if (ok) return;
    const reason = this.withCells(2, cells => {
      this.module._OrtGetLastError(cells.at(0), cells.at(1));
      return `${this.text(cells.get(1)).trim()} (${cells.get(0)})`;
    });
    throw new Error(`${what}: ${reason}`);
  }

  text(at: Pointer): string {
    return at === 0 ? '' : this.module.UTF8ToString(at);
  }
}

const CELL = 4; // bytes of a pointer, and of an int

/** Consecutive pointers or ints. */
export class Cells {
  constructor(
    private readonly module: OrtModule,
    private readonly start: Pointer,
  ) {}

  at(index: number): Pointer {
    return this.start + index * CELL;
  }

  get(index: number): number {
    return this.module.getValue(this.at(index), '*');
  }

  set(values: readonly number[]): Pointer {
    values.forEach((value, index) => this.module.setValue(this.at(index), value, '*'));
    return this.start;
  }
}
