import type { Kill, Reaper, Victim } from "./model/analysis.js";
import type { Timing } from "./model/record.js";

/**
 * Several lines, one kill: the reaper reports later and from another thread, and a second logger or a second file
 * tells the same kill again.
 */

/** How far apart the kernel's clock may stand: a group's first victim is printed again when the group is walked. */
const SAME_KERNEL_SECONDS = 5;
/** Loggers stamp what they receive, which can be late. */
const SAME_WALL_SECONDS = 120;
/** The reaper gives up after a few seconds; a pid may be used again later. */
const REAPED_WITHIN_SECONDS = 120;
/** Clocks of the world are up to 14 hours from UTC, and whole quarters of an hour apart. */
const ZONE_SECONDS = 14 * 3600;
const QUARTER_SECONDS = 900;

/** A kill, and all that the clocks say of its line. */
export interface TimedKill {
  readonly kill: Kill;
  readonly timing: Timing;
}

/** Which start of the kernel's clock a line is after, in an input whose boots have no ids. */
interface BootPlace {
  readonly input: number;
  readonly bootNumber: number;
}

/** All that is needed to know a kill again. */
export interface Fingerprint extends BootPlace {
  readonly pid: number | null;
  readonly comm: string | null;
  readonly host: string | null;
  readonly bootId: string | null;
  readonly monotonicSeconds: number | null;
  readonly timeSeconds: number | null;
  readonly timeQuality: Kill["timeQuality"];
  readonly totalVmBytes: number | null;
  readonly anonRssBytes: number | null;
}

export function fingerprintOf({ kill, timing }: TimedKill): Fingerprint {
  const { victim, host, bootId, monotonicSeconds, time, timeQuality, source } = kill;
  return {
    input: source.input,
    bootNumber: timing.bootNumber,
    pid: victim?.pid ?? null,
    comm: victim?.comm ?? null,
    host,
    bootId,
    monotonicSeconds,
    timeSeconds: time === null ? null : Date.parse(time) / 1000,
    timeQuality,
    totalVmBytes: victim?.totalVmBytes ?? null,
    anonRssBytes: victim?.anonRssBytes ?? null,
  };
}

/** Whether two reports tell of one kill: same victim, and no clock, boot or host that says otherwise. */
export function isCopy(a: Fingerprint, b: Fingerprint): boolean {
  return (
    a.pid === b.pid &&
    a.comm === b.comm &&
    !differ(a.bootId, b.bootId) &&
    !differ(a.host, b.host) &&
    !differ(a.totalVmBytes, b.totalVmBytes) &&
    !differ(a.anonRssBytes, b.anonRssBytes) &&
    apart(a.monotonicSeconds, b.monotonicSeconds) <= SAME_KERNEL_SECONDS &&
    (!ofOtherBoots(a, b) || a.monotonicSeconds === b.monotonicSeconds) &&
    isAboutThen(a, b)
  );
}

/**
 * Loggers that print no zone may be hours apart. Then it is the sizes that tell: no two processes of one name and
 * pid die with the same number of pages.
 */
function isAboutThen(a: Fingerprint, b: Fingerprint): boolean {
  const seconds = apart(a.timeSeconds, b.timeSeconds);
  if (seconds <= SAME_WALL_SECONDS) return true;
  if (a.timeQuality === "exact" && b.timeQuality === "exact") return false;
  if (a.input === b.input || a.anonRssBytes === null || a.anonRssBytes !== b.anonRssBytes) return false;
  const rest = seconds % QUARTER_SECONDS;
  return seconds <= ZONE_SECONDS && Math.min(rest, QUARTER_SECONDS - rest) <= SAME_WALL_SECONDS / 4;
}

/** A copy may know what its original does not: the wall's time beside the kernel's, the host, the boot. */
export function completed(original: Kill, copy: Kill): Kill {
  const better =
    (original.time === null && copy.time !== null) ||
    (original.timeQuality === "inferred" && copy.timeQuality === "exact");
  return {
    ...original,
    ...(better ? { time: copy.time, timeQuality: copy.timeQuality } : {}),
    monotonicSeconds: original.monotonicSeconds ?? copy.monotonicSeconds,
    host: original.host ?? copy.host,
    bootId: original.bootId ?? copy.bootId,
    duplicates: original.duplicates + 1,
    reaper: original.reaper ?? copy.reaper,
    victim: filled(original.victim, copy.victim),
  };
}

/** A line that announces a victim says nothing of its size, and one that was cut not all. */
function filled(victim: Victim | null, copy: Victim | null): Victim | null {
  if (victim === null || copy === null) return victim ?? copy;
  const known = Object.entries(victim).filter(([, value]) => value !== null);
  return { ...copy, ...Object.fromEntries(known) };
}

/** A line of the kernel thread `oom_reaper`. */
export interface ReaperLine extends BootPlace {
  readonly pid: number | null;
  readonly outcome: string;
  readonly kB: Readonly<Record<string, number>>;
  readonly host: string | null;
  readonly bootId: string | null;
  readonly monotonicSeconds: number | null;
}

/** Whether the reaper's line may be about this kill. */
export function isReapedBy(kill: Fingerprint, reaper: ReaperLine): boolean {
  return (
    kill.pid === reaper.pid &&
    !differ(kill.host, reaper.host) &&
    !differ(kill.bootId, reaper.bootId) &&
    !ofOtherBoots(kill, reaper) &&
    apart(kill.monotonicSeconds, reaper.monotonicSeconds) <= REAPED_WITHIN_SECONDS
  );
}

/** How many lines of the reaper wait for their kill. */
const EARLY = 32;

/** Lines of the reaper that came while the report of their kill was still open. */
export class EarlyReapers {
  #lines: ReaperLine[] = [];

  wait(line: ReaperLine): void {
    this.#lines = [...this.#lines, line].slice(-EARLY);
  }

  /** Takes out the line that is about this kill; null where none has come. */
  take(kill: Fingerprint): ReaperLine | null {
    const at = this.#lines.findIndex((line) => isReapedBy(kill, line));
    return at < 0 ? null : (this.#lines.splice(at, 1)[0] ?? null);
  }
}

/** The reaper's line in the document's words. */
export function reaperOf({ outcome, kB }: ReaperLine): Reaper {
  const bytes = (name: string) => (kB[name] === undefined ? null : kB[name] * 1024);
  return {
    reaped: outcome === "reaped",
    anonRssBytes: bytes("anon-rss"),
    fileRssBytes: bytes("file-rss"),
    shmemRssBytes: bytes("shmem-rss"),
  };
}

/** The kernel's clock started again between the two. A log may be followed by a copy of itself, though. */
const ofOtherBoots = (a: BootPlace, b: BootPlace): boolean =>
  a.input === b.input && a.bootNumber !== b.bootNumber;

const differ = (a: string | number | null, b: string | number | null): boolean =>
  a !== null && b !== null && a !== b;

const apart = (a: number | null, b: number | null): number =>
  a === null || b === null ? 0 : Math.abs(a - b);
