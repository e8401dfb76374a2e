import type { SourceLine } from "../model/record.js";
import type { Bytes } from "./find.js";

/** What the gate and the readers of records that take up several lines have in common. */
export interface LineReader {
  /** Lines seen so far; an unfinished one counts when the input ends. */
  readonly lines: number;
  /** The first lines or records, among which one may carry a time. */
  readonly firstLines: readonly SourceLine[];
  readonly lastLine: SourceLine | null;
  /** Where the next bytes go: fill it from its start and call `filled`. Never empty. */
  space(): Bytes;
  filled(count: number): void;
  /** Takes bytes from elsewhere; they may be reused afterwards. */
  push(bytes: Bytes): void;
  /** The input has ended. */
  end(): void;
  /** What is known of it has been asked for: another reader may have its buffer. */
  release(): void;
}

/** Copies bytes from elsewhere into the reader's own space, as often as it takes. */
export function pour(bytes: Bytes, into: Pick<LineReader, "space" | "filled">): void {
  for (let at = 0; at < bytes.length; ) {
    const space = into.space();
    const part = bytes.subarray(at, at + space.length);
    space.set(part);
    into.filled(part.length);
    at += part.length;
  }
}
