import { defineService } from "../service-section.js";
import { unnamed } from "../workload-names.js";

/** Talos' OOM controller saw pressure above its threshold and looks for a cgroup to kill. */
export const talosTrigger = defineService({
  kind: "talos-trigger",
  printedBy: "Talos Linux, internal/app/machined/pkg/controllers/runtime/oom.go, OomAction()",
  versions: "1.12–",
  frames: ["text"],
  first: "[O",
  tags: ["kernel", "talos", "machined"],
  says: /(?:\[talos\] )?OOM controller triggered/y,
  fact: () => ({ kind: "talos-trigger" as const, ...unnamed }),
  examples: [
    '[talos] OOM controller triggered {"component": "controller-runtime", "controller": "runtime.OOMController"}',
  ],
});
