import { expect, test } from "vitest";
import { buildEngine } from "../grammars/engine.js";
import { sections } from "../grammars/index.js";
import { recognise } from "../grammars/recognise.js";
import type { Section } from "../grammars/section.js";

const engine = buildEngine(sections as readonly Section[], true);

/** The fact of a message, or the reason why there is none. */
const read = (message: string): Record<string, unknown> => {
  const section = recognise(message);
  if (!section) return { kind: null };
  const parsed = engine.readerOf(section)(message);
  return "fact" in parsed ? (parsed.fact as Record<string, unknown>) : { ...parsed };
};
const tail = "total-vm:8kB, anon-rss:4kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:40kB oom_score_adj:-5";
/** Names that threads were given in real captures, or could be. */
const comms = [
  "a) b (c",
  ") total-vm:1kB",
  "",
  "x:y,z",
  "] [    1.0] x",
  "CPU 0/KVM",
  "(sd-pam)",
  "a, UID 5, (b",
  "line1\nline2",
  "\\x1b[31mred",
  "order=3",
  ",pid=1,uid=2",
  "x,task=y",
  "Not tainted",
  " cpuset=",
  "kworker/u8:2+ev",
];

test.each(comms)("a victim named %j keeps its name in the kill line of every version", (comm) => {
  for (const line of [
    `Killed process 42 (${comm}) total-vm:8kB, anon-rss:4kB, file-rss:0kB`,
    `Killed process 42, UID 7, (${comm}) total-vm:8kB, anon-rss:4kB, file-rss:0kB`,
    `Out of memory: Killed process 42 (${comm}) ${tail}`,
  ])
    expect(read(line)).toMatchObject({
      kind: "killed-process",
      pid: 42,
      comm,
      kB: { "total-vm": 8, "anon-rss": 4 },
    });
});

test.each(comms)("a thread named %j keeps its name in every other line", (comm) => {
  expect(read(`${comm} invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0`)).toEqual({
    kind: "invoked-oom-killer",
    comm,
    gfpMask: "0xcc0",
    gfpNames: ["GFP_KERNEL"],
    nodemask: null,
    order: 0,
    oomAdj: null,
    oomScoreAdj: 0,
  });
  expect(read(`Out of memory: Kill process 42 (${comm}) score 900 or sacrifice child`)).toMatchObject({
    comm,
    score: 900,
  });
  expect(read(`oom_reaper: reaped process 42 (${comm}), now anon-rss:0kB, file-rss:0kB`)).toMatchObject({
    comm,
    outcome: "reaped",
    kB: { "anon-rss": 0, "file-rss": 0 },
  });
  expect(read(`CPU: 3 UID: 0 PID: 42 Comm: ${comm} Kdump: loaded Not tainted 6.12.30 #1`)).toMatchObject({
    comm,
    pid: 42,
    tainted: "Not tainted",
    release: "6.12.30",
  });
  expect(read(`${comm} cpuset=ab mems_allowed=0`)).toMatchObject({ comm, cpuset: "ab", memsAllowed: "0" });
  expect(read(`Kill process 42 (${comm}) sharing same memory`)).toMatchObject({
    kind: "shared-mm-kill",
    comm,
  });
  expect(
    read(
      `oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=c,mems_allowed=0,2-3,oom_memcg=/a,task_memcg=/a/b,task=${comm},pid=42,uid=-2`,
    ),
  ).toMatchObject({ task: comm, taskMemcg: "/a/b", oomMemcg: "/a", pid: 42, uid: -2, memsAllowed: "0,2-3" });
});

test.each([
  ["/a,task_memcg=/b", "/a,task_memcg=/b/c"],
  ["/a,global_oom", "/a,global_oom/c=d"],
  ["/machine.slice/vm\\x2ddb,1=2", "/machine.slice/vm\\x2ddb,1=2"],
  ["/", "/with blank/x"],
])("the paths %s and %s of an oom-kill line are told apart", (oomMemcg, taskMemcg) => {
  expect(
    read(
      `oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=x,y=z,mems_allowed=0-1,oom_memcg=${oomMemcg},task_memcg=${taskMemcg},task=java,pid=42,uid=1000`,
    ),
  ).toMatchObject({
    cpuset: "x,y=z",
    memsAllowed: "0-1",
    oomMemcg,
    taskMemcg,
    task: "java",
    pid: 42,
    uid: 1000,
  });
});

test("an oom-kill line cut at any place yields what it still says and never throws", () => {
  const whole =
    "oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/user.slice,task=chrome,pid=4242,uid=1000";
  for (let end = "oom-kill:constraint=CONSTRAINT_NONE".length; end <= whole.length; end++)
    expect(read(whole.slice(0, end))).toMatchObject({ kind: "oom-kill", constraint: "CONSTRAINT_NONE" });
  expect(read(whole.slice(0, whole.indexOf(",task=")))).toMatchObject({
    globalOom: true,
    taskMemcg: "/user.slice",
    task: null,
    pid: null,
  });
});

