import { defineService } from "../service-section.js";
import { numberOf, unnamed } from "../workload-names.js";

const field = (event: string, ...names: readonly string[]): string | null =>
  new RegExp(`\\b(?:${names.join("|")}): ?"?([0-9A-Za-z_.-]+)`).exec(event)?.[1] ?? null;

/** A process that containerd had started ended: a container's first one, or one that was executed in it. */
export const containerdExit = defineService({
  kind: "containerd-exit",
  printedBy:
    "containerd, internal/cri/server/events.go, handleEvent(); core/runtime/v2 and the shim's events",
  versions: "1.3–",
  role: "tells",
  frames: ["logfmt"],
  says: /(?:TaskExit event(?: in podsandbox handler)?|received(?: sandbox)?(?: container)? exit event)(?: (.*))?/y,
  fact: ([said, event = ""]) => {
    const containerId = field(event, "container_id", "ContainerID", "sandbox_id");
    const id = field(event, "id", "ID");
    return {
      kind: "containerd-exit" as const,
      ...unnamed,
      containerId,
      /** Of the process: the container's own, or that of an exec. */
      id,
      /** A probe's or a person's command ended, and the container lives on. */
      exec: containerId !== null && id !== null && id !== containerId,
      /** It was the sandbox (pause), not a container of the spec. */
      sandbox: said.includes("sandbox"),
      pid: numberOf(field(event, "pid", "Pid")),
      /** 128 plus the signal, or what the process returned. 0 is not printed by protobuf's text form. */
      exitStatus: numberOf(field(event, "exit_status", "ExitStatus")),
      /** Seconds since 1970. */
      exitedAtSeconds: numberOf(/exited_at: ?\{ ?seconds: ?(\d+)/.exec(event)?.[1]),
      exitedAtNanos: numberOf(/exited_at: ?\{[^}]*nanos: ?(\d+)/.exec(event)?.[1]),
    };
  },
  examples: [
    'time="2025-11-20T14:03:07.542411582Z" level=info msg="received container exit event container_id:\\"5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e\\"  id:\\"5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e\\"  pid:4242  exit_status:137  exited_at:{seconds:1763647387  nanos:542411582}"',
    'time="2025-11-20T14:03:07.542411582Z" level=info msg="received exit event container_id:\\"5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e\\" id:\\"0ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab90ab9\\" pid:4300 exit_status:1 exited_at:{seconds:1763647387 nanos:542411582}"',
    'time="2023-11-20T14:03:07.542411582Z" level=info msg="TaskExit event container_id:\\"5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e\\" id:\\"5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e\\" pid:4242 exit_status:137 exited_at:{seconds:1700488987 nanos:542411582}"',
    'time="2021-11-20T14:03:07.542411582Z" level=info msg="TaskExit event &TaskExit{ContainerID:5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e,ID:5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e5d1e,Pid:4242,ExitStatus:137,ExitedAt:2021-11-20 14:03:07.542411582 +0000 UTC,XXX_unrecognized:[],}"',
  ],
});
