import { type Bytes, find } from "./find.js";

const LF = 10;

/** How many lines end in [from, to). */
export function countNewlines(bytes: Bytes, from: number, to: number): number {
  let count = 0;
  for (let at = find.forward(bytes, LF, from); at >= 0 && at < to; at = find.forward(bytes, LF, at + 1))
    count += 1;
  return count;
}
