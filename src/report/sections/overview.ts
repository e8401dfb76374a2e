import { duration } from "../../reason/words.js";
import { count } from "../../render/count.js";
import { when } from "../../render/when.js";
import type { Case } from "../case.js";
import { deaths } from "../deaths.js";
import type { Block, Facts } from "../report.js";
import { both, secondsBetween, windowOf } from "../times.js";
import { blank, facts } from "../write.js";

/** More hosts than these are counted. */
const HOSTS = 10;

/** What a reader looks for first: when, how bad, who, and what has been done about it. */
export function overview({ analysis, clock, incidents, workloads, hidden }: Case): readonly Block[] {
  const { kills, inputs } = analysis;
  const read = `${count(inputs.length, "input")}, ${count(
    inputs.reduce((sum, { lines }) => sum + lines, 0),
    "line",
  )}`;
  const leftOut: Facts["facts"] = hidden.kills > 0 ? [["Left out", hidden.text]] : [];
  if (kills.length === 0) return [facts(["Window", coveredText(given(inputs))], ...leftOut, ["Read", read])];
  const hosts = [...new Set(kills.map(({ host }) => host).filter((host) => host !== null))];
  const named = hosts.slice(0, HOSTS).join(", ");
  const more = hosts.length > HOSTS ? ` and ${hosts.length - HOSTS} more` : "";
  return [
    facts(
      ["Window", windowText()],
      ["Status", [blank]],
      ["Severity", [blank]],
      ["Authors", [blank]],
      [
        "Found",
        `${deaths(kills)} in ${count(incidents.length, "incident")}, ${count(workloads.length, "workload")}`,
      ],
      ...leftOut,
      ["Hosts", hosts.length === 0 ? "the log names none" : `${named}${more}`],
      ["Read", read],
    ),
  ];

  function windowText(): string {
    const window = windowOf(kills);
    const [start, end] = [kills[0], kills.at(-1)];
    if (window === null)
      return start && end
        ? `${when(start)} to ${when(end)}; the log has no wall-clock time for all of it`
        : "";
    const seconds = secondsBetween(...window);
    if (!seconds) return both(window[0], clock);
    return `${both(window[0], clock)} to ${both(window[1], clock)}, ${duration(seconds)}`;
  }
}

type Inputs = Case["analysis"]["inputs"];
const given = (inputs: Inputs) =>
  inputs
    .flatMap(({ firstTime, lastTime }) => [firstTime, lastTime])
    .filter((time) => time !== null)
    .sort();

/** From when to when the logs go, as far as their times were read. */
function coveredText(times: readonly string[]): string {
  const [first, last] = [times[0], times.at(-1)];
  return first === undefined || last === undefined ? "the lines read carry no time" : `${first} to ${last}`;
}
