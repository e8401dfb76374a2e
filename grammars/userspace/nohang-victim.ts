import { defineService } from "../service-section.js";
import { unnamed } from "../workload-names.js";

const values = (text: string): Record<string, string> =>
  Object.fromEntries(
    [
      ...text.matchAll(
        /\b(PID|Name|EUID|[Bb]adness|oom_score|oom_score_adj|VmRSS|CGroup_v[12]): *([^,\n)]*)/g,
      ),
    ].map(([, name = "", value = ""]) => [name, value.trim()]),
  );
const whole = (text: string | undefined): number | null => {
  const digits = /^-?\d{1,12}/.exec(text ?? "")?.[0];
  return digits === undefined ? null : Number(digits);
};

/** The process that nohang chose, one line of the block or the whole of it. The signal's line follows. */
export const nohangVictim = defineService({
  kind: "nohang-victim",
  printedBy: "nohang, src/nohang, find_victim_info(), find_victim()",
  versions: "0.1–",
  role: "announces",
  frames: ["text"],
  first: " \tPNVvEBboC",
  tags: ["nohang", "nohang-desktop"],
  onlyByName: true,
  says: /(?:Victim status \(found in [^)]{1,20}\):?|victim \(|Process with highest badness[^:]{0,40}:)?\s{0,40}(?:PID|Name|EUID|[Bb]adness|oom_score|oom_score_adj|VmRSS|CGroup_v[12]): *[^\s][\s\S]*/y,
  fact: ([text]) => {
    const said = values(text);
    return {
      kind: "nohang-victim" as const,
      ...unnamed,
      pid: whole(said["PID"]),
      comm: said["Name"] ?? null,
      uid: whole(said["EUID"]),
      badness: whole(said["badness"] ?? said["Badness"]),
      oomScore: whole(said["oom_score"]),
      oomScoreAdj: whole(said["oom_score_adj"]),
      /** As printed, with its unit. */
      vmRss: said["VmRSS"] ?? null,
      cgroup: said["CGroup_v2"] || said["CGroup_v1"] || null,
    };
  },
  examples: [
    "  PID: 4242, Name: java, badness: 800",
    "  PID:         4242",
    "Victim status (found in 3ms):\n  Name:      java\n  PID:       4242\n  EUID:      1000\n  badness:   800,  oom_score: 800,  oom_score_adj: 0\n  VmRSS:     438 MiB",
  ],
});
