import { size } from "../render/bytes.js";
import { defineFinding } from "./finding.js";

/** Reserved address space above this many times of RAM and swap is worth a word. */
const TIMES = 2;

/** Processes were promised far more memory than there is. */
export const overcommit = defineFinding({
  code: "overcommit",
  severity: "info",
  find: ({ machineEpisodes, killsOf }) => {
    const promised = ({ reason, memory }: (typeof machineEpisodes)[number]) => {
      const total = reason?.memory?.totalBytes ?? null;
      const virtual = reason?.consumers?.totalVmBytes ?? null;
      return total === null || virtual === null ? 0 : virtual / (total + (memory?.swapTotalBytes ?? 0));
    };
    const episodes = machineEpisodes.filter((episode) => promised(episode) >= TIMES);
    const held = episodes[0]?.reason?.consumers;
    const total = episodes[0]?.reason?.memory?.totalBytes ?? null;
    if (!held) return [];
    return [
      {
        title: "Processes had reserved far more memory than there is",
        detail: `${size(held.totalVmBytes)} of address space were mapped, ${size(held.rssBytes)} of it resident, on ${size(total)} of RAM. Certain; but JVMs, Go and browsers reserve much that they never touch.`,
        advice:
          "Usual and mostly harmless. Where a failed allocation is better than a kill (a database on a machine of its own), set vm.overcommit_memory=2.",
        kills: killsOf(episodes),
        episodes,
      },
    ];
  },
});
