import { defineFinding } from "./finding.js";
import { subject, victims } from "./subject.js";

/** The victim could not be freed: it hangs in the kernel. */
export const unableToReap = defineFinding({
  code: "unable-to-reap",
  severity: "critical",
  find: ({ series, episodeOf }) =>
    series.flatMap(({ kills: all }) => {
      const kills = all.filter(({ reaper }) => reaper?.reaped === false);
      const [kill] = kills;
      if (kill === undefined) return [];
      return [
        {
          title: `A victim could not be freed in ${subject(kill)}`,
          detail: `The reaper gave up on ${victims(kills)}: the process held a lock of its address space, mostly because it waits for a disk or a network file system (state D). Certain: the kernel says so.`,
          advice:
            "Look at the storage below it: a hung NFS server, FUSE or disk. Until the process is gone its memory is not, and the next process dies in its place.",
          kills,
          episodes: kills.flatMap((one) => episodeOf(one) ?? []),
        },
      ];
    }),
});
