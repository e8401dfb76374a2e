import { count } from "../render/count.js";
import { defineFinding } from "./finding.js";
import { subject, victims } from "./subject.js";

/** The kernel killed a process and the container lived on: Kubernetes shows nothing of it. */
export const invisibleOomKill = defineFinding({
  code: "invisible-oom-kill",
  severity: "warning",
  find: ({ series, join }) =>
    series.flatMap(({ kills }) => {
      const unseen = kills.filter(({ id }) => join.fates.get(id)?.container === "lived");
      const [kill] = unseen;
      if (kill === undefined) return [];
      return [
        {
          title: `${count(unseen.length, "process", "processes")} killed in ${subject(kill)}, and the container lived on`,
          detail: `${victims(unseen)}. The kernel's report names the container, and no end of it follows: no restart, no OOMKilled. Likely: its end is in neither the log nor the API.`,
          advice:
            "Let the first process of the container notice that a child is gone, or have all die together: memory.oom.group=1, which the kubelet sets on cgroup v2 from 1.28 on unless singleProcessOOMKill is true. Alert on container_oom_events_total, not on restarts.",
          kills: unseen,
        },
      ];
    }),
});
