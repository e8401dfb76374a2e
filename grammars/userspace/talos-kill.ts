import { describeCgroup } from "../cgroup-path.js";
import { jsonObject } from "../entry.js";
import { defineService } from "../service-section.js";
import { unnamed } from "../workload-names.js";

/** Talos' OOM controller acts on pressure: it kills a whole cgroup, those of BestEffort pods first. */
export const talosKill = defineService({
  kind: "talos-kill",
  printedBy: "Talos Linux, internal/app/machined/pkg/controllers/runtime/oom.go, reapCg()",
  versions: "1.12–",
  role: "kills",
  frames: ["text"],
  first: "[Sv",
  tags: ["kernel", "talos", "machined"],
  says: /(?:\[talos\] )?(?:Sending SIGKILL to cgroup|victim processes:) (\{.*)/y,
  fact: ([, json = ""]) => {
    const said = jsonObject(json) ?? {};
    const path = typeof said["cgroup"] === "string" ? said["cgroup"] : null;
    const cgroup = path?.replace(/^\/sys\/fs\/cgroup(?=\/)/, "") ?? null;
    const place = cgroup === null ? null : describeCgroup(cgroup);
    const processes = said["processes"];
    return {
      kind: "talos-kill" as const,
      ...unnamed,
      podUid: place?.podUid ?? null,
      containerId: place?.containerId ?? null,
      /** Below the mount point, as the kernel names it. */
      cgroup,
      /** Of the line that follows the kill. */
      pids: Array.isArray(processes) ? (processes.filter((pid) => Number.isInteger(pid)) as number[]) : null,
    };
  },
  examples: [
    '[talos] Sending SIGKILL to cgroup {"component": "controller-runtime", "controller": "runtime.OOMController", "cgroup": "/sys/fs/cgroup/kubepods/besteffort/pod1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9"}',
    '[talos] victim processes: {"component": "controller-runtime", "controller": "runtime.OOMController", "processes": [4242, 4243]}',
  ],
});
