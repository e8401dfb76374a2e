import { describe, expect, test } from "vitest";
import { analyse } from "../src/index.js";
import type { SourceLine } from "../src/model/record.js";
import { CsvFraming } from "../src/read/framing/csv.js";
import type { Framing } from "../src/read/framing/framing.js";
import { JournalExportFraming } from "../src/read/framing/journal-export.js";
import { JsonDocumentFraming } from "../src/read/framing/json-document.js";
import { journalVerboseFraming } from "../src/read/framing/lines.js";
import { RECORD_MAX, RecordGate } from "../src/read/record-gate.js";

interface Read {
  readonly records: readonly SourceLine[];
  readonly lines: number;
  readonly cut: readonly number[][];
}

/** Everything that a framing cuts out, whatever it holds: the first record opens, none closes. */
function readAll(text: string | Uint8Array, framing: Framing, step = 1 << 16): Read {
  const records: SourceLine[] = [];
  const cut: number[][] = [];
  const gate = new RecordGate(
    {
      concerns: () => true,
      line: (source) => records.push(source) > 0,
      tooLong: (...told) => cut.push(told),
      nulBytes: () => {},
    },
    0,
    [""],
    framing,
  );
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  for (let at = 0; at < bytes.length; at += step) gate.push(bytes.subarray(at, at + step));
  gate.end();
  return { records, lines: gate.lines, cut };
}

const texts = ({ records }: Read): string[] => records.map(({ text }) => text.replace(/\s+/g, ""));
const places = ({ records }: Read): number[][] => records.map(({ line, lines }) => [line, lines]);

const stream = `{
 "data": {
  "result": [
   {"stream": {"host": "web7"},
    "values": [
     ["1", "a ] }"],
     ["2", "b\\\\"]
    ]},
   {"stream": {"host": "web8"}, "values": [["3", "\\"c"]]}
  ]
 }, "status": "success"
}
`;

