import { recognise } from "./recognise.js";

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
  if (message.indexOf("] ", 8) < 0 || message.indexOf("[", 1) < 0) return undefined;
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

/** Time, host and tag of the kernel's lines: longer than a comm, too. */
export const kernelHeader =
  /(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,9})?|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S{0,16}) [^\s:[\]]{1,255} kernel: /g;
const KERNEL = " kernel: ";

/** Lines of syslog or a journal whose newlines were lost, three at least; undefined for every other line. */
export function kernelLines(text: string): readonly string[] | undefined {
  const first = text.indexOf(KERNEL);
  if (first < 0 || text.indexOf(KERNEL, first + KERNEL.length) < 0) return undefined;
  const starts = [...text.matchAll(kernelHeader)].map(({ index }) => index);
  if (starts.length < ENOUGH || starts[0] !== 0) return undefined;
  return starts.map((start, i) => text.slice(start, starts[i + 1]).trimEnd());
}

/** A priority and a time: longer than a comm, so nothing inside a message looks like it. */
const header =
  /<\d{1,3}>(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d |1 \d{4}-\d\d-\d\dT)/g;

/** Datagrams of syslog as they came over the wire, with nothing between them; undefined for every other line. */
export function datagrams(text: string): readonly string[] | undefined {
  if (text[0] !== "<" || text.indexOf("<", 1) < 0) return undefined;
  const starts = [...text.matchAll(header)].map(({ index }) => index);
  if (starts.length < 2 || starts[0] !== 0) return undefined;
  return starts.map((start, i) => text.slice(start, starts[i + 1]));
}

/** No announcement is shorter, and no kill line has the words of a kill so far behind. */
const SHORTEST_ANNOUNCEMENT = 40;
/** Longer than a comm, so nobody's name looks like it. */
const announcement = / or (?:sacrifice|a) child[.,]?\s*(?=Killed process[ \t]+\d)/;

/** The two lines that kernels before 5.1 print for a kill, where they stand on one; undefined for every other line. */
export function announcedAndKilled(message: string): readonly [string, string] | undefined {
  if (message.indexOf("Killed process", SHORTEST_ANNOUNCEMENT) < 0) return undefined;
  // What somebody wrote before it makes it a quote.
  if (recognise(message)?.kind !== "kill-announcement") return undefined;
  const between = announcement.exec(message);
  if (between === null) return undefined;
  const end = between.index + between[0].length;
  return [message.slice(0, end).trimEnd(), message.slice(end)];
}
