import { percent, size } from "../render/bytes.js";
import { defineFinding } from "./finding.js";

const SHARE = 0.2;

/** Reserved huge pages hold memory that nothing else can use. */
export const hugepagesHoldMemory = defineFinding({
  code: "hugepages-hold-memory",
  severity: "warning",
  find: ({ machineEpisodes, killsOf }) => {
    const episodes = machineEpisodes.filter(({ reason }) => {
      const { totalBytes = null, parts = {} } = reason?.memory ?? {};
      return totalBytes !== null && (parts.hugepages ?? 0) >= SHARE * totalBytes;
    });
    const [episode] = episodes;
    const memory = episode?.reason?.memory;
    if (episode === undefined || !memory) return [];
    const held = memory.parts.hugepages ?? null;
    const free = (episode.memory?.hugepages ?? []).reduce(
      (sum, page) => sum + (page.free ?? 0) * (page.sizeBytes ?? 0),
      0,
    );
    return [
      {
        title: `Huge pages hold ${percent(held, memory.totalBytes) ?? "much"} of the memory`,
        detail: `${size(held)} of ${size(memory.totalBytes)} are reserved as huge pages, ${size(free)} of them unused. Certain.`,
        advice:
          "Reserve only what the database or the VMs use: lower vm.nr_hugepages, or hugepages= on the kernel's command line.",
        kills: killsOf(episodes),
        episodes,
      },
    ];
  },
});
