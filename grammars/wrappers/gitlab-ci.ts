import { defineWrapper, takePrefix } from "../wrapper.js";

/** Number and kind of the stream; `+` continues the line before. The time is the job's, so it is not kept. */
const stamp = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z [0-9a-f]{2}[OE][ +]/y;

export const gitlabCi = defineWrapper({
  name: "gitlab-ci",
  writtenBy: "GitLab CI with FF_TIMESTAMPS",
  first: "0123456789",
  loses: ["wall", "year", "zone", "host"],
  examples: ["2025-03-03T04:10:06.123456Z 00O [88021.500017] Mem-Info:"],
  unwrap(line) {
    const taken = takePrefix(stamp, line);
    return taken && { rest: taken.rest };
  },
});
