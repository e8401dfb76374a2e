import { createToken } from "chevrotain";
import { defineSection, word } from "../section.js";
import { Rest } from "../vocabulary.js";

const TaskIn = createToken({ name: "TaskIn", pattern: /Task in / });
const Limit = createToken({
  name: "LimitOf",
  pattern:
    /[ \t]*killed(?:[ \t]+as a result of limit of[ \t]*|(?=[ \t]*(?:as(?: a(?: \w+){0,4})?)?\s*(?![\s\S])))/,
});
/** Up to the text that no path holds, or to the end of a line that lost it. */
const TaskMemcg = createToken({
  name: "LimitTaskMemcg",
  pattern:
    /[\s\S]+?(?= killed as a result of limit of| killed(?: as(?: a(?: \w+){0,4})?)?\s*(?![\s\S]))|[^\n]+/,
  line_breaks: true,
});

/** Whose limit was hit, before the `oom-kill:` line said it. 3.15 to 3.17 print it as two lines by mistake. */
export const legacyLimit = defineSection({
  kind: "legacy-limit",
  printedBy: "mm/memcontrol.c, mem_cgroup_print_oom_info()",
  versions: "2.6.32–4.20",
  role: "body",
  anchor: /Task in [/(]/y,
  first: "T",
  continues:
    /[ \t]*(?:killed as a result of limit of|(?:as )?(?:a )?(?:result )?of limit of|limit of \/|\/\S)/y,
  tokens: [TaskIn, Limit, TaskMemcg, Rest],
  rule: ($) => {
    $.CONSUME(TaskIn);
    $.CONSUME(TaskMemcg);
    $.OPTION(() => {
      $.CONSUME(Limit);
      // The second path.
      $.OPTION1(() => $.CONSUME1(TaskMemcg));
    });
    $.OPTION2(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "legacy-limit" as const,
    /** Cgroup of the task chosen before one of its children was. */
    taskMemcg: word(cst["LimitTaskMemcg"])?.trimEnd() ?? null,
    oomMemcg: word(cst["LimitTaskMemcg"], 1)?.trimEnd() ?? null,
  }),
  examples: [
    "Task in /docker/ab12 killed as a result of limit of /docker",
    "Task in /docker/ab12",
    "Task in /docker/ab12 killed",
    "Task in (name too long) killed as a result of limit of (error)",
  ],
});
