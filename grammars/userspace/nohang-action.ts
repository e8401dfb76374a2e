import { defineService } from "../service-section.js";
import { numberOf, unnamed } from "../workload-names.js";

/** What nohang does about low memory: a signal to the victim that it has just named, or a command. */
export const nohangAction = defineService({
  kind: "nohang-action",
  printedBy: "nohang, src/nohang, implement_corrective_action()",
  versions: "0.1–",
  role: "kills",
  frames: ["text"],
  first: " \tIS[TE",
  tags: ["nohang", "nohang-desktop"],
  says: /(?:Implement(?:ing)? a corrective action:\s{0,10})?\s{0,10}(?:Send(?:ing)? (SIG[A-Z]+) to the victim|Execut(?:e|ing) the command:? ?(.*)|\[ OK \] Sending (SIG[A-Z]+) to (.{1,64})|The victim (died|became a zombie|doesn't respond)[^0-9]*(?:([\d.]+)s)?)/y,
  fact: ([, signal, command = null, sent, comm = null, outcome, seconds]) => ({
    kind: "nohang-action" as const,
    ...unnamed,
    signal: signal ?? sent ?? null,
    command,
    comm,
    /** Null: not yet known. */
    outcome:
      outcome === undefined ? null : outcome.startsWith("doesn't") ? ("lives" as const) : ("exited" as const),
    afterSeconds: numberOf(seconds),
  }),
  examples: [
    "Implementing a corrective action:\n  Sending SIGTERM to the victim",
    "  Sending SIGKILL to the victim",
    "[ OK ] Sending SIGTERM to java",
    "The victim died in 0.105s",
  ],
});
