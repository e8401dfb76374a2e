import { defineForm, type Form } from "./form.js";

/** A container by its id alone: `docker run --cgroup-parent`, a containerd namespace, a runtime not known here. */
export const unnamedForms: readonly Form[] = [
  defineForm({
    kind: "other",
    runtime: "cri-o",
    level: "container",
    shape: /\/crio-(?<container>[0-9a-f]{64})(?:\.scope)?/,
  }),
  defineForm({
    kind: "other",
    level: "container",
    shape: /\/(?:[\w-]*[-_])?(?<container>[0-9a-f]{64})(?:\.scope)?/,
  }),
];
