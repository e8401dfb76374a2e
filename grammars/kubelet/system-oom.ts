import { defineService } from "../service-section.js";
import { unnamed } from "../workload-names.js";

/** `Name:value` of a Go struct, where the value ends before the next name. */
const named = (name: string, text: string): string | null =>
  new RegExp(
    `"?\\b${name}"?:"?(.*?)"?(?=,? {0,3}"?(?:Pid|ProcessName|TimeOfDeath|ContainerName|VictimContainerName|Constraint)"?:|\\}?$)`,
  ).exec(text)?.[1] ?? null;

/** `&{4242 java 2020-11-20 … UTC /task /limit CONSTRAINT_NONE}`: the fields of oomparser.OomInstance in order. */
const positional = /&?\{(\d{1,10}) (.{0,64}?) (\d{4}-\d\d-\d\d .{0,80}?) (\/\S*) (\/\S*)(?: (\S*))?\}/;

/**
 * The OOM watcher read the kernel's report and found no container's limit in it. cAdvisor's names are crossed: its
 * "victim" container is the cgroup whose limit was hit.
 */
export const systemOom = defineService({
  kind: "kubelet-system-oom",
  printedBy: "kubelet, pkg/kubelet/oom/oom_watcher_linux.go, Start()",
  versions: "1.2–",
  role: "tells",
  frames: ["klog"],
  files: ["oom_watcher_linux.go", "oom_watcher.go"],
  says: /Got sys oom event(?:: ?(.*))?/y,
  fact: ([, text = ""], { values }) => {
    const event = values["event"] ?? text;
    const [, pid, comm, , task, limit, constraint] = positional.exec(event) ?? [];
    const digits = named("Pid", event) ?? pid;
    return {
      kind: "kubelet-system-oom" as const,
      ...unnamed,
      pid: digits && /^\d{1,10}$/.test(digits) ? Number(digits) : null,
      comm: named("ProcessName", event) ?? comm ?? null,
      /** `task_memcg` of the kernel; `/` where cAdvisor's expression did not match the line. */
      taskMemcg: named("ContainerName", event) ?? task ?? null,
      /** `oom_memcg` of the kernel. */
      oomMemcg: named("VictimContainerName", event) ?? limit ?? null,
      constraint: named("Constraint", event) || constraint || null,
    };
  },
  examples: [
    'I1120 14:03:07.645801    1234 oom_watcher_linux.go:77] "Got sys oom event" event={"Pid":4242,"ProcessName":"java","TimeOfDeath":"2025-11-20T14:03:07.1Z","ContainerName":"/system.slice/app.service","VictimContainerName":"/","Constraint":"CONSTRAINT_NONE"}',
    'I1120 14:03:07.645801    1234 oom_watcher_linux.go:77] "Got sys oom event" event=&{Pid:4242 ProcessName:java TimeOfDeath:2022-11-20 14:03:07.1 +0000 UTC m=+12.5 ContainerName:/system.slice/app.service VictimContainerName:/ Constraint:CONSTRAINT_NONE}',
    "I1120 14:03:07.645801    1234 oom_watcher_linux.go:75] Got sys oom event: &{4242 java 2020-11-20 14:03:07.1 +0000 UTC m=+12.5 /system.slice/app.service / CONSTRAINT_NONE}",
  ],
});
