/** Logs that do not end, piece by piece. Nothing is read before the piece at hand has been taken: a stuck reader of our output stops the log. */

/** Where reading goes on after a restart. */
export type Position =
  /** A cursor of the journal (sd_journal_get_cursor(3)). */
  | { readonly kind: "journal"; readonly cursor: string }
  /** The sequence number of the last record of /dev/kmsg, and the boot that it counts in. */
  | { readonly kind: "kmsg"; readonly bootId: string; readonly sequence: number }
  /** Bytes of a file that have been read, and a digest of the last of them: the file may change its name and its inode. */
  | { readonly kind: "file"; readonly inode: number; readonly offset: number; readonly before: string };

/** A piece of a log. */
export interface Chunk {
  /** Valid until the next piece is asked for. */
  readonly bytes: Uint8Array;
  /** Where reading goes on behind these bytes; null where that is not between two lines, or cannot be said. */
  readonly position: Position | null;
  /** From before reading began: to be known, and not to be told. */
  readonly past?: boolean;
  /** Records that the source itself says are lost before these bytes. */
  readonly lost?: string;
  /** When the machine was started (milliseconds since 1970), by the clock that these bytes carry, where they carry no other. */
  readonly bootMillis?: number;
}

/** Where reading begins: a report whose first line comes next is read again from there. */
export const nothingYet = (position: Position): Chunk => ({ bytes: new Uint8Array(0), position });

export interface Source {
  /** As it is to appear in the document. */
  readonly name: string;
  /** Gives the pieces until `signal` says that it is enough. */
  read(signal: AbortSignal): AsyncIterable<Chunk>;
}

/** The world outside gives no log, for a reason that a person can do something about. */
export class NoSource extends Error {}

/** Waits; returns early where it is enough. */
export function pause(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, millis);
    signal.addEventListener("abort", done);
  });
}
