import { defineForm, type Form } from "./form.js";

/** Units and slices. A unit's own sub-cgroups belong to it; in a slice the unit below is what counts. */
export const systemdForms: readonly Form[] = [
  defineForm({
    kind: "systemd",
    level: "unit",
    shape: /\/(?<unit>[^/]+\.(?:service|scope|socket|mount|swap))/,
  }),
  defineForm({
    kind: "systemd",
    level: "slice",
    shape: /\/(?<unit>[^/]+\.slice)/,
  }),
];

// Several escapes in a row may be one character of UTF-8.
const escapes = /(?:\\x[0-9a-f]{2})+/gi;

/**
 * A name as people know it: `\x2d` is a dash (systemd.unit(5)), and a leading underscore keeps names apart from
 * the kernel's own files (systemd, src/basic/cgroup-util.c, cg_escape()). Compare paths by their raw text.
 */
export function unescapeUnit(name: string): string {
  return name.replace(/^_/, "").replace(escapes, (text) => {
    try {
      return decodeURIComponent(text.replaceAll("\\x", "%"));
    } catch {
      return text;
    }
  });
}
