import type { Episode, EpisodeEnd, Kill } from "../../model/analysis.js";
import { unsaid } from "../../render/bytes.js";
import { count } from "../../render/count.js";
import { place } from "../../render/place.js";
import { verdict } from "../../render/verdict.js";
import { type When, when } from "../../render/when.js";
import type { Case } from "../case.js";
import { killTimes } from "../charts/kill-times.js";
import { containerName, reasonText, tellerText } from "../exits.js";
import type { Block, Text } from "../report.js";
import { atIso, localText } from "../times.js";
import { code, figure, paragraph, table } from "../write.js";
import { kept } from "./evidence.js";

/** Rows that a person reads; of more kills only the first and the last of each workload are told. */
const ROWS = 60;

/** What happened when, in UTC and in local time. */
export function timeline(given: Case): readonly Block[] {
  const { analysis, workloads, clock } = given;
  const events = [...told(given), ...ends(given)];
  if (events.length === 0) return [];
  const timed = events.every(({ at }) => at.time !== null);
  const sorted = timed ? events.sort((a, b) => (a.at.time ?? "").localeCompare(b.at.time ?? "")) : events;
  const shown = sorted.slice(0, ROWS);
  const chart = killTimes(analysis.kills, workloads);
  const inferred = analysis.kills.some(({ timeQuality }) => timeQuality === "inferred");
  return [
    ...(chart === null ? [] : [figure(chart)]),
    ...(inferred
      ? [
          paragraph(
            "A time that begins with ~ was worked out: the log leaves out its year, its zone or its date.",
          ),
        ]
      : []),
    table(
      clock.zone === null ? "Timeline, in UTC" : `Timeline, in UTC and in local time (${clock.zone})`,
      clock.zone === null ? ["@UTC", "what", "where"] : ["@UTC", "@local time", "what", "where"],
      shown.map(({ at, what, where }) => [
        when(at),
        ...(clock.zone === null ? [] : [localText(at, clock)]),
        what,
        where,
      ]),
    ),
    ...(sorted.length > ROWS ? [paragraph(`${count(sorted.length - ROWS, "later row")} left out.`)] : []),
  ];
}

interface Event {
  readonly at: When;
  readonly what: Text;
  readonly where: Text;
}

function told(given: Case): Event[] {
  const { analysis, workloads } = given;
  if (analysis.kills.length <= ROWS) return analysis.kills.map((kill) => killed(kill, given, ""));
  return workloads.flatMap(({ kills }) => {
    const last = kills.at(-1);
    const between = kills.length - 2;
    const rest =
      between > 0 ? ` ${count(between, "more kill")} of this workload between the first and this one.` : "";
    return [killed(kills[0], given, ""), ...(last && kills.length > 1 ? [killed(last, given, rest)] : [])];
  });
}

function killed(kill: Kill, { analysis, episodeOf }: Case, rest: string): Event {
  const { input, line } = kill.source;
  return {
    at: kill,
    what: `${kept(verdict(kill, episodeOf(kill)))}${rest}`,
    where: [code(place(analysis.inputs, input, line))],
  };
}

/** Runs that killed nobody have no time of their own in the document; container ends do. */
function ends({ analysis }: Case): Event[] {
  const ended = analysis.exits.filter(({ finishedAt }) => finishedAt !== null);
  return ended.slice(0, ROWS).map((exit) => ({
    at: atIso(exit.finishedAt ?? ""),
    what: `Container ${containerName(exit)} ended: ${reasonText(exit) ?? "no reason given"}, exit code ${exit.exitCode ?? unsaid}.`,
    where: tellerText(exit),
  }));
}

/** How a run without a kill ended, in words. */
export const endText = ({ ended }: Episode): string =>
  ended === undefined ? "the log does not say that a process was killed" : endWords[ended];

const endWords: Readonly<Record<EpisodeEnd, string>> = {
  "panic-on-oom": "the machine panicked instead of killing a process",
  "no-killable-process": "the kernel found no process that it may kill",
  "already-exiting": "the process that was chosen was ending already",
};
