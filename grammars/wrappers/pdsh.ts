import { defineWrapper, takePrefix } from "../wrapper.js";

/** Only before a stamp of the kernel: in its own messages `usb 1-1: ` looks like a host, too. */
const prefix =
  /(?:\[([\w.-]{1,253})\] out: |(?!\d+:)([\w.-]{1,253})(?: out)?: )(?=\[[ \t]*\d{1,12}\.\d{6}\]|<\d{1,3}>\[|\[[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d |\d{4}-\d\d-\d\dT|\d{1,3},\d+,\d+,|[A-Z][a-z]{2} [ \d]\d \d\d:)/y;

export const pdsh = defineWrapper({
  name: "pdsh",
  writtenBy: "pdsh, clush, Fabric",
  first: "[abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
  loses: ["wall", "year", "zone"],
  examples: [
    "web7: [88021.500017] Mem-Info:",
    "10.0.0.4 out: [88021.500017] Mem-Info:",
    "[web7] out: [88021.500017] Mem-Info:",
  ],
  unwrap(line) {
    const taken = takePrefix(prefix, line);
    return taken && { rest: taken.rest, host: taken.match[1] ?? taken.match[2] };
  },
});
