import type { Facts } from "../facts.js";
import type { Trigger } from "../model/analysis.js";
import { gfpFlags } from "./gfp.js";

/** The thread that asked for memory, from the first line of the report and the CPU line behind it. */
export function triggerOf(facts: Facts): Trigger | null {
  const invoked = facts.first("invoked-oom-killer")?.fact;
  if (invoked === undefined) return null;
  return {
    comm: invoked.comm,
    pid: facts.first("cpu-and-version")?.fact.pid ?? null,
    gfpMask: maskAsPrinted(invoked.gfpMask, invoked.gfpNames),
    gfpFlags: gfpFlags(invoked.gfpMask, invoked.gfpNames, kernelOf(facts)),
    order: invoked.order,
    oomScoreAdj: invoked.oomScoreAdj,
  };
}

/** Kernel release, e.g. `6.12.30`. */
export function kernelOf(facts: Facts): string | null {
  return facts.first("cpu-and-version")?.fact.release ?? null;
}

function maskAsPrinted(mask: string | null, names: readonly string[] | null): string | null {
  return mask === null || names === null ? mask : `${mask}(${names.join("|")})`;
}
