import { defineService } from "../service-section.js";
import { numberOf, unnamed } from "../workload-names.js";

const after = (name: string, text: string): string | undefined =>
  new RegExp(`(?:^|[ ,])${name}:? (-?\\d{1,12})`).exec(text)?.[1];

const signals: Readonly<Record<string, string>> = { "9": "SIGKILL", "15": "SIGTERM" };

/** earlyoom sent a signal to the process with the highest score; the kernel had no part in it. */
export const earlyoomKill = defineService({
  kind: "earlyoom-kill",
  printedBy: "earlyoom, kill.c, kill_process(), kill_wait(), userspace_kill()",
  versions: "0.1–",
  role: "kills",
  frames: ["text"],
  first: "sK",
  tags: ["earlyoom"],
  says: /(?:sending (SIG[A-Z]+) to process (\d{1,10})(?: uid (\d{1,10}))? "(.{0,64}?)"(?=:|$)(.*)|Killing process(?: '(.{0,64}?)' with signal (\d+),|: (.{0,64}?),) (pid: .*)|Killing process (\d{1,10}) (.*))/y,
  fact: ([, name, pid, uid, comm, rest, quoted, number, plain, figures, oldPid, oldName]) => {
    const text = rest ?? figures ?? "";
    return {
      kind: "earlyoom-kill" as const,
      ...unnamed,
      pid: numberOf(pid ?? after("pid", text) ?? oldPid),
      comm: comm ?? quoted ?? plain ?? oldName ?? null,
      uid: numberOf(uid),
      /** `SIGTERM` first, `SIGKILL` where memory is lower still; before 1.2 it sent SIGKILL only. */
      signal: name ?? (number === undefined ? "SIGKILL" : (signals[number] ?? number)),
      /** earlyoom's own figure, to 1.7. */
      badness: numberOf(after("badness", text)),
      oomScore: numberOf(after("oom_score", text)),
      oomScoreAdj: numberOf(after("oom_score_adj", text)),
      vmRssMiB: numberOf(after("VmRSS", text)),
      cmdline: /cmdline "(.*)"?$/.exec(text)?.[1]?.replace(/"$/, "") ?? null,
    };
  },
  examples: [
    'sending SIGTERM to process 4242 uid 1000 "java": oom_score 1164, oom_score_adj 300, VmRSS 438 MiB, cmdline "java -Xmx4g -jar app.jar"',
    'sending SIGTERM to process 4242 uid 1000 "java": oom_score 1164, VmRSS 438 MiB, cmdline "java -jar app.jar"',
    'sending SIGKILL to process 4242 uid 1000 "java": badness 966, VmRSS 438 MiB',
    'sending SIGTERM to process 4242 "java": badness 966, VmRSS 438 MiB',
    "Killing process 'java' with signal 15, pid: 4242, badness: 966, VmRSS: 438 MiB",
    "Killing process: java, pid: 4242, badness: 966, VmRSS: 438 MiB",
    "Killing process 4242 java",
  ],
});
