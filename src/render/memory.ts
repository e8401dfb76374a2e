import type { Episode, Kill, Memcg, Victim } from "../model/analysis.js";
import { size, unsaid } from "./bytes.js";

/** Takes a victim; returns its resident bytes: anonymous, file and shared, or all in one; null where the log gives none. */
export function rssBytes(victim: Victim | null): number | null {
  if (victim === null) return null;
  const parts = [victim.anonRssBytes, victim.fileRssBytes, victim.shmemRssBytes].filter(
    (bytes) => bytes !== null,
  );
  return parts.length === 0 ? (victim.vmRssBytes ?? null) : parts.reduce((sum, bytes) => sum + bytes, 0);
}

/** Less than this is left of a limit that is hit: each CPU charges 32 pages ahead (mm/memcontrol.c, CHARGE_BATCH). */
const SLACK_BYTES = 2 ** 20;

/**
 * Takes a cgroup; returns whether it was its limit of memory and swap together that was hit, and not the one of memory
 * (cgroup v1): each counts how often it failed.
 */
export function hitMemsw({
  usageBytes,
  limitBytes: limit,
  failcnt,
  memswUsageBytes,
  memswLimitBytes,
  memswFailcnt,
}: Memcg): boolean {
  if (memswUsageBytes === null || memswLimitBytes === null || !memswFailcnt) return false;
  if (failcnt === 0) return true;
  const isFull = memswLimitBytes - memswUsageBytes < SLACK_BYTES;
  return isFull && usageBytes !== null && (limit === null || limit - usageBytes >= SLACK_BYTES);
}

/** Takes a kill and its episode; returns the bytes of the limit that was hit; null for the node, or unsaid. */
export function limitBytes(kill: Kill, episode: Episode | null): number | null {
  const memcg = episode?.memcg ?? null;
  if (kill.class !== "cgroup-oom" || memcg === null) return null;
  return hitMemsw(memcg) ? memcg.memswLimitBytes : memcg.limitBytes;
}

/** The same as text: `512 MiB`, or `node` where all memory was the limit. */
export function limitText(kill: Kill, episode: Episode | null): string {
  switch (kill.class) {
    case "cgroup-oom":
      return size(limitBytes(kill, episode));
    case "global-oom":
    case "kubelet-eviction":
      return "node";
    case "userspace-oom":
      return unsaid;
  }
}
