import { createToken } from "chevrotain";
import { COMM, commAsKept } from "../comm.js";
import { numberAtEnd } from "../named-size.js";
import { defineSection, word } from "../section.js";
import { Comma, Rest, Space } from "../vocabulary.js";

const Cpu = createToken({ name: "OnCpu", pattern: /CPU:[ \t]*\d+/ });
const Uid = createToken({ name: "OnCpuUid", pattern: /UID:[ \t]*\d+/ });
const Pid = createToken({ name: "OnCpuPid", pattern: /P[Ii][Dd]:[ \t]*-?\d+/ });
/** `Not tainted` fits into a comm, so take the last one in reach. */
const Comm = createToken({
  name: "OnCpuComm",
  pattern: new RegExp(
    String.raw`[Cc]omm: (?:${COMM}(?= Kdump: loaded (?:Not t|T)ainted)|${COMM}(?= (?:Not tainted|Tainted:))|[^\n]*)`,
  ),
  line_breaks: true,
});
const Kdump = createToken({ name: "KdumpLoaded", pattern: /Kdump: loaded/ });
/** A row of letters, blanks and dashes, as wide as the kernel knows reasons. */
const Taint = createToken({ name: "Taint", pattern: /Not tainted|Tainted:[A-Z \t-]*/ });
/** The only part that begins with a digit. */
const Release = createToken({ name: "Release", pattern: /\d+\.\d[^\s]*/ });

const commNamed = (image: string | null) =>
  image === null ? null : commAsKept(image.slice("Comm: ".length));
const parts = [Cpu, Uid, Pid, Comm, Kdump, Taint, Release];

/** Where the trigger ran, and the kernel. The values are the trigger's, not the victim's. */
export const cpuAndVersion = defineSection({
  kind: "cpu-and-version",
  printedBy: "lib/dump_stack.c, dump_stack_print_info(); arch/x86/kernel/dumpstack.c before 3.10",
  versions: "2.6.32–",
  role: "body",
  shared: true,
  anchor: /CPU:[ \t]*\d+[ \t]+(?:UID|PID):|Pid:[ \t]*-?\d+,[ \t]*comm:/y,
  first: "CP",
  continues:
    /[ \t]*(?:PID: \d|Comm: |(?:Kdump: loaded )?(?:Not tainted|Tainted: [A-Z ])|\d+\.\d+\.\d+\S* #)/y,
  tokens: [...parts, Comma, Space, Rest],
  rule: ($) => {
    $.MANY_OF(parts);
    $.OPTION(() => $.CONSUME(Rest));
  },
  fact: (cst) => ({
    kind: "cpu-and-version" as const,
    cpu: numberAtEnd(word(cst["OnCpu"])),
    uid: numberAtEnd(word(cst["OnCpuUid"])),
    pid: numberAtEnd(word(cst["OnCpuPid"])),
    comm: commNamed(word(cst["OnCpuComm"])),
    /** As printed: `Not tainted` or `Tainted: G        W`. */
    tainted: word(cst["Taint"])?.trimEnd() ?? null,
    /** `uname -r`. */
    release: word(cst["Release"]),
    /** Build, preemption model, build id, package version. */
    rest: word(cst["Rest"])?.trim() ?? null,
  }),
  examples: [
    "Pid: 8911, comm: httpd Not tainted 2.6.32.67 #1",
    "CPU: 9 PID: 14881 Comm: java Tainted: G    B          ------------ T 3.10.0-327.4.5.el7.x86_64 #1",
    "CPU: 2 PID: 4289 Comm: CPU 0/KVM Kdump: loaded Not tainted 5.10.0 #1",
    "CPU: 0 UID: 104 PID: 1073875 Comm: postgres Not tainted 6.16.9+deb14-amd64 #1 PREEMPT(lazy)  Debian 6.16.9-1 ",
    "CPU: 1 PID: 77 Comm: mkfs.ext4 Not tainted",
  ],
});
