import type { Facts } from "../facts.js";
import type { Trigger } from "../model/analysis.js";
import { gfpFlags } from "./gfp.js";
import type { KilledProcess } from "./kills.js";

/** The thread that asked for memory, from the first line of the report and the CPU line behind it. */
export function triggerOf(facts: Facts, kills: readonly KilledProcess[]): Trigger | null {
  const invoked = facts.first("invoked-oom-killer")?.fact;
  const cpu = facts.first("cpu-and-version")?.fact;
  const pid = cpu?.pid ?? null;
  const began = facts.first("oom-killer-began")?.fact;
  if (began !== undefined)
    return { ...unknown, comm: cpu?.comm ?? null, pid, gfpMask: began.gfpMask, order: began.order };
  if (invoked === undefined) return cpu && isReport(facts) ? { ...unknown, comm: cpu.comm, pid } : null;
  const itself = pid === null ? undefined : kills.find(({ victim }) => victim.pid === pid)?.victim;
  return {
    comm: whole(invoked.comm, itself?.comm, cpu?.comm),
    pid,
    gfpMask: maskAsPrinted(invoked.gfpMask, invoked.gfpNames),
    gfpFlags: gfpFlags(invoked.gfpMask, invoked.gfpNames, kernelOf(facts)),
    order: invoked.order,
    oomScoreAdj: invoked.oomScoreAdj,
  };
}

const unknown = { gfpMask: null, gfpFlags: [], order: null, oomScoreAdj: null };

/** Whether a CPU line whose first line was lost is this report's: a warning of the kernel prints one, too. */
const isReport = (facts: Facts): boolean =>
  facts.has("memcg-usage") || facts.has("mem-info-counters") || facts.has("tasks-header");

const escapeCodes = /\x1b\[[0-9;]*m/g;
const without = (name: string): string => name.replace(escapeCodes, "").trim();

/**
 * A name that begins a line loses its blanks with the line's indentation, and its escape codes with the colours of
 * dmesg; what looks like the number of a line is taken off; and on a console or in a document something else may stand
 * before it. Lines that say it again have it as it is, the kill line best: there it stands in parentheses.
 */
function whole(first: string, ...again: readonly (string | null | undefined)[]): string {
  const seen = without(first);
  const isSame = (name: string) =>
    without(name).endsWith(seen) || (name !== "" && seen.endsWith(without(name)));
  return again.find((name) => name != null && isSame(name)) ?? first;
}

/** Kernel release, e.g. `6.12.30`. */
export function kernelOf(facts: Facts): string | null {
  return facts.first("cpu-and-version")?.fact.release ?? null;
}

function maskAsPrinted(mask: string | null, names: readonly string[] | null): string | null {
  return mask === null || names === null ? mask : `${mask}(${names.join("|")})`;
}
