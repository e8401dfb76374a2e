import type { Kill } from "../model/analysis.js";

/**
 * A kill's id in a log that does not end. The line number that names it elsewhere counts from where reading began;
 * this id is made of what the log says, so that the same kill has the same id when it is read again after a restart.
 */
export function killName(kill: Kill): string {
  const { bootId, host, monotonicSeconds, time, source, victim, workload } = kill;
  // A pod is evicted once, whoever tells of it first.
  if (kill.class === "kubelet-eviction" && workload?.podUid)
    return `kill-${digest(JSON.stringify([kill.class, workload.podUid]))}`;
  const clock = monotonicSeconds ?? time ?? source.line;
  const sizes = [victim?.totalVmBytes, victim?.anonRssBytes];
  const said = [kill.class, bootId ?? host, clock, victim?.pid, victim?.comm, ...sizes, workload?.podUid];
  return `kill-${digest(JSON.stringify(said))}`;
}

/** The run of the OOM killer that killed `first` first. */
export const episodeName = (first: string): string => first.replace(/^kill-/, "episode-");

/** FNV-1a of 64 bits (draft-eastlake-fnv), in hexadecimal: for telling apart, not against anybody. */
export function digest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text))
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, "0");
}
