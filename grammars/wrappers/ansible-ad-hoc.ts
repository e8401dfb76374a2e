import { defineWrapper, takeAt } from "../wrapper.js";

const heading = /(\S{1,253}) \| (?:CHANGED|SUCCESS|FAILED)!? \| rc=\d{1,3} >>$/y;

/** The heading before what the command printed. */
export const ansibleAdHoc = defineWrapper({
  name: "ansible-ad-hoc",
  writtenBy: "ansible -m command",
  first: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
  loses: [],
  examples: ["web7 | CHANGED | rc=0 >>"],
  unwrap(line) {
    return takeAt(heading, line, 0) ? { rest: "", marker: true } : undefined;
  },
});
