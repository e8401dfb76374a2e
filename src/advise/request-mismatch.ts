import { size } from "../render/bytes.js";
import { defineFinding } from "./finding.js";
import { containerOf, podOf } from "./pod-of.js";
import { subject } from "./subject.js";

/** The kernel's `oom_score_adj` was made from another request than the pod's spec has now. */
export const requestMismatch = defineFinding({
  code: "request-mismatch",
  severity: "info",
  find: ({ series, join }) =>
    series.flatMap(({ kills }) => {
      const wrong = kills.filter((kill) => {
        const estimate = kill.workload?.requestEstimate ?? null;
        const container = containerOf(join, kill);
        // A sidecar takes the smallest request of its pod, and the pod's own resources are shared out.
        if (estimate === null || container === null || container.kind === "sidecar") return false;
        if (podOf(join, kill)?.requestBytes != null) return false;
        const request = container.requestBytes === null ? 0 : container.requestBytes;
        return request < estimate.atLeastBytes || request > estimate.atMostBytes;
      });
      const [kill] = wrong;
      const estimate = kill?.workload?.requestEstimate;
      if (kill === undefined || !estimate) return [];
      const said = containerOf(join, kill)?.requestBytes ?? null;
      return [
        {
          title: `${subject({ ...kill, class: "cgroup-oom" })} ran with another memory request than its spec has`,
          detail: `oom_score_adj ${kill.victim?.oomScoreAdj} stands for a request between ${size(estimate.atLeastBytes)} and ${size(estimate.atMostBytes)}; the spec says ${said === null ? "none" : size(said)}. Likely: the process may have raised its own value, too.`,
          advice:
            "The spec may have been changed (a resize in place, a pod of the same name) after the container was started, or the program changes its own oom_score_adj. Compare with kubectl get pod -o yaml from the time of the kill.",
          kills: wrong,
        },
      ];
    }),
});
