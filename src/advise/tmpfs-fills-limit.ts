import { percent, size } from "../render/bytes.js";
import { defineFinding } from "./finding.js";
import { rhythm, subject } from "./subject.js";

/** The share of the limit from which on it is what filled it. */
const SHARE = 0.3;

/** Files in tmpfs, or shared memory, fill the limit: killing a process does not free them. */
export const tmpfsFillsLimit = defineFinding({
  code: "tmpfs-fills-limit",
  severity: "warning",
  find: ({ series, episodeOf }) =>
    series.flatMap((each) => {
      const kills = each.kills.filter((kill) => {
        const cgroup = kill.class === "cgroup-oom" ? episodeOf(kill)?.reason?.cgroup : null;
        const bytes = cgroup?.parts.shmem;
        return (
          bytes !== undefined &&
          bytes >= SHARE * (cgroup?.limitBytes ?? cgroup?.usageBytes ?? Number.POSITIVE_INFINITY)
        );
      });
      const [kill] = kills;
      const cgroup = kill && episodeOf(kill)?.reason?.cgroup;
      if (kill === undefined || !cgroup) return [];
      const bytes = cgroup.parts.shmem ?? null;
      return [
        {
          title: `A memory-backed volume or shared memory fills the limit of ${subject(kill)}`,
          detail: `${size(bytes)} of the limit of ${size(cgroup.limitBytes)} (${percent(bytes, cgroup.limitBytes) ?? "unknown share"}) is tmpfs or shared memory; anonymous memory is ${size(cgroup.parts.anon ?? null)}. ${rhythm({ ...each, kills })}. Certain: the cgroup's own statistics say so.`,
          advice:
            "Killing a process does not free files in tmpfs. Give the emptyDir with medium: Memory (or /dev/shm) a sizeLimit and count it into the memory limit, delete what it holds, or put it on disk. If it is a database's shared memory (shared_buffers), the limit must be above it.",
          kills,
          episodes: kills.flatMap((one) => episodeOf(one) ?? []),
        },
      ];
    }),
});
