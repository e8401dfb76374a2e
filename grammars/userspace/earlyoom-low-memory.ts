import { defineService } from "../service-section.js";
import { numberOf, unnamed } from "../workload-names.js";

/** Memory and swap are below earlyoom's limits: it looks for a victim. */
export const earlyoomLowMemory = defineService({
  kind: "earlyoom-low-memory",
  printedBy: "earlyoom, main.c, poll_loop()",
  versions: "0.1–",
  frames: ["text"],
  first: "lLO",
  tags: ["earlyoom"],
  says: /(?:[lL]ow memory! [aA]t or below (SIG[A-Z]+|sig[a-z]+) limits:? \(?mem:? +([\d.]+) ?%, swap:? +([\d.]+) ?%|Out of memory! (?:avail: (\d+) MiB < min: (\d+) MiB|mem min: (\d+) MiB, swap min: (\d+) MiB))/y,
  fact: ([, signal, memory, swap, available, least, memoryMin, swapMin]) => ({
    kind: "earlyoom-low-memory" as const,
    ...unnamed,
    /** Which limit: it will send that signal. */
    signal: signal?.toUpperCase() ?? null,
    /** Limits, not what is left: that is in the line before. */
    memoryLimitPercent: numberOf(memory),
    swapLimitPercent: numberOf(swap),
    memoryLimitMiB: numberOf(least ?? memoryMin),
    swapLimitMiB: numberOf(swapMin),
    memoryAvailableMiB: numberOf(available),
  }),
  examples: [
    "low memory! at or below SIGTERM limits: mem 10.00%, swap 10.00%",
    "low memory! at or below SIGKILL limits: mem  5 %, swap  5 %",
    "Low memory! At or below sigkill limits (mem: 5 %, swap: 5 %)",
    "Out of memory! mem min: 400 MiB, swap min: 100 MiB",
    "Out of memory! avail: 380 MiB < min: 400 MiB",
  ],
});
