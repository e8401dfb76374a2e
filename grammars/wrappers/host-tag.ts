import { defineWrapper, takePrefix } from "../wrapper.js";

const prefix = /([a-z\d][\w.-]{0,254}) kernel: /y;

/** A syslog line whose time somebody cut off, and not the host. */
export const hostTag = defineWrapper({
  name: "host-tag",
  writtenBy: "people",
  first: "abcdefghijklmnopqrstuvwxyz0123456789",
  loses: ["wall", "zone", "year", "monotonic"],
  doubtful: true,
  examples: ["web7 kernel: Out of memory: Killed process 4242 (java) total-vm:3649380kB"],
  unwrap(line) {
    const taken = takePrefix(prefix, line);
    return taken && { rest: taken.rest, sender: "kernel", host: taken.match[1] };
  },
});
