import { defineService } from "../service-section.js";
import { unnamed } from "../workload-names.js";

/** node-problem-detector read the kernel's kill line and makes an event `OOMKilling` of it. */
export const npdOomKilling = defineService({
  kind: "npd-oom-killing",
  printedBy: "node-problem-detector, pkg/systemlogmonitor/log_monitor.go, parseLog()",
  versions: "0.2–",
  frames: ["klog"],
  files: ["log_monitor.go"],
  says: /New status generated: .{0,200}?Reason:OOMKilling Message:([^\n]*)/y,
  fact: ([, text = ""]) => {
    // The kernel's own words come next; several events stand in one line.
    const killed = /Kill(?:ed)? process (\d{1,10}) \((.{0,64}?)\)(?=[ ,]|$)/.exec(text);
    return {
      kind: "npd-oom-killing" as const,
      ...unnamed,
      pid: killed ? Number(killed[1]) : null,
      comm: killed?.[2] ?? null,
      text: text.replace(/\}\] Conditions:.*$/, ""),
    };
  },
  examples: [
    "I1120 14:03:07.645801       1 log_monitor.go:160] New status generated: &{Source:kernel-monitor Events:[{Severity:warn Timestamp:2025-11-20 14:03:07.1 +0000 UTC Reason:OOMKilling Message:Memory cgroup out of memory: Killed process 4242 (java) total-vm:299192kB, anon-rss:98304kB, file-rss:952kB, shmem-rss:0kB}] Conditions:[]}",
  ],
});
