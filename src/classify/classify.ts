import type { Cause, Confidence, Evidence, KillClass, NonEmpty, Verdict } from "../model/analysis.js";
import type { Reported } from "./reported.js";
import type { Opinion, Rule } from "./rule.js";
import { allRules } from "./rules/index.js";

/**
 * Who killed a process, within which bound, and the lines that say so.
 *
 * To add a rule: write one file in `rules/` with `defineRule` (what it needs from `Reported`, what it makes of
 * it, the kernel function that prints the words), list it in `rules/index.ts`, and add its claim to
 * `test/classify.test.ts`. A rule knows nothing of the others: all of them run, agreement raises the confidence
 * and disagreement lowers it.
 */

/** A verdict, and the lines that speak against it. */
export type Classified = Verdict & { readonly conflicts: readonly Evidence[] };

/** Sure to unsure. */
const steps: readonly Confidence[] = ["certain", "likely", "guess"];

const mostEvidence = 6;

/**
 * The verdict of all rules on one kill. Never without one: the weakest is a guess that rests on the kill line.
 *
 * @param reported what the log says about the kill
 */
export function classify(reported: Reported, rules: readonly Rule[] = allRules): Classified {
  const opinions = rules.flatMap((rule) => rule.decide(reported) ?? []).sort(surestFirst);
  const winner = winningClass(opinions);
  if (winner === undefined)
    return {
      class: "global-oom",
      cause: "unknown",
      confidence: "guess",
      evidence: [reported.kill],
      conflicts: [],
    };

  const agreeing = opinions.filter((opinion) => opinion.class === winner);
  const opposed = opinions.filter((opinion) => opinion.class !== winner);
  const cause = agreeing.find((opinion) => opinion.cause !== null)?.cause ?? null;
  return {
    class: winner,
    cause: cause ?? causeUnsaid(winner),
    confidence: confidenceIn(agreeing, opposed, cause),
    evidence: cite(
      reported.kill,
      agreeing.map((opinion) => opinion.evidence),
    ),
    conflicts: distinct(opposed.map((opinion) => opinion.evidence)),
  };
}

/** A stable sort, so that of equals the rule listed first stays first. */
function surestFirst(a: Opinion, b: Opinion): number {
  return steps.indexOf(a.confidence) - steps.indexOf(b.confidence);
}

/** The class that the surest opinions name; of equally sure ones, the class that more of them name. */
function winningClass(opinions: readonly Opinion[]): KillClass | undefined {
  const surest = opinions.filter((opinion) => opinion.confidence === opinions[0]?.confidence);
  const votes = new Map<KillClass, number>();
  for (const opinion of surest) votes.set(opinion.class, (votes.get(opinion.class) ?? 0) + 1);
  return [...votes].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** What remains when no rule knows better. */
function causeUnsaid(kill: KillClass): Cause {
  switch (kill) {
    case "cgroup-oom":
      return "cgroup-limit";
    case "global-oom":
      return "node-memory";
    case "kubelet-eviction":
    case "userspace-oom":
      return "unknown";
  }
}

function confidenceIn(
  agreeing: readonly Opinion[],
  opposed: readonly Opinion[],
  cause: Cause | null,
): Confidence {
  let step = steps.indexOf(agreeing[0]?.confidence ?? "guess");
  // Signs that agree make a guess likely, but only words make it certain.
  if (agreeing.length > 1) step = Math.min(step, 1);
  if (opposed.length > 0) step += 1;
  // Over a limit, but nobody said whose.
  if (cause === null && agreeing[0]?.class === "cgroup-oom") step = Math.max(step, 1);
  return steps[Math.min(step, steps.length - 1)] ?? "guess";
}

/** The kill line and the most telling others, in the order of the log. */
function cite(kill: Evidence, others: readonly Evidence[]): NonEmpty<Evidence> {
  const [first, ...rest] = distinct([kill, ...others])
    .slice(0, mostEvidence)
    .sort(byPlace);
  return [first ?? kill, ...rest];
}

function distinct(lines: readonly Evidence[]): Evidence[] {
  return [...new Map(lines.map((line) => [`${line.input}:${line.line}`, line])).values()];
}

function byPlace(a: Evidence, b: Evidence): number {
  return a.input - b.input || a.line - b.line;
}
