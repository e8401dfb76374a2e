import type { ServiceFact } from "../../grammars/services.js";
import type { Kill } from "../model/analysis.js";
import type { Teller } from "../model/incident.js";

/** Who died, as far as a kill names it. */
export const whoDied = (victim: Kill["victim"]): string =>
  `${victim?.comm ?? "a process"} (pid ${victim?.pid ?? "unknown"})`;

/** Who says a fact. */
export function tellerOf({ kind }: Pick<ServiceFact, "kind">): Teller {
  if (kind.startsWith("kubelet-")) return "kubelet";
  if (/^(?:containerd|crio|conmon|docker)/.test(kind)) return "runtime";
  if (/^systemd-(?:unit|oomd-in)/.test(kind)) return "systemd";
  return "killer";
}

/** What a fact says, in a few words; null where its own words are short enough. */
export function saidIn(fact: ServiceFact): string | null {
  const id = fact.containerId?.slice(0, 12) ?? "";
  switch (fact.kind) {
    case "containerd-oom":
      return `OOM event of container ${id}`;
    case "containerd-exit": {
      const what = fact.sandbox ? "sandbox" : fact.exec ? "a command in container" : "container";
      return `${what} ${id} ended with code ${fact.exitStatus ?? 0}`;
    }
    case "containerd-container-created":
      return `created container ${fact.container ?? ""} ${id}, attempt ${fact.attempt ?? "unknown"}`;
    case "containerd-container-started":
      return fact.done ? `started container ${id}` : `starts container ${id}`;
    case "containerd-sandbox":
      return `sandbox for pod ${fact.namespace}/${fact.pod}`;
    case "containerd-stop":
    case "crio-stop":
      return {
        asked: `told to stop container ${id} within ${fact.timeoutSeconds ?? "?"} s`,
        signal: `sent ${fact.signal ?? "a signal"} to container ${id}`,
        sigkill: `sent SIGKILL to container ${id}`,
        stopped: `container ${id} is stopped`,
      }[fact.step];
    case "crio-container":
      return `${fact.step} container ${fact.container ?? ""} ${id}`;
    case "kubelet-container-finished":
      return `container ${id} finished with code ${fact.exitCode ?? "unknown"}`;
    case "kubelet-pleg":
      return `${fact.event ?? "event"} ${id}`;
    case "kubelet-killing-container":
      return (
        fact.reason ??
        `kills container ${fact.container ?? id} with a grace period of ${fact.gracePeriodSeconds ?? "?"} s`
      );
    case "kubelet-crash-loop":
      return `container ${fact.container ?? ""} waits ${fact.backOff ?? "a while"} before it is started again`;
    case "kubelet-eviction-started":
      return `eviction manager: ${fact.step.replace("-", " ")}, short of ${fact.resource ?? "something"}`;
    case "kubelet-eviction-ranked":
      return `ranked for eviction: ${fact.pods.map(({ namespace, pod }) => `${namespace}/${pod}`).join(", ")}`;
    case "kubelet-pod-evicted":
      return `pod ${fact.namespace}/${fact.pod} is evicted`;
    case "kubelet-eviction-message":
      return fact.message;
    case "kubelet-eviction-cleanup":
      return `evicted pods: ${fact.step.replace("-", " ")}`;
    case "kubelet-threshold":
      return `threshold ${fact.signal ?? ""} ${fact.quantity ?? ""} met for ${fact.lasted ?? "?"} of ${fact.gracePeriod ?? "?"}`;
    case "kubelet-node-condition":
      return `node ${fact.node ?? ""}: ${fact.event ?? ""}`;
    case "kubelet-probe-failed":
      return `${fact.probe ?? "a"} probe: ${fact.result ?? "failed"}`;
    default:
      return null;
  }
}
