import { defineService } from "../service-section.js";
import { numberOf, unnamed } from "../workload-names.js";

const bracketed = (name: string, text: string): string | null =>
  new RegExp(`\\b${name}:\\[([^\\]]*)\\]`).exec(text)?.[1] ?? null;

/** Facebook's oomd killed a cgroup. It writes to /dev/kmsg, so the line stands in the kernel's log. */
export const facebookOomdKill = defineService({
  kind: "facebook-oomd-kill",
  printedBy: "oomd, src/oomd/plugins/BaseKillPlugin.cpp, logKill(); OomdKMesg in Log.cpp",
  versions: "0.1–",
  role: "kills",
  frames: ["text"],
  first: "o",
  tags: ["kernel", "oomd"],
  says: /oomd kill: ([\d.]+) ([\d.]+) ([\d.]+) (\S+) +(-?\d+) (.*)/y,
  fact: ([, avg10, avg60, avg300, cgroup = null, usage, rest = ""]) => {
    const killer = bracketed("killer", rest) ?? /\bkiller:([^\s[\]]+)/.exec(rest)?.[1] ?? null;
    return {
      kind: "facebook-oomd-kill" as const,
      ...unnamed,
      cgroup,
      /** Pressure of memory, in percent of the last 10, 60 and 300 seconds. */
      pressure10Percent: numberOf(avg10),
      pressure60Percent: numberOf(avg60),
      pressure300Percent: numberOf(avg300),
      usageBytes: numberOf(usage),
      ruleset: bracketed("ruleset", rest),
      detector: bracketed("detectorgroup", rest) ?? /\bdetector:(\S+)/.exec(rest)?.[1] ?? null,
      /** Plugin. */
      killer: killer?.replace("(dry)", "") ?? null,
      /** Nothing was killed. */
      dryRun: killer?.includes("(dry)") ?? false,
    };
  },
  examples: [
    "oomd kill: 12.50 8.25 2.00 workload.slice/app.service 1073741824 ruleset:[protection against heavy thrashing] detectorgroup:[memory pressure] killer:[kill_by_memory_size_or_growth] v2",
    "oomd kill: 12.50 8.25 2.00 workload.slice/app.service 1073741824 ruleset:[swap] detectorgroup:[low swap] killer:[(dry)kill_by_swap_usage] v2",
    "oomd kill: 10.00 60.00 600.00 batch.slice  1999 detector:swap,12345MB killer:kill_by_memory_size",
  ],
});
