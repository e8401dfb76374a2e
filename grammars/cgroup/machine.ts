import { defineForm, type Form } from "./form.js";

/** Virtual machines and machines of systemd-machined. Their scopes are units: a limit is the unit's. */
export const machineForms: readonly Form[] = [
  defineForm({
    kind: "libvirt",
    level: "unit",
    shape: /\/(?<unit>machine-(?:qemu|lxc)\\x2d\d+\\x2d(?<name>[^/]+)\.scope)/,
  }),
  // libvirt without systemd, and RHEL 6.
  defineForm({
    kind: "libvirt",
    level: "other",
    shape: /\/(?<name>[^/]+)\.libvirt-(?:qemu|lxc)/,
  }),
  defineForm({
    kind: "libvirt",
    level: "other",
    shape: /\/libvirt\/(?:qemu|lxc)\/(?<name>[^/]+)/,
  }),
  // Proxmox runs its machines without libvirt.
  defineForm({
    kind: "other",
    level: "unit",
    shape: /\/qemu\.slice\/(?<unit>(?<name>\d+)\.scope)/,
  }),
  defineForm({
    kind: "nspawn",
    level: "unit",
    shape: /\/(?<unit>systemd-nspawn@(?<name>[^/]+)\.service)(?:\/payload)?/,
  }),
  defineForm({
    kind: "nspawn",
    level: "unit",
    shape: /\/machine\.slice\/(?<unit>machine-(?!(?:qemu|lxc)\\x2d\d)(?<name>[^/]+)\.scope)(?:\/payload)?/,
  }),
];
