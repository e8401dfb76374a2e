import { size } from "../render/bytes.js";
import { defineFinding } from "./finding.js";
import { subject } from "./subject.js";

/** The kubelet evicted at a soft threshold: after a grace period, while there was memory left. */
export const softEviction = defineFinding({
  code: "soft-eviction",
  severity: "info",
  find: ({ analysis }) =>
    analysis.kills.flatMap((kill) => {
      const { eviction } = kill;
      if (eviction?.kind !== "soft") return [];
      return [
        {
          title: `${subject(kill)} was evicted at a soft threshold of ${size(eviction.thresholdBytes)}`,
          detail: `${size(eviction.availableBytes)} were available, and had been below the threshold for its grace period. The pod had its own time to end, up to evictionMaxPodGracePeriod. Certain: the kubelet names the threshold.`,
          advice:
            "The node was not out of memory yet. If this comes too early, lower evictionSoft or lengthen evictionSoftGracePeriod; if the pod matters, give it a request that covers what it uses.",
          kills: [kill],
        },
      ];
    }),
});
