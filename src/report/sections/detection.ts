import { duration } from "../../reason/words.js";
import { unsaid } from "../../render/bytes.js";
import type { Case } from "../case.js";
import { containerName, reasonText, tellerText } from "../exits.js";
import type { Block } from "../report.js";
import { atIso, both, windowOf } from "../times.js";
import { blank, facts } from "../write.js";

/** How long the kill stood in the kernel's log before Kubernetes showed a sign of it. */
export function detection({ analysis, clock, exitOf }: Case): readonly Block[] {
  const { kills } = analysis;
  if (kills.length === 0) return [];
  const first = windowOf(kills)?.[0] ?? null;
  const signs = kills
    .map((kill) => ({ kill, exit: exitOf(kill) }))
    .flatMap(({ kill, exit }) => (exit?.finishedAt ? [{ kill, at: exit.finishedAt, exit }] : []))
    .sort((a, b) => a.at.localeCompare(b.at));
  const [sign] = signs;
  const shown =
    sign === undefined
      ? "none in what was given"
      : `${both(atIso(sign.at), clock)}, by ${tellerText(sign.exit)}: container ${containerName(sign.exit)} ended, ${reasonText(sign.exit) ?? "no reason"}, exit code ${sign.exit.exitCode ?? unsaid}`;
  return [
    facts(
      [
        first?.class === "kubelet-eviction" ? "First eviction in the log" : "First kill in the kernel's log",
        first === null ? "the log has no wall-clock time" : both(first, clock),
      ],
      ["First sign in Kubernetes", shown],
      ...(sign === undefined
        ? []
        : [["From that kill to its sign", gapText(sign.kill.time, sign.at)] as const]),
      ["Noticed by a person or an alert", [blank]],
    ),
  ];
}

function gapText(killed: string | null, shown: string): string {
  if (killed === null) return "not known: the kill has no wall-clock time";
  const seconds = (Date.parse(shown) - Date.parse(killed)) / 1000;
  // The kubelet prints whole seconds; the kernel, microseconds.
  return seconds < 1 ? "less than a second, as far as whole seconds tell" : duration(seconds);
}
