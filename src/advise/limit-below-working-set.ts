import { size } from "../render/bytes.js";
import { defineFinding } from "./finding.js";
import { runtimeAdvice } from "./runtimes.js";
import { rhythm, subject, victims } from "./subject.js";

/** One kill may be an accident; this many are the limit. */
const LOOP = 3;
/** A loop that turns faster than this is an outage. */
const OUTAGE_SECONDS = 600;
/** The part of the limit that processes must hold for it to be theirs, not tmpfs or page cache. */
const SHARE = 0.7;

/** The same workload runs into the same limit again and again, with memory of its own. */
export const limitBelowWorkingSet = defineFinding({
  code: "limit-below-working-set",
  severity: "warning",
  find: ({ series }) =>
    series.flatMap((each) => {
      const { kills, episodes, everySeconds } = each;
      const cgroups = episodes.flatMap(({ reason }) => reason?.cgroup ?? []);
      const full = cgroups.filter(
        ({ parts, limitBytes }) => limitBytes !== null && (parts.anon ?? 0) >= SHARE * limitBytes,
      );
      const [kill] = kills;
      const last = full.at(-1);
      if (kill === undefined || last === undefined || kill.class !== "cgroup-oom" || full.length < LOOP)
        return [];
      const next =
        everySeconds === null || everySeconds <= 0
          ? ""
          : ` At this pace the next one comes ${everySeconds < OUTAGE_SECONDS ? "within minutes" : "within hours"}.`;
      return [
        {
          title: `${subject(kill)} does not fit into its limit of ${size(last.limitBytes)}`,
          detail: `${rhythm(each)}: ${victims(kills)}. Each time the processes themselves filled the limit: peak ${size(last.usageBytes)}, ${size(last.parts.anon ?? null)} of it anonymous.${next} Likely: it may also be a leak that starts anew each time.`,
          advice: `Raise the limit to what it uses under load and a quarter more, or make it use less; if the time between kills stays the same whatever the limit, it leaks.${runtimeAdvice(kills, last.limitBytes)}`,
          severity: everySeconds !== null && everySeconds < OUTAGE_SECONDS ? "critical" : "warning",
          kills,
          episodes,
        },
      ];
    }),
});
