import { count } from "../render/count.js";
import { defineFinding } from "./finding.js";

/** Lines of one report say different things about the same kill. */
export const conflictingEvidence = defineFinding({
  code: "conflicting-evidence",
  severity: "info",
  find: ({ analysis, episodeOf }) => {
    const kills = analysis.kills.filter(({ conflicts }) => conflicts.length > 0);
    const [kill] = kills;
    const [against] = kill?.conflicts ?? [];
    if (kill === undefined || against === undefined) return [];
    const [first] = kill.evidence;
    return [
      {
        title: `${count(kills.length, "kill")} with lines that speak against the verdict`,
        detail: `Line ${first.line} says ${kill.class}; line ${against.line} speaks against it. Reports of two machines, or of two runs, may be mixed in one log.`,
        advice: "Look at both lines (--detail quotes them), and read each machine's log on its own.",
        kills,
        episodes: kills.flatMap((one) => episodeOf(one) ?? []),
      },
    ];
  },
});
