import { defineFilling } from "./limit-filling.js";

/** Page cache is most of what the limit holds, and could not be dropped in time. */
export const pageCacheAtLimit = defineFilling({
  code: "page-cache-at-limit",
  part: "file",
  share: 0.5,
  what: "page cache",
  title: (subject) => `Page cache, not the process, fills the limit of ${subject}`,
  advice:
    "The kernel drops clean page cache before it kills, so this cache was dirty, mapped, or read faster than it could be dropped: a slow disk, mlock, or a large file being written. Write less at once (vm.dirty_bytes, direct I/O for dd, backup and copy), set memory.high below the limit, and do not raise the limit first.",
});
