import { defineService } from "../service-section.js";
import { numberOf, unnamed } from "../workload-names.js";

/** What came of earlyoom's signal. */
export const earlyoomOutcome = defineService({
  kind: "earlyoom-outcome",
  printedBy: "earlyoom, kill.c, kill_wait()",
  versions: "1.3–",
  frames: ["text"],
  first: "pe",
  tags: ["earlyoom"],
  says: /(?:process (?:(\d{1,10}) )?(exited) after ([\d.]+) seconds|(escalating) to SIGKILL after ([\d.]+) seconds|process (\d{1,10}) did not exit)/y,
  fact: ([, pid, exited, seconds, escalated, waited, stubborn]) => ({
    kind: "earlyoom-outcome" as const,
    ...unnamed,
    pid: numberOf(pid ?? stubborn),
    outcome: exited ? ("exited" as const) : escalated ? ("escalated" as const) : ("lives" as const),
    afterSeconds: numberOf(seconds ?? waited),
  }),
  examples: [
    "process 4242 exited after 0.102 seconds",
    "process exited after 0.1 seconds",
    "escalating to SIGKILL after 0.305 seconds",
    "process 4242 did not exit",
  ],
});
