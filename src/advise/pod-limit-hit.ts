import { size } from "../render/bytes.js";
import { limitBytes } from "../render/memory.js";
import { defineFinding } from "./finding.js";
import { podOf } from "./pod-of.js";
import { rhythm, subject, victims } from "./subject.js";

/** The pod as a whole ran out, not one of its containers. */
export const podLimitHit = defineFinding({
  code: "pod-limit-hit",
  severity: "warning",
  find: ({ series, join, episodeOf }) =>
    series.flatMap((each) => {
      const kills = each.kills.filter(({ cause }) => cause === "pod-limit");
      const [kill] = kills;
      if (kill === undefined) return [];
      const pod = podOf(join, kill);
      const limit = limitBytes(kill, episodeOf(kill));
      const volumes = (pod?.memoryVolumes ?? []).map(({ name }) => name);
      const parts = (pod?.containers ?? []).map(
        ({ name, limitBytes: own }) => `${name} ${own === null ? "none" : size(own)}`,
      );
      const own = pod?.limitBytes == null ? "" : ` The pod has a limit of its own, ${size(pod.limitBytes)}.`;
      const said =
        parts.length === 0
          ? " In a pod of one container that is the container's own limit; only the pod's spec (--kube) can tell."
          : ` Limits of its containers: ${parts.join(", ")}.`;
      const inMemory =
        volumes.length === 0 ? "" : ` Files in ${volumes.join(", ")} are memory of the pod (medium: Memory).`;
      return [
        {
          title: `${subject(kill)} hit the limit of its pod as a whole${limit === null ? "" : `, ${size(limit)}`}`,
          detail: `${rhythm({ ...each, kills })}: ${victims(kills)}.${own}${said}${inMemory} Certain: oom_memcg is the pod's cgroup.`,
          advice:
            volumes.length === 0
              ? "Look at all containers of the pod, not only at the one that died; with a pod-level limit raise that one, and with a RuntimeClass count its overhead in."
              : "Give the memory-backed volume a sizeLimit, clear it, or count its files into the limits: they stay charged to the pod when the container that wrote them is gone.",
          kills,
        },
      ];
    }),
});
