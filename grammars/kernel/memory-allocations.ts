import { createToken } from "chevrotain";
import { defineSection, word } from "../section.js";
import { Rest, Space } from "../vocabulary.js";

const Heading = createToken({
  name: "AllocationsHeading",
  pattern: /Memory allocations(?=[ :])[^:]{0,80}:/,
});
const Row = createToken({
  name: "AllocationsRow",
  pattern:
    /\d+(?:\.\d+)?(?: (?:[KMGTPE]i)?B)?[ \t\u00a0]+\d+[ \t\u00a0]+[^\s:]+:\d+ (?:\[[^\]\s]+\] )?func:\S+/,
});
const parts = /([\d.]+)(?: (?:([KMGTPE])i)?B)?\s+(\d+)\s+(\S+:\d+) (?:\[(\S+)\] )?func:(\S+)/;

/** A size with three digits and a binary unit (lib/string_helpers.c, string_get_size()); before, plain bytes. */
const bytes = (digits: string, unit = ""): number =>
  Math.round(Number(digits) * 1024 ** (unit === "" ? 0 : "KMGTPE".indexOf(unit) + 1));

/** The places in the kernel's code that hold most memory, with CONFIG_MEM_ALLOC_PROFILING. */
export const memoryAllocations = defineSection({
  kind: "memory-allocations",
  printedBy: "mm/show_mem.c, __show_mem(); lib/alloc_tag.c, alloc_tag_top_users()",
  versions: "6.10–",
  role: "body",
  shared: true,
  anchor:
    /Memory allocations(?: \(|:)|[ \t\u00a0]*\d+(?:\.\d+)?(?: (?:[KMGTPE]i)?B)?[ \t\u00a0]+\d+[ \t\u00a0]+[^\s:]+:\d+ (?:\[[^\]\s]+\] )?func:\S/y,
  first: "M \t\u00a00123456789",
  tokens: [Space, Heading, Row, Rest],
  rule: ($) => {
    $.OR([{ ALT: () => $.CONSUME(Heading) }, { ALT: () => $.CONSUME(Row) }]);
    $.OPTION2(() => $.CONSUME(Rest));
  },
  fact: (cst) => {
    const row = parts.exec(word(cst["AllocationsRow"]) ?? "");
    if (!row) return { kind: "memory-allocations" as const, what: "heading" as const };
    const [, digits = "", unit, calls, place = "", module, name = ""] = row;
    return {
      kind: "memory-allocations" as const,
      what: "row" as const,
      bytes: bytes(digits, unit),
      calls: Number(calls),
      /** File and line. */
      place,
      module: module ?? null,
      function: name,
    };
  },
  examples: [
    "Memory allocations:",
    "Memory allocations (profiling is currently turned on):",
    "    1.21 GiB   317234 drivers/gpu/drm/foo/foo_gem.c:212 [foo_drm] func:foo_gem_create",
    "     512 MiB   131072 mm/filemap.c:2010 func:__filemap_get_folio",
    "   536870912   131072 mm/filemap.c:2010 func:__filemap_get_folio",
  ],
});
