import { defineForm, type Form } from "./form.js";

const lxc = { kind: "lxc" } as const;

/** LXC, LXD, Incus and Proxmox. `ns` is the container's namespace root, `.lxc` where attached shells go. */
export const lxcForms: readonly Form[] = [
  defineForm({
    ...lxc,
    level: "container",
    shape: /\/lxc\/(?<name>[^/]+)(?:\/ns)?(?:\/\.lxc)?/,
  }),
  defineForm({
    ...lxc,
    level: "container",
    shape: /\/lxc\.payload[./](?<name>[^/]+)(?:\/ns)?(?:\/\.lxc)?/,
  }),
  defineForm({
    ...lxc,
    level: "other",
    shape: /\/lxc\.monitor[./](?<name>[^/]+)/,
  }),
  defineForm({
    ...lxc,
    level: "other",
    shape: /\/lxc(?:\.payload|\.monitor)?/,
  }),
];
