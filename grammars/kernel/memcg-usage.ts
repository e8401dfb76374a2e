import { createToken } from "chevrotain";
import { numberAtEnd } from "../named-size.js";
import { defineSection, word } from "../section.js";
import { Comma, KiB, Rest, Space } from "../vocabulary.js";

const Resource = createToken({ name: "MemcgResource", pattern: /memory\+swap:|memory:|swap:|kmem:/ });
const Usage = createToken({ name: "MemcgUsage", pattern: /usage[ \t]+\d+/ });
const Limit = createToken({ name: "MemcgLimit", pattern: /limit[ \t]+\d+/ });
const Failcnt = createToken({ name: "MemcgFailcnt", pattern: /failcnt[ \t]+\d+/ });

/** Usage and limit of the cgroup whose limit was hit. */
export const memcgUsage = defineSection({
  kind: "memcg-usage",
  printedBy: "mm/memcontrol.c, mem_cgroup_print_oom_meminfo(); mem_cgroup_print_oom_info() before 5.0",
  versions: "2.6.32–",
  role: "body",
  anchor: /(?:memory(?:\+swap)?|swap|kmem):[ \t]*usage/y,
  first: "msk",
  continues: /[ \t]*(?:usage \d+kB|limit \d+kB|failcnt \d)/y,
  tokens: [Resource, Usage, Limit, Failcnt, KiB, Comma, Space, Rest],
  rule: ($) => {
    $.CONSUME(Resource);
    $.MANY(() =>
      $.OR([
        { ALT: () => $.CONSUME(Usage) },
        { ALT: () => $.CONSUME(Limit) },
        { ALT: () => $.CONSUME(Failcnt) },
        { ALT: () => $.CONSUME(KiB) },
        { ALT: () => $.CONSUME(Comma) },
        { ALT: () => $.CONSUME(Space) },
      ]),
    );
    $.OPTION(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "memcg-usage" as const,
    resource: (word(cst["MemcgResource"]) ?? "").slice(0, -1) as "memory" | "memory+swap" | "swap" | "kmem",
    usageKB: numberAtEnd(word(cst["MemcgUsage"])),
    /** As printed; the kernel has several numbers that mean no limit, all of them near 2^53. */
    limitKB: numberAtEnd(word(cst["MemcgLimit"])),
    failcnt: numberAtEnd(word(cst["MemcgFailcnt"])),
  }),
  examples: [
    "memory: usage 524288kB, limit 524288kB, failcnt 118",
    "memory+swap: usage 524288kB, limit 9007199254740988kB, failcnt 0",
    "swap: usage 0kB, limit 9007199254740988kB, failcnt 0",
    "kmem: usage 5708kB, limit 9007199254740988kB, failcnt 0",
  ],
});
