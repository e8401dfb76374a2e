import type { Kill, Reaper } from "./model/analysis.js";

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

/** All that is needed to know a kill again. */
export interface Fingerprint {
  readonly pid: number | null;
  readonly comm: string | null;
  readonly host: string | null;
  readonly bootId: string | null;
  readonly monotonicSeconds: number | null;
  readonly timeSeconds: number | null;
  readonly totalVmBytes: number | null;
  readonly anonRssBytes: number | null;
}

export function fingerprintOf(kill: Kill): Fingerprint {
  const { victim, host, bootId, monotonicSeconds, time } = kill;
  return {
    pid: victim?.pid ?? null,
    comm: victim?.comm ?? null,
    host,
    bootId,
    monotonicSeconds,
    timeSeconds: time === null ? null : Date.parse(time) / 1000,
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
    apart(a.timeSeconds, b.timeSeconds) <= SAME_WALL_SECONDS
  );
}

/** A line of the kernel thread `oom_reaper`. */
export interface ReaperLine {
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
    apart(kill.monotonicSeconds, reaper.monotonicSeconds) <= REAPED_WITHIN_SECONDS
  );
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

const differ = (a: string | number | null, b: string | number | null): boolean =>
  a !== null && b !== null && a !== b;

const apart = (a: number | null, b: number | null): number =>
  a === null || b === null ? 0 : Math.abs(a - b);
