import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyse } from "../src/index.js";
import type { Analysis } from "../src/model/analysis.js";
import { COMM_BYTES, reportOf, reports } from "./report.js";
import { GENERATED_AT, kernelKills, type Sample, sample, samples } from "./sample.js";

/** What holds for every log, whatever it is. */

const read = (log: string | Uint8Array): Analysis => analyse(log, { generatedAt: GENERATED_AT });

/** Kills as pid and comm, in order. */
const told = (analysis: Analysis): string[] =>
  kernelKills(analysis).map(({ victim }) => `${victim?.pid} ${victim?.comm}`);

const addsUp = ({ inputs }: Analysis): boolean =>
  inputs.every(({ lines, coverage: { outside, parsed, unparsed, undecoded } }) => {
    const fates = [outside, parsed, unparsed, undecoded];
    return Math.min(...fates) >= 0 && fates.reduce((sum, fate) => sum + fate) === lines;
  });

const linesOf = (name: string): string[] =>
  Buffer.from(sample(name).input).toString("utf8").replace(/\n$/, "").split("\n");

/** Every process that a log names as killed, or as about to be: where the second line is lost, the first must do. */
const named = (name: string): string[] =>
  linesOf(name).flatMap((line) => {
    const [, pid, comm] = /: Kill process (\d+) \((.*)\) score /i.exec(line) ?? [];
    return pid === undefined ? [] : [`${pid} ${comm}`];
  });
const known = (name: string): string[] => [...told(read(sample(name).input)), ...named(name)];

/** Samples small enough to be read a hundred times, of line after line, where a name is not a trap itself. */
const plain = samples.filter(
  ({ name, input }) => input.length < 45_000 && !/export|comms|interleaved|json/.test(name),
);
/** One of these samples, by its name, so that a counterexample can be read. */
const oneOf = (some: readonly Sample[]) => fc.constantFrom(...some.map(({ name }) => name));
const anySample = oneOf(samples.filter(({ input }) => input.length < 45_000));
const plainSample = oneOf(plain);

/** What programs and drivers say in the meantime, some of it much like a kill. */
const chatter = fc.constantFrom(
  "systemd[1]: shop.service: A process of this unit has been killed by the OOM killer.",
  "java[4242]: java.lang.OutOfMemoryError: Java heap space",
  "mysqld[99]: Out of memory (Needed 8164 bytes)",
  "sshd[812]: Accepted publickey for deploy from 192.0.2.7 port 50112 ssh2",
  "alerts[7]: kernel said: Out of memory: Killed process 1 (init) total-vm:1kB, anon-rss:1kB, file-rss:0kB",
);
const drivers = fc.constantFrom(
  "IPv6: ADDRCONF(NETDEV_CHANGE): eth0: link becomes ready",
  "device veth0a1b entered promiscuous mode",
  "EXT4-fs (sda1): re-mounted. Opts: errors=remount-ro",
  "TCP: request_sock_TCP: Possible SYN flooding on port 8080. Sending cookies.",
  "usb 1-1: USB disconnect, device number 4",
  "",
);

describe("whatever the bytes are, nothing is thrown and every line has one fate", () => {
  test("random bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => addsUp(read(bytes))),
      { numRuns: 300 },
    );
  });

  test("random lines made of the kernel's words", () => {
    const word = fc.oneof(
      fc.constantFrom(
        ...'Killed process 12 (|) total-vm:|8kB,|invoked oom-killer:|gfp_mask=0xcc0|oom-kill:constraint=|,task=|,pid=1|[|]|Task in /|Mem-Info:|Node 0 DMA|oom_reaper:|Out of memory|: |\0|\t|\x1b[31m|{"MESSAGE":|<4>|[   1.0]|\r'.split(
          "|",
        ),
      ),
      fc.string({ maxLength: 6 }),
    );
    const line = fc.array(word, { maxLength: 8 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => addsUp(read(lines.join("\n")))),
      { numRuns: 400 },
    );
  });

  test("a sample that ends, or begins, at any byte", () => {
    fc.assert(
      fc.property(anySample, fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), (one, part, head) => {
        const { input } = sample(one);
        const at = Math.floor(part * input.length);
        return addsUp(read(head ? input.subarray(0, at) : input.subarray(at)));
      }),
      { numRuns: 150 },
    );
  });

  test("a record of several lines before a report without a head", () => {
    const log = [
      "6,391,1973418,-;anon 8388608\\x0afile 58429440\\x0akernel 290816",
      "3,396,1976657,-;Memory cgroup out of memory: Killed process 107 (mongod) total-vm:9kB, anon-rss:8kB, file-rss:0kB, shmem-rss:0kB, UID:998 pgtables:1kB oom_score_adj:0",
    ].join("\n");
    expect(read(log).inputs[0]?.coverage).toEqual({ outside: 0, parsed: 2, unparsed: 0, undecoded: 0 });
    expect(told(read(log))).toEqual(["107 mongod"]);
  });

  test("a sample with bytes that are wrong", () => {
    fc.assert(
      fc.property(anySample, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 50 }), (one, changes) => {
        const bytes = Uint8Array.from(sample(one).input);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        return addsUp(read(bytes));
      }),
      { numRuns: 80 },
    );
  });
});

