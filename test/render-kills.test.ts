import { describe, expect, test } from "vitest";
import { analyse } from "../src/index.js";
import type { TimeQuality } from "../src/model/analysis.js";
import type { Incident, IncidentMoment } from "../src/model/incident.js";
import { detail } from "../src/render/detail.js";
import { colourless } from "../src/render/style.js";
import { table } from "../src/render/table.js";
import { timeline } from "../src/render/timeline.js";
import { markdown } from "../src/report/markdown/document.js";
import { reportOf } from "./report-case.js";

const read = (log: string) => analyse(log, { name: "kern.log", generatedAt: "2026-12-17T02:00:00.000Z" });

describe("a timeline", () => {
  const moment = (time: string, timeQuality: TimeQuality, text: string): IncidentMoment => ({
    ...{ time, timeQuality, text },
    teller: "kernel",
  });
  const incident: Incident = {
    title: "shop/api-0",
    kills: [],
    moments: [
      moment("2026-11-20T21:29:18.000Z", "inferred", "about"),
      moment("2026-11-20T21:29:18.000Z", "exact", "second"),
      moment("2026-11-20T21:29:18.250Z", "exact", "finer"),
    ],
  };

  test("marks times that were worked out, and has no fraction that nobody told", () => {
    expect(timeline([incident], { width: null, style: colourless }).split("\n")).toEqual([
      "shop/api-0",
      " ~2026-11-20 21:29:18      kernel   about",
      "  2026-11-20 21:29:18      kernel   second",
      "  2026-11-20 21:29:18.250  kernel   finer",
      "",
    ]);
  });
  test("names the zone of its times where that is not UTC", () => {
    const [title, first] = timeline([incident], {
      width: null,
      style: colourless,
      zone: "America/New_York",
    }).split("\n");
    expect(title).toBe("shop/api-0  times of America/New_York");
    expect(first).toContain("2026-11-20 16:29:18");
  });
});

describe("which limit of a cgroup was hit", () => {
  const atLimit = (memory: string, memsw: string, more = ""): string =>
    [
      "java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
      `memory: usage ${memory}`,
      `memory+swap: usage ${memsw}`,
      ...(more === "" ? [] : [more]),
      "oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/batch,task_memcg=/batch,task=java,pid=7,uid=0",
      "Memory cgroup out of memory: Killed process 7 (java) total-vm:90000kB, anon-rss:48000kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:99kB oom_score_adj:0",
      "",
    ].join("\n");
  const oneLine = (...log: Parameters<typeof atLimit>): string =>
    detail(read(atLimit(...log)), { width: 200, style: colourless }).replaceAll(/\s+/g, " ");
  const none = "9007199254740988kB";

  test.each([
    [
      "memory's",
      "49152kB, limit 49152kB, failcnt 19",
      `49152kB, limit ${none}, failcnt 0`,
      "memory limit of 48 MiB",
    ],
    [
      "both",
      "49152kB, limit 49152kB, failcnt 0",
      "49152kB, limit 49152kB, failcnt 19",
      "memory+swap limit of 48 MiB",
    ],
    [
      "both, memory's before",
      "30720kB, limit 49152kB, failcnt 3",
      "65536kB, limit 65536kB, failcnt 9",
      "memory+swap limit of 64 MiB",
    ],
    [
      "memory's, both before",
      "49152kB, limit 49152kB, failcnt 3",
      "53248kB, limit 65536kB, failcnt 9",
      "memory limit of 48 MiB",
    ],
  ])("%s, by the kernel's counters", (_, memory, memsw, words) => {
    expect(oneLine(memory, memsw)).toContain(`the cgroup /batch reached its ${words}.`);
  });
  test("how often each was is in the card, and none is no unknown one", () => {
    const text = oneLine(
      "49152kB, limit 49152kB, failcnt 0",
      "49152kB, limit 49152kB, failcnt 19",
      `kmem: usage 128kB, limit ${none}, failcnt 0`,
    );
    expect(text).toContain(
      "48 MiB used of 48 MiB (100 %), hit 0 times memory+swap 48 MiB of 48 MiB, hit 19 times; kernel 128 KiB, no limit",
    );
  });
});

test("the one figure that earlyoom prints is the victim's RSS", () => {
  const line =
    '2025-11-20T14:03:07+00:00 web7 earlyoom[612]: sending SIGTERM to process 4242 uid 1000 "java": oom_score 1164, oom_score_adj 300, VmRSS 438 MiB, cmdline "java -jar app.jar"\n';
  expect(table(read(line), { headers: true, width: null, style: colourless })).toContain("438 MiB");
  expect(detail(read(line), { width: 100, style: colourless })).toContain("rss: 438 MiB (VmRSS)");
});

describe("a cgroup that was killed as a whole", () => {
  const oomd = (cgroup: string): string =>
    `2025-11-20T14:03:07+00:00 web7 systemd-oomd[612]: Killed ${cgroup} due to memory used (7500000000) / total (8000000000) and swap used (7500000000) / total (8000000000) being more than 90.00%\n`;
  const oneLine = (log: string): string =>
    detail(read(log), { width: 200, style: colourless }).replaceAll(/\s+/g, " ");

  test("is told by the name of its unit, for no process was named", () => {
    const text = oneLine(oomd("/system.slice/press.service"));
    expect(text).toContain("The systemd unit press.service was killed by systemd-oomd.");
    expect(text).not.toContain("Victim");
  });
  test("or else by its path", () => {
    expect(oneLine(oomd("/batch/night"))).toContain("The cgroup /batch/night was killed by systemd-oomd.");
  });
  test("and nobody counts its processes", () => {
    const text = markdown(reportOf(read(oomd("/batch/night"))));
    expect(text).toContain("**Processes killed:** all of 1 cgroup");
  });
});
