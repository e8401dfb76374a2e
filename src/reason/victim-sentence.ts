import type { Kill, SparedTask, VictimBecause, VictimReason } from "../model/analysis.js";
import { percent, size } from "../render/bytes.js";
import { count, digits } from "../render/count.js";
import { sentences } from "./sentences.js";

/** Why a process was chosen, in words. Names of processes stand in them as the log has them: print them through `plain()`. */

/** Three of them explain nothing, and are told otherwise. */
type Known = Exclude<VictimBecause, "swap-not-printed" | "task-not-in-dump" | "unexplained">;

const because: Readonly<Record<Known, string>> = {
  "highest-badness": "it had the most points",
  tie: "it had as many points as another task, and stands where the kernel looks first",
  oom_kill_allocating_task:
    "it was the task that asked for memory (vm.oom_kill_allocating_task kills that one)",
  "child-sacrificed": "it is a child of the task with the most points: kernels to 5.0 kill a child instead",
  "group-kill": "it is in the cgroup of the victim, which is killed as a whole (memory.oom.group)",
  "shared-memory": "it shares the victim's memory",
  "approximate-rss": "it was within what this kernel's memory counters may be wrong by",
  "changed-meanwhile": "it was as large as the first within what changes between the choice and the report",
  "others-already-killed": "the larger ones had already been killed and were still giving their memory back",
};

/** Takes a kill and why it was chosen; returns a few sentences. */
export function victimSentence(kill: Kill, reason: VictimReason | null): string {
  const name = kill.victim?.comm ?? kill.workload?.pod ?? "The process";
  if (reason === null) return `${name} was chosen by a rule whose numbers this report does not hold.`;
  const points = pointsText(reason);
  return sentences(
    whyText(name, reason, points),
    marginText(reason),
    reason.spared === null ? null : sparedText(reason.spared, reason),
    points === null ? null : totalText(reason),
  );
}

function whyText(name: string, reason: VictimReason, points: string | null): string {
  const { because: why, printedScore, rank, candidates } = reason;
  const has = points === null ? "" : `: ${points}`;
  switch (why) {
    case "task-not-in-dump":
      return `Why ${name} died cannot be told: the table does not show it.`;
    case "swap-not-printed": {
      const score = printedScore === null ? "" : `, with a score of ${printedScore} in a thousand,`;
      return `${name} was chosen${score} for more than the table shows${has}. Its swap and page tables count too, and this kernel does not print them.`;
    }
    case "unexplained":
      return sentences(
        `The table does not explain why ${name} died${has}.`,
        rank === null
          ? null
          : `Of ${count(candidates, "task")} ${digits(rank - 1)} had more points, and may have been dying already.`,
      );
    case "tie":
      return isClamped(reason)
        ? `${name} died because its oom_score_adj leaves it less than one point, which this kernel counts as one, as it does of others; it stands where the kernel looks first${has}.`
        : `${name} died because ${because[why]}${has}.`;
    default:
      return `${name} died because ${because[why]}${has}.`;
  }
}

/** Points were raised to one, as kernels to 5.8 do (mm/oom_kill.c, oom_badness()). */
const isClamped = ({ memoryBytes, adjBytes }: VictimReason): boolean =>
  memoryBytes !== null && adjBytes !== null && memoryBytes + adjBytes <= 0;

/** Takes why a process was chosen; returns the few words that a table has room for. */
export function shortReason(reason: VictimReason | null): string {
  if (reason === null) return "";
  if (reason.because !== "highest-badness") return reason.because;
  if (reason.candidates === 1) return "only candidate";
  return reason.adjBytes !== null && reason.memoryBytes !== null && reason.adjBytes > reason.memoryBytes
    ? "oom_score_adj"
    : "largest";
}

function pointsText(reason: VictimReason): string | null {
  const { because: why, memoryBytes, adjBytes, totalBytes } = reason;
  if (reason.pointsBytes === null || memoryBytes === null) return null;
  if (why === "group-kill" || why === "shared-memory") return null;
  const adj =
    adjBytes === null || adjBytes === 0
      ? ""
      : ` ${adjBytes < 0 ? "less" : "and"} ${size(Math.abs(adjBytes))} by oom_score_adj`;
  const share = totalBytes === null ? null : percent(memoryBytes, totalBytes);
  return `${size(memoryBytes)} of ${memoryName(reason)}${share === null ? "" : ` (${share} of ${size(totalBytes)})`}${adj}`;
}

const memoryName = ({ notPrinted }: VictimReason): string =>
  notPrinted.includes("swap") ? "resident memory" : "memory, swap and page tables";

/** A share of what is known is true as it is; what an adj weighs is not. */
function totalText({ totalBytes, adjBytes, notPrinted }: VictimReason): string | null {
  if (!notPrinted.includes("total") || !adjBytes) return null;
  return `How much swap counts beside the ${size(totalBytes)} the log does not tell, so oom_score_adj may weigh more, and there are no points in thousandths.`;
}

function marginText({ next, marginBytes, because: why, candidates }: VictimReason): string | null {
  if (why !== "highest-badness") return null;
  if (candidates === 1) return "No other task could have been killed.";
  if (next === null) return null;
  const behind = marginBytes === null ? "came after it" : `was ${size(marginBytes)} behind`;
  return `The next, ${next.comm} (${next.pid}), ${behind}.`;
}

function sparedText({ comm, pid, memoryBytes, oomScoreAdj, why }: SparedTask, victim: VictimReason): string {
  const held = `${comm} (${pid}) held more, ${size(memoryBytes)}`;
  switch (why) {
    case "never":
      return `${held}, and was spared: ${oomScoreAdj === -1000 ? "its oom_score_adj of -1000 forbids to kill it" : "init is never killed"}.`;
    case "lower-adj":
      return `${held}, and was spared: its oom_score_adj is only ${oomScoreAdj}.`;
    case "tie":
      return `${held}, and was spared: its points are the same.`;
    case "unexplained":
      return victim.notPrinted.includes("swap")
        ? `${comm} (${pid}) held more resident memory, ${size(memoryBytes)}, and was spared.`
        : `${held}, and was spared: the report does not tell why.`;
  }
}
