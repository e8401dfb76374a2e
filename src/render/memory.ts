import type { Episode, Kill, Victim } from "../model/analysis.js";
import { size, unsaid } from "./bytes.js";

/** Takes a victim; returns its resident bytes (anonymous, file and shared), null where the log gives none. */
export function rssBytes(victim: Victim | null): number | null {
  if (victim === null) return null;
  const parts = [victim.anonRssBytes, victim.fileRssBytes, victim.shmemRssBytes].filter(
    (bytes) => bytes !== null,
  );
  return parts.length === 0 ? null : parts.reduce((sum, bytes) => sum + bytes, 0);
}

/** Takes a kill and its episode; returns the bytes of the limit that was hit; null for the node, or unsaid. */
export function limitBytes(kill: Kill, episode: Episode | null): number | null {
  return kill.class === "cgroup-oom" ? (episode?.memcg?.limitBytes ?? null) : null;
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
