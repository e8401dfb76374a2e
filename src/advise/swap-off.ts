import { size } from "../render/bytes.js";
import { defineFinding } from "./finding.js";

/** The machine has no swap, and most of its memory was anonymous. */
export const swapOff = defineFinding({
  code: "swap-off",
  severity: "info",
  find: ({ machineEpisodes, killsOf }) => {
    const episodes = machineEpisodes.filter(
      ({ reason }) =>
        reason?.allocation?.swap === "off" &&
        reason.allocation.verdict === "below-watermark" &&
        reason.allocation.heldBy === "anonymous-without-swap",
    );
    const memory = episodes[0]?.reason?.memory;
    if (!memory) return [];
    return [
      {
        title: "There was no swap",
        detail: `${size(memory.parts.anon ?? null)} of ${size(memory.totalBytes)} were anonymous memory, which can go nowhere without swap. Certain.`,
        advice:
          "That is the rule on Kubernetes nodes. Elsewhere a little swap (or zram) takes pages that nobody uses, and gives a warning before the kill.",
        kills: killsOf(episodes),
        episodes,
      },
    ];
  },
});
