import { defineLine } from "../section.js";

/** One value of `memory.stat`. A dozen names were added since 5.3, so none is listed here. */
export const memcgStat = defineLine({
  kind: "memcg-stat",
  printedBy: "mm/memcontrol.c, memory_stat_format()",
  versions: "5.3–",
  role: "body",
  // A name of eight or more hexadecimal digits is a word of a stack.
  line: /[ \t]*(?![0-9a-f]{8})([a-z][a-z0-9_]*) (\d+)[ \t\r]*$/my,
  inRuns: true,
  first: " \tabcdefghijklmnopqrstuvwxyz",
  fact: (match) => ({
    kind: "memcg-stat" as const,
    name: match[1] ?? "",
    /** Bytes, or a count of events: the name says which. */
    value: Number(match[2]),
  }),
  examples: ["anon 530972672", "workingset_refault_anon 0", "hierarchical_memory_limit 9223372036854771712"],
});
