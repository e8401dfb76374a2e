import type { Readable } from "node:stream";
import type { Chunk } from "./source.js";

/** The bytes of a stream. It is not read while nobody asks, so that whoever writes into it waits. */
export async function* bytesOf(stream: Readable, signal: AbortSignal): AsyncGenerator<Chunk> {
  const stop = (): void => void stream.destroy();
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  try {
    for await (const bytes of stream as AsyncIterable<Buffer>) yield { bytes, position: null };
  } catch (error) {
    // A stream that is taken away while it is read says so.
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
