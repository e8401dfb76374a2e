import { size } from "../render/bytes.js";
import { defineFinding } from "./finding.js";

/** All swap was used when the machine ran out of memory. */
export const swapFull = defineFinding({
  code: "swap-full",
  severity: "warning",
  find: ({ machineEpisodes, killsOf }) => {
    const episodes = machineEpisodes.filter(({ reason }) => reason?.allocation?.swap === "full");
    const [episode] = episodes;
    if (episode === undefined) return [];
    return [
      {
        title: "Swap was full",
        detail: `${size(episode.memory?.swapTotalBytes ?? null)} of swap, ${size(episode.memory?.swapFreeBytes ?? null)} of it free; the tasks of the table had ${size(episode.reason?.consumers?.swapBytes ?? null)} there. Certain.`,
        advice:
          "More swap only delays the kill, and makes the machine slow first. Find what grows (the largest tasks of the report), limit it, or add memory.",
        kills: killsOf(episodes),
        episodes,
      },
    ];
  },
});
