import zlib from "node:zlib";
import type { Chunks } from "./chunks.js";
import type { Packing } from "./content.js";
import { CutOff } from "./failure.js";
import type { Bytes } from "./find.js";
import { outputOf } from "./program.js";

/** What each packing is opened with: what Node has itself, or else a program of the system. */
interface Opener {
  /** Absent where this version of Node has none. */
  readonly core?: ((options: { chunkSize: number }) => zlib.Gunzip) | undefined;
  readonly program: string;
  readonly args: readonly string[];
  /** Where Debian and Ubuntu have the program. */
  readonly package: string;
}

// Since Node 22.15; the types are those of Node 20.
const { createZstdDecompress } = zlib as { createZstdDecompress?: NonNullable<Opener["core"]> };

const openers: Readonly<Record<Packing, Opener>> = {
  gzip: { core: zlib.createGunzip, program: "gzip", args: ["-dc"], package: "gzip" },
  zstd: { core: createZstdDecompress, program: "zstd", args: ["-dcq"], package: "zstd" },
  xz: { program: "xz", args: ["-dcq"], package: "xz-utils" },
  bzip2: { program: "bzip2", args: ["-dc"], package: "bzip2" },
  lz4: { program: "lz4", args: ["-dcq"], package: "lz4" },
};

/** Twice as fast as the 16 KiB that Node takes by itself. */
const CHUNK = 1 << 18;

/**
 * Opens what is packed, in a stream and with flat memory.
 *
 * @throws {NotRead} where the program for it is missing, and says which package has it
 * @throws {CutOff} at the end, where the archive is cut off or broken: what it held has been given
 */
export function decompress(packing: Packing, packed: Chunks): Chunks {
  const { core, program, args, package: name } = openers[packing];
  if (core) return unpacked(core({ chunkSize: CHUNK }), packed);
  const missing = `it is compressed with ${packing}, and the program ${program} is not installed (Debian, Ubuntu: apt install ${name})`;
  return outputOf({ program, args, input: packed, missing });
}

async function* unpacked(stream: zlib.Gunzip, packed: Chunks): AsyncGenerator<Bytes> {
  const fed = feed(packed, stream);
  // Awaited below, when all has been taken.
  fed.catch(() => {});
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (error) {
    throw new CutOff((error as Error).message);
  } finally {
    stream.destroy();
  }
  await fed;
}

async function feed(packed: Chunks, stream: zlib.Gunzip): Promise<void> {
  let closed = false;
  const closing = new Promise<void>((resolve) => {
    stream.once("close", () => {
      closed = true;
      resolve();
    });
  });
  for await (const chunk of packed) {
    const written = new Promise<void>((resolve) => {
      stream.write(chunk, () => resolve());
    });
    await Promise.race([written, closing]);
    if (closed) return;
  }
  // An archive that is cut off fails at its end, and a stream that fails drops what nobody has taken.
  while (stream.readableLength > 0 && !closed) await new Promise((resolve) => setImmediate(resolve));
  stream.end();
}
