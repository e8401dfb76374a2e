import { percent, size } from "../render/bytes.js";
import { defineFinding } from "./finding.js";
import { rhythm, subject } from "./subject.js";

/** The share of the limit from which on it is what filled it. */
const SHARE = 0.25;

/** Memory that the kernel holds for the cgroup fills the limit. */
export const kernelMemoryFillsLimit = defineFinding({
  code: "kernel-memory-fills-limit",
  severity: "warning",
  find: ({ series, episodeOf }) =>
    series.flatMap((each) => {
      const kills = each.kills.filter((kill) => {
        const cgroup = kill.class === "cgroup-oom" ? episodeOf(kill)?.reason?.cgroup : null;
        const bytes = cgroup?.parts.kernel;
        return (
          bytes !== undefined &&
          bytes >= SHARE * (cgroup?.limitBytes ?? cgroup?.usageBytes ?? Number.POSITIVE_INFINITY)
        );
      });
      const [kill] = kills;
      const cgroup = kill && episodeOf(kill)?.reason?.cgroup;
      if (kill === undefined || !cgroup) return [];
      const bytes = cgroup.parts.kernel ?? null;
      return [
        {
          title: `Kernel memory fills a large part of the limit of ${subject(kill)}`,
          detail: `${size(bytes)} of the limit of ${size(cgroup.limitBytes)} (${percent(bytes, cgroup.limitBytes) ?? "unknown share"}) is kernel memory (slab, stacks, page tables); anonymous memory is ${size(cgroup.parts.anon ?? null)}. ${rhythm({ ...each, kills })}. Certain: the cgroup's own statistics say so.`,
          advice:
            "Look for very many open files, dentries, sockets, threads or mappings: slabtop on the node, memory.stat of the cgroup. Killing a process frees it only where the process held it.",
          kills,
          episodes: kills.flatMap((one) => episodeOf(one) ?? []),
        },
      ];
    }),
});
