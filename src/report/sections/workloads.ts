import type { Kill, Workload } from "../../model/analysis.js";
import { everySeconds } from "../../reason/over-time.js";
import { duration } from "../../reason/words.js";
import { size, unsaid } from "../../render/bytes.js";
import { count, digits } from "../../render/count.js";
import { limitText, rssBytes } from "../../render/memory.js";
import { processName, runtimeName, victimName } from "../../render/name.js";
import { when } from "../../render/when.js";
import type { Case } from "../case.js";
import { growth } from "../charts/growth.js";
import { containerName, reasonText } from "../exits.js";
import type { Block, Subsection, Text } from "../report.js";
import { both, secondsBetween, windowOf } from "../times.js";
import type { Folded } from "../workloads.js";
import { code, details, facts, figure, paragraph, subsection, table } from "../write.js";

/** Workloads with a section, those with pictures, and kills in the table of one. */
const TOLD = 30;
const DRAWN = 12;
const ROWS = 25;

/** One section per workload, its kills folded into it. */
export function workloads(given: Case): readonly Block[] {
  const all = [...given.workloads].sort((a, b) => b.kills.length - a.kills.length);
  const hidden = all.slice(TOLD);
  return [
    ...all.slice(0, TOLD).map((folded, at) => told(folded, given, at < DRAWN)),
    ...(hidden.length === 0
      ? []
      : [
          paragraph(
            `${count(hidden.length, "further workload")} with ${count(
              hidden.reduce((sum, { kills }) => sum + kills.length, 0),
              "kill",
            )} left out.`,
          ),
        ]),
    ...unexplained(given),
  ];
}

function told(folded: Folded, given: Case, drawn: boolean): Subsection {
  const { id, name, kills } = folded;
  const [first] = kills;
  const own = new Set(kills.map(({ id }) => id));
  const findings = given.findingsOf(kills).filter((finding) => finding.kills.every((kill) => own.has(kill)));
  const chart = drawn ? growth(id, kills, given.episodeOf) : null;
  return subsection(
    id,
    `${name}, ${first.class === "kubelet-eviction" ? count(kills.length, "eviction") : count(kills.length, "kill")}`,
    [
      facts(
        ...identity(folded),
        ["Kills", loopText(kills, given)],
        ["Memory limit", limitText(first, given.episodeOf(first))],
      ),
      ...findings.map(({ title, detail }) => paragraph(`${title}. ${detail}`)),
      ...(chart === null ? [] : [figure(chart)]),
      details(`The kills of ${name}`, killTable(kills, given)),
    ],
  );
}

function identity({ host, kills }: Folded): (readonly [string, Text])[] {
  const { workload, oomMemcg } = kills[0];
  const named = (label: string, value: string | null | undefined): (readonly [string, Text])[] =>
    value ? [[label, [code(value)]]] : [];
  const containers = new Set(kills.map((kill) => kill.workload?.containerId ?? null).values());
  containers.delete(null);
  return [
    ...(workload === null ? [] : [["Kind", kindText(workload)] as const]),
    ...named("Namespace", workload?.namespace),
    ...named("Pod", workload?.pod),
    ...named("Container", workload?.container),
    ...named("Owner", workload?.owner && `${workload.owner.kind}/${workload.owner.name}`),
    ...named("Pod uid", workload?.podUid),
    ...named("Unit", workload?.unit),
    ...named("Node", workload?.node ?? host),
    ...(workload?.podUid ? [] : named("Cgroup", oomMemcg)),
    ...(containers.size > 1 ? [["Containers", digits(containers.size)] as const] : []),
    ...(workload?.requestBytes == null ? [] : [["Memory request", size(workload.requestBytes)] as const]),
  ];
}

function kindText(workload: Workload): string {
  const { qosClass, qosSource } = workload;
  return `${runtimeName(workload)}${qosClass === null ? "" : `, ${qosClass} (from ${qosSource})`}`;
}

/** How a loop went: how often, and how far apart. */
function loopText(kills: Folded["kills"], { clock, exitOf }: Case): string {
  const window = windowOf(kills);
  if (kills.length === 1) return `one, ${both(kills[0], clock)}`;
  if (window === null) return `${digits(kills.length)}, without a wall-clock time`;
  const seconds = secondsBetween(...window) ?? 0;
  const gap = everySeconds(kills);
  const every = gap ? `, one every ${duration(gap)} (median)` : "";
  const restarts = kills.reduce((most, kill) => Math.max(most, exitOf(kill)?.restartCount ?? -1), -1);
  const counted = restarts < 0 ? "" : `; Kubernetes counts ${count(restarts, "restart")}`;
  return `${digits(kills.length)} within ${duration(seconds)}, ${both(window[0], clock)} to ${both(window[1], clock)}${every}${counted}`;
}

function killTable(kills: readonly Kill[], given: Case): Block[] {
  const shown = kills.length <= ROWS ? kills : [...kills.slice(0, ROWS - 1), ...kills.slice(-1)];
  const hidden = kills.length - shown.length;
  return [
    table(
      hidden === 0 ? "Kills" : `Kills; ${count(hidden, "kill")} before the last left out`,
      ["@time", "victim", "#resident", "#oom_score_adj", "asked by", "container end"],
      shown.map((kill) => {
        const asked = given.episodeOf(kill)?.trigger ?? null;
        const exit = given.exitOf(kill);
        return [
          when(kill),
          [code(victimName(kill.victim))],
          size(rssBytes(kill.victim)),
          kill.victim?.oomScoreAdj == null ? unsaid : String(kill.victim.oomScoreAdj),
          asked === null ? unsaid : [code(processName(asked))],
          exit === null ? unsaid : `${reasonText(exit) ?? "ended"}, exit code ${exit.exitCode ?? unsaid}`,
        ];
      }),
    ),
  ];
}

/** Container ends that no kill in these logs explains. */
function unexplained({ analysis }: Case): Block[] {
  const rest = analysis.exits.filter(({ kills }) => kills.length === 0);
  if (rest.length === 0) return [];
  const shown = rest.slice(0, ROWS);
  const more = rest.length - shown.length;
  return [
    subsection("other-exits", "Containers that ended without a kill in these logs", [
      table(
        more === 0 ? "Container ends" : `Container ends; ${count(more, "more", "more")} left out`,
        ["container", "@ended", "reason", "#exit code", "explanation"],
        shown.map((exit) => [
          [code(containerName(exit))],
          exit.finishedAt ?? unsaid,
          reasonText(exit) ?? unsaid,
          exit.exitCode === null ? unsaid : String(exit.exitCode),
          exit.explanation,
        ]),
      ),
    ]),
  ];
}
