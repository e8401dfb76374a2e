import { defineWrapper, takePrefix } from "../wrapper.js";

/** ESXi 8 prints the level in words, those before a letter and a number, and bars. */
const start =
  /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(?:Z|[+-]\d\d:?\d\d))(?: [A-Z][a-z]\(\d{2}\)[+ ] ?\S{1,32} - |\| \S{1,32}\| [A-Z]\d{3}\+? ?: )Guest: /y;

/** What a Linux guest printed last, which the host keeps when the guest panics. */
export const vmwareLog = defineWrapper({
  name: "vmware-log",
  writtenBy: "VMware's vmware.log: lines of a guest",
  first: "0123456789",
  loses: ["host", "monotonic"],
  examples: [
    "2025-03-03T04:05:06.500Z In(05) vcpu-0 - Guest: <4>[88021.500017] Mem-Info:",
    "2025-03-03T04:05:06.500Z| vcpu-0| I125: Guest: <4>[88021.500017] Mem-Info:",
  ],
  unwrap(line) {
    const taken = takePrefix(start, line);
    return taken && { rest: taken.rest, wall: { form: "iso", text: taken.match[1] as string } };
  },
});
