import type { CgroupPart } from "../model/reason.js";
import { percent, size } from "../render/bytes.js";
import { defineFinding, type FindingKind } from "./finding.js";
import { rhythm, subject } from "./subject.js";

/** One kind of memory that can fill a cgroup's limit beside what its processes map. */
interface Filling {
  readonly code: string;
  readonly part: CgroupPart;
  /** The share of the limit from which on it is what filled it. */
  readonly share: number;
  /** What it is, in a sentence. */
  readonly what: string;
  readonly title: (subject: string) => string;
  readonly advice: string;
}

/** Takes a kind of memory; returns the finding that it fills the limit, one for each workload. */
export const defineFilling = ({ code, part, share, what, title, advice }: Filling): FindingKind =>
  defineFinding({
    code,
    severity: "warning",
    find: ({ series, episodeOf }) =>
      series.flatMap((each) => {
        const kills = each.kills.filter((kill) => {
          const cgroup = kill.class === "cgroup-oom" ? episodeOf(kill)?.reason?.cgroup : null;
          const bytes = cgroup?.parts[part];
          const limit = cgroup?.limitBytes ?? cgroup?.usageBytes ?? Number.POSITIVE_INFINITY;
          return bytes !== undefined && bytes >= share * limit;
        });
        const [kill] = kills;
        const cgroup = kill && episodeOf(kill)?.reason?.cgroup;
        if (kill === undefined || !cgroup) return [];
        const bytes = cgroup.parts[part] ?? null;
        const of = percent(bytes, cgroup.limitBytes) ?? "unknown share";
        return [
          {
            title: title(subject(kill)),
            detail: `${size(bytes)} of the limit of ${size(cgroup.limitBytes)} (${of}) is ${what}; anonymous memory is ${size(cgroup.parts.anon ?? null)}. ${rhythm({ ...each, kills })}. Certain: the cgroup's own statistics say so.`,
            advice,
            kills,
            episodes: kills.flatMap((one) => episodeOf(one) ?? []),
          },
        ];
      }),
  });
