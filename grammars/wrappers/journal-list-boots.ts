import { defineWrapper, takeAt } from "../wrapper.js";

const heading = /IDX BOOT ID +FIRST ENTRY +LAST ENTRY$/y;
const row = / *-?\d{1,9} [0-9a-f]{32} [A-Z][a-z]{2} \d{4}-/y;

export const journalListBoots = defineWrapper({
  name: "journal-list-boots",
  writtenBy: "journalctl --list-boots",
  first: " -0123456789I",
  loses: [],
  examples: [
    "IDX BOOT ID                          FIRST ENTRY                 LAST ENTRY",
    ` -1 ${"0".repeat(32)} Mon 2025-03-03 04:05:06 UTC Mon 2025-03-03 05:05:06 UTC`,
    `0 ${"0".repeat(32)} Mon 2025-03-03 04:05:06 UTC—Mon 2025-03-03 05:05:06 UTC`,
  ],
  unwrap(line) {
    return takeAt(heading, line, 0) || takeAt(row, line, 0) ? { rest: "", marker: true } : undefined;
  },
});
