import type { Episode, Eviction, Kill } from "../../model/analysis.js";
import { size } from "../../render/bytes.js";
import { count } from "../../render/count.js";
import { verdict } from "../../render/verdict.js";
import type { Case } from "../case.js";
import type { Chart } from "../charts/chart.js";
import { heldMemory } from "../charts/held-memory.js";
import { cgroupMemory, nodeMemory } from "../charts/memory-parts.js";
import { usageOfLimit } from "../charts/usage-of-limit.js";
import { whyVictim } from "../charts/why-victim.js";
import { type CountedIncident, groupingRule } from "../incidents.js";
import type { Block, Subsection } from "../report.js";
import { both } from "../times.js";
import { facts, figure, paragraph, subsection } from "../write.js";
import { kept, quoted } from "./evidence.js";

/** Incidents told in full, and how many of them with pictures. */
const TOLD = 20;
const DRAWN = 8;

const meanings = {
  certain: "certain: the log says so in words",
  likely: "likely: worked out from what the log says",
  guess: "a guess: the log says too little to be sure",
} as const;

/** Why memory was short and why this process died, per incident, with the lines that prove it. */
export function rootCause(given: Case): readonly Block[] {
  const { incidents } = given;
  if (incidents.length === 0) return [];
  const hidden = incidents.length - TOLD;
  return [
    paragraph(`How kills are grouped: ${groupingRule}`),
    ...incidents.slice(0, TOLD).map((incident, at) => told(incident, given, at < DRAWN)),
    ...(hidden > 0
      ? [paragraph(`${count(hidden, "further incident")} left out here; the timeline has them.`)]
      : []),
  ];
}

function told(incident: CountedIncident, given: Case, drawn: boolean): Subsection {
  const { analysis, clock } = given;
  const { id, kills, host } = incident;
  const kill = telling(incident, given);
  const episode = given.episodeOf(kill);
  const others = kills.length - 1;
  const why = [kill.reason?.summary, episode?.reason?.summary].filter((text) => typeof text === "string");
  const { eviction } = kill;
  return subsection(id, `${heading(id)}: ${incident.class}, ${incident.cause}`, [
    paragraph(kept(verdict(kill, episode))),
    ...why.map((text) => paragraph(kept(text))),
    facts(
      ["When", both(kill, clock)],
      ...(host === null ? [] : [["Host", host] as const]),
      [
        "Kills",
        others === 0
          ? "this one"
          : kills.every((each) => each.episode !== null && each.episode === kill.episode)
            ? `${count(kills.length, "kill")} in one run of the OOM killer`
            : `${count(kills.length, "kill")}; this is the one whose report says most`,
      ],
      ...(eviction === null ? [] : evictionFacts(eviction)),
      ["Confidence", meanings[kill.confidence]],
    ),
    paragraph("The lines that prove it:"),
    quoted(kill.evidence, analysis.inputs),
    ...against(kill, given),
    ...(drawn && episode !== null ? charts(id, episode, killedBy(episode, kills)).map(figure) : []),
  ]);
}

/** What the kubelet held against what. */
function evictionFacts({
  signal,
  kind,
  thresholdBytes,
  availableBytes,
  message,
}: Eviction): (readonly [string, string])[] {
  const known: (readonly [string, string | null])[] = [
    ["Signal", signal],
    [
      "Threshold",
      kind === null && thresholdBytes === null ? null : `${kind ?? ""} ${size(thresholdBytes)}`.trim(),
    ],
    ["Available", availableBytes === null ? null : size(availableBytes)],
    ["The kubelet's words", message === null ? null : kept(message)],
  ];
  return known.flatMap(([label, value]) => (value === null ? [] : [[label, value] as const]));
}

const heading = (id: string): string => id.replace("incident-", "Incident ");

function against({ conflicts }: Kill, { analysis }: Case): Block[] {
  return conflicts.length === 0
    ? []
    : [paragraph("Lines that speak against it:"), quoted(conflicts, analysis.inputs)];
}

/** The kill whose report says most stands for all: the first of those with the fewest parts missing. */
function telling({ kills }: CountedIncident, { episodeOf }: Case): Kill {
  const missing = (kill: Kill) => {
    const episode = episodeOf(kill);
    return episode === null ? 99 : episode.missing.length + (episode.tasks.length === 0 ? 10 : 0);
  };
  return kills.reduce((best, kill) => (missing(kill) < missing(best) ? kill : best), kills[0]);
}

/** Pids of the processes that one run killed. */
export function killedBy({ id }: Episode, kills: readonly Kill[]): ReadonlySet<number> {
  const pids = kills.filter(({ episode }) => episode === id).map(({ victim }) => victim?.pid ?? null);
  return new Set(pids.filter((pid) => pid !== null));
}

/** The pictures of one run. */
export function charts(id: string, episode: Episode, killed: ReadonlySet<number>): readonly Chart[] {
  return [
    usageOfLimit(id, episode),
    cgroupMemory(id, episode),
    nodeMemory(id, episode),
    heldMemory(id, episode, killed),
    whyVictim(id, episode, killed),
  ].filter((chart) => chart !== null);
}
