import { defineWrapper, takePrefix } from "../wrapper.js";

/** Before it may stand a namespace and how long ago; behind it the object and who saw it. */
const prefix =
  /[ \t]*(?:[\w-]{1,63}[ \t]+){0,4}?Warning[ \t]+OOMKilling[ \t]+([^\n]{0,200}?)(?=(?:Memory cgroup o|O)ut of memory|Killed process)/y;
const node = /\bnode\/([\w.-]{1,253})|kernel-monitor, ([\w.-]{1,253})/;

/** node-problem-detector made an event of the kernel's kill line, or of two of them, put together without a newline. */
export const kubectlEvents = defineWrapper({
  name: "kubectl-events",
  writtenBy: "kubectl get events, kubectl describe node",
  first: " \tabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
  loses: ["wall", "zone", "year", "monotonic"],
  examples: [
    "  Warning  OOMKilling  95s (x13 over 2m23s)  kernel-monitor  Memory cgroup out of memory: Killed process 7 (java) total-vm:8kB, anon-rss:4kB, file-rss:0kB",
    "default     22s         Warning   OOMKilling   node/web7   Memory cgroup out of memory: Kill process 7 (java) score 1962 or sacrifice childKilled process 7 (java) total-vm:8kB, anon-rss:4kB, file-rss:0kB",
  ],
  unwrap(line) {
    const taken = takePrefix(prefix, line);
    if (!taken) return undefined;
    const [, named, seen] = node.exec(taken.match[1] ?? "") ?? [];
    return { rest: taken.rest.replace("childKilled", "child\nKilled"), host: named ?? seen };
  },
});