test("the rest of a broken line is known by how it begins", () => {
  const continues = (kind: string, rest: string): boolean => {
    const expression = (sections as readonly Section[]).find((section) => section.kind === kind)?.continues;
    if (expression) expression.lastIndex = 0;
    return expression?.test(rest) ?? false;
  };
  expect(continues("oom-kill", ",cpuset=ab12.scope,mems_allowed=0")).toBe(true);
  expect(continues("oom-kill", "/kubepods.slice/a,task=java,pid=1,uid=0")).toBe(true);
  expect(continues("oom-kill", "ab12.scope,mems_allowed=0,global_oom")).toBe(true);
  expect(continues("oom-kill", "IPv6: eth0: link becomes ready")).toBe(false);
  expect(continues("legacy-limit", " killed as a result of limit of /docker")).toBe(true);
  expect(continues("invoked-oom-killer", "gfp_mask=0xcc0(GFP_KERNEL), order=0")).toBe(true);
  expect(continues("oom-reaper", "anon-rss:0kB, file-rss:0kB")).toBe(true);
});

test("every form of the trigger line gives the same fields", () => {
  for (const line of [
    "java invoked oom-killer: gfp_mask=0x201da, order=2, oom_score_adj=-998",
    "java invoked oom-killer: gfp_mask=0x201da, order=2, oom_adj=-16, oom_score_adj=-998",
    "java invoked oom-killer: gfp_mask=0x201da(GFP_KERNEL|0x800000), nodemask=(null),  order=2, oom_score_adj=-998",
    "java invoked oom-killer: gfp_mask=0x201da(GFP_KERNEL), nodemask=,order=2, oom_score_adj=-998 **(1)**",
  ])
    expect(read(line)).toMatchObject({ comm: "java", gfpMask: "0x201da", order: 2, oomScoreAdj: -998 });
});

test("a kill line cut by a terminal keeps the values that are whole", () => {
  expect(
    read(`Out of memory: Killed process 5 (x) ${tail.replace("oom_score_adj:-5", "oom_score_a0")}`),
  ).toMatchObject({ comm: "x", uid: 0, oomScoreAdj: null, kB: { pgtables: 40 } });
  expect(read("Memory cgroup out of memory: Killed process 5 (x) ....")).toMatchObject({
    pid: 5,
    comm: "x",
    kB: {},
  });
  expect(read("Killed process 5 (x) total-vm:8kB, anon-r")).toMatchObject({
    comm: "x",
    kB: { "total-vm": 8 },
  });
});

test("a limit line of one or two cgroups names both, and 3.15's half of it the first", () => {
  expect(read("Task in /docker/a killed as a result of limit of /docker")).toMatchObject({
    taskMemcg: "/docker/a",
    oomMemcg: "/docker",
  });
  expect(read("Task in /docker/a")).toMatchObject({ taskMemcg: "/docker/a", oomMemcg: null });
  expect(read("Task in /docker/a killed")).toMatchObject({ taskMemcg: "/docker/a", oomMemcg: null });
});

test("statistics of a cgroup whose name holds colons and blanks are read", () => {
  expect(read("Memory cgroup stats for /a: b:c: cache:-4KB rss:8KB swap")).toMatchObject({
    path: "/a: b:c",
    kB: { cache: -4, rss: 8 },
  });
});

test("the taint row, the release and what follows are told apart", () => {
  expect(read("CPU: 9 PID: 14 Comm: java Tainted: G    B        --- T 3.10.0-327.el7 #1 SMP")).toMatchObject({
    cpu: 9,
    uid: null,
    tainted: "Tainted: G    B        --- T",
    release: "3.10.0-327.el7",
    rest: "#1 SMP",
  });
});

test.each([
  "IPv6: ADDRCONF(NETDEV_UP): eth0: link is not ready",
  "usb 1-1: out of memory",
  "EXT4-fs (sda1): mounted filesystem with ordered data mode",
  "Kernel panic - not syncing: Fatal exception",
  "audit: type=1400 audit(1600000000.1:2): apparmor=ALLOWED",
  "nf_conntrack: table full, dropping packet",
])("%s is nobody's line", (line) => {
  expect(read(line)).toEqual({ kind: null });
});

test("hostile lines of a hundred kilobytes are read or refused in no time", () => {
  const started = performance.now();
  for (const seed of [
    "Code: aa",
    "00000000",
    "a ",
    ",task=",
    ",task_memcg=/",
    "Task in / killed as a ",
    "f+0x1/",
    "(a) ",
    "rax: ",
    ": a:1KB",
  ])
    for (const head of [
      "",
      " ",
      "Code: ",
      "oom-kill:constraint=A,oom_memcg=/",
      "Killed process 1 (",
      "Task in /",
      "Memory cgroup stats for /",
    ])
      read(`${head}${seed.repeat(100_000 / seed.length)}!`);
  expect(performance.now() - started).toBeLessThan(10_000);
});
