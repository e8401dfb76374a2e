import { createToken } from "chevrotain";
import { count, defineSection, int, word } from "../section.js";
import { anyChar, Comma, Int, Space } from "../vocabulary.js";

const Prefix = createToken({
  name: "KillPrefix",
  pattern: /(?:Out of memory|Memory cgroup out of memory|No available memory)[^:]{0,40}:[ \t\u00a0]*/,
});
const Killed = createToken({ name: "Killed", pattern: /Killed process[ \t\u00a0]+/ });
/** RHEL 6 and 7 print the uid with the pid. */
const UidOld = createToken({ name: "UidOld", pattern: /UID[ \t\u00a0]+\d+/ });
const Uid = createToken({ name: "Uid", pattern: /UID:[ \t\u00a0]*\d+/ });
/**
 * A comm is up to 15 bytes of anything, `a) total-vm:1kB` included: it ends at the last parenthesis that the
 * fixed tail follows, or, where the tail is lost, at the last one at all.
 */
const Comm = createToken({
  name: "VictimComm",
  pattern: /\((?:.*\)(?=,? *(?:UID[ :]|total-vm:\d|vsz:\d))|.*\)|.*)/,
  start_chars_hint: ["("],
  line_breaks: false,
});
const Size = createToken({ name: "VictimSize", pattern: /[a-z-]+:[ \t\u00a0]*\d+[ \t\u00a0]*kB/ });
const Adj = createToken({ name: "VictimAdj", pattern: /oom_score_adj:[ \t\u00a0]*-?\d+/ });
const Tail = createToken({
  name: "KillTail",
  pattern: /[\s\S]+/,
  line_breaks: true,
  start_chars_hint: anyChar,
});

const sizes = (images: readonly (string | null)[]): Record<string, number> =>
  Object.fromEntries(
    images.map((image) => {
      const [name = "", value = ""] = (image ?? "").split(":");
      return [name, Number.parseInt(value, 10)];
    }),
  );
const afterLast = (text: string | null): number | null =>
  text === null ? null : Number(/-?\d+$/.exec(text)?.[0]);

/** The kill itself. The only line that is never rate limited. */
export const killedProcess = defineSection({
  kind: "killed-process",
  printedBy:
    "mm/oom_kill.c, __oom_kill_process(); oom_kill_process() before 4.19, oom_kill_task() before 3.5",
  versions: "2.6.32–",
  role: "kills",
  anchor:
    /(?:(?:Out of memory|Memory cgroup out of memory|No available memory)[^:]{0,40}:\s*)?Killed process\s+\d/y,
  first: "OMNK",
  continues:
    /(?:process \d+ \(|total-vm:|vsz:|anon-rss:|file-rss:|shmem-rss:|UID:|pgtables:|oom_score_adj:)/y,
  tokens: [Prefix, Killed, Comm, UidOld, Uid, Size, Adj, Comma, Int, Space, Tail],
  rule: ($) => {
    $.OPTION(() => $.CONSUME(Prefix));
    $.CONSUME(Killed);
    $.CONSUME(Int);
    $.MANY(() =>
      $.OR([
        { ALT: () => $.CONSUME(Comma) },
        { ALT: () => $.CONSUME(Space) },
        { ALT: () => $.CONSUME(UidOld) },
        { ALT: () => $.CONSUME(Uid) },
        { ALT: () => $.CONSUME(Comm) },
        { ALT: () => $.CONSUME(Size) },
        { ALT: () => $.CONSUME(Adj) },
      ]),
    );
    $.OPTION1(() => $.CONSUME(Tail));
  },
  fact: (cst) => ({
    kind: "killed-process" as const,
    /** Text before the kill, such as `Memory cgroup out of memory`; null before 5.1. */
    prefix: word(cst["KillPrefix"])?.replace(/:\s*$/, "") ?? null,
    pid: int(cst["Int"]),
    comm: word(cst["VictimComm"])?.replace(/^\(|\)$/g, "") ?? null,
    uid: afterLast(word(cst["Uid"]) ?? word(cst["UidOld"])),
    oomScoreAdj: afterLast(word(cst["VictimAdj"])),
    /** kB by printed name: `total-vm`, `anon-rss`, `pgtables`, … */
    kB: sizes(Array.from({ length: count(cst["VictimSize"]) }, (_, i) => word(cst["VictimSize"], i))),
  }),
  examples: [
    "Killed process 4242 (java)",
    "Killed process 4242 (java) vsz:3649380kB, anon-rss:518528kB, file-rss:952kB",
    "Killed process 4242 (java) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB",
    "Killed process 4242, UID 1000, (java) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB",
    "Killed process 4242 (java), UID 1000, total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB, shmem-rss:0kB",
    "Out of memory: Killed process 4242 (java) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB, shmem-rss:0kB",
    "Memory cgroup out of memory: Killed process 4242 (java) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB, shmem-rss:0kB, UID:1000 pgtables:1456kB oom_score_adj:969",
    "Out of memory (oom_kill_allocating_task): Killed process 7 (a) b (c) total-vm:8kB, anon-rss:4kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:40kB oom_score_adj:-5",
  ],
});
