import { size } from "../render/bytes.js";
import { defineFinding } from "./finding.js";

/** Enough memory was free, but in blocks smaller than the one asked for. */
export const fragmentation = defineFinding({
  code: "fragmentation",
  severity: "warning",
  find: ({ machineEpisodes, killsOf }) => {
    const episodes = machineEpisodes.filter(({ reason }) => reason?.allocation?.verdict === "fragmented");
    const allocation = episodes[0]?.reason?.allocation;
    if (!allocation) return [];
    const free = allocation.zones.reduce((sum, { freeBytes }) => sum + freeBytes, 0);
    return [
      {
        title: `Memory was fragmented: no free block of ${size(allocation.wantedBytes)}`,
        detail: `${size(free)} was free and above the watermarks, but in blocks below order ${allocation.order}. Certain: the free lists are in the report.`,
        advice:
          "Find who asks for large blocks: the call trace names the driver or file system. Raise vm.min_free_kbytes, let the kernel compact (vm.compaction_proactiveness), and update the driver: newer ones fall back to single pages.",
        kills: killsOf(episodes),
        episodes,
      },
    ];
  },
});
