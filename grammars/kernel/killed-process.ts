import { createToken } from "chevrotain";
import { commOf, commToken } from "../comm.js";
import { KILL_PREFIX } from "../kill-prefix.js";
import { kBByName, NamedSize, numberAtEnd } from "../named-size.js";
import { defineSection, int, isBefore, word } from "../section.js";
import { Comma, Int, Rest, Space } from "../vocabulary.js";

const Prefix = createToken({
  name: "KillPrefix",
  pattern: new RegExp(String.raw`(?:${KILL_PREFIX}|oom-kill(?:er)?[^:\uff1a]{0,40}[:\uff1a])[ \t\u00a0]*`),
});
/** `oom-killer: killed process` is how people retell it. */
const Killed = createToken({ name: "Killed", pattern: /[Kk]illed process[ \t\u00a0]+/ });
/** Vendors say more of the victim before its sizes: Virtuozzo 7 `in VE "101"`. */
const More = createToken({
  name: "KillMore",
  pattern: /[a-zA-Z][^()\n:]{0,80}?(?=[ \t,]+(?:total-vm|vsz):[ \t]*\d)/,
});
/** RHEL 6 and 7 print the uid with the pid. */
const UidOld = createToken({ name: "KillUidOld", pattern: /UID[ \t\u00a0]+-?\d+/ });
const Uid = createToken({ name: "KillUid", pattern: /UID:[ \t\u00a0]*-?\d+/ });
const Comm = commToken(
  "VictimComm",
  String.raw`,?[ \t\u00a0]*(?:UID[ \t:]|[^()\n]{0,80}?(?:total-vm|vsz):[ \t]*\d)`,
);
const Adj = createToken({ name: "VictimAdj", pattern: /oom_score_adj:[ \t\u00a0]*-?\d+/ });
/** Patched kernels print more, such as `memory-usage:3.2%`. */
const Other = createToken({
  name: "KillOther",
  pattern: /[a-z][a-z_-]*:[ \t]*\d[\d.]*%?(?![^ \t,])/,
});
/** Where somebody left parts out. */
const LeftOut = createToken({
  name: "KillLeftOut",
  pattern: /(?:\.{2,}|\u2026)[ \t,]*(?=(?:UID|pgtables|oom_score_adj|(?:anon|file|shmem)-rss):)/,
});
/** The pid is the first number; others are digits of a footnote. */
const parts = [LeftOut, Comm, UidOld, Uid, Adj, NamedSize, Other, Int, More];

/** The kill itself. The only line that is never rate limited. */
export const killedProcess = defineSection({
  kind: "killed-process",
  printedBy:
    "mm/oom_kill.c, __oom_kill_process(); oom_kill_process() before 4.19, oom_kill_task() before 3.5",
  versions: "2.6.32–",
  role: "kills",
  level: 3,
  anchor: new RegExp(String.raw`(?:(?:${KILL_PREFIX}\s*)?K|oom-kill(?:er)?: [Kk])illed process\s+\d`, "y"),
  first: "OMNKo",
  victim: /process\s+(\d+)/,
  // 2.6.16 to 2.6.22 announce and say so again, and end with a full stop.
  unannounced: /[OMN](?![^\n]*\)\.[ \t]*$)/y,
  telltale: {
    wrapped: /^[OMN]|(?:total-vm|vsz):/,
    bare: /^[OMN]|(?:total-vm|vsz):|^Killed process\s+\d+,?\s+(?:UID\s+\d+,\s+)?\([^\n]{1,60}\)[\s.\u2026]*$/,
  },
  cut: /(?:Out of [mM]emory|Memory cgroup out of memory)[^:\uff1a]{0,40}[:\uff1a](?:[ \t\u00a0]+Kill(?:ed)?(?:[ \t\u00a0]+process)?)?[ \t\u00a0]*$/,
  continues:
    /[ \t]*(?:process \d+ \(|[^\n]{0,14}\),? (?:UID |total-vm:|vsz:)|(?:total-)?vm:|vsz:|(?:anon-|file-|shmem-)?rss:|UID[: ]|pgtables:|oom_score_adj:)/y,
  tokens: [Prefix, Killed, ...parts, Comma, Space, Rest],
  rule: ($) => {
    $.OPTION(() => $.CONSUME(Prefix));
    $.CONSUME(Killed);
    $.CONSUME(Int);
    $.MANY_OF(parts);
    $.OPTION1(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "killed-process" as const,
    /** Text before the kill, such as `Memory cgroup out of memory`; null before 5.1. */
    prefix: word(cst["KillPrefix"])?.replace(/[:\uff1a]\s*$/, "") ?? null,
    pid: int(cst["Int"]),
    // What stands in parentheses behind the sizes is a footnote.
    comm: isBefore(cst["VictimComm"], cst["NamedSize"]) ? commOf(word(cst["VictimComm"])) : null,
    /** Printed unsigned from 5.4 on: 4294967294 is what the task table calls -2. */
    uid: numberAtEnd(word(cst["KillUid"]) ?? word(cst["KillUidOld"])),
    oomScoreAdj: numberAtEnd(word(cst["VictimAdj"])),
    /** kB by printed name: `total-vm`, `anon-rss`, `pgtables`, … */
    kB: kBByName(cst["NamedSize"]),
  }),
  examples: [
    "Killed process 4242 (java)",
    "Out of Memory: Killed process 4242 (java).",
    'Killed process 4242 (java) in VE "101" total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB, shmem-rss:0kB',
    "Killed process 4242 (java), adj 300, total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB",
    "Killed process 4242 (java) vsz:3649380kB, anon-rss:518528kB, file-rss:952kB",
    "Killed process 4242 (java) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB",
    "Killed process 4242, UID 1000, (java) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB",
    "Killed process 4242 (java), UID 1000, total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB, shmem-rss:0kB",
    "Killed process 4242 (java) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB, shmem-rss:0kB",
    "Out of memory: Killed process 4242 (java) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB, shmem-rss:0kB",
    "Memory cgroup out of memory: Killed process 4242 (java) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB, shmem-rss:0kB, UID:1000 pgtables:1456kB oom_score_adj:969",
    "Out of memory (oom_kill_allocating_task): Killed process 7 (a) b (c) total-vm:8kB, anon-rss:4kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:40kB oom_score_adj:-5",
    "Out of memory: Killed process 812 (indexer) total-vm:90112kB, anon-rss:80000kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:200kB oom_score_a0",
    "Out of memory: Killed process 4242 (java) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB, shmem-rss:0kB memory-usage:3.2% oom_score:1032 oom_score_adj:1000",
    "Memory cgroup out of memory: Killed process 5 (x) ....",
    "Memory cgroup out of memory: Killed process 4242 (java) total-vm:3649380kB, ... UID:1000",
    "oom-kill: Killed process 4242 (java) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB",
    "oom-killer: killed process 4242 (java) total-vm:3649380kB, anon-rss:518528kB, file-rss:952kB",
  ],
});
