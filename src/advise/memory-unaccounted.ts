import { percent, size } from "../render/bytes.js";
import { defineFinding } from "./finding.js";

/** A tenth of the memory; every machine has a few percent that drivers took at boot. */
const SHARE = 0.1;

/** Memory that is in no counter of the kernel: a driver, a balloon, zram. */
export const memoryUnaccounted = defineFinding({
  code: "memory-unaccounted",
  severity: "warning",
  find: ({ machineEpisodes, killsOf }) => {
    const episodes = machineEpisodes.filter(({ reason }) => {
      const { totalBytes = null, unaccountedBytes = null } = reason?.memory ?? {};
      return totalBytes !== null && unaccountedBytes !== null && unaccountedBytes >= SHARE * totalBytes;
    });
    const memory = episodes[0]?.reason?.memory;
    if (!memory) return [];
    return [
      {
        title: `${size(memory.unaccountedBytes)} of memory belong to nobody`,
        detail: `${percent(memory.unaccountedBytes, memory.totalBytes) ?? "Much"} of ${size(memory.totalBytes)} are neither free nor in a counter of the kernel. Certain for the size; what holds it is not in the report.`,
        advice:
          "Drivers that take whole pages (graphics, network, ZFS's ARC), zram that holds swap in memory, vmalloc, and the hypervisor's balloon count nowhere: look at /proc/vmallocinfo, zramctl, arcstat and the balloon's target; from 6.10 on memory allocation profiling (sysctl vm.mem_profiling) names the caller.",
        kills: killsOf(episodes),
        episodes,
      },
    ];
  },
});
