import { contentOf } from "./content.js";
import { decompress } from "./decompress.js";
import type { Bytes } from "./find.js";

/** Takes the bytes of a packed file; returns what is in it, or null where they are not packed in a known way. */
export async function unpackedBytes(packed: Uint8Array): Promise<Uint8Array | null> {
  const content = contentOf(packed as Bytes);
  if (content.kind !== "packed") return null;
  const pieces: Uint8Array[] = [];
  for await (const piece of decompress(content.packing, once(packed))) pieces.push(piece.slice());
  return Buffer.concat(pieces);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Bytes> {
  yield bytes as Bytes;
}
