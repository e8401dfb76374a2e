import { size } from "../render/bytes.js";
import { defineFinding } from "./finding.js";
import { subject, victims } from "./subject.js";

/** Less than this is what racing faults leave. */
const LEFT_BYTES = 2 ** 20;

/** The reaper ran, and memory stayed: shared memory, huge pages, locked or device memory. */
export const memoryNotReaped = defineFinding({
  code: "memory-not-reaped",
  severity: "info",
  find: ({ series, episodeOf }) =>
    series.flatMap(({ kills: all }) => {
      const left = ({ reaper }: (typeof all)[number]) =>
        reaper?.reaped ? (reaper.anonRssBytes ?? 0) + (reaper.shmemRssBytes ?? 0) : 0;
      const kills = all.filter((kill) => left(kill) >= LEFT_BYTES);
      const most = kills.toSorted((a, b) => left(b) - left(a))[0];
      if (most === undefined) return [];
      const shared = most.reaper?.shmemRssBytes ?? null;
      return [
        {
          title: `Memory stayed after the kill in ${subject(most)}`,
          detail: `After ${victims(kills)} had been reaped, ${size(left(most))} were still mapped, ${size(shared)} of them shared. Certain: the reaper's line says so.`,
          advice:
            "Shared memory and files in tmpfs live on while anybody holds them: look for segments in /dev/shm and ipcs -m. Anonymous memory that stays is locked, in huge pages, or still being freed.",
          kills,
          episodes: kills.flatMap((kill) => episodeOf(kill) ?? []),
        },
      ];
    }),
});
