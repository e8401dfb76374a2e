import { size } from "../render/bytes.js";
import { defineFinding } from "./finding.js";

/** Memory was free where the request was not allowed to look. */
export const noAllowedZone = defineFinding({
  code: "no-allowed-zone",
  severity: "warning",
  find: ({ machineEpisodes, killsOf }) =>
    (["forbidden-node", "forbidden-zone", "cma-only"] as const).flatMap((verdict) => {
      const episodes = machineEpisodes.filter(({ reason }) => reason?.allocation?.verdict === verdict);
      const allocation = episodes[0]?.reason?.allocation;
      if (!allocation) return [];
      return [
        {
          title: titles[verdict],
          detail: `${size(allocation.freeElsewhereBytes)} was free elsewhere while the zones that the request may use were below their watermarks. Certain: mask, nodes and zones are in the report.`,
          advice: advices[verdict],
          kills: killsOf(episodes),
          episodes,
        },
      ];
    }),
});

const titles = {
  "forbidden-node": "Other NUMA nodes had memory that this task may not use",
  "forbidden-zone": "Only zones that the request cannot use had memory",
  "cma-only": "Only CMA regions had memory, and the request may not use them",
} as const;

const advices = {
  "forbidden-node":
    "Widen the cpuset (cpuset.mems) or the memory policy (numactl --membind, mbind): --preferred and --interleave fall back to other nodes where --membind kills. Or give that node fewer tasks.",
  "forbidden-zone":
    "Low memory is what ran out: a 64-bit kernel has none of that border on x86, and drivers that ask for GFP_DMA or GFP_DMA32 should be updated.",
  "cma-only": "Make the CMA region smaller (cma= on the kernel's command line, or the device tree).",
} as const;
