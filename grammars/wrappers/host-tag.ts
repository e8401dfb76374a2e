import { unescapeRsyslog } from "../bytes.js";
import { defineWrapper, takePrefix } from "../wrapper.js";

const prefix = /([A-Za-z\d][\w.-]{0,252}) kernel: /y;

/** A syslog line whose time somebody cut off, and not the host, where the kernel's stamp does not show who speaks. */
export const hostTag = defineWrapper({
  name: "host-tag",
  writtenBy: "people",
  first: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
  loses: ["wall", "zone", "year", "monotonic"],
  doubtful: true,
  fitsName: true,
  examples: ["web7 kernel: Out of memory: Killed process 4242 (java) total-vm:3649380kB"],
  unwrap(line) {
    const taken = takePrefix(prefix, line);
    if (!taken) return undefined;
    return {
      rest: unescapeRsyslog(taken.rest),
      sender: "kernel",
      host: taken.match[1],
      innermost: true,
    };
  },
});
