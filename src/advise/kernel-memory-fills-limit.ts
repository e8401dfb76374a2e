import { defineFilling } from "./limit-filling.js";

/** Memory that the kernel holds for the cgroup fills the limit. */
export const kernelMemoryFillsLimit = defineFilling({
  code: "kernel-memory-fills-limit",
  part: "kernel",
  share: 0.25,
  what: "kernel memory (slab, stacks, page tables)",
  title: (subject) => `Kernel memory fills a large part of the limit of ${subject}`,
  advice:
    "Look for very many open files, dentries, sockets, threads or mappings: slabtop on the node, memory.stat of the cgroup. Killing a process frees it only where the process held it.",
});
