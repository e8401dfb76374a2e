import type { Analysis } from "../model/analysis.js";
import { count, digits } from "../render/count.js";
import { type Case, caseOf, hiddenIn } from "./case.js";
import type { Block, Report, Section, SectionId } from "./report.js";
import { appendix } from "./sections/appendix.js";
import { detection } from "./sections/detection.js";
import { actions, factors, lessons } from "./sections/factors.js";
import { impact } from "./sections/impact.js";
import { limits } from "./sections/limits.js";
import { overview } from "./sections/overview.js";
import { rootCause } from "./sections/root-cause.js";
import { summary } from "./sections/summary.js";
import { timeline } from "./sections/timeline.js";
import { trigger } from "./sections/trigger.js";
import { workloads } from "./sections/workloads.js";

export interface OutlineOptions {
  readonly title: string | null;
  /** When the report is made, ISO 8601 in UTC. */
  readonly madeAt: string;
  /** luxon's name of the zone for local times; `UTC` prints none. */
  readonly zone: string;
}

/** The sections in their order. One without a block is left out. */
const order: readonly (readonly [SectionId, string, (given: Case) => readonly Block[]])[] = [
  ["overview", "Overview", overview],
  ["summary", "Summary", summary],
  ["impact", "Impact", impact],
  ["root-cause", "Root cause", rootCause],
  ["trigger", "Trigger", trigger],
  ["detection", "Detection", detection],
  ["timeline", "Timeline", timeline],
  ["workloads", "Workloads", workloads],
  ["factors", "Contributing factors", factors],
  ["actions", "Action items", actions],
  ["lessons", "Lessons", lessons],
  ["limits", "What the log could not show", limits],
  ["appendix", "Appendix: the kernel's reports", appendix],
];

/** Takes an analysis; returns the postmortem of it, the same for the same analysis and options. */
export function outline(analysis: Analysis, { title, madeAt, zone }: OutlineOptions): Report {
  const given = caseOf(analysis, { zone: zone === "UTC" ? null : zone });
  const sections = order
    .map(([id, heading, write]): Section => ({ id, title: heading, blocks: write(given) }))
    .filter(({ blocks }) => blocks.length > 0);
  const { name, version } = analysis.tool;
  return { title: title ?? titleOf(analysis), madeAt, madeBy: `${name} ${version}`, sections };
}

function titleOf(analysis: Analysis): string {
  const { kills } = analysis;
  const hidden = hiddenIn(analysis).kills;
  const day = kills.map(({ time }) => time?.slice(0, 10)).find((one) => one !== undefined);
  const when = day === undefined ? "" : `, ${day}`;
  if (kills.length > 0)
    return `Out-of-memory postmortem${when}${hidden > 0 ? `: ${digits(kills.length)} of ${count(kills.length + hidden, "kill")}` : ""}`;
  if (analysis.inputs.length === 0) return "Out-of-memory report: nothing was read";
  return `Out-of-memory report: ${hidden > 0 ? `${count(hidden, "kill")}, none shown` : "no kill"}`;
}
