import type { DiagnosticArgs } from "../model/diagnostic.js";

/** Where a reader puts what it reads; the analyser is one. */

/** What is known of an input before it is read. */
export interface InputFacts {
  readonly compression?: string | null;
  /** When the input was last written, in milliseconds since 1970: settles the year of times that carry none. */
  readonly writtenMillis?: number;
  /** The end of the input, some lines of it, where it can be had before the rest: settles the year, too. */
  readonly lastLines?: string;
}

/** What a reader may have to say of an input. */
export type InputNote = "archive-cut" | "input-grew" | "input-shrank" | "journalctl-said";

/** Takes the bytes of one input. */
export interface ByteSink {
  /** Where a reader may put the next bytes without a copy; then it calls `filled`. Never empty. */
  space(): Uint8Array;
  filled(count: number): void;
  /** Takes bytes, or text, from elsewhere. */
  push(chunk: Uint8Array | string): void;
  note<Code extends InputNote>(code: Code, args: DiagnosticArgs[Code]): void;
  /** The input has ended. */
  end(): void;
}

/** Takes inputs. */
export interface Intake {
  /** @param name as it is to appear in the document; `-` for standard input */
  open(name: string, facts?: InputFacts): ByteSink;
  /** Says that an input cannot be read at all. */
  unreadable(name: string, reason: string): void;
  /** Says that an input is left out, for a reason that is no fault. */
  skipped(name: string, reason: string): void;
}
