import type { Bytes } from "./find.js";

/** Bytes on their way, piece by piece. A piece is valid until the next one is asked for. */
export type Chunks = AsyncIterable<Bytes>;

/** Takes pieces; returns the first bytes of them, and all of them once more from their start. */
export async function peek(
  chunks: Chunks,
  bytes: number,
): Promise<{ readonly head: Bytes; readonly whole: Chunks }> {
  const source = chunks[Symbol.asyncIterator]();
  const parts: Bytes[] = [];
  let length = 0;
  let failure: { readonly error: unknown } | null = null;
  let ended = false;
  while (length < bytes && !ended && failure === null)
    try {
      const { value, done } = await source.next();
      if (done) ended = true;
      else {
        parts.push(value.slice());
        length += value.length;
      }
    } catch (error) {
      // Where something came before it, that comes first.
      if (length === 0) throw error;
      failure = { error };
    }
  async function* whole(): AsyncGenerator<Bytes> {
    try {
      yield* parts;
      if (failure) throw failure.error;
      if (!ended) yield* { [Symbol.asyncIterator]: () => source };
    } finally {
      await source.return?.();
    }
  }
  return { head: joined(parts).subarray(0, bytes), whole: whole() };
}

function joined(parts: readonly Bytes[]): Bytes {
  if (parts.length === 1) return parts[0] as Bytes;
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
