import { count } from "../render/count.js";
import { defineFinding } from "./finding.js";
import { byContainer, containerName } from "./pod-of.js";

/** A 137 that has nothing to do with memory. */
export const exit137NotOom = defineFinding({
  code: "exit-137-not-oom",
  severity: "info",
  find: ({ analysis }) =>
    byContainer(analysis.exits.filter(({ cause }) => cause === "not-oom")).flatMap((exits) => {
      const [exit] = exits;
      if (exit === undefined) return [];
      const probe = exit.explanation.includes(" probe failed");
      return [
        {
          title: `${containerName(exit)} ended with ${exit.exitCode ?? 137}${exits.length === 1 ? "" : `, ${count(exits.length, "time")}`}, and memory was not the reason`,
          detail: `${exit.explanation} 137 means SIGKILL, whoever sent it.`,
          advice: probe
            ? "Do not raise the memory limit. Find out why the probe failed (its timeout, the load, a start that takes longer than initialDelaySeconds), and let the program end on SIGTERM within its grace period."
            : "Do not raise the memory limit. Let the program end on SIGTERM within its grace period (PID 1 of a container ignores it unless it has a handler), or look for who sends SIGKILL.",
          exits,
        },
      ];
    }),
});
