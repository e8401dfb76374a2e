import { percent, size } from "../render/bytes.js";
import { defineFinding } from "./finding.js";
import { rhythm, subject } from "./subject.js";

/** The share of the limit from which on it is what filled it. */
const SHARE = 0.5;

/** Page cache is most of what the limit holds, and could not be dropped in time. */
export const pageCacheAtLimit = defineFinding({
  code: "page-cache-at-limit",
  severity: "warning",
  find: ({ series, episodeOf }) =>
    series.flatMap((each) => {
      const kills = each.kills.filter((kill) => {
        const cgroup = kill.class === "cgroup-oom" ? episodeOf(kill)?.reason?.cgroup : null;
        const bytes = cgroup?.parts.file;
        return (
          bytes !== undefined &&
          bytes >= SHARE * (cgroup?.limitBytes ?? cgroup?.usageBytes ?? Number.POSITIVE_INFINITY)
        );
      });
      const [kill] = kills;
      const cgroup = kill && episodeOf(kill)?.reason?.cgroup;
      if (kill === undefined || !cgroup) return [];
      const bytes = cgroup.parts.file ?? null;
      return [
        {
          title: `Page cache, not the process, fills the limit of ${subject(kill)}`,
          detail: `${size(bytes)} of the limit of ${size(cgroup.limitBytes)} (${percent(bytes, cgroup.limitBytes) ?? "unknown share"}) is page cache; anonymous memory is ${size(cgroup.parts.anon ?? null)}. ${rhythm({ ...each, kills })}. Certain: the cgroup's own statistics say so.`,
          advice:
            "The kernel drops clean page cache before it kills, so this cache was dirty, mapped, or read faster than it could be dropped: a slow disk, mlock, or a large file being written. Write less at once (vm.dirty_bytes, direct I/O for dd, backup and copy), set memory.high below the limit, and do not raise the limit first.",
          kills,
          episodes: kills.flatMap((one) => episodeOf(one) ?? []),
        },
      ];
    }),
});
