import { createToken } from "chevrotain";
import { commOf, commToken } from "../comm.js";
import { kBByName, NamedSize, numberAtEnd } from "../named-size.js";
import { defineSection, int, word } from "../section.js";
import { Comma, Int, Rest, Space } from "../vocabulary.js";

const Prefix = createToken({
  name: "OpenvzPrefix",
  pattern: /(?:Out of memory|Memory cgroup out of memory|No available memory)[^:]{0,40}:[ \t\u00a0]*/,
});
const Killed = createToken({
  name: "OpenvzKilled",
  pattern: /OOM killed process[ \t]+|OOM kill in rage task[ \t]+/,
});
const Comm = commToken("OpenvzComm", String.raw`[ \t]+score[ \t]+-?\d`);
const Score = createToken({ name: "OpenvzScore", pattern: /score[ \t]+-?\d+/ });
const parts = [Comm, Score, NamedSize];

/** The kill, in the words of OpenVZ 6. */
export const openvzKill = defineSection({
  kind: "openvz-kill",
  printedBy: "mm/oom_kill.c, oom_kill_task() of OpenVZ 6",
  versions: "2.6.32",
  role: "kills",
  anchor:
    /(?:(?:Out of memory|Memory cgroup out of memory|No available memory)[^:]{0,40}:\s*)?OOM kill(?:ed process|\s+in rage task)\s+\d/y,
  first: "OMN",
  telltale: { wrapped: /\bvm:\d|in rage task/, bare: /\bvm:\d|in rage task/ },
  cut: /(?:Out of memory|Memory cgroup out of memory)[^:]{0,40}:[ \t]+OOM(?:[ \t]+killed(?:[ \t]+process)?)?[ \t]*$/,
  continues: /[ \t]*(?:(?:killed )?process \d+ \(|score -?\d+ vm:|vm:\d|rss:\d|swap:\d+kB)/y,
  tokens: [Prefix, Killed, ...parts, Comma, Int, Space, Rest],
  rule: ($) => {
    $.OPTION(() => $.CONSUME(Prefix));
    $.CONSUME(Killed);
    $.CONSUME(Int);
    $.MANY_OF(parts);
    $.OPTION1(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "openvz-kill" as const,
    prefix: word(cst["OpenvzPrefix"])?.replace(/:\s*$/, "") ?? null,
    pid: int(cst["Int"]),
    comm: commOf(word(cst["OpenvzComm"])),
    score: numberAtEnd(word(cst["OpenvzScore"])),
    /** kB by printed name: `vm`, `rss`, `swap`. */
    kB: kBByName(cst["NamedSize"]),
  }),
  examples: [
    "Out of memory in UB 101: OOM killed process 4242 (httpd) score 0 vm:364938kB, rss:51852kB, swap:0kB",
    "OOM killed process 4242 (httpd) vm:364938kB, rss:51852kB, swap:0kB",
    "OOM kill in rage task 4242 (httpd) score 3 in ub 101",
  ],
});
