import { defineWrapper, takePrefix } from "../wrapper.js";

const prefix =
  /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) (\{(?:[^"{}]|"(?:[^"\\]|\\.)*")*\}) /y;
const host = /[{,] ?(?:host|hostname|node|node_name|nodename|instance)="((?:[^"\\]|\\.)*)"/;

export const logcli = defineWrapper({
  name: "logcli",
  writtenBy: "logcli query",
  first: "0123456789",
  loses: ["monotonic"],
  examples: [
    '2025-03-03T04:05:06Z {filename="/var/log/syslog", host="web7"} Mar  3 04:05:06 web7 kernel: Mem-Info:',
  ],
  unwrap(line) {
    const taken = takePrefix(prefix, line);
    if (!taken) return undefined;
    const [, text = "", labels = ""] = taken.match;
    return { rest: taken.rest, wall: { form: "iso", text }, host: host.exec(labels)?.[1] };
  },
});
