import { defineForm, type Form } from "./form.js";

const podman = { kind: "podman", runtime: "podman" } as const;

/** podman and libpod: rootful, rootless, in a pod, in a unit of its own (`--cgroups=split`, quadlet). */
export const podmanForms: readonly Form[] = [
  defineForm({
    ...podman,
    level: "container",
    shape: /\/(?<unit>[^/]+\.service)\/libpod-payload-(?<container>[0-9a-f]{64})(?:\/container)?/,
  }),
  defineForm({
    ...podman,
    level: "container",
    shape: /\/libpod-(?:payload-)?(?<container>[0-9a-f]{64})(?:\.scope)?(?:\/container)?/,
  }),
  // The monitor, not the container.
  defineForm({
    ...podman,
    level: "other",
    shape: /\/libpod-conmon-(?<container>[0-9a-f]{64})(?:\.scope)?/,
  }),
  defineForm({
    ...podman,
    level: "pod",
    shape: /\/[^/]*libpod_pod_(?<name>[0-9a-f]{64})\.slice/,
  }),
  defineForm({
    ...podman,
    level: "pod",
    shape: /\/libpod_parent\/(?<name>[0-9a-f]{64})/,
  }),
  defineForm({ ...podman, level: "other", shape: /\/libpod_parent/ }),
];
