import { defineService } from "../service-section.js";
import { unnamed } from "../workload-names.js";

/** conmon saw its container's cgroup run out of its own limit: CRI-O and podman will say OOMKilled. */
export const conmonOom = defineService({
  kind: "conmon-oom",
  printedBy: "conmon, src/cgroup.c, check_cgroup2_oom(), oom_cb_cgroup_v1()",
  versions: "2.0–",
  role: "tells",
  frames: ["text"],
  first: "cO",
  tags: ["conmon"],
  says: /(?:conmon ([0-9a-f]{8,64}) <n?\w+>: )?OOM (?:event )?received/y,
  fact: ([, shortId = null]) => ({
    kind: "conmon-oom" as const,
    ...unnamed,
    /** The first 20 digits, as conmon cuts it. */
    containerId: shortId,
  }),
  examples: [
    "conmon 5d1e5d1e5d1e5d1e5d1e <ninfo>: OOM received",
    "conmon 5d1e5d1e5d1e5d1e5d1e <ninfo>: OOM event received",
  ],
});
