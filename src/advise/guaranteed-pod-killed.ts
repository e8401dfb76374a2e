import type { Kill } from "../model/analysis.js";
import { defineFinding } from "./finding.js";
import { subject, victims } from "./subject.js";

/** Its own limit may kill a Guaranteed pod; the needs of others should not. */
const isOfOthers = ({ class: killClass, cause }: Kill): boolean =>
  killClass === "global-oom" || killClass === "kubelet-eviction" || cause === "node-allocatable";

/** The node took from those that were promised their memory. */
export const guaranteedPodKilled = defineFinding({
  code: "guaranteed-pod-killed",
  severity: "critical",
  find: ({ analysis, episodeOf }) => {
    const kills = analysis.kills.filter(
      (kill) =>
        kill.workload?.kind === "kubernetes" && kill.workload.qosClass === "Guaranteed" && isOfOthers(kill),
    );
    const [kill] = kills;
    if (kill === undefined) return [];
    const evicted = kill.class === "kubelet-eviction";
    return [
      {
        title: `A Guaranteed pod lost its life to others: ${subjectOf(kill)}`,
        detail: `${evicted ? "The kubelet evicted it" : victims(kills)}, while it was within its limit. Guaranteed pods come last: nothing else that may be killed was left, or what was larger is protected. ${kill.workload?.qosSource === "pod" ? "Certain: the pod's status names its class." : "Likely: its class is worked out from the log."}`,
        advice:
          "Memory outside of pods is what is missing: look at the system's daemons, at the page tables and slab of the node, and raise systemReserved and kubeReserved.",
        kills,
        episodes: kills.flatMap((one) => episodeOf(one) ?? []),
      },
    ];
  },
});

const subjectOf = (kill: Kill): string =>
  kill.workload?.pod
    ? subject({ ...kill, class: "cgroup-oom" })
    : `pod ${kill.workload?.podUid ?? "of unknown name"}`;
