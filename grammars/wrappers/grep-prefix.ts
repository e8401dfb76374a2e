import { defineWrapper, takePrefix } from "../wrapper.js";

/**
 * `file:`, `file:123:`, `123:`; a hyphen where the line is context. No blank follows, and no letter may but a capital.
 * A date is no line number.
 */
const prefix = /(?:[^\s:[\]{}"]{1,255}[:-])?(?:(?!\d{4}-\d\d-\d\d)\d{1,9}[:-])?(?=[[<{A-Z\d]|kern {2})/y;

export const grepPrefix = defineWrapper({
  name: "grep-prefix",
  writtenBy: "grep -H, grep -n, zgrep over several files",
  first: "./_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
  loses: [],
  carrier: "before",
  examples: [
    "kern.log:[88021.500017] Mem-Info:",
    "/var/log/kern.log.1:4711:[88021.500017] Mem-Info:",
    "4711:[88021.500017] Mem-Info:",
    "kern.log-4712-[88021.500017] Mem-Info:",
    "kern.log:2025-03-03T04:05:06.500017+00:00 web7 kernel: Mem-Info:",
  ],
  unwrap(line) {
    const taken = takePrefix(prefix, line);
    return taken && taken.rest.length < line.length ? { rest: taken.rest } : undefined;
  },
});
