import { createToken } from "chevrotain";
import { commOf, commToken } from "../comm.js";
import { kBByName, NamedSize } from "../named-size.js";
import { defineSection, int, word } from "../section.js";
import { Comma, Int, Rest, Space } from "../vocabulary.js";

const Outcome = createToken({
  name: "ReaperOutcome",
  pattern: /oom_reaper:[ \t]*(?:reaped process[ \t]+:?|unable to reap pid:[ \t]*|giving up pid:[ \t]*)/,
});
const Comm = commToken("ReapedComm", String.raw`(?:, now|[ \t]+anon-rss:\d)`);
const Now = createToken({ name: "ReaperNow", pattern: /now/ });
const parts = [Comm, Now, NamedSize];

/** How much the kernel thread `oom_reaper` could free of the victim's memory. The kill was printed before. */
export const oomReaper = defineSection({
  kind: "oom-reaper",
  printedBy: "mm/oom_kill.c, oom_reap_task(), oom_reap_task_mm()",
  versions: "4.6–",
  role: "follows",
  anchor: /oom_reaper:\s*(?:reaped process|unable to reap|giving up)/y,
  first: "o",
  continues: /[ \t]*(?:now anon-rss:|anon-rss:\d|file-rss:\d|shmem-rss:\d)/y,
  tokens: [Outcome, ...parts, Comma, Int, Space, Rest],
  rule: ($) => {
    $.CONSUME(Outcome);
    $.CONSUME(Int);
    $.MANY_OF(parts);
    $.OPTION(() => $.CONSUME(Rest));
  },
  fact: (cst) => {
    const outcome = word(cst["ReaperOutcome"]) ?? "";
    return {
      kind: "oom-reaper" as const,
      outcome: outcome.includes("unable")
        ? ("unable" as const)
        : outcome.includes("giving")
          ? ("giving-up" as const)
          : ("reaped" as const),
      pid: int(cst["Int"]),
      comm: commOf(word(cst["ReapedComm"])),
      /** What is left, in kB by printed name. */
      kB: kBByName(cst["NamedSize"]),
    };
  },
  examples: [
    "oom_reaper: reaped process 4242 (java), now anon-rss:0kB, file-rss:0kB, shmem-rss:30720kB",
    "oom_reaper: unable to reap pid:4242 (java)",
    "oom_reaper: giving up pid:4242 (java)",
    "oom_reaper: reaped process :4242 (java) anon-rss:0kB, file-rss:0kB, shmem-rss:0kB",
    "oom_reaper: reaped process 4242 (java), now",
  ],
});
