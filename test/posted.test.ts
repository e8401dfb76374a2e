import { describe, expect, test } from "vitest";
import { analyse } from "../src/index.js";

/** One report, as people hand it on: numbered, listed, quoted, timed by a terminal, broken by a mail program. */

const messages = [
  "indexer invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=300",
  "CPU: 1 PID: 812 Comm: indexer Not tainted 6.1.0-9-amd64 #1  Debian 6.1.27-1",
  "Call Trace:",
  " <TASK>",
  " dump_header+0x4a/0x1f0",
  " </TASK>",
  "memory: usage 65536kB, limit 65536kB, failcnt 7",
  "swap: usage 0kB, limit 0kB, failcnt 0",
  "Memory cgroup stats for /system.slice/search.service:",
  "anon 62914560",
  "Tasks state (memory values in pages):",
  "[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name",
  "[    811]  1000   811      640      210    40960        0           300 sh",
  "[    812]  1000   812    20000    16000   180224        0           300 indexer",
  "oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=search.service,mems_allowed=0,oom_memcg=/system.slice/search.service,task_memcg=/system.slice/search.service,task=indexer,pid=812,uid=1000",
  "Memory cgroup out of memory: Killed process 812 (indexer) total-vm:80000kB, anon-rss:64000kB, file-rss:128kB, shmem-rss:0kB, UID:1000 pgtables:176kB oom_score_adj:300",
];

const bare = (message: string): string => message;
const dmesg = (message: string, at: number): string => `[ 4711.${String(100000 + at)}] ${message}`;
const syslog = (message: string, at: number): string => `Mar  3 04:05:06 web7 kernel: ${dmesg(message, at)}`;
const journal = (message: string): string => `Mar 03 04:05:06 web7 kernel: ${message}`;

type Print = (message: string, at: number) => string;
const lines = (print: Print): string[] => messages.map(print);

/** What every way of handing it on must leave as it is. */
function expectTheReport(text: string): void {
  const { kills, episodes } = analyse(text);
  expect(kills.map(({ class: is, cause }) => `${is}/${cause}`)).toEqual(["cgroup-oom/unit-limit"]);
  expect(kills[0]).toMatchObject({
    oomMemcg: "/system.slice/search.service",
    taskMemcg: "/system.slice/search.service",
    victim: {
      pid: 812,
      comm: "indexer",
      uid: 1000,
      totalVmBytes: 80000 * 1024,
      anonRssBytes: 64000 * 1024,
      fileRssBytes: 128 * 1024,
      shmemRssBytes: 0,
      pageTableBytes: 176 * 1024,
      oomScoreAdj: 300,
    },
  });
  const [episode] = episodes;
  expect(episodes).toHaveLength(1);
  expect(episode?.trigger).toMatchObject({
    comm: "indexer",
    pid: 812,
    gfpMask: "0xcc0(GFP_KERNEL)",
    order: 0,
    oomScoreAdj: 300,
  });
  expect(episode?.memcg).toMatchObject({ usageBytes: 1 << 26, limitBytes: 1 << 26, failcnt: 7 });
  expect(episode?.tasks.map(({ pid, comm }) => [pid, comm])).toEqual([
    [811, "sh"],
    [812, "indexer"],
  ]);
}

const handed: Readonly<Record<string, (line: string, at: number) => string>> = {
  "numbered by cat": (line, at) => `${String(at + 1).padStart(6)}\t${line}`,
  "numbered by nl": (line, at) => `${String(at + 1).padStart(6)}  ${line}`,
  "numbered by grep": (line, at) => `${at + 1201}:${line}`,
  "numbered by grep, with context": (line, at) => `${at + 1201}${/oom|Killed/.test(line) ? ":" : "-"}${line}`,
  "found by grep in a file": (line) => `/var/log/messages-20250309:${line}`,
  "numbered by hand": (line, at) => `${at + 1}. ${line}`,
  "numbered with a colon": (line, at) => `${at + 1}: ${line}`,
  "numbered in a gutter": (line, at) => `${String(at + 1).padStart(4)} | ${line}`,
  "a list": (line) => `* ${line}`,
  "a list of dashes": (line) => `- ${line}`,
  "in a comment of a program": (line) => ` * \t${line}`,
  "quoted by bars": (line) => `| ${line}`,
  "quoted by colons": (line) => `: ${line}`,
  "added by a patch": (line) => `+${line}`,
  "in backticks": (line) => `\`${line}\``,
  "strings of a program": (line) => `\t"${line}\\n" +`,
  "a list of strings": (line) => `- '${line}'`,
  "timed by a terminal": (line) => `[2025-03-03 04:05:09] ${line}`,
  "timed by a logger": (line, at) => `2025-03-03 04:05:09,${String(100 + at)} ${line}`,
  "timed and rated by a logger": (line) => `2025/03/03 04:05:09 [info] ${line}`,
  "timed by the clock": (line) => `04:05:09.123 ${line}`,
  "its stamp typed off in short": (line) => line.replace(/(\[ 4711\.\d{3})\d{3}\]/, "$1]"),
  "with characters that have no width": (line) => line.replace(/[/,]/g, "$&\u200b"),
};

describe.each(Object.entries({ bare, dmesg, syslog, journal }))("%s", (_, print) => {
  test.each(Object.entries(handed))("%s", (_way, hand) => {
    expectTheReport(`${lines(print).map(hand).join("\n")}\n`);
  });

  test("in a block of markup", () => {
    expectTheReport(`[code]${lines(print).join("\n")}[/code]\n`);
    expectTheReport(`log = """${lines(print).join("\n")}"""\n`);
  });
});

test("of kernels that do not name who asked for memory", () => {
  const text = [
    "Mar  3 04:05:06 web7 kernel: oom-killer: gfp_mask=0x1d2",
    "Mar  3 04:05:06 web7 kernel: DMA per-cpu:",
    "Mar  3 04:05:06 web7 kernel: Out of Memory: Killed process 812 (indexer).",
    "",
  ];
  const { kills, episodes } = analyse(text.join("\n"));
  expect(kills).toMatchObject([{ class: "global-oom", victim: { pid: 812, comm: "indexer" } }]);
  expect(episodes).toMatchObject([{ trigger: { comm: null, gfpMask: "0x1d2", order: null } }]);
});

test("with empty lines between, typed off", () => {
  expectTheReport(`${lines((message, at) => `[4711.${at + 100}] ${message}`).join("\n\n")}\n`);
});

