import type { Kill } from "../model/analysis.js";
import { defineFinding } from "./finding.js";
import { victims } from "./subject.js";

/** What a node cannot do without. */
const daemons =
  /^(?:kubelet|k3s|rke2|k0s|containerd(?:-shim.*)?|crio|conmon|dockerd|docker|systemd(?:-\w+)?|dbus-daemon|dbus-broker.*|sshd|kube-proxy|calico-node|flanneld|cilium-agent|NetworkManager|chronyd|auditd|rsyslogd)$/;

function isDaemon({ victim, workload, class: killClass }: Kill): boolean {
  if (killClass === "kubelet-eviction") return false;
  const unit = workload?.kind === "systemd" ? (workload.unit ?? "").replace(/\.service$/, "") : "";
  return (
    daemons.test(unit) ||
    (daemons.test(victim?.comm ?? "") && workload?.podUid == null && workload?.kind !== "docker")
  );
}

/** The machine lost a part of itself. */
export const systemDaemonKilled = defineFinding({
  code: "system-daemon-killed",
  severity: "critical",
  find: ({ analysis, episodeOf }) => {
    const kills = analysis.kills.filter(isDaemon);
    const [kill] = kills;
    if (kill === undefined) return [];
    return [
      {
        title: `A daemon of the system was killed${kill.host === null ? "" : ` on ${kill.host}`}: ${victims(kills)}`,
        detail: `The machine may have been without it for a while: a node without its kubelet or runtime is NotReady, and its pods are moved. Certain: the kill line names it.`,
        advice:
          "Protect it (OOMScoreAdjust=-999 in its unit), give it room (systemReserved and kubeReserved on a node, MemoryMin= elsewhere), and see what took the memory.",
        kills,
        episodes: kills.flatMap((one) => episodeOf(one) ?? []),
      },
    ];
  },
});
