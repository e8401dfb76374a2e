/** One record of several that stand on one line without anything between them. */
export interface RunTogether {
  readonly monotonic: string;
  readonly message: string;
}

const stamp = /\[ {0,5}(\d{1,12}\.\d{6})\](?: |$)/g;

/** A comm of 15 bytes may hold one stamp, and a kill report names a comm twice at most. */
const ENOUGH = 3;

/**
 * The records of a line whose newlines were lost: at least three further stamps, none earlier than the one before
 * it. Undefined for every other line.
 *
 * @param monotonic the line's own stamp
 * @param message what stands behind it
 */
export function runTogether(monotonic: string, message: string): readonly RunTogether[] | undefined {
  if (message.indexOf("] ", 8) < 0) return undefined;
  const stamps = [...message.matchAll(stamp)];
  if (stamps.length < ENOUGH) return undefined;
  const times = [monotonic, ...stamps.map((match) => match[1] as string)];
  if (times.some((time, index) => index > 0 && Number(time) < Number(times[index - 1]))) return undefined;
  const starts = [0, ...stamps.map((match) => match.index + match[0].length)];
  const ends = [...stamps.map((match) => match.index), message.length];
  return times.map((time, index) => ({
    monotonic: time,
    message: message.slice(starts[index], ends[index]).trimEnd(),
  }));
}