describe("typed off", () => {
  test.each<[string, Print]>([
    ["with fewer decimals", (message, at) => `[4711.${at + 100}] ${message}`],
    ["with blanks in its brackets", (message, at) => `[ 4711.${at + 100000} ] ${message}`],
    ["without the year", (message) => `[Mon Mar  3 04:05:06] ${message}`],
    [
      "without the year, before the kernel's clock",
      (message, at) => `[Mon Mar 03 04:05:06] ${dmesg(message, at)}`,
    ],
    ["with the tag in brackets", (message) => `[kernel] ${message}`],
    ["with the tag in brackets, behind a time", (message) => `[2025-03-03 04:05:06] [Kernel] ${message}`],
    ["timed by the clock alone", (message) => `[04:05:06] ${message}`],
  ])("%s", (_, print) => expectTheReport(`${lines(print).join("\n")}\n`));

  test("from the middle of its first line on", () => {
    const text = `${lines(dmesg).join("\n")}\n`;
    const whole = text.slice("[".length);
    expectTheReport(whole);
    expect(analyse(whole).kills[0]?.monotonicSeconds).toBe(4711.100015);
    expectTheReport(text.slice("[ 4".length));
  });

  test("the numbers of a clock are its own only where none can be missing", () => {
    const first = (line: string): number | null | undefined =>
      analyse(`${line}\n`).kills[0]?.monotonicSeconds;
    expect(first(`  711.100000] ${messages.at(-1)}`)).toBe(711.1);
    expect(first(`711.100000] ${messages.at(-1)}`)).toBeNull();
  });
});

describe("behind what stands before each of its lines", () => {
  test.each<[string, Print]>([
    ["a host", (message) => `node1: ${message}`],
    ["a host in brackets", (message) => `[node1] ${message}`],
    ["a pod and a container", (message) => `kmsg-tail-x7f2q kmsg ${message}`],
    ["a service and a bar", (message) => `kmsg-1  | ${message}`],
    ["a facility", (message) => `klogd: ${message}`],
    ["a time of Kibana's", (message, at) => `Jun 13, 2025 @ 09:14:12.${at + 100} ${message}`],
    ["columns of Kibana's", (message, at) => `Jun 13, 2025 @ 09:14:12.${at + 100}\tweb7\tkernel\t${message}`],
    ["a time of Europe's", (message) => `13.06.2025 09:14:12 ${message}`],
    ["a time and no host", (message) => `Jun 13 09:14:12 ${message}`],
    ["a time and a tag without a colon", (message) => `2025-06-13T09:14:12.100+02:00 kernel ${message}`],
    ["a level that changes", (message, at) => `${at > 14 ? "ERR" : "INFO"} 2025-06-13 ${message}`],
    [
      "a number, a time and columns",
      (message, at) => `${at}\t2025/06/13 09:14:12\tErr\tkern\tkernel\t${message}`,
    ],
  ])("%s", (_, print) => expectTheReport(`Hello,\n${lines(print).join("\n")}\n`));

  const kill = messages.at(-1) as string;
  test("a program that quotes two lines of a report has not killed", () => {
    const text = [`alerts said ${messages[0]}`, `alerts said ${kill}`, ""].join("\n");
    expect(analyse(text).kills).toEqual([]);
  });

  test("two words of a comm are no prefix", () => {
    for (const comm of ["Web Content", "process reaper"]) {
      const text = lines(bare).join("\n").replaceAll("indexer", comm);
      const { kills, episodes } = analyse(`${text}\n`);
      expect([kills[0]?.victim?.comm, episodes[0]?.trigger?.comm]).toEqual([comm, comm]);
    }
  });
});

describe("an event of the node", () => {
  const kill = messages.at(-1) as string;
  test.each([
    ["described", `  Warning  OOMKilling  61s  kernel-monitor, web7  ${kill}`],
    ["described, many times", `  Warning  OOMKilling  61s (x3 over 5m)  kernel-monitor, web7  ${kill}`],
    ["listed", `default   22m   Warning   OOMKilling   node/web7   ${kill}`],
    ["listed, many times", `61s (x3 over 5m)   Warning   OOMKilling   node/web7   ${kill}`],
    ["listed from the source on", `kernel-monitor, web7\t\t\tWarning\t\tOOMKilling\t${kill}`],
    ["listed by an old kubectl", `1m\t1m\t1\tkernel-monitor, web7\t\t\tWarning\t\tOOMKilling\t${kill}`],
  ])("%s", (_, line) => {
    const { kills } = analyse(`Events:\n${line}\n`);
    expect(kills).toMatchObject([
      { class: "cgroup-oom", host: "web7", victim: { pid: 812, anonRssBytes: 64000 * 1024 } },
    ]);
  });

  test("described without the name of the node", () => {
    const { kills } = analyse(
      `Events:\n  Type     Reason      Age                 From            Message\n  Warning  OOMKilling  95s (x13 over 2m)   kernel-monitor  ${kill}\n`,
    );
    expect(kills).toMatchObject([{ host: null, victim: { pid: 812, oomScoreAdj: 300 } }]);
  });

  test("with the two lines of an old kernel as one", () => {
    const old =
      "Memory cgroup out of memory: Kill process 812 (indexer) score 1962 or sacrifice childKilled process 812 (indexer) total-vm:80000kB, anon-rss:64000kB, file-rss:128kB, shmem-rss:0kB";
    const { kills } = analyse(`default  22s  Warning  OOMKilling  node/web7  ${old}\n`);
    expect(kills).toMatchObject([{ host: "web7", victim: { badness: 1962, fileRssBytes: 128 * 1024 } }]);
    expect(kills).toHaveLength(1);
  });

  test("with the two lines of an old kernel as one, behind the prefix of the lines before", () => {
    const log = [
      "indexer invoked oom-killer: gfp_mask=0x201da, order=0, oom_score_adj=0",
      "Mem-Info:",
      "Out of memory: Kill process 812 (indexer) score 205 or sacrifice child Killed process 813 (indexer-child), UID 7, total-vm:80000kB, anon-rss:64000kB, file-rss:128kB",
    ];
    const { kills } = analyse(log.map((line) => `Mar  3 04:05:06 web7 kernel: ${line}\n`).join(""));
    expect(kills).toMatchObject([{ victim: { pid: 813, comm: "indexer-child", uid: 7, badness: 205 } }]);
  });

  test("among other events, which are no part of it", () => {
    const rows = [
      `22m  Warning  OOMKilling  node/web7  ${kill}`,
      "4m   Normal   Pulled      pod/a      Successfully pulled an image",
      `  Warning  OOMKilling  22m  kernel-monitor, web7  ${kill.replaceAll("812", "813")}`,
      "  Normal   NodeReady   46m  kubelet, web7  Node web7 status is now: NodeReady",
    ];
    const { kills, inputs } = analyse(`${rows.join("\n")}\n`);
    expect(kills.map(({ victim }) => [victim?.pid, victim?.oomScoreAdj])).toEqual([
      [812, 300],
      [813, 300],
    ]);
    expect(inputs[0]?.coverage.parsed).toBe(2);
  });

  test.each([
    "45s  Warning  OOMKilling  node/web7  Memory cgroup out of memory",
    `alerts saw 2 events of Warning OOMKilling node/web7 ${kill}`,
    `{"said": "Warning OOMKilling node/web7 ${kill}"}`,
  ])("what has not its columns, or not the kernel's words, is no kill: %s", (line) => {
    expect(analyse(`${line}\n`).kills).toEqual([]);
  });

  test("with the two lines of an old kernel", () => {
    const lines = [
      "  Warning  OOMKilling  5m  kernel-monitor, web7  Memory cgroup out of memory: Kill process 812 (indexer) score 977 or sacrifice child",
      "Killed process 812 (indexer) total-vm:80000kB, anon-rss:64000kB, file-rss:128kB",
      "  Normal   NodeReady   46m  kubelet, web7  Node web7 status is now: NodeReady",
    ];
    expect(analyse(`${lines.join("\n")}\n`).kills).toMatchObject([
      { class: "cgroup-oom", host: "web7", victim: { pid: 812, badness: 977, anonRssBytes: 64000 * 1024 } },
    ]);
  });
});

