import { defineFinding } from "./finding.js";
import { containerOf, podOf } from "./pod-of.js";
import { rhythm, subject } from "./subject.js";

/** Nothing kept the workload from taking the node's memory. */
export const noMemoryLimit = defineFinding({
  code: "no-memory-limit",
  severity: "warning",
  find: ({ series, join }) =>
    series.flatMap((each) => {
      const kills = each.kills.filter((kill) => {
        const pod = podOf(join, kill);
        if (pod === null || pod.limitBytes !== null) return false;
        const container = containerOf(join, kill);
        return container === null
          ? pod.containers.every(({ limitBytes }) => limitBytes === null)
          : container.limitBytes === null;
      });
      const [kill] = kills;
      if (kill === undefined) return [];
      const container = containerOf(join, kill);
      const request = (container?.requestBytes ?? null) === null ? " and no memory request" : "";
      return [
        {
          title: `${subject(kill)} has no memory limit${request}`,
          detail: `${rhythm({ ...each, kills })}. It may take all that the node has, and then the node, not the pod, runs out. Certain: the pod's spec says so.`,
          advice:
            "Set a memory limit a quarter above what it uses under load, and a request that is what it uses: then it dies alone when it leaks, and the scheduler knows its size.",
          kills,
        },
      ];
    }),
});