describe("no kill is invented", () => {
  test("where lines are missing", () => {
    fc.assert(
      fc.property(plainSample, fc.infiniteStream(fc.nat(99)), fc.nat(60), (one, dice, percent) => {
        const kept = linesOf(one).filter(() => (dice.next().value as number) >= percent);
        const analysis = read(kept.join("\n"));
        expect(addsUp(analysis)).toBe(true);
        expect(known(one)).toEqual(expect.arrayContaining(told(analysis)));
      }),
      { numRuns: 80 },
    );
  });

  test("where the log ends after any line", () => {
    fc.assert(
      fc.property(plainSample, fc.nat(), (one, at) => {
        const lines = linesOf(one);
        const analysis = read(lines.slice(0, at % (lines.length + 1)).join("\n"));
        expect(known(one)).toEqual(expect.arrayContaining(told(analysis)));
      }),
      { numRuns: 80 },
    );
  });

  test("by lines that other programs quote", () => {
    const said =
      "Out of memory: Killed process 7 (x) total-vm:8kB, anon-rss:4kB, file-rss:0kB, shmem-rss:0kB";
    for (const quoting of [
      `Mar  3 04:05:06 web7 alerts[7]: ${said}`,
      `12,1,500,-;${said}`,
      `<12>[    5.000000] ${said}`,
      `user  :warn  : [    5.000000] ${said}`,
    ])
      expect(told(read(quoting)), quoting).toEqual([]);
  });
});

