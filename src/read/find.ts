/** Literal search over raw bytes: Node's own where there is one, a plain loop in a browser. */

export type Bytes = Uint8Array;

interface Find {
  /** First position of a byte or a sequence at or after `from`; -1 where there is none. */
  readonly forward: (haystack: Bytes, needle: number | Bytes, from: number) => number;
  /** Last position of a byte at or before `from`; -1 where there is none. */
  readonly backward: (haystack: Bytes, byte: number, from: number) => number;
}

const plain: Find = {
  forward: (haystack, needle, from) => {
    if (typeof needle === "number") return haystack.indexOf(needle, from);
    const first = needle[0] ?? 0;
    for (let at = haystack.indexOf(first, from); at >= 0; at = haystack.indexOf(first, at + 1))
      if (needle.every((byte, i) => haystack[at + i] === byte)) return at;
    return -1;
  },
  backward: (haystack, byte, from) => haystack.lastIndexOf(byte, from),
};

// Buffer.indexOf runs memchr on the first byte of a needle shorter than 8: 0.1–0.4 s per GiB.
const native: Find = {
  forward: (haystack, needle, from) => Buffer.prototype.indexOf.call(haystack, needle, from),
  backward: (haystack, byte, from) => Buffer.prototype.lastIndexOf.call(haystack, byte, from),
};

export const find: Find = typeof Buffer === "undefined" ? plain : native;