describe("a JSON document falls into its records", () => {
  test("each stands in the document as if it were alone", () => {
    expect(texts(readAll(stream, new JsonDocumentFraming()))).toEqual([
      '{"data":{"result":[{"stream":{"host":"web7"},"values":[["1","a]}"]]}]}}',
      '{"data":{"result":[{"stream":{"host":"web7"},"values":[["2","b\\\\"]]}]}}',
      '{"data":{"result":[{"stream":{"host":"web8"},"values":[["3","\\"c"]]}]}}',
    ]);
  });

  test("however it is cut into pieces", () => {
    const whole = readAll(stream, new JsonDocumentFraming());
    for (const step of [1, 2, 3, 7, 50])
      expect(readAll(stream, new JsonDocumentFraming(), step)).toEqual(whole);
    expect(whole.lines).toBe(12);
  });

  test("records on one line count it once, and a record over several lines counts them all", () => {
    expect(places(readAll('[{"a":1},{"a":2},\n{"a":\n3},{"a":4}]\n', new JsonDocumentFraming()))).toEqual([
      [1, 1],
      [1, 0],
      [2, 2],
      [3, 0],
    ]);
  });

  test("several documents may follow each other, and lines that are none stand between them", () => {
    const text = '\x1e{\n"a" : 1\n}\n[    0.000000] Linux\n{"a":[1,{"dmesg":[]}]}\n$ exit\n';
    expect(texts(readAll(text, new JsonDocumentFraming()))).toEqual([
      '{"a":1}',
      "[0.000000]Linux",
      '{"a":[1,{"dmesg":[]}]}',
      "$exit",
    ]);
  });

  test("what is broken off is completed", () => {
    expect(texts(readAll('[{"a":{"b":["half \\', new JsonDocumentFraming()))).toEqual([
      '{"a":{"b":["half\\\\"]}}',
    ]);
  });

  test("a string without an end goes to its line's end", () => {
    const { records, lines } = readAll(
      '[\n{"a":"never ended},\n{"a":1}\n]\n{"b":2}\n',
      new JsonDocumentFraming(),
    );
    expect(lines).toBe(5);
    expect(records.length).toBeGreaterThan(0);
  });

  test("a record longer than a mebibyte is cut and told, and the next one is read", () => {
    const long = `[{"a":"${"x".repeat(RECORD_MAX * 3)}"},{"a":"b"}]`;
    for (const step of [1 << 16, 1 << 20]) {
      const { records, cut } = readAll(long, new JsonDocumentFraming(), step);
      expect(records).toHaveLength(2);
      expect(JSON.parse(records[0]?.text ?? "").a.length).toBeGreaterThan(RECORD_MAX - 100);
      expect(records[1]?.text).toBe('{"a":"b"}');
      expect(cut).toHaveLength(1);
    }
  });

  test("deep nesting takes no more time than any other bytes", () => {
    const depth = 3_000_000;
    const started = performance.now();
    readAll(`${"[".repeat(depth)}${"]".repeat(depth)}`, new JsonDocumentFraming());
    readAll('{"a":'.repeat(depth / 5), new JsonDocumentFraming());
    readAll('"\\'.repeat(depth / 2), new JsonDocumentFraming());
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

test("an exported entry may hold newlines, empty lines and bytes that are no text", () => {
  const entry = "__CURSOR=s=1\nMESSAGE\n\x08\0\0\0\0\0\0\0a\n\nb\xff\nc\n_HOSTNAME=web7\n\n";
  const bytes = Uint8Array.from(entry.repeat(2), (character) => character.charCodeAt(0));
  for (const step of [1, 3, 1000]) {
    const read = readAll(bytes, new JournalExportFraming(), step);
    expect(read.records.map(({ text }) => text)).toEqual([entry, entry]);
    expect(read.lines).toBe(16);
  }
});

test("fields of a verbose entry are indented, whatever a message holds", () => {
  const text = "A 1 [s=1]\n    MESSAGE=a\n            b\n-- Boot x --\nA 2 [s=1]\n    MESSAGE=c\n";
  for (const step of [1, 5, 1000])
    expect(places(readAll(text, journalVerboseFraming(), step))).toEqual([
      [1, 3],
      [4, 1],
      [5, 2],
    ]);
});

test("a line that holds the end of one record and the next counts once", () => {
  const { inputs } = analyse('{"MESSAGE": ] Out of memory: Killed process 12 (\n');
  const { outside, parsed, unparsed, undecoded } = inputs[0]?.coverage ?? {};
  expect([outside, (parsed ?? 0) + (unparsed ?? 0) + (undecoded ?? 0)]).toEqual([0, 1]);
});

test("a row of a table may hold newlines and quotes", () => {
  const framing = new CsvFraming(["_time", "_raw"]);
  const text = '_time,_raw\n1,"a ""b""\nc"\n2,d\n';
  expect(readAll(text, framing, 3).records.map(({ text }) => JSON.parse(text))).toEqual([
    { _time: "1", _raw: 'a "b"\nc' },
    { _time: "2", _raw: "d" },
  ]);
});

const kill = (pid: number): string =>
  `Out of memory: Killed process ${pid} (java) total-vm:8kB, anon-rss:4kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:4kB oom_score_adj:0`;
const invoked = "java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0";
const generatedAt = "2025-03-04T00:00:00Z";

describe("an input tells by its first bytes how it is to be read", () => {
  test("UTF-16 without a mark, in any byte order", () => {
    const lines = `[    7.500000] ${invoked}\r\n[    7.500001] ${kill(7)}\r\n`;
    const little = Buffer.from(lines, "utf16le");
    const big = Buffer.from(little).swap16();
    for (const bytes of [little, big]) expect(analyse(bytes, { generatedAt }).kills[0]?.victim?.pid).toBe(7);
    const odd = [little.subarray(0, 33), little.subarray(33)];
    expect(analyse(odd, { generatedAt }).kills[0]?.monotonicSeconds).toBe(7.500001);
  });

  test("the parts of a crash dump are read last part first", () => {
    const dump = `Panic#1 Part1\n<3>[    7.500009] ${kill(7)}\nPanic#1 Part2\n<4>[    7.500000] ${invoked}\n`;
    const { kills, episodes, inputs } = analyse(dump, { generatedAt });
    expect(kills.map(({ source }) => source.line)).toEqual([2]);
    expect(episodes[0]?.trigger?.comm).toBe("java");
    expect(inputs[0]).toMatchObject({ lines: 4, coverage: { outside: 2, parsed: 2 } });
  });

  test("NUL bytes are dropped from a line, and told once with their place", () => {
    const log = `a line\n[    7.5\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\n[    7.500001] \0\0${kill(7)}\n`;
    const { kills, diagnostics } = analyse(log, { generatedAt });
    expect(kills[0]?.victim?.pid).toBe(7);
    expect(diagnostics.filter(({ code }) => code === "nul-bytes")).toMatchObject([{ line: 2 }]);
  });

  test("entries that come newest first are read from their end", () => {
    const entries = [invoked, "memory: usage 64kB, limit 64kB, failcnt 9", kill(7)].map((text, index) => ({
      insertId: `${index}`,
      logName: "projects/p/logs/serial",
      textPayload: `[    7.50000${index}] ${text}`,
      timestamp: `2025-03-03T04:05:0${index}Z`,
    }));
    const { kills, episodes } = analyse(JSON.stringify(entries.reverse(), null, 2), { generatedAt });
    expect(kills).toHaveLength(1);
    expect(episodes[0]?.trigger?.comm).toBe("java");
    expect(episodes[0]?.memcg?.limitBytes).toBe(65536);
  });
});

test("what was printed minutes later, or after a boot, is of another report", () => {
  const row = "[    9]     0     9      640      210      8        0             0 sh";
  for (const later of ["80000.000000", "   12.000000"]) {
    const text = [
      "[70000.000000] Memory cgroup out of memory: Kill process 7 (java) score 900 or sacrifice child",
      `[${later}] ${row}`,
      `[${later}] Memory cgroup out of memory: Kill process 9 (sh) score 500 or sacrifice child`,
      `[${later}] Killed process 9 (sh) total-vm:64kB, anon-rss:32kB, file-rss:4kB`,
      "",
    ].join("\n");
    const { kills, episodes } = analyse(text, { generatedAt });
    expect(kills.map(({ victim }) => victim?.pid).sort()).toEqual([7, 9]);
    const tasks = new Map(episodes.map((episode) => [episode.id, episode.tasks.length]));
    expect(kills.map(({ victim, episode }) => [victim?.pid, tasks.get(episode ?? "")]).sort()).toEqual([
      [7, 0],
      [9, 1],
    ]);
  }
});

describe("a journal printed by journalctl -r", () => {
  const at = "Mar 03 04:05:06 web7 kernel: ";
  const report = [
    invoked,
    "Mem-Info:",
    `active_anon:11 inactive_anon:12 isolated_anon:0\n${" ".repeat(at.length)} active_file:13 inactive_file:14 isolated_file:0`,
    "Tasks state (memory values in pages):",
    "[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name",
    "[      7]     0     7      640      210    40960        0             0 java",
    "oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/a,task=java,pid=7,uid=0",
    kill(7),
    "oom_reaper: reaped process 7 (java), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB",
  ].map((message) => at + message);
  const upsideDown = (...lines: string[]) => analyse(`${lines.toReversed().join("\n")}\n`, { generatedAt });

  test("is read from its end, though all of it is of one second", () => {
    const { kills, episodes, inputs } = upsideDown(...report);
    expect(kills).toHaveLength(1);
    expect(kills[0]).toMatchObject({ taskMemcg: "/a", victim: { pid: 7 }, reaper: { reaped: true } });
    expect(episodes).toMatchObject([{ trigger: { comm: "java" }, tasks: [{ pid: 7 }], complete: true }]);
    expect(inputs[0]?.coverage).toMatchObject({ unparsed: 0, undecoded: 0 });
  });

  test("of a few lines only, too", () => {
    expect(upsideDown(...report.slice(-3)).kills[0]).toMatchObject({ taskMemcg: "/a" });
    expect(upsideDown(...report.slice(-2)).kills[0]?.reaper?.reaped).toBe(true);
  });

  test("is not what the lines of two hosts are, one between the other", () => {
    const [one = [], other = []] = ["web7", "web8"].map((host) =>
      report.map((line) => line.replace("web7", host)),
    );
    const heading = report.findIndex((line) => line.includes("Tasks state"));
    // The header of one stands right before the heading of the other.
    const mixed = [
      ...[...one.slice(0, heading + 1), ...other.slice(0, heading), one[heading + 1], other[heading]],
      ...[...one.slice(heading + 2), ...other.slice(heading + 1)],
    ];
    const { kills } = analyse(`${mixed.join("\n")}\n`, { generatedAt });
    expect(kills.map(({ host, reaper }) => [host, reaper?.reaped])).toEqual([
      ["web7", true],
      ["web8", true],
    ]);
  });

  test("is not what two logs are, one behind the other", () => {
    for (const part of [report.slice(-2), report.slice(-3, -1), report])
      expect(analyse(`${[...part, ...part].join("\n")}\n`, { generatedAt }).kills).toEqual(
        analyse(`${part.join("\n")}\n`, { generatedAt }).kills.map((one) => ({ ...one, duplicates: 1 })),
      );
  });
});

describe("what a program says is not what the kernel says", () => {
  test.each([
    ["its own logger's JSON", JSON.stringify({ level: "warn", msg: kill(7), ts: 1740974706.5 })],
    [
      "JSON in a container's log",
      `2025-03-03T04:05:06.5Z stdout F ${JSON.stringify({ level: "info", msg: kill(7) })}`,
    ],
    ["a journal entry", JSON.stringify({ MESSAGE: kill(7), _TRANSPORT: "stdout", SYSLOG_IDENTIFIER: "web" })],
    [
      "ECS of a process",
      JSON.stringify({ "@timestamp": generatedAt, process: { name: "web" }, message: kill(7) }),
    ],
    [
      "a row of Azure's Syslog",
      JSON.stringify({
        TimeGenerated: generatedAt,
        Facility: "user",
        ProcessName: "web",
        SyslogMessage: kill(7),
      }),
    ],
  ])("%s", (_, line) => {
    expect(analyse(`${line}\n`, { generatedAt }).kills).toEqual([]);
  });
});

describe("a message that was split is put together", () => {
  test("by a container's runtime, among the lines of another stream", () => {
    const text = kill(7);
    const log = [
      `2025-03-03T04:05:06.5Z stdout P [    7.500001] ${text.slice(0, 40)}`,
      "2025-03-03T04:05:06.5Z stderr F another stream",
      `2025-03-03T04:05:06.5Z stdout P ${text.slice(40, 60)}`,
      `2025-03-03T04:05:06.5Z stdout F ${text.slice(60)}`,
    ].join("\n");
    expect(analyse(log, { generatedAt }).kills[0]?.victim).toMatchObject({ pid: 7, oomScoreAdj: 0 });
  });

  test("by Docker, where only the last piece ends with a newline", () => {
    const entry = (log: string): string =>
      `${JSON.stringify({ log, stream: "stdout", time: "2025-03-03T04:05:06.5Z" })}\n`;
    const text = `[    7.500001] ${kill(7)}\n`;
    const { kills } = analyse(entry(text.slice(0, 60)) + entry(text.slice(60)), { generatedAt });
    expect(kills[0]?.victim).toMatchObject({ pid: 7, oomScoreAdj: 0 });
  });

  test("by netconsole, with the place of each piece", () => {
    const text = kill(7);
    const piece = (from: number, to: number): string =>
      `6.8.0,3,416,7500001,-,ncfrag=${from}/${text.length};${text.slice(from, to)}\n`;
    const { kills } = analyse(piece(0, 50) + piece(50, text.length), { generatedAt });
    expect(kills[0]).toMatchObject({ monotonicSeconds: 7.500001, victim: { pid: 7, oomScoreAdj: 0 } });
  });
});

describe("events of the API that repeat the kernel's words", () => {
  const event = (name: string, reason: string, message: string) => ({
    kind: "Event",
    metadata: { name: `${name}.17683ea4fced9353`, namespace: "default" },
    involvedObject: { kind: "Node", name },
    reason,
    message,
    source: { component: "kernel-monitor", host: name },
    lastTimestamp: "2025-03-03T04:05:06Z",
  });
  const killed = event("web7", "OOMKilling", "Out of memory: Killed process 812 (indexer) total-vm:80000kB");
  const other = event("web8", "Flaky", "Out of memory: Killed process 813 (indexer) total-vm:80000kB");
  const { involvedObject: regarding, message: note, ...rest } = killed;
  test.each([
    ["one", killed],
    ["one of the newer API", { ...rest, source: undefined, regarding, note }],
    ["a list", { kind: "List", items: [other, killed] }],
    ["a watch", { type: "ADDED", object: killed }],
    ["a router", { verb: "ADDED", event: killed }],
  ])("%s, on one line and on many", (_, document) => {
    for (const text of [JSON.stringify(document), JSON.stringify(document, null, 2)])
      expect(analyse(`${text}\n`).kills).toMatchObject([
        { host: "web7", time: "2025-03-03T04:05:06.000Z", victim: { pid: 812 } },
      ]);
  });
});