/** As appliances, distributions of their own and machines that run jobs print it, and the host that they name. */
const printed: Readonly<Record<string, readonly [host: string | null, print: Print]>> = {
  SONiC: ["leaf7", (message, at) => `Mar  3 04:05:06.500017 leaf7 WARNING kernel: ${dmesg(message, at)}`],
  "BIG-IP": ["lb7", (message) => `Mar  3 04:05:06 lb7 err kernel: : ${message}`],
  ChromeOS: [null, (message, at) => `2025-03-03T04:05:06.500017Z WARNING kernel: ${dmesg(message, at)}`],
  "Photon OS": ["vc7", (message, at) => `2025-03-03T04:05:06.500017Z vc7 kernel - - - ${dmesg(message, at)}`],
  "OpenWrt's logread": [
    null,
    (message, at) => `Mon Mar  3 04:05:06 2025 kern.info kernel: ${dmesg(message, at)}`,
  ],
  "logread without the kernel's clock": [
    null,
    (message) => `Mon Mar  3 04:05:06 2025 kern.err kernel: ${message}`,
  ],
  "a template with a blank of its own": [
    "web7",
    (message, at) => `Mar  3 04:05:06 web7 kernel:  ${dmesg(message, at)}`,
  ],
  "VMware's log of a guest": [
    null,
    (message, at) =>
      `2025-03-03T04:05:06.500Z In(05) vcpu-3 - Guest: <${message.includes("Killed") ? 3 : at < 6 ? 4 : 6}>${dmesg(message, at)}`,
  ],
  LAVA: [null, (message, at) => `04:05:06.500017  ${dmesg(message, at)}`],
  Zuul: [null, (message, at) => `2025-03-03 04:05:06.500017 | ${dmesg(message, at)}`],
  "Zuul of a node": ["web7", (message) => `2025-03-03 04:05:06.500017 | node-1 | ${journal(message)}`],
  "Google's Logs Viewer": [null, (message) => `A 2025-03-03T04:05:06.500017Z ${message}`],
  "NX-OS": [
    "leaf7",
    (message, at) =>
      `2025 Mar  3 04:05:06 leaf7 %$ VDC-1 %$ Mar  3 04:05:06 %KERN-${message.includes("Killed") ? 3 : 4}-SYSTEM_MSG: ${dmesg(message, at)} - kernel`,
  ],
  "a job timed in UTC": [null, (message, at) => `[2025-03-03 04:05:06 UTC] ${dmesg(message, at)}`],
};

test.each(Object.entries(printed))("printed by %s", (_, [host, print]) => {
  const text = `${lines(print).join("\n")}\n`;
  expectTheReport(text);
  expect(analyse(text).kills[0]).toMatchObject({ host });
});

test("a kill that a terminal broke and filled up with blanks, wherever it did", () => {
  const kill = lines(dmesg).at(-1) as string;
  for (let at = kill.indexOf("anon-rss"); at < kill.indexOf(", shmem-rss"); at++) {
    const padded = `${kill.slice(0, at)}${" ".repeat(60)}${kill.slice(at)}\n`;
    expect(analyse(padded).kills[0]?.victim).toMatchObject({
      totalVmBytes: 80000 * 1024,
      anonRssBytes: 64000 * 1024,
      fileRssBytes: 128 * 1024,
      shmemRssBytes: 0,
    });
  }
});

test("the last number of a kill ends with its line, whatever the next one begins with", () => {
  const adj = (next: string) =>
    analyse(`${lines(dmesg).at(-1)}\n${next}\n`).kills.map(({ victim }) => victim?.oomScoreAdj);
  expect(adj("4 users are logged in")).toEqual([300]);
  expect(adj("")).toEqual([300]);
});

test("a number before a date is the line's, where no year is like that", () => {
  const [first = "", ...rest] = lines(syslog);
  const numbered = [first, ...rest].map((line, at) => `    ${1784 + at} ${line}`).join("\n");
  expectTheReport(`${numbered}\n`);
  expect(analyse(`${numbered}\n`).kills[0]?.time).not.toMatch(/^1/);
});

test("a host may be called like a level, and a domain, too", () => {
  for (const host of ["info", "warning", "web.info"]) {
    const text = lines(syslog).join("\n").replaceAll("web7", host);
    expectTheReport(`${text}\n`);
    expect(analyse(text).kills[0]?.host).toBe(host);
  }
});

