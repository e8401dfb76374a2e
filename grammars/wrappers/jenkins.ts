import { defineWrapper, takePrefix } from "../wrapper.js";

const stamp = /\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\] /y;

/** The time is the job's, so it is not kept. */
export const jenkins = defineWrapper({
  name: "jenkins",
  writtenBy: "Jenkins with the Timestamper plugin",
  first: "[",
  loses: ["wall", "year", "zone", "host"],
  examples: ["[2025-03-03T04:10:06.123Z] [88021.500017] Mem-Info:"],
  unwrap(line) {
    const taken = takePrefix(stamp, line);
    return taken && { rest: taken.rest };
  },
});
