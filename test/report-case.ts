import { analyse } from "../src/index.js";
import type { Analysis, Kill } from "../src/model/analysis.js";
import { outline } from "../src/report/outline.js";
import type { Block, Report } from "../src/report/report.js";
import { GENERATED_AT, sample } from "./sample.js";

/** Reports that several tests look at. */

export const options = { title: null, madeAt: GENERATED_AT, zone: "Europe/Berlin" } as const;

/** The analysis of one folder of samples. */
export function analysisOf(name: string): Analysis {
  return analyse(sample(name).input, { name: "kern.log", generatedAt: GENERATED_AT });
}

/** The report of an analysis, in UTC and in the time of Berlin. */
export const reportOf = (analysis: Analysis): Report => outline(analysis, options);

/** A name that would be markup, a shell of a terminal or another direction of text, were it not text. */
export const HOSTILE =
  "</script><img src=x onerror=alert(1)> | `x` \u202egnp \x1b[31m **b** {{summary}} \n# h\n";

/** The same analysis with names from somebody who wants to harm the reader; cgroups are 4 KiB long. */
export function hostile(analysis: Analysis): Analysis {
  const long = `/kubepods/${HOSTILE}${"a|`<b>".repeat(700)}`;
  const kills = analysis.kills.map(
    (kill): Kill => ({
      ...kill,
      host: HOSTILE,
      victim: kill.victim && { ...kill.victim, comm: HOSTILE },
      oomMemcg: long,
      taskMemcg: long,
      workload: kill.workload && {
        ...kill.workload,
        pod: HOSTILE,
        namespace: HOSTILE,
        container: HOSTILE,
        unit: long,
      },
      evidence: [{ ...kill.evidence[0], text: long }],
      reason: kill.reason ? { ...kill.reason, summary: `${HOSTILE} died.` } : null,
    }),
  );
  return {
    ...analysis,
    inputs: analysis.inputs.map((input) => ({ ...input, name: HOSTILE })),
    kills,
    episodes: analysis.episodes.map((episode) => ({
      ...episode,
      kernel: HOSTILE,
      tasks: episode.tasks.map((task) => ({ ...task, comm: HOSTILE })),
    })),
    findings: [
      ...analysis.findings,
      {
        severity: "critical",
        code: "hostile",
        title: HOSTILE,
        detail: HOSTILE,
        advice: HOSTILE,
        kills: kills.map(({ id }) => id),
        exits: [],
        episodes: [],
      },
    ],
    diagnostics: [
      { severity: "warning", code: "unparsed-line", message: HOSTILE, input: 0, line: 1, count: 1 },
    ],
  };
}

/** A document with that many kills, each in a report of its own, of as many workloads as are told. */
export function manyKills(analysis: Analysis, many: number, workloads: number): Analysis {
  const [kill] = analysis.kills;
  const episode = analysis.episodes.find(({ id }) => id === kill?.episode);
  if (kill === undefined || episode === undefined) throw new Error("a kill with a report is needed");
  const ids = Array.from({ length: many }, (_, at) => at);
  return {
    ...analysis,
    kills: ids.map((at) => ({
      ...kill,
      id: `kill-${at}`,
      episode: `episode-${at}`,
      time: new Date(Date.parse("2026-11-20T10:00:00Z") + at * 7000).toISOString(),
      victim: kill.victim && { ...kill.victim, pid: 1000 + at },
      workload: kill.workload && {
        ...kill.workload,
        podUid: null,
        pod: `api-${at % workloads}`,
        namespace: "shop",
      },
    })),
    episodes: ids.map((at) => ({ ...episode, id: `episode-${at}`, kills: [`kill-${at}`] })),
  };
}

/** All blocks of a report, those in others too. */
export function blocksOf(report: Report): Block[] {
  const within = (blocks: readonly Block[]): Block[] =>
    blocks.flatMap((block) => ["blocks" in block ? within(block.blocks) : [], block].flat());
  return report.sections.flatMap(({ blocks }) => within(blocks));
}
