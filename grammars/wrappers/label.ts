import { defineWrapper, takePrefix } from "../wrapper.js";

/** Rows of the task table, its header and addresses of a trace begin with a bracket, too. */
const mark = /[ \t]*\[(?![ <\d])[^\][\n]{1,40}\] /y;

/** Whoever wrote about a log has put something else, or nothing, where the kernel's stamp stood. */
export const label = defineWrapper({
  name: "label",
  writtenBy: "people, in articles and handbooks",
  first: "[ \t",
  loses: ["wall", "zone", "year", "host", "monotonic"],
  doubtful: true,
  fitsName: true,
  examples: [
    "[...] Out of memory: Killed process 7 (java) total-vm:8kB, anon-rss:4kB, file-rss:0kB",
    "  [kernel log] Out of memory: Killed process 7 (java) total-vm:8kB, anon-rss:4kB, file-rss:0kB",
  ],
  unwrap(line) {
    const taken = takePrefix(mark, line);
    return taken && { rest: taken.rest };
  },
});
