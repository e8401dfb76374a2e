import { size } from "../render/bytes.js";
import { limitBytes } from "../render/memory.js";
import { defineFinding } from "./finding.js";
import { rhythm, subject, victims } from "./subject.js";

/** Limits that people set on the thing itself, or that have a finding of their own. */
const expected: readonly string[] = ["container-limit", "pod-limit", "node-allocatable"];

/** A cgroup around the workload ran out, not the workload's own. */
export const ancestorLimitHit = defineFinding({
  code: "ancestor-limit-hit",
  severity: "warning",
  find: ({ series, episodeOf }) =>
    series.flatMap((each) => {
      const kills = each.kills.filter(
        ({ class: killClass, cause, oomMemcg, taskMemcg, workload }) =>
          killClass === "cgroup-oom" &&
          !expected.includes(cause) &&
          oomMemcg !== null &&
          taskMemcg !== null &&
          (workload?.containerId != null || workload?.podUid != null) &&
          taskMemcg.startsWith(`${oomMemcg}/`),
      );
      const [kill] = kills;
      if (kill === undefined) return [];
      const limit = limitBytes(kill, episodeOf(kill));
      return [
        {
          title: `${subject(kill)} died for a limit around it${limit === null ? "" : ` of ${size(limit)}`}`,
          detail: `${rhythm({ ...each, kills })}: ${victims(kills)}. The limit is that of ${kill.oomMemcg}, which holds more than this container. Certain: oom_memcg is above task_memcg.`,
          advice:
            "Raising the container's own limit changes nothing. Find who set the limit above it (a slice, a node in a container as of kind, --cgroup-parent, --qos-reserved), and what else lives in there.",
          kills,
        },
      ];
    }),
});
