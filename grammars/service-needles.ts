import { kernelNeedles } from "./needles.js";

/**
 * What a line of a service holds that may matter, beside the kernel's needles (`oom`, `Kill`, `Out of`). Under 8
 * bytes each and with a rare first byte where there is a choice: that is what makes a byte search fast. A needle may
 * stand in the wrapper, too: systemd-oomd's and earlyoom's lines are let through by the `oom` of their name.
 */
export const serviceNeedles = [
  /** TaskOOM, conmon, PID 1 about the OOM killer, Talos, `OOMKilling`. */
  "OOM",
  /** Eviction manager, `Evicting pod`, preemption (`evict pods`), `victim`. */
  "vict",
  /** PLEG's `ContainerDied`, `StopContainer`, `CreateContainer`, `StartContainer`, `failed liveness probe`. */
  "Contain",
  /** `exited`, `exit event`, `exitCode`, `TaskExit`, `status=9/KILL`. */
  "xit",
  /** `Stop container`, `Stopping container`, `Stopped container`. */
  "Stop",
  /** `RunPodSandbox`: the names of a pod. */
  "PodSand",
  /** `Created container`, of CRI-O. */
  "Created",
  /** `Started container" PID=`, of CRI-O; `PID:` of nohang's victim. */
  "PID",
  /** `Probe failed`, `Liveness probe for`, `SyncLoop (probe)`; in all of them as a file's or a value's name, too. */
  "probe",
  /** `NodeHasInsufficientMemory`. */
  "NodeHas",
  /** `Shutdown manager detected new shutdown event`. */
  "Shutdow",
  /** `Consumed … memory peak`. */
  "Consume",
  /** `sending SIGTERM`, `Sending SIGKILL to cgroup`. */
  "SIG",
  /** dockerd's `topic=/tasks/oom` and `/tasks/delete`. */
  "/tasks/",
] as const;

/**
 * What the lines of killers of user space and of evictions hold, beside the kernel's needles: searched for always.
 */
export const killerNeedles = ["viction", "nohang", "talos"] as const;

/** Whether the gate would let a line through that holds this text, where services are asked for. */
export function holdsServiceNeedle(text: string): boolean {
  return [...kernelNeedles, ...killerNeedles, ...serviceNeedles].some((needle) => text.includes(needle));
}
