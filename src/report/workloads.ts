import { groupBy } from "../group-by.js";
import type { Kill, NonEmpty } from "../model/analysis.js";
import { unsaid } from "../render/bytes.js";
import { count } from "../render/count.js";
import { belongsTo } from "../render/name.js";

/** All kills of one workload: a pod that died forty times is one. */
export interface Folded {
  /** `workload-1`, in the order of first kills. */
  readonly id: string;
  readonly name: string;
  readonly host: string | null;
  readonly kills: NonEmpty<Kill>;
}

/** Takes kills, oldest first; returns them by workload, in the order of their first kill. */
export function foldByWorkload(kills: readonly Kill[]): Folded[] {
  return [...groupBy(kills, keyOf).values()].map((group, at) => ({
    id: `workload-${at + 1}`,
    name: nameOf(group),
    host: group[0].host,
    kills: group,
  }));
}

/** A pod keeps its uid, and a unit its name, while containers come and go. */
function keyOf({ host, workload, oomMemcg, taskMemcg, victim }: Kill): string {
  const where =
    workload?.podUid ??
    workload?.pod ??
    workload?.unit ??
    workload?.name ??
    workload?.containerId ??
    taskMemcg ??
    oomMemcg ??
    victim?.comm ??
    "";
  return [host ?? "", where, workload?.container ?? ""].join("\u0000");
}

/** A name that people know, or the process and the id that finds it: `java in 3f2a90c1d2e4`. */
function nameOf(kills: NonEmpty<Kill>): string {
  const [{ workload }] = kills;
  const named = workload?.pod ?? workload?.unit ?? workload?.name ?? null;
  const places = new Set(kills.map(belongsTo));
  // The containers of one pod: what they have in common is the pod.
  const place = places.size > 1 && workload?.podUid ? `pod ${workload.podUid}` : belongsTo(kills[0]);
  if (named !== null) return shortened(place);
  const comms = new Set(kills.map(({ victim }) => victim?.comm ?? null).filter((comm) => comm !== null));
  const [comm] = comms;
  if (comm === undefined) return shortened(place);
  const who = comms.size === 1 ? comm : `${comm} and ${count(comms.size - 1, "other")}`;
  if (place === unsaid || place === "/" || place === comm) return shortened(who);
  return shortened(comms.size === 1 ? `${who} in ${place}` : `${place} (${who})`);
}

/** A cgroup's name can be as long as a path may be. */
const NAME_MAX = 100;

function shortened(name: string): string {
  const characters = [...name];
  return characters.length > NAME_MAX ? `${characters.slice(0, NAME_MAX - 1).join("")}…` : name;
}
