import type { Readable } from "node:stream";
import { ApiProblem } from "./problem.js";

const LF = 10;
/** Longer than any object may be: etcd takes 1.5 MiB. */
const LINE_MAX = 8 << 20;

/** The lines of a stream, without their ends and without empty ones; what is behind the last end is not whole. */
export async function* linesOf(stream: Readable): AsyncGenerator<string> {
  let kept: Buffer[] = [];
  let bytes = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = piece.indexOf(LF); end >= 0; end = piece.indexOf(LF, from)) {
      const line = Buffer.concat([...kept, piece.subarray(from, end)]).toString("utf8");
      kept = [];
      bytes = 0;
      from = end + 1;
      if (line.trim() !== "") yield line;
    }
    if (from === piece.length) continue;
    kept.push(piece.subarray(from));
    bytes += piece.length - from;
    if (bytes > LINE_MAX) throw new ApiProblem("its answer has a line without an end", { kind: "too-large" });
  }
}
