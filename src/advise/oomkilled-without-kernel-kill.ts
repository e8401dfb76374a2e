import { count } from "../render/count.js";
import { defineFinding } from "./finding.js";
import { byContainer, containerName } from "./pod-of.js";

/** The runtime says OOMKilled, and there is no report of the kernel to go with it. */
export const oomkilledWithoutKernelKill = defineFinding({
  code: "oomkilled-without-kernel-kill",
  severity: "warning",
  find: ({ analysis }) =>
    byContainer(
      analysis.exits.filter(({ reason, cause }) => reason === "OOMKilled" && cause === "unexplained"),
    ).flatMap((exits) => {
      const [exit] = exits;
      if (exit === undefined) return [];
      const ambiguous = exit.explanation.includes("names no container");
      return [
        {
          title: `${containerName(exit)} was OOMKilled ${count(exits.length, "time")}, without a report of the kernel${ambiguous ? " that names it" : ""}`,
          detail: `${exit.explanation} Certain that the runtime says so; not which limit was hit, nor which process died.`,
          advice: ambiguous
            ? "Of many kills at once the kernel prints the last line only. Give oomlog the whole journal of the node (journalctl, not -k alone): the runtime's lines name the first process of each container."
            : "Give oomlog the kernel's log of that node and time: journalctl -k on the node, all boots (-b all) where it was restarted. Without it only the API's word remains.",
          exits,
        },
      ];
    }),
});
