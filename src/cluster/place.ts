const LF = 0x0a;

/** Takes a file and an offset in it; returns `line:column`, both from 1, as editors count. */
export function placeIn(bytes: Uint8Array, offset: number): string {
  let line = 1;
  let start = 0;
  for (let at = bytes.indexOf(LF); at >= 0 && at < offset; at = bytes.indexOf(LF, at + 1)) {
    line += 1;
    start = at + 1;
  }
  return `${line}:${offset - start + 1}`;
}
