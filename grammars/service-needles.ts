import { anyOf } from "./any-of.js";

/**
 * What a line of any service holds that may matter, with a rare beginning where there is a choice. A needle may stand
 * in the wrapper, too.
 */
export const serviceNeedles = [
  "oom",
  "Kill",
  "Out of",
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
  /** `sending SIGTERM`, `Sending SIGKILL to cgroup`. */
  "SIG",
] as const;

/** What the lines of killers of user space and of evictions hold, or the logger before them: searched for always. */
export const killerNeedles = [
  /** Begins with or without a capital; `evi` would be found in every `service` and `device`. */
  "iction manager: attempting to reclaim",
  "eviction criteria not yet met",
  "evicted successfully",
  "Evicting pod",
  "oomd kill",
  "systemd-oomd",
  /** earlyoom; its name stands in what it reports every second, too. */
  "SIGTERM to process",
  "SIGKILL to process",
  "Killing process",
  "nohang",
  /** lmkd. */
  "Kill '",
  "Killing '",
  "[talos]",
] as const;

/** Whether a line, wrapped as it is, may be a killer's of user space, or of an eviction. */
export const holdsKillerNeedle = (text: string): boolean => killers.test(text);
const killers = anyOf(killerNeedles);

/**
 * Whether a line is no more than a kubelet's attempt to reclaim memory, said every ten seconds while memory is short
 * (eviction_manager.go, synchronize()): of use where a kill or an eviction follows, and only the last one then.
 */
export const isAttempt = (text: string): boolean => attempt.test(text);
const attempt = /: attempting to reclaim(?:" resourceName="memory"| memory)$/;

/** Whether the gate would let a line through that holds this text, where services are asked for. */
export const holdsServiceNeedle = (text: string): boolean => holdsKillerNeedle(text) || services.test(text);
const services = anyOf(serviceNeedles);
