import { defineWrapper, takeAt } from "../wrapper.js";

const boot = /-- Boot ([0-9a-f]{32}) --$/y;
/** Without UTF-8 the lines of an explanation begin with the same hyphens. */
const note = /--(?: |$)/y;

/** journalctl's own lines, and the explanations of `-x`. The boot id holds for the lines that follow. */
export const journalMarker = defineWrapper({
  name: "journal-marker",
  writtenBy: "journalctl",
  first: "-░",
  loses: [],
  examples: [
    "-- Boot 0123456789abcdef0123456789abcdef --",
    "-- Reboot --",
    "-- No entries --",
    "-- cursor: s=1;i=2",
    "-- Journal begins at Mon 2025-03-03 04:05:06 UTC, ends at Mon 2025-03-03 05:05:06 UTC. --",
    "░░ Subject: A unit failed",
    "-- Subject: A unit failed",
  ],
  unwrap(line) {
    const bootId = takeAt(boot, line, 0)?.[1];
    if (bootId !== undefined) return { rest: "", marker: true, bootId };
    if (line.startsWith("░░") || takeAt(note, line, 0)) return { rest: "", marker: true };
    return undefined;
  },
});
