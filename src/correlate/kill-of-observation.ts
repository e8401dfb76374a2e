import type { Evidence, Kill, Victim } from "../model/analysis.js";
import type { Observation } from "../observe.js";

/** What a kill of user space or an eviction has in common with one of the kernel. */

export const nobody: Victim = {
  pid: null,
  comm: null,
  uid: null,
  oomScoreAdj: null,
  badness: null,
  totalVmBytes: null,
  anonRssBytes: null,
  fileRssBytes: null,
  shmemRssBytes: null,
  pageTableBytes: null,
  swapBytes: null,
};

export function evidenceOf({ message, source }: Observation): Evidence {
  return { text: message, input: source.input, line: source.line };
}

/** The parts of a kill that come from where its line stands. */
export function placeOf(
  observation: Observation,
  pid: number | null,
): Omit<Kill, "class" | "cause" | "victim" | "workload" | "taskMemcg" | "eviction"> {
  const { source, recordId, time, timeQuality, monotonicSeconds, host, bootId } = observation;
  return {
    id: `kill-${recordId}-${pid ?? 0}`,
    confidence: "certain",
    evidence: [evidenceOf(observation)],
    time,
    timeQuality,
    monotonicSeconds,
    host,
    bootId,
    source,
    duplicates: 0,
    episode: null,
    reaper: null,
    oomMemcg: null,
    exit: null,
    conflicts: [],
  };
}