test("behind a line that a program has not ended", () => {
  const [first, ...rest] = lines(dmesg);
  expectTheReport(["Reading objects: 40 %", `Writing objects: 12 %${first}`, ...rest, ""].join("\n"));
  const kill = `web7 login: ${lines(dmesg).at(-1)}\n`;
  expect(analyse(kill).kills.map(({ victim }) => victim?.pid)).toEqual([812]);
});

test("with the time cut off, and not the host", () => {
  expectTheReport(
    `${messages.map((message) => `web7 kernel: ${message}`).join("\n")}\nweb7 sshd[7]: a program\n`,
  );
  const [kill] = analyse(`web7 kernel: ${messages.at(-1)}\n`).kills;
  expect(kill?.host).toBe("web7");
});

describe("the lines that somebody thought enough", () => {
  const [selected, kill] = messages.slice(-2) as [string, string];
  const enough: Readonly<Record<string, string>> = {
    "with dots for the stamp": `[...] ${selected}\n[...] ${kill}\n`,
    "with a label for the stamp": `  [xxx] ${selected}\n  [xxx] ${kill}\n`,
    "with a label before the stamp": `[dmesg] [ 4711.100001] ${selected}\n[dmesg] [ 4711.100002] ${kill}\n`,
    "with a label behind a level": `2025-03-03T04:05:06Z ERROR [kernel] ${selected}\n2025-03-03T04:05:06Z ERROR [kernel] ${kill}\n`,
    "with a time that has no year": `[Mon Mar  3 04:05:06] ${selected}\n[Mon Mar  3 04:05:06] ${kill}\n`,
    "in the other order": `Mar 03 04:05:06 web7 kernel: ${kill}\nMar 03 04:05:06 web7 kernel: ${selected}\n`,
    "broken by hand behind commas": `# [4711.1] ${selected.replace(/,(?=cpuset|oom_memcg|task)/g, ",\n#   ")}\n# [4711.2] ${kill}\n`,
    "with dots for what is left out": `${selected.replace(/,nodemask=.*?(?=,oom_memcg)/, ",...")}\n${kill}\n`,
    "in objects of a logger that rated the kernel's line": [selected, kill]
      .map((message) => `${JSON.stringify({ level: "error", msg: `kernel: [4711.1] ${message}` })}\n`)
      .join(""),
    "in objects that name the kernel": [selected, kill]
      .map((message) => `${JSON.stringify({ level: "error", source: "kernel", message })}\n`)
      .join(""),
  };

  test.each(Object.entries(enough))("%s", (_, text) => {
    const { kills } = analyse(text);
    expect(kills).toMatchObject([
      {
        oomMemcg: "/system.slice/search.service",
        taskMemcg: "/system.slice/search.service",
        victim: { pid: 812, comm: "indexer", uid: 1000, anonRssBytes: 64000 * 1024 },
      },
    ]);
  });

  test("the stamp of another line is not that of a line with dots", () => {
    const { kills } = analyse(`[4711.1] ${selected}\n[...] ${kill}\n`);
    expect(kills.map(({ monotonicSeconds }) => monotonicSeconds)).toEqual([null]);
  });

  test("a line that names another victim, behind a kill, is of another kill", () => {
    const { kills, episodes } = analyse(`${kill}\n${selected.replace("pid=812", "pid=813")}\n`);
    expect(kills.map(({ oomMemcg }) => oomMemcg)).toEqual([null]);
    expect(episodes).toHaveLength(2);
  });

  test("a task that was chosen, and a kill that needs no choice said before it, are two kills", () => {
    const { kills } = analyse(
      `Out of memory: Kill process 70 (parent) score 967 or sacrifice child\n${kill}\n`,
    );
    expect(kills.map(({ victim }) => [victim?.pid, victim?.badness])).toEqual([
      [70, 967],
      [812, null],
    ]);
  });
});

test("page tables are bytes only where that kernel printed bytes", () => {
  const report = (release: string): string =>
    [
      messages[0],
      `CPU: 1 PID: 812 Comm: indexer Not tainted ${release} #1`,
      messages.at(-1)?.replace("pgtables:176kB", "pgtables:180224kB"),
      "",
    ].join("\n");
  const tables = (release: string) => analyse(report(release)).kills[0]?.victim?.pageTableBytes;
  expect(tables("5.4.3-generic")).toBe(180224);
  expect(tables("5.15.0-1-amd64")).toBe(180224 * 1024);
});

test("with a colon as wide as the letters around it", () => {
  const text = "Out of memory\uff1aKill process 812(indexer) score 783 or sacrifice child\n";
  expect(analyse(text).kills).toMatchObject([
    { class: "global-oom", victim: { pid: 812, comm: "indexer", badness: 783 } },
  ]);
});

test("broken in the middle of its first words", () => {
  const [first = "", ...rest] = lines(dmesg);
  expectTheReport(["Hello,", first.replace(" invoked", "\ninvoked"), ...rest, ""].join("\n"));
  expectTheReport(
    ["Hello,", first.replace(" oom-killer", "\noom-killer").replace(", oom", ",\noom"), ...rest, ""].join(
      "\n",
    ),
  );
});

describe("what only looks like that", () => {
  const kill = messages.at(-1) as string;
  test.each([
    ["a program's message", `Mar  3 04:05:06 web7 worker[7]: 12. ${kill}`],
    [
      "a program's message with the kernel's stamp in quotes",
      `time="2025-03-03T04:05:06Z" msg="[ 4711.100000] ${kill}"`,
    ],
    ["a line of syslog in a program's message", `level=info msg="Mar  3 04:05:06 web7 kernel: ${kill}"`],
    ["a sentence", `1. The kernel said that it was out of memory: Killed process 812 (indexer)`],
  ])("%s is no kill", (_, line) => {
    expect(analyse(`${line}\n`).kills).toEqual([]);
  });

  test.each([
    "Killed process 812",
    "Killed process 812 using port 3000.",
    "Killed process 812 (node) on port 3000",
    "2025-03-03 04:05:06 INFO Killed process 812 (node)",
    "[watchdog] Killed process 812 (node)",
    "[4711.1] Killed process 812 (node)",
    "the kernel: Killed process 812 (node), says the manual",
    "- Killed process 812 (node)",
    '{"log":"Killed process 812 (node)\\n","stream":"stdout"}',
    "OOM killed process 812",
  ])("what a program says that killed another is no kill: %s", (line) => {
    expect(analyse(`${line}\n`)).toMatchObject({ kills: [], episodes: [] });
  });

  test.each([
    "Killed process 812 (node)",
    "Killed process 812, UID 1000, (node)",
    "kernel: Killed process 812",
    "[ 4711.100001] Killed process 812",
    "oom-kill: Killed process 812 (node) total-vm:80000kB, anon-rss:64000kB, file-rss:128kB",
    "oom-killer: killed process 812 (node) total-vm:80000kB, anon-rss:64000kB, file-rss:128kB",
    "2025-03-03 04:05:06 INFO Killed process 812 (node) total-vm:80000kB, anon-rss:64000kB, file-rss:128kB",
  ])("what the kernel may have said alone is a kill: %s", (line) => {
    expect(analyse(`${line}\n`).kills.map(({ victim }) => victim?.pid)).toEqual([812]);
  });

  test("a comm that looks like a number or a mark is the comm", () => {
    for (const comm of ["- 7", "7. x", "7:x", "* x"]) {
      const text = [messages[0]?.replace("indexer", comm), ...messages.slice(1)]
        .join("\n")
        .replaceAll("indexer", comm);
      expect(analyse(`${text}\n`).episodes[0]?.trigger?.comm).toBe(comm);
    }
  });
});

