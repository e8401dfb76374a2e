import { defineWrapper, takePrefix } from "../wrapper.js";

const property = / [A-Z][A-Z0-9_]*=/y;

/** ` SUBSYSTEM=pci` and ` DEVICE=+pci:0000:00:00.0` describe the record before them; they are no message. */
export const kmsgProperty = defineWrapper({
  name: "kmsg-property",
  writtenBy: "/dev/kmsg; kernel/printk/printk.c, msg_add_dict_text()",
  first: " ",
  loses: [],
  follows: "kmsg",
  examples: [" SUBSYSTEM=pci", " DEVICE=+pci:0000:00:00.0"],
  unwrap(line) {
    return takePrefix(property, line) && { rest: "", marker: true };
  },
});