describe("the same kills are told", () => {
  const journal = plain.filter(
    ({ about }) => about.wrapper === "journal-short" || about.wrapper === "rfc3164",
  );

  test("with the lines of other programs in between", () => {
    fc.assert(
      fc.property(oneOf(journal), fc.infiniteStream(fc.tuple(fc.nat(9), chatter)), (one, dice) => {
        const lines = linesOf(one).flatMap((line) => {
          const [die, words] = dice.next().value as [number, string];
          const [stamp] = /^\w{3} [ \d]\d [\d:]{8} \S+ /.exec(line) ?? [""];
          return die === 0 && stamp !== "" ? [line, `${stamp}${words}`] : [line];
        });
        const analysis = read(lines.join("\n"));
        expect(addsUp(analysis)).toBe(true);
        expect(told(analysis)).toEqual(told(read(sample(one).input)));
      }),
      { numRuns: 40 },
    );
  });

  test("with the lines of drivers in between", () => {
    const dmesg = plain.filter(({ about }) => about.wrapper === "dmesg");
    fc.assert(
      fc.property(oneOf(dmesg), fc.infiniteStream(fc.tuple(fc.nat(9), drivers)), (one, dice) => {
        const lines = linesOf(one).flatMap((line) => {
          const [die, words] = dice.next().value as [number, string];
          const [stamp] = /^\[ *\d+\.\d+\] /.exec(line) ?? [""];
          return die === 0 && stamp !== "" ? [`${stamp}${words}`, line] : [line];
        });
        const analysis = read(lines.join("\n"));
        expect(addsUp(analysis)).toBe(true);
        expect(told(analysis)).toEqual(told(read(sample(one).input)));
      }),
      { numRuns: 60 },
    );
  });

  test("where the logs of two hosts are interleaved", () => {
    const syslog = plain.filter(({ about }) => ["journal-short", "rfc3164"].includes(about.wrapper));
    const one = oneOf(syslog);
    fc.assert(
      fc.property(one, one, fc.infiniteStream(fc.boolean()), (left, right, dice) => {
        const queues = [left, right].map((each, i) =>
          linesOf(each).map((line) => line.replace(/^(\w{3} [ \d]\d [\d:]{8}) \S+/, `$1 host-${i}`)),
        );
        const apart = queues.flatMap((queue) => told(read(queue.join("\n"))));
        const mixed: string[] = [];
        while (queues.some(({ length }) => length > 0)) {
          const queue = queues[dice.next().value ? 0 : 1] as string[];
          mixed.push(...queue.splice(0, 1));
        }
        const analysis = read(mixed.join("\n"));
        expect(addsUp(analysis)).toBe(true);
        expect(told(analysis).sort()).toEqual(apart.sort());
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    ["with the line ends of Windows", (log: string) => log.replaceAll("\n", "\r\n")],
    ["with a byte order mark", (log: string) => `\ufeff${log}`],
    ["with empty lines between the lines", (log: string) => log.replaceAll("\n", "\n\n")],
    ["as people indent them", (log: string) => log.replace(/^/gm, "    ")],
    ["as people quote them", (log: string) => log.replace(/^/gm, "> ")],
    ["as grep finds them", (log: string) => log.replace(/^/gm, "/var/log/kern.log:")],
  ] as const)("%s", (_, change) => {
    // Of a line without a prefix of its own nobody can tell what grep put before it.
    for (const { name } of plain.filter(({ about }) => about.wrapper !== "console"))
      expect(told(read(change(linesOf(name).join("\n")))), name).toEqual(told(read(sample(name).input)));
  });

  test("once, where two loggers tell of them", () => {
    for (const [first, second] of [
      ["6.12-memcg-journal-short-kubernetes", "6.12-memcg-dmesg-iso-kubernetes"],
      ["6.12-memcg-dmesg-iso-kubernetes", "6.12-memcg-journal-short-iso-kubernetes-node"],
      ["6.12-global-rsyslog-iso", "6.12-global-journal-json"],
      ["6.12-global-journal-short-precise", "6.12-global-rsyslog-iso"],
    ] as const) {
      const both = read(Buffer.concat([sample(first).input, sample(second).input]));
      expect(told(both), `${first} and ${second}`).toEqual(told(read(sample(first).input)));
      for (const { duplicates } of kernelKills(both)) expect(duplicates).toBe(1);
    }
  });
});

describe("a victim may be called anything", () => {
  const traps = [
    ") total-vm:1kB",
    "]",
    ",task=",
    ",pid=1",
    ",pid=1,uid=0",
    "a) b (c",
    "(",
    "()",
    "Killed process ",
    "x invoked oom-k",
    "\\x0a",
    "a\\x0ab",
    "é日本",
    "score 1 or",
    " spaces ",
    "[ 9.9] x",
    "oom-kill:",
    "UID:0",
    "-rss:0kB",
    ": ",
    "/",
    "0",
  ];
  const comm = fc
    .oneof(
      fc.constantFrom(...traps),
      fc.string({ maxLength: COMM_BYTES }),
      fc.string({ unit: fc.constantFrom(..."()[],=:; 01aK\\/"), maxLength: COMM_BYTES }),
    )
    // What dmesg itself prints as an escape, and what no line can hold.
    .filter((name) => Buffer.byteLength(name) <= COMM_BYTES && !/[\x00-\x1f\x7f]/.test(name));

  test("a newline included, as every program of dmesg and the journal prints it", () => {
    const wrapped = sample("6.12-memcg-kmsg-comms").about.truth.kills.filter(({ commHex }) =>
      commHex?.includes("0a"),
    );
    expect(wrapped.length).toBeGreaterThan(0);
    for (const name of ["6.12-memcg-kmsg-comms", "5.10-memcg-dmesg-delta-comms"]) {
      const analysis = read(sample(name).input);
      expect(analysis.episodes.map(({ trigger }) => trigger?.comm)).toContain("line1\nline2");
      expect(told(analysis).filter((kill) => /^\d+ line1\sline2$/.test(kill))).toHaveLength(1);
    }
  });

  test.each(reports.map((report) => [report.kernel, report] as const))(
    "and keeps its name in a report of %s",
    (_, report) => {
      fc.assert(
        fc.property(comm, comm, (victim, trigger) => {
          const analysis = read(reportOf(report, { victim, trigger }));
          const kills = kernelKills(analysis);
          expect(kills.map((kill) => [kill.victim?.pid, kill.victim?.comm])).toEqual([[4242, victim]]);
          expect(kills[0]?.victim?.totalVmBytes).toBe(1024 * 3_649_380);
          const [episode] = analysis.episodes;
          expect(episode?.trigger?.comm).toBe(trigger);
          expect(episode?.tasks.map((task) => task.comm)).toEqual([victim, trigger]);
          expect(addsUp(analysis)).toBe(true);
        }),
        { numRuns: 150 },
      );
    },
  );
});
