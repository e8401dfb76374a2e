import { defineService } from "../service-section.js";
import { bytesOfSystemdSize } from "../systemd-size.js";
import { containerOfUnit, podOfUnit } from "../unit-name.js";
import { numberOf, unnamed } from "../workload-names.js";

const size = String.raw`used \(([\d.]+[BKMGTPE]?)\) \/ total \(([\d.]+[BKMGTPE]?)\)`;
const memory = new RegExp(`memory ${size}`);
const swap = new RegExp(`swap ${size}`);
const pressure =
  /memory pressure for (.{0,4096}?) being ([\d.]+)% > ([\d.]+)% for > (.{1,40}?) with reclaim activity/;

/** systemd-oomd killed a whole cgroup by SIGKILL; the kernel's OOM killer had no part in it. */
export const systemdOomdKill = defineService({
  kind: "systemd-oomd-kill",
  printedBy:
    "systemd-oomd, src/oom/oomd-manager.c, monitor_swap_contexts_handler(), monitor_memory_pressure_contexts_handler()",
  versions: "248–",
  role: "kills",
  frames: ["text"],
  first: "KM",
  tags: ["systemd-oomd"],
  says: /(Killed|Marked) (\/\S{0,4096}(?: \S{1,256}){0,8}?) (?:for killing )?due to (.*)/y,
  fact: ([, verb, cgroup = null, cause = ""]) => {
    const unit = /([^/]+)$/.exec(cgroup ?? "")?.[1] ?? null;
    const pressed = pressure.exec(cause);
    const [, memoryUsed, memoryTotal] = memory.exec(cause) ?? [];
    const [, swapUsed, swapTotal] = swap.exec(cause) ?? [];
    return {
      kind: "systemd-oomd-kill" as const,
      ...unnamed,
      podUid:
        (cgroup ?? "")
          .split("/")
          .map(podOfUnit)
          .find((uid) => uid !== null) ?? null,
      containerId: containerOfUnit(unit),
      cgroup,
      /** False: only marked, newer versions kill it next. */
      killed: verb === "Killed",
      // A pager may have cut the line after any letter, as in `due to memory p>`.
      cause: /^memory p/.test(cause)
        ? ("pressure" as const)
        : /^memory u|^swap /.test(cause)
          ? ("swap" as const)
          : null,
      /** Whose pressure: an ancestor's, often. */
      pressureCgroup: pressed?.[1] ?? null,
      pressurePercent: numberOf(pressed?.[2]),
      limitPercent: numberOf(pressed?.[3]) ?? numberOf(/being more than ([\d.]+)%/.exec(cause)?.[1]),
      /** As systemd prints a time span: `20s`, `1min 30s`. */
      pressureLasted: pressed?.[4] ?? null,
      memoryUsedBytes: bytes(memoryUsed),
      memoryTotalBytes: bytes(memoryTotal),
      swapUsedBytes: bytes(swapUsed),
      swapTotalBytes: bytes(swapTotal),
    };
  },
  examples: [
    "Killed /system.slice/app.service due to memory pressure for /system.slice being 62.50% > 50.00% for > 20s with reclaim activity",
    "Killed /user.slice/user-1000.slice/user@1000.service/app.slice/app.scope due to memory used (4094672896) / total (4105330688) and swap used (1024000000) / total (1073741824) being more than 90.00%",
    "Marked /system.slice/app.service for killing due to memory pressure for /system.slice being 62.50% > 50.00% for > 1min 30s with reclaim activity",
    "Killed /user.slice/user-1000.slice/user@1000.service/app.slice/app.scope due to memory p>",
  ],
});

/** Newer versions print `3.8G`, older ones bytes. */
function bytes(text: string | undefined): number | null {
  return numberOf(text) ?? bytesOfSystemdSize(text);
}
