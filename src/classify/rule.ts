import type { Cause, Confidence, Evidence, KillClass } from "../model/analysis.js";
import type { Reported } from "./reported.js";

/** What one rule makes of what it was shown. */
export interface Opinion {
  readonly class: KillClass;
  /** Null where the rule tells the class and no more. */
  readonly cause: Cause | null;
  readonly confidence: Confidence;
  readonly evidence: Evidence;
}

/** A bound that a rule sees: who killed, and the finer kind where the rule knows it. */
export type Bound = Pick<Opinion, "class" | "cause">;

type Said = Exclude<keyof Reported, "kill">;

type Shown<Need extends Said> = { readonly [Name in Need]: NonNullable<Reported[Name]> };

export interface Rule {
  readonly id: string;
  /** Undefined where the log does not say what the rule needs, or the rule has no opinion on it. */
  readonly decide: (reported: Reported) => Opinion | undefined;
}

/**
 * A rule is pure and independent, and states what it needs, so it cannot reach for anything else.
 *
 * @param spec.needs what the log must say; the rule is shown this and nothing more
 * @param spec.unless where the log says one of these in plain words, a weaker sign adds nothing
 */
export function defineRule<const Need extends Said>(spec: {
  readonly id: string;
  readonly needs: readonly Need[];
  readonly unless?: readonly Said[];
  readonly decide: (shown: Shown<Need>) => Opinion | undefined;
}): Rule {
  const { id, needs, unless = [], decide } = spec;
  return {
    id,
    decide: (reported) =>
      needs.some((name) => reported[name] === null) || unless.some((name) => reported[name] !== null)
        ? undefined
        : decide(reported as Shown<Need>),
  };
}

const opinion =
  (confidence: Confidence) =>
  (bound: Bound, evidence: Evidence): Opinion => ({ ...bound, confidence, evidence });

/** The log says so in words. */
export const certain = opinion("certain");
/** The log shows what is printed on this occasion only. */
export const likely = opinion("likely");
/** The log shows what is printed mostly on this occasion. */
export const guess = opinion("guess");
