import type { Kill, KillClass } from "../../model/analysis.js";
import { duration } from "../../reason/words.js";
import { count, digits } from "../../render/count.js";
import { verdict } from "../../render/verdict.js";
import type { Case } from "../case.js";
import { deaths } from "../deaths.js";
import type { CountedIncident } from "../incidents.js";
import type { Block } from "../report.js";
import { secondsBetween, windowOf } from "../times.js";
import { list, paragraph, strong } from "../write.js";

/** More incidents than these are counted. */
const TOLD = 8;

/** What happened, in a few plain sentences. */
export function summary(given: Case): readonly Block[] {
  const { analysis, incidents, idle, hidden: leftOut } = given;
  const { kills, episodes, inputs } = analysis;
  if (inputs.length === 0) return [paragraph("Nothing was read.")];
  const unfinished =
    idle.length === 0
      ? []
      : [
          paragraph(
            `The kernel's OOM killer ran ${count(idle.length, "time")} without a kill that the log tells of.`,
          ),
        ];
  if (kills.length === 0 && leftOut.kills > 0)
    return [
      paragraph(
        strong(`${count(leftOut.kills, "kill")} found, none shown`),
        `: this report is of what was asked for, and nothing fits (${leftOut.text}).`,
      ),
      ...unfinished,
    ];
  if (kills.length === 0)
    return [
      paragraph(
        strong("No out-of-memory kill was found"),
        " in what was read. What was read, and what could not be, is listed below.",
      ),
      ...unfinished,
    ];
  const runs = episodes.length === 0 ? "" : ` in ${count(episodes.length, "run")} of the kernel's OOM killer`;
  const hidden = incidents.length - TOLD;
  return [
    paragraph(
      strong(deaths(kills)),
      ` ${kills.length === 1 ? "was" : "were"} found${runs}${classText(kills)}.`,
    ),
    list(incidents.slice(0, TOLD).map((incident) => incidentText(incident, given))),
    ...(hidden > 0 ? [paragraph(`${count(hidden, "further incident")} below.`)] : []),
    ...(leftOut.kills > 0 ? [paragraph("This is not all: ", strong(`${leftOut.text}.`))] : []),
    ...unfinished,
  ];
}

const classWords: Readonly<Record<KillClass, string>> = {
  "cgroup-oom": "at a cgroup's limit",
  "global-oom": "because the machine ran out of memory",
  "kubelet-eviction": "by the kubelet",
  "userspace-oom": "by a userspace OOM killer",
};

function classText(kills: readonly Kill[]): string {
  const counts = new Map<KillClass, number>();
  for (const { class: one } of kills) counts.set(one, (counts.get(one) ?? 0) + 1);
  const [only] = counts;
  if (counts.size === 1 && only !== undefined)
    return `; ${kills.length === 1 ? "it was" : "all were"} made ${classWords[only[0]]}`;
  return `: ${[...counts].map(([one, many]) => `${digits(many)} ${classWords[one]}`).join(", ")}`;
}

/** One incident in one or two sentences. */
function incidentText({ kills }: CountedIncident, given: Case): string {
  const [first] = kills;
  const one = verdict(first, given.episodeOf(first));
  if (kills.length === 1) return one;
  const window = windowOf(kills);
  const seconds = window && secondsBetween(...window);
  return `${one} ${count(kills.length - 1, "more", "more")} of the same kind followed${seconds ? ` within ${duration(seconds)}` : ""}.`;
}
