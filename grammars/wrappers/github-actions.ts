import { defineWrapper, takePrefix } from "../wrapper.js";

/** Seven digits: ticks of .NET. It is the job's time, which is later than what the job prints, so it is not kept. */
const stamp = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z (?:##\[[a-z]{1,20}\])?/y;

export const githubActions = defineWrapper({
  name: "github-actions",
  writtenBy: "GitHub Actions, Azure Pipelines",
  first: "0123456789",
  loses: ["wall", "year", "zone", "host"],
  examples: ["2025-03-03T04:10:06.1234567Z [88021.500017] Mem-Info:"],
  unwrap(line) {
    const taken = takePrefix(stamp, line);
    return taken && { rest: taken.rest };
  },
});
