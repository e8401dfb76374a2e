import type { Kill } from "../model/analysis.js";
import { defineFinding } from "./finding.js";
import { subject } from "./subject.js";

/** The kernel killed, and the API calls it something else than OOMKilled. */
export const statusMissesOom = defineFinding({
  code: "status-misses-oom",
  severity: "warning",
  find: ({ analysis, series, join }) =>
    series.flatMap(({ kills }) => {
      const called = (kill: Kill) => {
        const fate = join.fates.get(kill.id);
        return fate?.container === "ended" && fate.reason !== "OOMKilled" ? fate.reason : null;
      };
      const missed = kills.filter(
        (kill) => (kill.class === "cgroup-oom" || kill.class === "global-oom") && called(kill) !== null,
      );
      const [kill] = missed;
      if (kill === undefined) return [];
      const words = [...new Set(missed.map(called))].join(", ");
      const ids = new Set(missed.map(({ exit }) => exit));
      return [
        {
          title: `The API says ${words} where the kernel killed in ${subject(kill)}`,
          detail: `The kernel's report names the container that ended, so it was an OOM kill. The runtime had no word of it in time: the OOM event and the exit race each other, and some runtimes count only kills at the container's own limit. Certain: both name the same container id.`,
          advice:
            "Do not count on the reason OOMKilled alone: look at the kernel's log, or at container_oom_events_total. containerd 2.3 looks once more when a container exits with 137.",
          kills: missed,
          exits: analysis.exits.filter(({ id }) => ids.has(id)),
        },
      ];
    }),
});
