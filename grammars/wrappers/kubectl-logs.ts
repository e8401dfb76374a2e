import { defineWrapper, takePrefix } from "../wrapper.js";

/** Go prints nanoseconds and leaves out the zeros at the end; syslog daemons and journalctl stop at microseconds. */
const stamp = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.(?:\d{8,9}|\d{1,7}(?=Z \[ *\d))(?:Z|[+-]\d\d:\d\d)) /y;
const pod = /\[pod\/[^\s/\]]{1,253}\/[^\s\]]{1,253}\] /y;

export const kubectlLogs = defineWrapper({
  name: "kubectl-logs",
  writtenBy: "kubectl logs --timestamps, kubectl logs --prefix; docker logs --timestamps",
  first: "[0123456789",
  loses: ["host"],
  examples: [
    "2025-03-03T04:05:06.500017123Z [88021.500017] Mem-Info:",
    "[pod/kmsg-1/main] 2025-03-03T04:05:06.500017123Z [88021.500017] Mem-Info:",
    "[pod/kmsg-1/main] [88021.500017] Mem-Info:",
  ],
  unwrap(line) {
    const named = takePrefix(pod, line);
    const stamped = takePrefix(stamp, named?.rest ?? line);
    if (stamped) return { rest: stamped.rest, wall: { form: "iso", text: stamped.match[1] as string } };
    return named && { rest: named.rest };
  },
});