test("all on one line", () => {
  expectTheReport(`${lines(journal).join(" ")}\n`);
  expectTheReport(`${lines(syslog).join(" ")}\n`);
  expectTheReport(`<p>${lines(journal).join("<br/>")}</p>\n`);
});

test("each line twice, as two loggers write it", () => {
  expectTheReport(
    `${lines(dmesg)
      .flatMap((line) => [line, line])
      .join("\n")}\n`,
  );
  expectTheReport(
    `${lines(syslog)
      .flatMap((line) => [line, line])
      .join("\n")}\n`,
  );
});

test("beside the columns of vendors", () => {
  const vendor =
    (column: string): Print =>
    (message, at) =>
      dmesg(`${column}${message}`, at);
  for (const column of ["(3)[812:indexer]", " (3)[812:indexer]", "-(3)[812:indexer]", ".(3)[812:indexer]"])
    expectTheReport(`${lines(vendor(column)).join("\n")}\n`);
  expectTheReport(`${lines(vendor("[3:        indexer:  812] ")).join("\n")}\n`);
});

test("a kill line whose blanks keep it on one line", () => {
  const kill = (lines(syslog).at(-1) as string).replaceAll(" ", "\u00a0");
  expect(analyse(`Hello,\n${kill}\n`).kills.map(({ victim }) => victim?.anonRssBytes)).toEqual([
    64000 * 1024,
  ]);
});

/** A terminal breaks at its last column, whatever stands there. */
const brokenAt =
  (width: number) =>
  (line: string): string =>
    line.replace(new RegExp(`.{${width}}(?=.)`, "g"), "$&\n");
/** A mail program breaks between words. */
const wrappedAt =
  (width: number) =>
  (line: string): string =>
    line.replace(new RegExp(`(.{24,${width}}) (?=\\S)`, "g"), "$1\n");

describe.each(Object.entries({ dmesg, syslog, journal }))("%s", (_, print) => {
  test.each([80, 100, 120])("broken by a terminal of %d columns", (width) => {
    expectTheReport(`${lines(print).map(brokenAt(width)).join("\n")}\n`);
  });

  test.each([107, 123, 139])(
    "broken by a window of %d columns, which no terminal has from the box",
    (width) => {
      expectTheReport(`${lines(print).map(brokenAt(width)).join("\n")}\n`);
      expectTheReport(`${lines(print).map(brokenAt(width)).join("\n").replace(/^/gm, "> ")}\n`);
    },
  );

  test.each([72, 76, 78])("wrapped by a mail program at %d columns", (width) => {
    expectTheReport(`${lines(print).map(wrappedAt(width)).join("\n")}\n`);
    expectTheReport(`${lines(print).map(wrappedAt(width)).join("\n").replace(/^/gm, "> ")}\n`);
  });
});

/** As mail programs encode a line: 76 characters at most, and no equals sign of the text's own. */
function quotedPrintable(line: string): string {
  let encoded = "";
  let column = 0;
  for (const character of line.replace(/ $/, "\u00a0")) {
    const code = character === "=" ? "=3D" : character === "\u00a0" ? "=20" : character;
    if (column + code.length > 75) {
      encoded += "=\n";
      column = 0;
    }
    encoded += code;
    column += code.length;
  }
  return encoded;
}

describe.each(Object.entries({ bare, dmesg, syslog, journal }))("%s", (_, print) => {
  const mail = lines(print).map(quotedPrintable);
  const quoted = lines((message, at) => `> > ${print(message, at)}`).map(quotedPrintable);

  test("in a mail in quoted-printable", () => {
    expectTheReport(`${mail.join("\n")}\n`);
    expectTheReport(`${mail.join("\r\n")}\r\n`);
    expectTheReport(`${quoted.join("\n")}\n`);
  });

  test("in a mail whose newlines are encoded, too", () => {
    expectTheReport(`${mail.join("=0A=\n")}=0A=\n`);
    expectTheReport(`${mail.join("=0D=0A=\n")}=0D=0A=\n`);
  });

  test("in an archive with mails of both kinds", () => {
    const header = "Content-Transfer-Encoding: quoted-printable";
    expectTheReport(["From a", header, "", "caf=C3=A9", "From b", "", ...lines(print), ""].join("\n"));
    expectTheReport(["From a", header, "", ...mail, "From b", "", ...lines(print), ""].join("\n"));
  });
});

test("what is broken in a mail is told with all of its lines", () => {
  const mail = ["Hello,", ...lines(dmesg).map(quotedPrintable)].join("\n").split("\n");
  const { kills, inputs } = analyse(`${mail.join("\n")}\n`);
  expect(inputs[0]?.lines).toBe(mail.length);
  expect(mail[(kills[0]?.source.line ?? 0) - 1]).toContain("Memory cgroup out of memory: Killed");
});

test("wrapped by a mail program in the middle of a word, at its hyphen", () => {
  const text = lines(dmesg)
    .join("\n")
    .replace("total-vm:80000kB, ", "total-\nvm:80000kB, ")
    .replace("shmem-rss:0kB, ", "shmem-rss:\n0kB, ");
  expectTheReport(`${text}\n`);
  expectTheReport(`${text.replace(/^/gm, "> ")}\n`);
});

