import { expect, test } from "vitest";
import { analyse } from "../src/index.js";
import type { Episode, Kill } from "../src/model/analysis.js";
import { Analyser } from "../src/pipeline.js";
import { sample, samples } from "./sample.js";

/** A stream keeps no more than it needs, and its counts are those of the whole analysis all the same. */

const HEADS = 300;
const head = (second: number): string =>
  `[${second}.000000] app invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0`;
const killed = (second: number): string =>
  `[${second}.500000] Out of memory: Killed process 4242 (victim) total-vm:1000kB, anon-rss:900kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:40kB oom_score_adj:0`;
const text = Array.from({ length: HEADS }, (_, at) =>
  at === HEADS / 2 ? `${head(at)}\n${killed(at)}` : head(at),
)
  .map((lines) => `${lines}\n`)
  .join("");

function read(onKill?: () => void) {
  const analyser = new Analyser({ version: "0", ...(onKill ? { onKill } : {}) });
  const feed = analyser.open("-");
  feed.push(Buffer.from(text));
  feed.end();
  return { analysis: analyser.end("2026-11-21T00:00:00.000Z"), idleGone: analyser.idleGone };
}

test("reports without a kill are counted by a stream, and only the last of them are kept", () => {
  const whole = read().analysis;
  const idle = whole.episodes.filter(({ kills }) => kills.length === 0);
  expect(idle).toHaveLength(HEADS - 1);

  let kills = 0;
  const { analysis, idleGone } = read(() => kills++);
  expect(kills).toBe(1);
  expect(analysis.episodes).toHaveLength(64);
  expect(idleGone + analysis.episodes.length).toBe(idle.length);
  expect(analysis.episodes.at(-1)).toEqual(idle.at(-1));
});

test.each(samples.map(({ name }) => name))(
  "%s: a stream gives each kill the reasons of the document",
  (name) => {
    const { input } = sample(name);
    const { kills, episodes } = analyse(input, { generatedAt: "2026-11-21T00:00:00.000Z" });
    const streamed = new Map<string, unknown>();
    const onKill = (kill: Kill, episode: Episode | null) =>
      streamed.set(kill.id, [kill.reason, episode?.reason, episode?.tasks]);
    const analyser = new Analyser({ version: "0", onKill });
    const feed = analyser.open("-");
    feed.push(input);
    feed.end();
    analyser.end("2026-11-21T00:00:00.000Z");
    for (const { id, episode, reason } of kills.filter((kill) => kill.episode !== null)) {
      const report = episodes.find((one) => one.id === episode);
      expect(streamed.get(id)).toEqual([reason, report?.reason, report?.tasks]);
    }
  },
);
