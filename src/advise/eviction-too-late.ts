import type { Kill } from "../model/analysis.js";
import { duration } from "../reason/words.js";
import { defineFinding } from "./finding.js";
import { victims } from "./subject.js";

/** The kubelet looks every 10 s, and needs two looks to act (eviction_manager.go, monitoringInterval). */
const POLL_SECONDS = 10;
const AROUND_SECONDS = 60;

/** The node ran out while the kubelet was about to evict, or before it had looked. */
export const evictionTooLate = defineFinding({
  code: "eviction-too-late",
  severity: "critical",
  find: ({ analysis, join, episodeOf }) => {
    const evictions = analysis.kills.filter(({ class: killClass }) => killClass === "kubelet-eviction");
    const signs = [...join.pressure, ...evictions];
    const distance = (kill: Kill): number | null => {
      const near = signs.flatMap(({ host, time }) => {
        if (
          time === null ||
          kill.time === null ||
          (host !== null && kill.host !== null && host !== kill.host)
        )
          return [];
        const seconds = (Date.parse(time) - Date.parse(kill.time)) / 1000;
        return Math.abs(seconds) <= AROUND_SECONDS ? [seconds] : [];
      });
      return near.toSorted((a, b) => Math.abs(a) - Math.abs(b))[0] ?? null;
    };
    const kills = analysis.kills.filter(
      (kill) => (kill.class === "global-oom" || kill.cause === "node-allocatable") && distance(kill) !== null,
    );
    const [kill] = kills;
    if (kill === undefined) return [];
    const seconds = distance(kill) ?? 0;
    const order =
      seconds >= 0
        ? `The kernel killed ${duration(seconds)} before the kubelet began to evict`
        : `The kubelet had begun to evict ${duration(-seconds)} before the kernel killed`;
    return [
      {
        title: `The kubelet's eviction came too late${kill.host === null ? "" : ` on ${kill.host}`}`,
        detail: `${order}: ${victims(kills)}. The kubelet looks every ${POLL_SECONDS} s, and memory went faster. Certain: both are in the log.`,
        advice:
          "Raise evictionHard for memory.available so that it covers what can be taken in 20 s, reserve more for the system (systemReserved, kubeReserved), and give the pods that grow fast a limit: the kernel's choice knows no priorities.",
        kills: [...kills, ...evictions],
        episodes: kills.flatMap((one) => episodeOf(one) ?? []),
      },
    ];
  },
});