test("wrapped by a mail program behind the name that it begins with", () => {
  const [first = "", ...rest] = lines(syslog);
  expectTheReport(
    [
      "> Hello,",
      ...[first.replace(" invoked", "\ninvoked"), ...rest]
        .join("\n")
        .split("\n")
        .map((line) => `> ${line}`),
      "",
    ].join("\n"),
  );
});

test("a kill line with a footnote and without a name", () => {
  const kill = "Memory cgroup out of memory: Killed process 812 anon-rss: 64000kB (a third of it)\n";
  expect(analyse(kill).kills.map(({ victim }) => [victim?.comm, victim?.anonRssBytes])).toEqual([
    [null, 64000 * 1024],
  ]);
});

test("broken behind its header and behind the kernel's clock", () => {
  const print: Print = (message, at) =>
    `Mar  3 04:05:06 web7 kernel: \n\t[ 4711.${100000 + at}]\n\t${message}`;
  const text = `${lines(print).join("\n")}\n`;
  expectTheReport(text);
  expect(analyse(text).kills.map(({ host, monotonicSeconds }) => [host, monotonicSeconds])).toEqual([
    ["web7", 4711.100015],
  ]);
});

test("with blanks behind commas, and with dots for what was left out", () => {
  const selected = messages.at(-2) as string;
  const text = lines(bare).join("\n");
  expectTheReport(`${text.replace(selected, selected.replaceAll(",", ", "))}\n`);
  expectTheReport(`${text.replace(selected, selected.replace(/,nodemask.*?(?=,oom_memcg)/, ",..."))}\n`);
});

test("broken by hand behind commas", () => {
  const text = lines(bare)
    .join("\n")
    .replace(",mems_allowed", ",\nmems_allowed")
    .replace("(GFP_KERNEL)", "\n(GFP_KERNEL)");
  expectTheReport(`${text}\n`);
  expectTheReport(`${text.replace(/^/gm, "> ")}\n`);
});

test.each(["[...]", "...", "(...snipped...)", "<snip>", "[cut]", "…"])(
  "where %s stands for lines left out",
  (dots) => {
    const text = [
      "> [ 4711.100001] indexer invoked oom-killer: gfp_mask=0xd0, order=0, oom_score_adj=0",
      `> ${dots}`,
      "> [ 4711.100002] Task in /search/index killed as a result of limit of /search",
      `> ${dots}`,
      "> [ 4711.100003] Memory cgroup out of memory: Kill process 812 (indexer) score 977 or sacrifice child",
      "> [ 4711.100004] Killed process 812 (indexer) total-vm:80000kB, anon-rss:64000kB, file-rss:128kB",
      `> ${dots}`,
      "",
    ];
    expect(analyse(text.join("\n")).kills).toMatchObject([
      { oomMemcg: "/search", taskMemcg: "/search/index", victim: { pid: 812, fileRssBytes: 128 * 1024 } },
    ]);
  },
);

test("broken twice at a column that no terminal has from the box", () => {
  const text = [
    "Mar  3 04:05:06 web7 user.err kernel: Out of memory: Kill process 812 (index",
    "er) score 977 or sacrifice child",
    "Mar  3 04:05:06 web7 user.err kernel: Killed process 812 (indexer) total-vm:80000kB, ano",
    "n-rss:64000kB, file-rss:128kB",
    "",
  ];
  expect(analyse(text.join("\n")).kills).toMatchObject([
    { victim: { pid: 812, comm: "indexer", badness: 977, anonRssBytes: 64000 * 1024 } },
  ]);
});

test("a kill of OpenVZ that is broken before it says so", () => {
  const text = [
    "Mar  3 04:05:06 web7 kernel: [ 4711.100001] Out of memory in UB 101: OOM ",
    "killed process 812 (indexer) score 3 vm:80000kB, rss:64000kB, swap:0kB",
    "",
  ];
  expect(analyse(text.join("\n")).kills).toMatchObject([
    { victim: { pid: 812, totalVmBytes: 80000 * 1024 } },
  ]);
});

test("wrapped by a mail program that leaves a long path on a line of its own, as wide as a terminal", () => {
  const id = "0f".repeat(32);
  const text = [
    "indexer invoked oom-killer: gfp_mask=0xd0, order=0,",
    "oom_score_adj=0",
    `Task in /docker/${id}`,
    "killed as a result of limit of",
    `/docker/${id}`,
    "memory: usage 65536kB, limit 65536kB, failcnt 7",
    "[ pid ]   uid  tgid total_vm      rss nr_ptes swapents",
    "oom_score_adj name",
    "[  812]  1000   812    20000    16000      44        0             0 indexer",
    "Memory cgroup out of memory: Kill process 812 (indexer) score",
    "977 or sacrifice child",
    "Killed process 812 (indexer) total-vm:80000kB,",
    "anon-rss:64000kB, file-rss:128kB",
    "",
  ];
  expect(analyse(text.join("\n")).kills).toMatchObject([
    {
      oomMemcg: `/docker/${id}`,
      taskMemcg: `/docker/${id}`,
      victim: { pid: 812, badness: 977, oomScoreAdj: 0, fileRssBytes: 128 * 1024 },
    },
  ]);
});

test("EulerOS's template of rsyslog is peeled off, with its time or without", () => {
  const said = (prefix: string) =>
    [
      `${prefix}warning|kernel[-]|[ 4711.100001] memhog invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0`,
      `${prefix}info|kernel[-]|[ 4711.100002] memory: usage 81920kB, limit 81920kB, failcnt 30`,
      `${prefix}err|memcached[812]|Killed process 813 (node)`,
      `${prefix}err|kernel[-]|[ 4711.100003] Memory cgroup out of memory: Killed process 812 (memhog) total-vm:105048kB, anon-rss:81884kB, file-rss:1544kB, shmem-rss:0kB, UID:0 pgtables:208kB oom_score_adj:0`,
      "",
    ].join("\n");
  const kill = { victim: { pid: 812, comm: "memhog" } };
  expect(analyse(said("2025-03-03T04:05:06.500017+08:00|")).kills).toMatchObject([
    { ...kill, time: "2025-03-02T20:05:06.500Z" },
  ]);
  expect(analyse(said("")).kills).toMatchObject([kill]);
});

