import { formatIso } from "../stamp.js";
import { defineWrapper, prefixEach, takePrefix } from "../wrapper.js";

/** `P`: the runtime split the line, and `F` is the tag of its last fragment. More tags may follow a colon. */
const prefix =
  /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) (stdout|stderr) ([FP])(?::\S{0,32})? /y;

export const cri = defineWrapper({
  name: "cri",
  writtenBy: "containerd and CRI-O: /var/log/pods, /var/log/containers",
  first: "0123456789",
  loses: ["host"],
  examples: [
    "2025-03-03T04:05:06.500017123Z stdout F [88021.500017] Mem-Info:",
    "2025-03-03T04:05:06.500017123+01:00 stderr P the start of a long line",
  ],
  unwrap(line) {
    const taken = takePrefix(prefix, line);
    if (!taken) return undefined;
    const [, text = "", stream = "", tag] = taken.match;
    return { rest: taken.rest, wall: { form: "iso", text }, fragment: { of: stream, more: tag === "P" } };
  },
  wrap: (message, at) => prefixEach(`${formatIso(at.realtimeMicros, ".")}000Z stdout F `, message),
});
