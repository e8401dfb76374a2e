import fc from "fast-check";
import { expect, test } from "vitest";
import { Analyser } from "../src/pipeline.js";
import { dress, type Format, formats } from "./bench/dress.js";
import { sample, samples } from "./sample.js";

/** Lines that are taken in runs, by their bytes, give the document that they would give one by one. */

/** @param pieces in which the log is handed over: in a piece of one line no run can go on */
function documentOf(pieces: readonly string[]): object {
  const analyser = new Analyser({ version: "0" });
  const feed = analyser.open("-");
  for (const piece of pieces) feed.push(Buffer.from(piece, "latin1"));
  feed.end();
  return analyser.end("2026-11-21T00:00:00Z");
}

const head = [
  "nginx invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
  "CPU: 3 PID: 4210 Comm: nginx Not tainted 6.8.0-45-generic #45-Ubuntu",
  "Call Trace:",
];
const tail = [
  "oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/a,task=java,pid=4711,uid=0",
  "Out of memory: Killed process 4711 (java) total-vm:4000kB, anon-rss:1000kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:40kB oom_score_adj:0",
];
const header = "[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name";

const number = fc.oneof(
  { weight: 60, arbitrary: fc.nat(4_194_304) },
  fc.constantFrom(0, -1, 123_456_789_012, 12_345_678_901_234_567n, "1x", "-"),
);
/** Names of processes, plain ones and such as mean something to a logger, a terminal or a parser. */
const name = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom("java", "node", "(sd-pam)", "Web Content", "7zip", "a)b") },
  fc.constantFrom(
    "",
    " x",
    "[9] 1",
    "a#011b",
    "\\xe6\\x96",
    "<b>",
    "ü",
    "\u001b[31m",
    "12 34",
    "x[    5.000300] usb 1-1: USB disconnect",
    "\\xe6\\x96\\x87\\xe6\\x96\\x87",
    "ab\\x1bc",
    "a\rb",
    '"',
    "é\u00a0x",
  ),
  fc.string({ maxLength: 18 }).map((text) => text.replaceAll("\n", "")),
);
const row = fc
  .tuple(fc.nat(4_194_304), fc.array(number, { minLength: 7, maxLength: 7 }), name)
  .map(([pid, numbers, comm]) => `[${String(pid).padStart(7)}] ${numbers.join(" ")} ${comm}`);
const rows = fc.array(
  fc.oneof(
    { weight: 40, arbitrary: row },
    // Cut, of another table, or no row at all.
    fc.constantFrom(
      "[   4711] 0 47",
      "[ 4711] 1 2 3 4 5 6 7 8 9 10 ntpd",
      "[4711.000000] 1 2 x",
      "[ 12345678901]  1 2 3 4 5 6 7 a",
      "link becomes ready",
      header,
    ),
  ),
  { maxLength: 30 },
);
const frames = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.constantFrom(" dump_stack+0x10/0x20", " ? vfs_read+0x1/0x2 [ext4]", " <TASK>"),
    },
    fc.constantFrom(
      "RAX: 0000000000000001 RBX: 0000000000000002",
      "Code: 48 8b <48> 89",
      " x+0x1/0x2\r",
      "#3",
    ),
  ),
  { maxLength: 12 },
);
const counters = fc.array(
  fc
    .tuple(fc.constantFrom("anon", "file", "slab", "pgfault"), fc.bigInt(0n, 1n << 64n))
    .map((pair) => pair.join(" ")),
  { maxLength: 12 },
);

/** Puts a line twice here and there, as where two loggers write into one file. */
const repeated = (lines: readonly string[], twice: readonly number[]): string[] =>
  lines.flatMap((line, at) => (twice.includes(at) ? [line, line] : [line]));

function wrapped(format: Format, messages: readonly string[], foreign: readonly number[]): string[] {
  const line = dress(format);
  return messages.flatMap((message, at) => {
    const said = line({ by: "kernel", message }, 5_000_000 + at * 7, at);
    const others = line({ by: "cron[77]", message: "session opened for user root" }, 5_000_000 + at * 7, at);
    return foreign.includes(at) && format.startsWith("journal") ? [said, others] : [said];
  });
}

/** So much is read before anything is judged. */
const HEAD = 4096;

function idle(format: Format): string {
  const line = dress(format)(
    { by: "kernel", message: "device veth0a1b entered promiscuous mode" },
    4_000_000,
    0,
  );
  return line.repeat(Math.ceil(HEAD / line.length));
}

test.each(formats)("a report in %s", (format) => {
  const places = fc.array(fc.nat(60), { maxLength: 6 });
  fc.assert(
    fc.property(frames, counters, rows, places, places, (trace, counted, table, twice, foreign) => {
      const usage = ["memory: usage 40kB, limit 40kB, failcnt 1", "Memory cgroup stats for /a:", ...counted];
      const heading = ["Tasks state (memory values in pages):", header];
      const report = [...head, ...trace, ...usage, ...heading, ...table, ...tail];
      const lines = repeated(wrapped(format, report, foreign), twice);
      expect(documentOf([idle(format), lines.join("")])).toEqual(documentOf([idle(format), ...lines]));
    }),
  );
});

test("a table whose header names nothing but pid and name", () => {
  const table = [1, 2, 3, 4].map((n) => `[ ${4710 + n}]   7 8 java${n}`);
  const lines = wrapped("journal-short", [...head, "[  pid  ] name", ...table, ...tail], []);
  const noise = idle("journal-short");
  expect(documentOf([noise, lines.join("")])).toEqual(documentOf([noise, ...lines]));
});

test.each(samples.map(({ name }) => name))("%s, and with every line twice", (name) => {
  const lines = Buffer.from(sample(name).input)
    .toString("latin1")
    .split(/(?<=\n)/);
  const twice = repeated(lines, [...lines.keys()]);
  for (const log of [lines, twice]) expect(documentOf([log.join("")])).toEqual(documentOf(log));
});
