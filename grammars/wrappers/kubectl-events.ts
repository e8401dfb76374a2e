import { defineWrapper, takePrefix, type Unwrapped } from "../wrapper.js";

const SPAN = String.raw`(?:\d{1,9}[ydhms]){1,3}`;
const AGE = String.raw`(?:${SPAN}|<(?:unknown|invalid)>)(?:[ \t]+\(x\d{1,9} over ${SPAN}\))?`;
/**
 * Type and reason. `get events` prints namespace and age before; older versions two ages, how often, and the object or the
 * source, and some leave out what stands before that. `describe` prints the age behind them.
 */
const columns = new RegExp(
  String.raw`[ \t]*((?:[a-z\d][a-z\d-]{0,62}[ \t]+)?${AGE}[ \t]+(?:${AGE}[ \t]+\d{1,9}[ \t]+[^\n"]{0,200}?[ \t])?|kernel-monitor, [\w.-]{1,253}[ \t]+)?(?:Normal|Warning)[ \t]+([A-Z][A-Za-z]{2,63})[ \t]+(${AGE}[ \t]+)?`,
  "y",
);
/** What node-problem-detector makes events of; age, object or source stand before it. */
const kernelText =
  /[^\n"]{0,200}?(?=(?:Memory cgroup out|Out) of memory: Kill(?:ed)? process \d|Killed process \d)/y;
const node = /(?:^|\s)(?:node\/|kernel-monitor, )([\w.-]{1,253})(?=\s)/;
/** What people choose themselves (`-o custom-columns`), and tools that look like it: cells, and the reason. */
const cells = /[ \t]*(?:[^\s"]{1,253}(?: {2,}|\t+)){1,6}OOMKilling(?: {2,}|\t+)/y;
/** An event is called like the node, and when it first came. */
const eventName = /(?:^|\s)([a-z\d][a-z\d.-]{0,252})\.[\da-f]{16}(?=\s)/;
const time = /\s(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))(?=\s)/;

/** An event of a node whose message is the kernel's line, in the columns of a table; its age is no time. */
export const kubectlEvents = defineWrapper({
  name: "kubectl-events",
  writtenBy: "kubectl describe node, kubectl get events",
  first: " \t0123456789abcdefghijklmnopqrstuvwxyz<NW",
  loses: ["wall", "zone", "year", "monotonic"],
  examples: [
    "  Warning  OOMKilling  61s  kernel-monitor, web7  Memory cgroup out of memory: Killed process 4242 (java) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB",
    "default  22m  Warning  OOMKilling  node/web7  Memory cgroup out of memory: Kill process 4242 (java) score 1962 or sacrifice childKilled process 4242 (java) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB",
    "61s (x3 over 5m)  Warning  OOMKilling  node/web7  Memory cgroup out of memory: Killed process 4242 (java) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB",
    "1m\t1m\t1\tkernel-monitor, web7\t\t\tWarning\t\tOOMKilling\tMemory cgroup out of memory: Killed process 4242 (java) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB",
    "default  Warning  web7.164b58660f8d4590  2025-03-03T04:05:06+01:00  OOMKilling  Memory cgroup out of memory: Killed process 4242 (java) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB",
    "22m   Normal   Pulled   pod/a   Successfully pulled image",
  ],
  unwrap(line) {
    const row = takePrefix(columns, line);
    if (!row) return chosen(line);
    const [, before, reason, age] = row.match;
    const more = reason === "OOMKilling" ? takePrefix(kernelText, row.rest) : undefined;
    // Other events are no part of the kernel's line before them.
    if (!more) return before || age ? { rest: row.rest, sender: "userspace" } : undefined;
    const around = line.slice(0, line.length - more.rest.length);
    return { rest: more.rest, host: node.exec(around)?.[1] };
  },
});

/** A row of columns that somebody chose; its event's name tells the node, and its time is one. */
function chosen(line: string): Unwrapped | undefined {
  const row = takePrefix(cells, line);
  if (!row || takePrefix(kernelText, row.rest)?.match[0] !== "") return undefined;
  const [around] = row.match;
  const text = time.exec(around)?.[1];
  return {
    rest: row.rest,
    host: eventName.exec(around)?.[1],
    wall: text === undefined ? undefined : { form: "iso", text },
  };
}
