import { createToken } from "chevrotain";
import { count, defineSection, word } from "../section.js";
import { Colon, Rest, Space } from "../vocabulary.js";

const Head = createToken({ name: "MemcgStatsFor", pattern: /Memory cgroup stats for[ \t]*/ });
/** A path may hold colons and blanks: it ends at the first colon that only values follow. */
const Path = createToken({
  name: "MemcgStatsPath",
  pattern:
    /[/(][^\n]*?(?=:(?:[ \t]*[a-z_]+:-?\d+[kK]B)*(?:[ \t]*[a-z_]+(?::(?:-?\d*[kK]?)?)?)?\s*(?![\s\S]))/,
});
const Value = createToken({ name: "MemcgStatsValue", pattern: /[a-z_]+:-?\d+[kK]B/ });
/** Where the line is broken before its colon. */
const Broken = createToken({
  name: "MemcgStatsBroken",
  pattern: /[/(][^\n]*/,
});
const parts = [Value, Colon];

/** Head of the statistics, one line for each value from 5.3 on; before that they follow on the same line. */
export const memcgStats = defineSection({
  kind: "memcg-stats",
  printedBy: "mm/memcontrol.c, mem_cgroup_print_oom_meminfo(); mem_cgroup_print_oom_info() before 5.0",
  versions: "3.9–",
  role: "body",
  anchor: /Memory cgroup stats for/y,
  first: "M",
  continues: /[ \t]*(?:[a-z_]+:-?\d+KB|:\s*$|\/\S)/y,
  tokens: [Head, Path, Broken, ...parts, Space, Rest],
  rule: ($) => {
    $.CONSUME(Head);
    $.OPTION(() => $.OR([{ ALT: () => $.CONSUME(Path) }, { ALT: () => $.CONSUME(Broken) }]));
    $.MANY_OF(parts);
    $.OPTION1(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "memcg-stats" as const,
    path: word(cst["MemcgStatsPath"]) ?? word(cst["MemcgStatsBroken"])?.trimEnd() ?? null,
    /** KiB by printed name. Counters of 3.9 to 3.19 may be negative. */
    kB: Object.fromEntries(
      Array.from({ length: count(cst["MemcgStatsValue"]) }, (_, index): [string, number] => {
        const [name = "", value = ""] = (word(cst["MemcgStatsValue"], index) ?? "").split(":");
        return [name, Number.parseInt(value, 10)];
      }),
    ) as Record<string, number>,
  }),
  examples: [
    "Memory cgroup stats for /kubepods.slice/kubepods-pod1.slice/cri-containerd-ab12.scope:",
    "Memory cgroup stats for /docker/ab12: cache:32KB rss:524188KB rss_huge:370688KB mapped_file:0KB swap:-4KB inactive_anon:12KB active_anon:524176KB inactive_file:12KB active_file:4KB unevictable:0KB",
    "Memory cgroup stats for /docker/ab12: cache:32KB rss:52418",
    "Memory cgroup stats for /docker/ab12",
  ],
});
