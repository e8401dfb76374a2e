import type { Live } from "../live/live.js";
import type { Chunk, Position, Source } from "./source.js";

/** Reads a log that does not end, as fast as what is told of it is taken. */

export interface Following {
  readonly source: Source;
  readonly live: Live;
  /** Enough: the open reports are finished by whoever asked. */
  readonly signal: AbortSignal;
  /** Called before each piece is read. */
  readonly begins: (chunk: Chunk) => void;
  /** The log has been read up to here, and no report is open. */
  readonly reached: (position: Position) => void;
  /** Waits until what was told has been taken. */
  readonly taken: () => Promise<void>;
  /** Takes what is to be called when more is known of the cluster. */
  readonly onChange?: (changed: () => void) => void;
}

/** Nothing for so long: a report that has killed is over. The kernel prints one in a few milliseconds. */
const IDLE_MILLIS = 1000;
/** How long work that was put off may wait. */
const BEHIND_MILLIS = 50;

/** Changes of the cluster within this time are taken together: pods that start change many times. */
const CHANGED_MILLIS = 500;
/** Until then a log that is at hand already has the processor for itself. */
const PREPARE_AFTER_MILLIS = 100;

export async function follow(following: Following): Promise<void> {
  const { source, live, signal, begins, reached, taken, onChange } = following;
  let position: Position | null = null;
  let timer: NodeJS.Timeout | undefined;
  let changing: NodeJS.Timeout | undefined;
  let idleAt = 0;
  const preparing = setTimeout(() => live.prepare(), PREPARE_AFTER_MILLIS);
  const safe = (): void => {
    if (position !== null && !live.open) reached(position);
  };
  const wait = (): void => {
    clearTimeout(timer);
    if (!live.open && !live.behind) return;
    const left = idleAt - Date.now();
    timer = setTimeout(
      () => {
        if (Date.now() >= idleAt) {
          live.idle();
          safe();
          // A report without a kill, or a line without an end, may stay open: what comes will wake us.
          if (live.behind) waitAnew();
        } else {
          live.catchUp();
          wait();
        }
      },
      live.behind ? Math.min(BEHIND_MILLIS, Math.max(0, left)) : Math.max(0, left),
    );
  };
  const waitAnew = (): void => {
    idleAt = Date.now() + IDLE_MILLIS;
    wait();
  };
  onChange?.(() => {
    changing ??= setTimeout(() => {
      changing = undefined;
      // It is news, whatever was read last.
      begins({ bytes: new Uint8Array(0), position: null });
      live.clusterChanged();
      wait();
    }, CHANGED_MILLIS);
  });
  try {
    for await (const chunk of source.read(signal)) {
      begins(chunk);
      if (chunk.lost !== undefined) live.lost(chunk.lost);
      if (chunk.bootMillis !== undefined) live.booted(chunk.bootMillis);
      if (chunk.bytes.length > 0) live.push(chunk.bytes);
      position = chunk.position ?? position;
      if (chunk.position !== null) safe();
      await taken();
      if (signal.aborted) return;
      waitAnew();
    }
  } finally {
    onChange?.(() => {});
    clearTimeout(changing);
    clearTimeout(timer);
    clearTimeout(preparing);
  }
}
