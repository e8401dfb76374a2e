import { defineWrapper, takePrefix } from "../wrapper.js";

/** Nodes before it where several were asked; their names, not only their addresses. */
const prefix =
  /[ \t]*(?:([\w.-]{1,253}|[\da-fA-F:]{3,45}): )?(kern|user|daemon|syslog|auth|cron|local\d): {1,7}(?:emerg|alert|crit|err|warning|notice|info|debug): \[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))\]: /y;

export const talosDmesg = defineWrapper({
  name: "talos-dmesg",
  writtenBy: "talosctl dmesg",
  first: " abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:",
  loses: ["monotonic"],
  examples: [
    "10.0.0.4: kern: warning: [2025-03-03T04:05:06.500017123Z]: java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "kern:    info: [2025-03-03T04:05:06.500017123Z]: Mem-Info:",
    " kern:    info: [2025-03-03T04:05:06.500017123Z]:  </TASK>",
  ],
  unwrap(line) {
    const taken = takePrefix(prefix, line);
    if (!taken) return undefined;
    const [, host, facility, text = ""] = taken.match;
    const sender = facility === "kern" ? "kernel" : "userspace";
    return { rest: taken.rest, host, wall: { form: "iso", text }, sender, innermost: true };
  },
});
