import { defineWrapper, takePrefix } from "../wrapper.js";

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
/** Kernels before 5.1 print two lines, which are put together without a newline. */
const twoLines = /(?<=sacrifice child)(?=Killed process \d)/;

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
    "22m   Normal   Pulled   pod/a   Successfully pulled image",
  ],
  unwrap(line) {
    const row = takePrefix(columns, line);
    if (!row) return undefined;
    const [, before, reason, age] = row.match;
    const more = reason === "OOMKilling" ? takePrefix(kernelText, row.rest) : undefined;
    // Other events are no part of the kernel's line before them.
    if (!more) return before || age ? { rest: row.rest, sender: "userspace" } : undefined;
    const around = line.slice(0, line.length - more.rest.length);
    return { rest: more.rest.replace(twoLines, "\n"), host: node.exec(around)?.[1] };
  },
});
