import { type Bytes, find } from "./find.js";
import { scanModule } from "./scan-wasm.js";

/**
 * Searches raw bytes for several literals at once, counting newlines on the way: `scan.wat` in WebAssembly, which
 * costs nothing beside reading the bytes and as much for thirty literals as for three. `Buffer.indexOf` runs over
 * the bytes once for each literal and once more for the newlines, half a second for each GiB.
 */

/** Where scan.wat expects the beginning of each group, the literals and the text. */
const GROUP_STARTS = 128;
const LITERALS = 144;
const TEXT = 4096;
const PAGE = 1 << 16;
/** The tables know three bytes of a literal. */
const KNOWN = 3;
const LONGEST = 255;
/** They are told apart by eight bits; those that share one are taken for each other more often. */
const GROUPS = 8;

/** As much of the API as is used; TypeScript has it in its library for browsers only. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
};

interface Exports {
  scan(from: number, to: number): number;
  readonly newlines: { readonly value: number };
  readonly nul: { readonly value: number };
}

let compiled: object | undefined;

/** Scanners whose input has ended, by what they search for: making one takes as long as reading a megabyte. */
const idle = new Map<string, Scanner[]>();
/** Inputs are read one after the other; each is tried before it is read. */
const IDLE_MAX = 2;

export class Scanner {
  /** The bytes that are searched: fill them in place. */
  readonly bytes: Bytes;
  readonly #exports: Exports;
  readonly #everywhere: boolean;
  readonly #key: string;

  /** One that is at hand, or else a new one. */
  static take(needles: readonly string[], size: number): Scanner {
    return idle.get(keyOf(needles, size))?.pop() ?? new Scanner(needles, size);
  }

  /**
   * @param needles literals of at least three bytes; an empty one is found everywhere
   * @param size of the text that can be at hand at once, in bytes
   */
  constructor(needles: readonly string[], size: number) {
    const memory = new WebAssembly.Memory({ initial: Math.ceil((TEXT + size) / PAGE) });
    this.#key = keyOf(needles, size);
    this.#everywhere = needles.includes("");
    writeTables(new Uint8Array(memory.buffer, 0, TEXT), this.#everywhere ? [] : needles);
    this.bytes = inPlace(memory.buffer, size);
    compiled ??= new WebAssembly.Module(scanModule());
    this.#exports = new WebAssembly.Instance(compiled, { oomlog: { memory } }).exports as Exports;
  }

  /** Says that nobody will touch its bytes any more. */
  giveBack(): void {
    const others = idle.get(this.#key) ?? [];
    if (others.length < IDLE_MAX) idle.set(this.#key, [...others, this]);
  }

  /** A position in the first needle that lies in [from, to) as a whole, or `to`. */
  scan(from: number, to: number): number {
    const end = this.#everywhere ? from : to;
    return this.#exports.scan(TEXT + from, TEXT + end) - TEXT;
  }

  /** Newlines between where the last scan began and where it ended. */
  get newlines(): number {
    return this.#exports.newlines.value;
  }

  /** Whether the last scan met a NUL byte. */
  get sawNul(): boolean {
    return this.#exports.nul.value !== 0;
  }
}

const keyOf = (needles: readonly string[], size: number): string => JSON.stringify([size, ...needles]);

/** Node reads files into any view, and searches and decodes a Buffer fastest. */
function inPlace(memory: ArrayBuffer, size: number): Bytes {
  return typeof Buffer === "undefined" ? new Uint8Array(memory, TEXT, size) : Buffer.from(memory, TEXT, size);
}

/** The six tables of scan.wat, and the literals. */
function writeTables(memory: Bytes, needles: readonly string[]): void {
  const groups = grouped(needles);
  let end = LITERALS;
  for (const [group, literals] of groups.entries()) {
    new DataView(memory.buffer).setUint16(GROUP_STARTS + 2 * group, end, true);
    for (const { bytes, offset } of literals) {
      for (let i = 0; i < KNOWN; i++) {
        const byte = bytes[offset + i] as number;
        for (const at of [i * 32 + (byte & 15), i * 32 + 16 + (byte >> 4)])
          memory[at] = (memory[at] as number) | (1 << group);
      }
      if (end + bytes.length + 3 > TEXT) throw new Error("too many needles");
      memory.set([bytes.length, offset, ...bytes], end);
      end += 2 + bytes.length;
    }
    memory[end] = 0;
    end += 1;
  }
}

interface Literal {
  readonly bytes: Bytes;
  /** Where in it the three bytes stand by which it is looked up. */
  readonly offset: number;
}

function grouped(needles: readonly string[]): Literal[][] {
  const groups: Literal[][] = Array.from({ length: GROUPS }, () => []);
  const known: string[] = [];
  for (const needle of needles) {
    const bytes = new TextEncoder().encode(needle);
    if (bytes.length < KNOWN || bytes.length > LONGEST) throw new Error(`needle of no use: ${needle}`);
    // One that holds the beginning of another is looked up there: the fewer there are, the rarer they are met.
    const shared = known.findIndex((one) => needle.includes(one));
    const group = shared < 0 ? known.push(needle.slice(0, KNOWN)) - 1 : shared;
    const offset = shared < 0 ? 0 : find.forward(bytes, new TextEncoder().encode(known[shared]), 0);
    groups[group % GROUPS]?.push({ bytes, offset });
  }
  return groups;
}
