import { admissionRefused } from "./kubelet/admission-refused.js";
import { containerFinished } from "./kubelet/container-finished.js";
import { crashLoop } from "./kubelet/crash-loop.js";
import { evictionCleanup } from "./kubelet/eviction-cleanup.js";
import { evictionCritical } from "./kubelet/eviction-critical.js";
import { evictionFailed } from "./kubelet/eviction-failed.js";
import { evictionMessage } from "./kubelet/eviction-message.js";
import { evictionRanked } from "./kubelet/eviction-ranked.js";
import { evictionStarted } from "./kubelet/eviction-started.js";
import { killingContainer } from "./kubelet/killing-container.js";
import { nodeCondition } from "./kubelet/node-condition.js";
import { pleg } from "./kubelet/pleg.js";
import { podEvicted } from "./kubelet/pod-evicted.js";
import { preemption } from "./kubelet/preemption.js";
import { probeFailed } from "./kubelet/probe-failed.js";
import { shutdown } from "./kubelet/shutdown.js";
import { systemOom } from "./kubelet/system-oom.js";
import { threshold } from "./kubelet/threshold.js";
import { thresholdCrossed } from "./kubelet/threshold-crossed.js";
import { conmonOom } from "./runtime/conmon-oom.js";
import { containerdContainerCreated } from "./runtime/containerd-container-created.js";
import { containerdContainerStarted } from "./runtime/containerd-container-started.js";
import { containerdExit } from "./runtime/containerd-exit.js";
import { containerdOom } from "./runtime/containerd-oom.js";
import { containerdSandbox } from "./runtime/containerd-sandbox.js";
import { containerdStop } from "./runtime/containerd-stop.js";
import { crioContainer } from "./runtime/crio-container.js";
import { crioStop } from "./runtime/crio-stop.js";
import { dockerContainerEvent } from "./runtime/docker-container-event.js";
import { dockerdForceKill } from "./runtime/dockerd-force-kill.js";
import { oomdInUnit } from "./systemd/oomd-in-unit.js";
import { unitExited } from "./systemd/unit-exited.js";
import { unitFailed } from "./systemd/unit-failed.js";
import { unitKilling } from "./systemd/unit-killing.js";
import { unitOom } from "./systemd/unit-oom.js";
import { earlyoomKill } from "./userspace/earlyoom-kill.js";
import { facebookOomdKill } from "./userspace/facebook-oomd-kill.js";
import { lmkdKill } from "./userspace/lmkd-kill.js";
import { nohangAction } from "./userspace/nohang-action.js";
import { nohangVictim } from "./userspace/nohang-victim.js";
import { systemdOomdKill } from "./userspace/systemd-oomd-kill.js";
import { systemdOomdNote } from "./userspace/systemd-oomd-note.js";
import { talosKill } from "./userspace/talos-kill.js";

/** Every kind of message of a service that oomlog reads. Order does not matter: no two read one message. */
export const serviceSections = [
  admissionRefused,
  containerFinished,
  crashLoop,
  evictionCleanup,
  evictionCritical,
  evictionFailed,
  evictionMessage,
  evictionRanked,
  evictionStarted,
  killingContainer,
  nodeCondition,
  pleg,
  podEvicted,
  preemption,
  probeFailed,
  shutdown,
  systemOom,
  thresholdCrossed,
  threshold,
  conmonOom,
  containerdContainerCreated,
  containerdContainerStarted,
  containerdExit,
  containerdOom,
  containerdSandbox,
  containerdStop,
  crioContainer,
  crioStop,
  dockerContainerEvent,
  dockerdForceKill,
  oomdInUnit,
  unitExited,
  unitFailed,
  unitKilling,
  unitOom,
  earlyoomKill,
  facebookOomdKill,
  lmkdKill,
  nohangAction,
  nohangVictim,
  systemdOomdKill,
  systemdOomdNote,
  talosKill,
] as const;

/** What a service said: the union of what the sections yield. */
export type ServiceFact = ReturnType<(typeof serviceSections)[number]["fact"]>;