test("cut short at a column, header and rows", () => {
  const said: Readonly<Record<string, string>> = {
    "[  pid": "[  pid  ]   uid  tgid total_vm      rss pgtables_bytes sw...",
    "[    811": "[    811]  1000   811      640      210    40960        ...",
    "[    812": "[    812]  1000   812    20000    16000   180224        ...",
    "Memory cgroup out":
      "Memory cgroup out of memory: Killed process 812 (indexer) total-vm:80000kB, anon-...",
  };
  const short = messages.map((message) => {
    const start = Object.keys(said).find((begin) => message.startsWith(begin));
    return journal(start === undefined ? message.slice(0, 90) : (said[start] ?? ""));
  });
  const { kills, episodes } = analyse(`${short.join("\n")}\n`);
  expect(kills).toMatchObject([
    { victim: { pid: 812, uid: 1000, totalVmBytes: 80000 * 1024, oomScoreAdj: null, swapBytes: null } },
  ]);
  expect(episodes[0]?.tasks).toMatchObject([
    { pid: 811, uid: 1000, pageTableBytes: 40960, oomScoreAdj: null },
    { pid: 812, uid: 1000, pageTableBytes: 180224, oomScoreAdj: null },
  ]);
});

test("a kill told before the line that announces it is told with its sizes", () => {
  const text = [
    "Mar  3 04:05:06 web7 kernel: Killed process 812 (indexer) total-vm:80000kB, anon-rss:64000kB, file-rss:128kB",
    "Mar  3 04:05:06 web7 kernel: oom_kill_process+0x2c2/0x4c0",
    "Mar  3 04:05:06 web7 kernel: Out of memory: Kill process 812 (indexer) score 982 or sacrifice child",
    "Mar  3 04:05:06 web7 kernel: Mem-Info:",
    "",
  ];
  const { kills } = analyse(text.join("\n"));
  expect(kills).toMatchObject([{ victim: { pid: 812, badness: 982, anonRssBytes: 64000 * 1024 } }]);
  expect(kills).toHaveLength(1);
});

test("the group of a victim of a whole machine is killed for the machine's sake, where no line says so", () => {
  const text = [
    "[   52.835327] Out of memory: Kill process 812 (indexer) score 241 or sacrifice child",
    "[   52.836625] Killed process 812 (indexer) total-vm:80000kB, anon-rss:64000kB, file-rss:4kB, shmem-rss:0kB",
    "[   52.841431] Tasks in /search are going to be killed due to memory.oom.group set",
    "[   52.869439] Killed process 813 (crawler) total-vm:20000kB, anon-rss:4000kB, file-rss:0kB, shmem-rss:0kB",
    "",
  ];
  expect(analyse(text.join("\n")).kills.map((kill) => [kill.class, kill.taskMemcg])).toEqual([
    ["global-oom", null],
    ["global-oom", "/search"],
  ]);
});

describe("the two lines of an old kernel on one line", () => {
  const sizes = "total-vm:80000kB, anon-rss:64000kB, file-rss:128kB";
  const announced = "Memory cgroup out of memory: Kill process 812 (indexer) score 977 or sacrifice child";
  const killed = { pid: 812, comm: "indexer", badness: 977, fileRssBytes: 128 * 1024 };
  test.each([
    `${announced} Killed process 812 (indexer), UID 1000, ${sizes}, shmem-rss:0kB`,
    `${announced}Killed process 812, UID 1000, (indexer) ${sizes}`,
    `Mar  3 04:05:06 web7 kernel: ${announced} Killed process 812 (indexer), UID 1000, ${sizes}`,
    `[ 4711.100001] ${announced.replace("sacrifice", "a")} Killed process 812, UID 1000, (indexer) ${sizes}`,
  ])("%s", (line) => {
    const { kills } = analyse(`${line}\n`);
    expect(kills).toMatchObject([{ class: "cgroup-oom", victim: { ...killed, uid: 1000 } }]);
    expect(kills).toHaveLength(1);
  });

  test("is a quote where somebody wrote something before it", () => {
    expect(analyse(`We found ${announced} Killed process 812 (indexer) ${sizes}\n`).kills).toEqual([]);
  });
});

test("with parentheses as wide as the letters around them", () => {
  const text =
    "Out of memory: Kill process 812(indexer\uff09 score 783 or sacrifice child\nKilled process 812 \uff08indexer\uff09 total-vm:80000kB, anon-rss:64000kB\n";
  expect(analyse(text).kills).toMatchObject([
    { victim: { pid: 812, comm: "indexer", badness: 783, totalVmBytes: 80000 * 1024 } },
  ]);
});

test("sizes whose unit somebody left half", () => {
  const text = "Out of memory: Killed process 812 (indexer) total-vm:80000k, anon-rss:64000k, file-rss:0kB\n";
  expect(analyse(text).kills).toMatchObject([
    { victim: { totalVmBytes: 80000 * 1024, anonRssBytes: 64000 * 1024, fileRssBytes: 0 } },
  ]);
});

test("broken for print, with a mark before each rest", () => {
  const text = [
    "Mar  3 04:05:06 web7 kernel: indexer invoked oom-killer:",
    "\u21aagfp_mask=0xd0, order=0, oom_score_adj=0",
    "Mar  3 04:05:06 web7 kernel: Task in /search killed as a result",
    "\u21aaof limit of /search",
    "Mar  3 04:05:06 web7 kernel: memory: usage 65536kB, limit 65536kB,",
    "\u21aafailcnt 7",
    "Mar  3 04:05:06 web7 kernel: [ pid ]   uid  tgid total_vm",
    "\u21aarss nr_ptes swapents oom_score_adj name",
    "Mar  3 04:05:06 web7 kernel: [  812]  1000   812    20000",
    "\u21aa16000      44        0             0 indexer",
    "Mar  3 04:05:06 web7 kernel: Memory cgroup out of memory:",
    "\u21aaKill process 812 (indexer) score 977 or sacrifice child",
    "Mar  3 04:05:06 web7 kernel: Killed process 812 (indexer)",
    "\u21aatotal-vm:80000kB, anon-rss:64000kB, file-rss:128kB",
    "",
  ];
  const { kills, episodes } = analyse(text.join("\n"));
  expect(kills).toMatchObject([
    { class: "cgroup-oom", victim: { pid: 812, uid: 1000, badness: 977, fileRssBytes: 128 * 1024 } },
  ]);
  expect(episodes).toMatchObject([
    { trigger: { gfpMask: "0xd0", order: 0 }, memcg: { failcnt: 7 }, tasks: [{ pid: 812, comm: "indexer" }] },
  ]);
});

