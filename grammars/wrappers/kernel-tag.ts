import { unescapeRsyslog } from "../bytes.js";
import { PRINTK } from "../printk-stamp.js";
import { defineWrapper, takePrefix } from "../wrapper.js";

/** A host may stand before the tag only where the kernel's stamp follows: a comm may hold ` kernel: `, too. */
const tag = new RegExp(
  String.raw`(?:[Kk]ernel: |\[[Kk](?:ernel|ERNEL)\]:? |([^\s:[\]]{1,255}) kernel: (?=${PRINTK}))`,
  "y",
);

/** A syslog line whose time somebody cut off, to share it. */
export const kernelTag = defineWrapper({
  name: "kernel-tag",
  writtenBy: "people",
  first: "[abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
  loses: ["wall", "zone", "year", "host", "monotonic"],
  examples: ["kernel: Mem-Info:", "web7 kernel: [88021.500017] Mem-Info:", "[kernel] Mem-Info:"],
  unwrap(line) {
    const taken = takePrefix(tag, line);
    if (!taken) return undefined;
    return { rest: unescapeRsyslog(taken.rest), sender: "kernel", host: taken.match[1] };
  },
  wrap: (message) => `kernel: ${message}`,
});
