import { duration } from "../reason/words.js";
import { percent, size } from "../render/bytes.js";
import { defineFinding } from "./finding.js";

/** From a quarter of the memory on, slab is what to look at. */
const SHARE = 0.25;

/** The kernel's own objects hold much of the machine, or grew from report to report. */
export const slabGrowth = defineFinding({
  code: "slab-growth",
  severity: "warning",
  find: ({ machineEpisodes, killsOf, series }) => {
    const episodes = machineEpisodes.filter(({ reason }) => {
      const { totalBytes = null, parts = {} } = reason?.memory ?? {};
      return totalBytes !== null && (parts.slabUnreclaimable ?? 0) >= SHARE * totalBytes;
    });
    const memory = episodes.at(-1)?.reason?.memory;
    const grown = series
      .filter(({ kills }) => kills[0]?.class === "global-oom")
      .flatMap((each) =>
        each.growth.filter(({ what }) => what === "slab_unreclaimable").map((growth) => ({ each, growth })),
      )
      .find(({ growth }) => growth.lastBytes > 1.2 * growth.firstBytes && growth.lastBytes > 64 * 2 ** 20);
    if (!memory && !grown) return [];
    const bytes = memory?.parts.slabUnreclaimable ?? grown?.growth.lastBytes ?? null;
    const largest = memory?.largestSlabs.map((slab) => `${slab.name} ${size(slab.bytes)}`).join(", ") ?? "";
    const growth = grown
      ? ` It grew from ${size(grown.growth.firstBytes)} to ${size(grown.growth.lastBytes)} over ${grown.each.episodes.length} reports${grown.each.spanSeconds === null ? "" : ` in ${duration(grown.each.spanSeconds)}`}.`
      : "";
    return [
      {
        title: `Unreclaimable slab holds ${size(bytes)} of the machine's memory`,
        detail:
          `${memory ? `${size(bytes)} of ${size(memory.totalBytes)} (${percent(bytes, memory.totalBytes) ?? ""}) are objects of the kernel that it cannot drop.` : ""}${growth}${largest === "" ? "" : ` Largest: ${largest}.`} Certain for the size; that it leaks is a guess.`.trimStart(),
        advice:
          "Compare slabtop -o -s c over time. One cache that only grows is a leak of the kernel, a driver or an agent with eBPF or many sockets: update it. Killing processes does not help.",
        kills: killsOf(memory ? episodes : (grown?.each.episodes ?? [])),
        episodes: memory ? episodes : (grown?.each.episodes ?? []),
      },
    ];
  },
});
