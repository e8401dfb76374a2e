import { defineForm, type Form } from "./form.js";

/** Amazon ECS; a task id has 32 digits. Tasks without a limit are plain docker containers. */
export const ecsForms: readonly Form[] = [
  defineForm({
    kind: "ecs",
    runtime: "docker",
    level: "container",
    shape: /\/ecs\/(?<name>[0-9a-f-]{32,36})\/(?<container>[0-9a-f]{64})/,
  }),
  // Fargate writes `<task>-<number>` for the container.
  defineForm({
    kind: "ecs",
    level: "container",
    shape: /\/ecs\/(?<name>[0-9a-f-]{32,36})\/[^/]+/,
  }),
  defineForm({
    kind: "ecs",
    level: "other",
    shape: /\/ecs\/(?<name>[0-9a-f-]{32,36})/,
  }),
  defineForm({
    kind: "ecs",
    level: "container",
    shape:
      /\/ecstasks-(?<name>[0-9a-f]{32})\.slice\/(?<runtime>docker|cri-containerd)-(?<container>[0-9a-f]{64})\.scope/,
  }),
  defineForm({
    kind: "ecs",
    level: "other",
    shape: /\/ecstasks-(?<name>[0-9a-f]{32})\.slice/,
  }),
  defineForm({
    kind: "ecs",
    level: "other",
    shape: /^\/(?:ecs|ecstasks\.slice)/,
  }),
];
