import { percent, size } from "../render/bytes.js";
import { defineFinding } from "./finding.js";

/** So many tasks of one name are not a pool of workers any more, or one that is far too large. */
const TASKS = 64;
const SHARE = 0.5;

/** Very many equal tasks hold the memory together. */
export const forkStorm = defineFinding({
  code: "fork-storm",
  severity: "warning",
  find: ({ analysis, killsOf }) => {
    const names = new Map<string, (typeof analysis.episodes)[number][]>();
    for (const episode of analysis.episodes) {
      const held = episode.reason?.consumers;
      const most = held?.byCommand.find(
        ({ tasks, memoryBytes }) => tasks >= TASKS && memoryBytes >= SHARE * held.rssBytes,
      );
      if (most === undefined) continue;
      const group = names.get(most.name);
      if (group) group.push(episode);
      else names.set(most.name, [episode]);
    }
    return [...names].map(([name, episodes]) => {
      const held = episodes.at(-1)?.reason?.consumers;
      const most = held?.byCommand.find((each) => each.name === name);
      return {
        title: `${most?.tasks} tasks called ${name} hold most of the memory`,
        detail: `Together ${size(most?.memoryBytes ?? null)}, ${percent(most?.memoryBytes ?? null, held?.rssBytes ?? null) ?? "most"} of what all tasks held; each is small, so each kill frees little. Certain for the numbers; that nobody meant it is a guess.`,
        advice:
          "Bound their number: max children or workers in the server's configuration, pids.max (TasksMax= in systemd, podPidsLimit in the kubelet), ulimit -u.",
        kills: killsOf(episodes),
        episodes,
      };
    });
  },
});
