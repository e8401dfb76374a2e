import { describe, expect, test } from "vitest";
import { analyse } from "../src/index.js";

/**
 * dmesg -r of util-linux 2.36 prints the facility of a program's line in the wrong bits: `<12>` as `<5>`, `<11>` as
 * `<3>`, which is what the kernel gives a kill line. Only the level tells the two apart.
 */
const pids = (...lines: string[]): (number | null | undefined)[] =>
  analyse(`${lines.join("\n")}\n`).kills.map(({ victim }) => victim?.pid);

const kill = (level: number, stamp: string, pid: number): string =>
  `<${level}>[    ${stamp}] Out of memory: Killed process ${pid} (worker) total-vm:800kB, anon-rss:400kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:40kB oom_score_adj:0`;
const chatter = (stamp: string): string => `<6>[    ${stamp}] eth0: link up`;

test("a comm that holds a newline and a stamp is no line of its own", () => {
  const comm = "a\n[ 9.9] Kille";
  const log = [
    `${comm} invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0`,
    "Tasks state (memory values in pages):",
    `oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=a,mems_allowed=0,oom_memcg=/a,task_memcg=/a,task=${comm},pid=70,uid=0`,
    `Memory cgroup out of memory: Killed process 70 (${comm}) total-vm:800kB, anon-rss:400kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:40kB oom_score_adj:0`,
  ];
  expect(analyse(`${log.join("\n")}\n`).kills).toMatchObject([
    { victim: { pid: 70, comm: "a [ 9.9] Kille", anonRssBytes: 400 * 1024 }, oomMemcg: "/a" },
  ]);
});

describe("what a program writes in the kernel's name", () => {
  test("a kill line at the kernel's level is the kernel's", () => {
    expect(pids(chatter("1.000001"), kill(3, "2.000001", 70), chatter("2.000002"))).toEqual([70]);
  });

  test("a kill line at a level that no program's facility leaves is the kernel's: vendors have their own", () => {
    expect(pids(kill(4, "2.000001", 70), kill(2, "2.000002", 71))).toEqual([70, 71]);
  });

  test("a kill line at another level is not", () => {
    expect(pids(kill(5, "2.000001", 70), kill(7, "2.000002", 71))).toEqual([]);
  });

  test("beside one that is not, a lone kill line is not believed either", () => {
    expect(pids(kill(3, "2.000001", 70), kill(5, "2.000002", 71), chatter("2.000003"))).toEqual([]);
  });

  test("beside one that is not, a kill with its report is believed", () => {
    expect(
      pids(
        kill(5, "2.000001", 71),
        "<4>[    2.000002] worker invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
        kill(3, "2.000003", 70),
      ),
    ).toEqual([70]);
  });

  test("beside one of another host nobody is doubted", () => {
    // As pdsh collects it.
    const of = (host: string, level: number, pid: number): string =>
      `${host}: ${kill(level, "2.000001", pid)}`;
    expect(pids(of("web7", 3, 70), of("web7", 5, 71))).toEqual([]);
    expect(pids(of("web7", 3, 70), of("web8", 5, 71))).toEqual([70]);
    expect(pids(of("web7", 3, 70), of("web7", 5, 71), of("web8", 5, 72))).toEqual([]);
  });

  test("where the level is not printed nobody is doubted", () => {
    expect(pids(kill(3, "2.000001", 70).slice(3))).toEqual([70]);
  });
});

test("escape codes in a name are the name's, those around it the logger's", () => {
  const { kills } = analyse(
    "[    1.000001] \u001b[31mOut of memory\u001b[0m: Killed process 7 (\u001b[31mred\u001b[0m) total-vm:8kB, anon-rss:4kB, file-rss:0kB\n",
  );
  expect(kills[0]?.victim?.comm).toBe("\u001b[31mred\u001b[0m");
});
