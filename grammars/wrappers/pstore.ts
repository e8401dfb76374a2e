import { defineWrapper, takeAt } from "../wrapper.js";

const heading = /[A-Z][a-z]{2,9}#\d{1,9} Part\d{1,9}$/y;

/** The heading before a part of what the kernel last printed. */
export const pstore = defineWrapper({
  name: "pstore",
  writtenBy: "pstore: /sys/fs/pstore/dmesg-*; fs/pstore/platform.c, pstore_dump()",
  first: "EHOPRSU",
  loses: [],
  examples: ["Panic#1 Part1", "Oops#2 Part3"],
  unwrap(line) {
    return takeAt(heading, line, 0) ? { rest: "", marker: true } : undefined;
  },
});
