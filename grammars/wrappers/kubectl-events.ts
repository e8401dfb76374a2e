import { defineWrapper, takePrefix } from "../wrapper.js";

/** Type and reason; `get events` prints namespace and age before, older versions object and source, too. */
const typeAndReason = /(?:[^\n"]{0,200}?[ \t])?Warning[ \t]+OOMKilling[ \t]+/y;
/** What node-problem-detector makes events of; age, object or source stand before it. */
const kernelText =
  /[^\n"]{0,200}?(?=(?:Memory cgroup out|Out) of memory: Kill(?:ed)? process \d|Killed process \d)/y;
const node = /(?:^|\s)(?:node\/|kernel-monitor, )([\w.-]{1,253})(?=\s)/;

/** An event of a node whose message is the kernel's line, in the columns of a table; its age is no time. */
export const kubectlEvents = defineWrapper({
  name: "kubectl-events",
  writtenBy: "kubectl describe node, kubectl get events",
  first: " \t0123456789abcdefghijklmnopqrstuvwxyzW",
  loses: ["wall", "zone", "year", "monotonic"],
  examples: [
    "  Warning  OOMKilling  61s  kernel-monitor, web7  Memory cgroup out of memory: Killed process 4242 (java) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB",
    "default  22m  Warning  OOMKilling  node/web7  Memory cgroup out of memory: Killed process 4242 (java) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB",
  ],
  unwrap(line) {
    if (!line.includes("OOMKilling")) return undefined;
    const columns = takePrefix(typeAndReason, line);
    const more = columns && takePrefix(kernelText, columns.rest);
    if (!more) return undefined;
    const around = line.slice(0, line.length - more.rest.length);
    return { rest: more.rest, host: node.exec(around)?.[1] };
  },
});
