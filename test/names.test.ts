import { describe, expect, test } from "vitest";
import { analyse } from "../src/index.js";
import type { Analysis } from "../src/model/analysis.js";

/** A report of a process that went over its own limit, each line as `print` has it. */
const report = (name: string, print: (message: string, at: number) => string): string =>
  [
    `${name} invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0`,
    `CPU: 1 PID: 812 Comm: ${name} Not tainted 5.10.0 #1`,
    "Call Trace:",
    " dump_header+0x4a/0x1f0",
    "memory: usage 65536kB, limit 65536kB, failcnt 7",
    "Tasks state (memory values in pages):",
    "[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name",
    `[    812]  1000   812    20000    16000   180224        0             0 ${name}`,
    "oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/a,task_memcg=/a,task=x,pid=812,uid=1000",
    `Memory cgroup out of memory: Killed process 812 (${name}) total-vm:80000kB, anon-rss:64000kB, file-rss:0kB, shmem-rss:0kB, UID:1000 pgtables:176kB oom_score_adj:0`,
  ]
    .map((message, at) => `${print(message, at)}\n`)
    .join("");

const dmesg = (message: string, at: number): string => `[  120.00${100 + at}0] ${message}`;
const bare = (message: string): string => message;

const trigger = ({ episodes }: Analysis) => episodes[0]?.trigger;
const victim = ({ kills }: Analysis) => kills[0]?.victim;

describe("a name of up to 15 bytes", () => {
  test("that is longer as printed was escaped by dmesg", () => {
    for (const print of [dmesg, bare]) {
      const analysis = analyse(report("\\x1b[31mred\\x1b[0m", print));
      expect(trigger(analysis)?.comm).toBe("\u001b[31mred\u001b[0m");
      expect(victim(analysis)?.comm).toBe("\u001b[31mred\u001b[0m");
    }
    expect(trigger(analyse(report("\\xe6\\x97\\xa5\\xe6\\x9c\\xac", bare)))?.comm).toBe("日本");
  });

  test("that fits may hold the backslash itself", () => {
    expect(trigger(analyse(report("qemu\\x2d1", bare)))?.comm).toBe("qemu\\x2d1");
  });
});

describe("the trigger's name", () => {
  test("keeps its blanks where it begins a line", () => {
    expect(trigger(analyse(report(" in the middle ", bare)))?.comm).toBe(" in the middle ");
  });

  test("keeps its escape codes, which look like colours of the logger's", () => {
    expect(trigger(analyse(report("\u001b[31mred\u001b[0m", dmesg)))?.comm).toBe("\u001b[31mred\u001b[0m");
  });

  test("has none of the logger's colours", () => {
    const coloured = (message: string, at: number) =>
      `\u001b[32m[  120.00${100 + at}0] \u001b[0m\u001b[33m${message}\u001b[0m`;
    expect(trigger(analyse(report(",pid=1,uid=0", coloured)))?.comm).toBe(",pid=1,uid=0");
  });

  test("is on the CPU line, too, where the first line was lost", () => {
    const [, ...rest] = report("java", dmesg).split("\n");
    expect(trigger(analyse(rest.join("\n")))).toEqual({
      comm: "java",
      pid: 812,
      gfpMask: null,
      gfpFlags: [],
      order: null,
      oomScoreAdj: null,
    });
  });

  test("is not that of a warning before a kill that stands alone", () => {
    const lines = report("java", dmesg).split("\n");
    const warning = [
      "[  119.000100] WARNING: CPU: 1 PID: 77 at net/core/dev.c:100",
      "[  119.000200] CPU: 1 PID: 77 Comm: ksoftirqd/1 Not tainted 5.10.0 #1",
      "[  119.000300] Call Trace:",
      "[  119.000400]  dump_stack+0x6b/0x83",
    ];
    expect(trigger(analyse([...warning, lines.at(-2), ""].join("\n")))).toBeNull();
  });
});

test("rsyslog's blank before a message is not the name's", () => {
  const json = (message: string) =>
    JSON.stringify({
      time: "2025-03-03T04:05:06+00:00",
      host: "web7",
      severity: "warning",
      tag: "kernel:",
      message: ` ${message}`,
    });
  expect(trigger(analyse(report("java", json)))?.comm).toBe("java");
});
