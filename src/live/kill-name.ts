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
  // systemd-oomd kills a cgroup and names no process.
  if (victim !== null && victim.pid === null) said.push(kill.taskMemcg);
  return `kill-${digest(JSON.stringify(said))}`;
}

/** The run of the OOM killer that killed `first` first. */
export const episodeName = (first: string): string => first.replace(/^kill-/, "episode-");

/** What FNV-1a multiplies by, 2^40 aside. */
const PRIME = 0x1b3;
const HALF = 2 ** 32;

/**
 * FNV-1a of 64 bits (draft-eastlake-fnv), in hexadecimal: for telling apart, not against anybody. In halves, for a
 * BigInt is an object: made of them the digests of a thousand kills took longer than to print these.
 */
export function digest(text: string): string {
  let [high, low] = [0xcbf29ce4, 0x84222325];
  for (const byte of new TextEncoder().encode(text)) {
    const mixed = (low ^ byte) >>> 0;
    const product = mixed * PRIME;
    high = (high * PRIME + mixed * 2 ** 8 + Math.floor(product / HALF)) >>> 0;
    low = product >>> 0;
  }
  return [high, low].map((half) => half.toString(16).padStart(8, "0")).join("");
}
