import type { Analysis, Input } from "../model/analysis.js";
import { size } from "./bytes.js";
import { count, digits } from "./count.js";
import { type Found, foundIn } from "./found.js";
import type { Style } from "./style.js";

/** Takes an analysis and what was found; returns a few lines for standard error: the kills, and how much was read. */
export function summary(analysis: Analysis, style: Style, found: Found = foundIn(analysis)): string {
  // "No OOM kill" would be a claim about something that nobody has seen.
  if (analysis.inputs.length === 0) return "Nothing was read\n";
  return [
    style.bold(headline(found)),
    ...panicked(found).map(style.bold),
    ...causes(found),
    reading(analysis.inputs),
    "",
  ].join("\n");
}

const KILLER = "of the kernel's OOM killer";

function headline({ kills, hidden, deadly, idle }: Found): string {
  const runs = deadly + idle;
  if (kills === 0 && hidden > 0) {
    const without = idle > 0 ? `; ${count(idle, "run")} ${KILLER} without a kill` : "";
    return `${count(hidden, "OOM kill")}, ${hidden === 1 ? "not" : "none"} shown${without}`;
  }
  const ran = runs > 0 ? ` in ${count(runs, "run")} ${KILLER}` : "";
  const without = idle > 0 && deadly > 0 ? `, ${digits(idle)} of them without a kill` : "";
  const others = hidden > 0 ? `; ${digits(hidden)} more not shown` : "";
  return `${kills === 0 ? "No OOM kill" : count(kills, "OOM kill")}${ran}${without}${others}`;
}

/** Nobody who counts kills alone should overlook that the machine went down. */
function panicked({ panics }: Found): string[] {
  if (panics === 0) return [];
  return [
    panics === 1
      ? "The machine panicked instead of killing a process"
      : `The machine panicked ${digits(panics)} times instead of killing a process`,
  ];
}

function causes({ counts }: Found): string[] {
  return Object.entries(counts).flatMap(([kind, causes]) =>
    Object.entries(causes).map(([cause, many]) => `  ${digits(many).padStart(5)}  ${kind}, ${cause}`),
  );
}

/** The four fates of a line add up to the lines read. */
function reading(inputs: readonly Input[]): string {
  const sum = (of: (input: Input) => number) => inputs.reduce((total, input) => total + of(input), 0);
  const fates = [
    `${digits(sum((input) => input.coverage.outside))} outside`,
    `${digits(sum((input) => input.coverage.parsed))} parsed`,
    `${digits(sum((input) => input.coverage.unparsed))} unparsed`,
    `${digits(sum((input) => input.coverage.undecoded))} undecoded`,
  ];
  const lines = sum((input) => input.lines);
  const bytes = sum((input) => input.bytes);
  return `Read ${count(lines, "line")} (${size(bytes)}) of ${count(inputs.length, "input")}: ${fates.join(", ")}`;
}
