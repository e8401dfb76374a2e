import { machineOf } from "./machine.js";
import type { Heard } from "./observe.js";

/** What a kubelet says before it evicts: of use for the eviction that follows, and it may say it for hours. */

interface Said {
  readonly heard: Heard;
}

/** So many are kept in any case: a kill of the kernel may be near. */
const RECENT = 1000;
const DUE = 2 * RECENT;

/** Machines whose last words are kept in any case; a forged log may name any number. */
const MACHINES = 1000;

export const isWarning = ({ role }: Heard): boolean => role === "warns";

/** Whether so much of it is held that it is time to let go, by the number that came since the last time. */
export const isDue = (count: number): boolean => count >= DUE;

/** Takes what was heard, in order; returns it without what led up to nothing, long ago. */
export function withoutIdle<One extends Said>(all: readonly One[]): One[] {
  const kept: One[] = [];
  const followed = new Set<string>();
  for (let at = all.length - 1; at >= 0; at--) {
    const one = all[at] as One;
    if (one.heard.role === "kills") followed.clear();
    if (isWarning(one.heard)) {
      const said = saidBy(one.heard);
      if ((followed.has(said) || followed.size >= MACHINES) && at < all.length - RECENT) continue;
      followed.add(said);
    }
    kept.push(one);
  }
  return kept.reverse();
}

/** What is said, and by which machine. */
const saidBy = ({ fact, record: { source, envelope } }: Heard): string =>
  `${fact.kind} ${machineOf({ source, host: envelope.host })}`;