test("in the comments of a program, broken by hand", () => {
  const text = [
    "//   [ 4711.100001] indexer invoked oom-killer: gfp_mask=0x..., order=0, oom_score_adj=0",
    "//   [ 4711.100002] oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,",
    "//                  mems_allowed=0,global_oom,task_memcg=/user.slice,",
    "//                  task=indexer,pid=812,uid=1000",
    "//   [ 4711.100003] Out of memory: Killed process 812 (indexer) total-vm:80000kB,",
    "//                  anon-rss:64000kB, file-rss:128kB",
    "",
  ];
  expect(analyse(text.join("\n")).kills).toMatchObject([
    { taskMemcg: "/user.slice", victim: { pid: 812, uid: 1000, fileRssBytes: 128 * 1024 } },
  ]);
});

test("behind a label and the kernel's clock as somebody rounded it", () => {
  const text =
    "[node log] [4711.104] Memory cgroup out of memory: Killed process 812 (indexer) total-vm:80000kB\n";
  expect(analyse(text).kills).toMatchObject([
    { class: "cgroup-oom", monotonicSeconds: 4711.104, victim: { pid: 812, comm: "indexer" } },
  ]);
  expect(analyse("[node log] [4711.104] Killed process 812 (indexer)\n").kills).toEqual([]);
});

test("in columns of events that somebody chose", () => {
  const events = [
    "default  Warning  web7.164b5861e041a60e  2025-03-03T04:05:05+01:00  SystemOOM   System OOM encountered, victim process: indexer, pid: 813",
    "default  Warning  web7.164b58660f8d4590  2025-03-03T04:05:06+01:00  OOMKilling  Out of memory: Kill process 812 (indexer) score 205 or sacrifice child Killed process 812 (indexer), UID 0, total-vm:80000kB, anon-rss:64000kB",
    "search   Warning  indexer.164b58660f8d45  2025-03-03T04:05:07+01:00  BackOff     Back-off restarting failed container",
    "",
  ];
  expect(analyse(events.join("\n")).kills).toMatchObject([
    { host: "web7", time: "2025-03-03T03:05:06.000Z", victim: { pid: 812, uid: 0, badness: 205 } },
  ]);
});

test("a victim of OpenVZ that was announced, in a container whose number is not told", () => {
  const text = [
    "[ 4711.100001] Out of memory in UB: Kill process 812 (indexer) score -955 or sacrifice child",
    "[ 4711.100002] OOM killed process 813 (indexer) vm:80000kB, rss:64000kB, swap:0kB",
    "",
  ];
  const { kills } = analyse(text.join("\n"));
  expect(kills).toMatchObject([
    { class: "cgroup-oom", victim: { pid: 813, badness: -955, totalVmBytes: 80000 * 1024 } },
  ]);
  expect(kills).toHaveLength(1);
});

test.each([
  ["oom_memcg=/a,task_memcg=/a/b,task=indexer,pid=812,uid=1000", "/a", "/a/b", 1000],
  ["cpuset=ab.scope,oom_memcg=/a,task_memcg=/a/b,task=indexer,pid=812,uid=1000", "/a", "/a/b", 1000],
  ["cpuset=ab.scope,task_memcg=/a/b,task=indexer", null, "/a/b", null],
  ["nodemask=(null),oom_memcg=/a,pid=812", "/a", null, null],
  ["cpuset=/,mems_allowed=0,oom_memcg=/a,b,task_memcg=/a,b/c,pid=812,uid=1000", "/a,b", "/a,b/c", 1000],
])("with fields left out: %s", (said, oomMemcg, taskMemcg, uid) => {
  const kill = "Memory cgroup out of memory: Killed process 812 (indexer) total-vm:80000kB";
  const { kills } = analyse(`oom-kill:constraint=CONSTRAINT_MEMCG,${said}\n${kill}\n`);
  expect(kills).toMatchObject([{ oomMemcg, taskMemcg, victim: { pid: 812, uid } }]);
});

test("the score and the sizes of a patched kernel, in the announcement alone", () => {
  const text = [
    "> Out of memory: Kill process 812 (indexer) points:393 total-vm:80000kB,",
    "> anon-rss:64000kB, file-rss:128kB",
    "> Out of memory: Kill process 813 (crawler) points:303 total-vm:25444kB,",
    "> anon-rss:1116kB, file-rss:0kB",
    "",
  ];
  const { kills } = analyse(text.join("\n"));
  expect(kills.map(({ victim }) => [victim?.pid, victim?.badness, victim?.fileRssBytes])).toEqual([
    [812, 393, 128 * 1024],
    [813, 303, 0],
  ]);
});

test("a child of the one that was announced, in the words of 2.6.17", () => {
  const text = [
    "Mar  3 04:05:06 web7 kernel: Out of Memory: Kill process 812 (indexer) score 97207 and children.",
    "Mar  3 04:05:06 web7 kernel: Out of memory: Killed process 813 (crawler).",
    "Mar  3 04:05:07 web7 kernel: Out of memory: Killed process 814 (crawler).",
    "",
  ];
  const { kills } = analyse(text.join("\n"));
  expect(kills.map(({ victim }) => [victim?.pid, victim?.badness])).toEqual([
    [813, 97207],
    [814, null],
  ]);
});

test("what stands before the first line of a report is not inside it", () => {
  const kill =
    "Out of memory: Killed process 812 (indexer) total-vm:80000kB, anon-rss:64000kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:200kB oom_score_adj:0";
  const posted = {
    described: [
      "Name:  web7",
      "Events:",
      "  Type     Reason      Age  From            Message",
      "  ----     ------      ---  ----            -------",
      `  Warning  OOMKilling  61s  kernel-monitor  ${kill}`,
    ],
    printed: [
      "[    1.000000] usb 1-1: new device",
      "[    2.000000] random: crng init done",
      `[   12.000000] ${kill}`,
    ],
  };
  for (const lines of Object.values(posted)) {
    const { inputs, diagnostics, kills } = analyse(`${lines.join("\n")}\n`);
    expect(kills).toHaveLength(1);
    expect(inputs[0]?.coverage).toMatchObject({ outside: lines.length - 1, parsed: 1, unparsed: 0 });
    expect(diagnostics.map(({ code }) => code)).not.toContain("unparsed-line");
  }
});
