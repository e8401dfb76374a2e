import { defineFilling } from "./limit-filling.js";

/** Files in tmpfs, or shared memory, fill the limit: killing a process does not free them. */
export const tmpfsFillsLimit = defineFilling({
  code: "tmpfs-fills-limit",
  part: "shmem",
  share: 0.3,
  what: "tmpfs or shared memory",
  title: (subject) => `A memory-backed volume or shared memory fills the limit of ${subject}`,
  advice:
    "Killing a process does not free files in tmpfs. Give the emptyDir with medium: Memory (or /dev/shm) a sizeLimit and count it into the memory limit, delete what it holds, or put it on disk. If it is a database's shared memory (shared_buffers), the limit must be above it.",
});
