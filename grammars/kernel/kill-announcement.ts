import { createToken } from "chevrotain";
import { commOf, commToken } from "../comm.js";
import { KILL_PREFIX } from "../kill-prefix.js";
import { kBByName, NamedSize, numberAtEnd } from "../named-size.js";
import { defineSection, int, word } from "../section.js";
import { Comma, Int, Rest, Space } from "../vocabulary.js";

const Prefix = createToken({
  name: "AnnouncePrefix",
  pattern: new RegExp(String.raw`${KILL_PREFIX}[ \t\u00a0]*`),
});
/** Lower case in 2.6.32 to 2.6.35; OpenVZ 6 chooses among the children. */
const Kill = createToken({ name: "AnnounceKill", pattern: /[Kk]ill (?:child of )?process[ \t\u00a0]+/ });
const Comm = commToken("AnnouncedComm", String.raw`[ \t]+(?:with[ \t]+)?(?:score|points)[ \t:]+-?\d`);
/** `with score`, `points`: patches of 2.6.34 to 2.6.39 that people ran; one printed the sizes here, too. */
const Score = createToken({
  name: "AnnouncedScore",
  pattern: /(?:with[ \t]+)?(?:score|points)[ \t:]+-?\d+/,
});

/** The task that was chosen. The kill line follows and may name a child or another thread of it. */
export const killAnnouncement = defineSection({
  kind: "kill-announcement",
  printedBy: "mm/oom_kill.c, oom_kill_process()",
  versions: "2.6.32–5.0",
  role: "announces",
  level: 3,
  anchor: new RegExp(String.raw`${KILL_PREFIX}\s*[Kk]ill (?:child of )?process\s+\d`, "y"),
  first: "OMN",
  victim: /process\s+(\d+)/,
  continues:
    /[ \t]*(?:(?:with )?(?:score|points) -?\d+ or|-?\d+ or (?:sacrifice|a) child|or sacrifice child|or a child|sacrifice child|(?:total-vm|(?:anon|file)-rss):)/y,
  tokens: [Prefix, Kill, Comm, Score, NamedSize, Comma, Int, Space, Rest],
  rule: ($) => {
    $.CONSUME(Prefix);
    $.CONSUME(Kill);
    $.CONSUME(Int);
    $.OPTION1(() => $.CONSUME(Comm));
    $.OPTION3(() => $.CONSUME(Score));
    $.MANY(() => $.CONSUME(NamedSize));
    $.OPTION5(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "kill-announcement" as const,
    prefix: word(cst["AnnouncePrefix"])?.replace(/[:\uff1a]\s*$/, "") ?? null,
    pid: int(cst["Int"]),
    comm: commOf(word(cst["AnnouncedComm"])),
    /** Per mille of the memory of the constraint from 2.6.36 on. */
    score: numberAtEnd(word(cst["AnnouncedScore"])),
    /** kB by printed name. */
    kB: kBByName(cst["NamedSize"]),
  }),
  examples: [
    "Out of memory: kill process 2716 (gnome-session) score 1044238 or a child",
    "Memory cgroup out of memory: Kill process 4251 (java) score 1960 or sacrifice child",
    "No available memory (MPOL_BIND): kill process 31 (solver) score 0 or a child",
    "Out of memory (oom_kill_allocating_task): Kill process 31 (solver) score 0 or sacrifice child",
    "Out of memory: Kill process 2716 (gnome-session) with score 938 or sacrifice child",
    "Out of memory in UB 101: Kill child of process 4242 (httpd) score 12",
    "Out of memory: Kill process 5 (x) ....",
    "Out of memory: Kill process 31 (solver) points 967 or sacrifice child",
    "Out of memory: Kill process 31 (solver) points:393 total-vm:262300kB, anon-rss:1024kB, file-rss:0kB",
    "Out of Memory: Kill process 31 (solver) score 97207 and children.",
  ],
});
