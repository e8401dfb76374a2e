import { createToken } from "chevrotain";
import { defineSection, word } from "../section.js";
import { Rest } from "../vocabulary.js";

const Said = createToken({
  name: "GpuPurge",
  pattern: /Purging GPU memory/,
});

/** The graphics driver gave pages back before the killer ran; alone where that was enough. */
export const gpuPurge = defineSection({
  kind: "gpu-purge",
  printedBy: "drivers/gpu/drm/i915/gem/i915_gem_shrinker.c, i915_gem_shrinker_oom()",
  versions: "4.2–",
  role: "notes",
  anchor: /Purging GPU memory/y,
  first: "P",
  tokens: [Said, Rest],
  rule: ($) => {
    $.CONSUME(Said);
    $.OPTION(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "gpu-purge" as const,
    text: `${word(cst["GpuPurge"]) ?? ""}${word(cst["Rest"]) ?? ""}`.trim(),
  }),
  examples: [
    "Purging GPU memory, 1024 pages freed, 16 pages still pinned, 2048 pages left available.",
    "Purging GPU memory, 4194304 bytes freed, 65536 bytes still pinned.",
  ],
});
