import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { monthNamed, monthOfDate } from "../src/clock/month-names.js";
import { readStamp } from "../src/clock/stamp.js";
import { besideDate, inYear, Years, yearsFromEnd } from "../src/clock/year.js";
import { momentsOf } from "../src/clock/zoned.js";
import type { Analysis } from "../src/model/analysis.js";
import { Analyser, type AnalyserOptions } from "../src/pipeline.js";
import type { InputFacts } from "../src/read/intake.js";
import { isoIn, parseMoment, parseZone } from "../src/time.js";

const NEW_YORK = "America/New_York";
const written = (iso: string): InputFacts => ({ writtenMillis: Date.parse(iso) });

interface Log {
  readonly text: string;
  readonly name?: string;
  readonly facts?: InputFacts;
}

function read(logs: readonly Log[], options: Partial<AnalyserOptions> = {}): Analysis {
  const analyser = new Analyser({ version: "0", ...options });
  for (const { text, name = "-", facts = written("2025-12-01T00:00:00Z") } of logs) {
    const feed = analyser.open(name, facts);
    feed.push(text);
    feed.end();
  }
  return analyser.end("2026-01-01T00:00:00Z");
}

const one = (text: string, options: Partial<AnalyserOptions> = {}, facts?: InputFacts): Analysis =>
  read([{ text, ...(facts ? { facts } : {}) }], options);

const killed = (pid: number, kB = pid): string =>
  `Out of memory: Killed process ${pid} (java) total-vm:9000kB, anon-rss:${kB}kB, file-rss:0kB, shmem-rss:0kB`;

const times = ({ kills }: Analysis) => kills.map(({ time }) => time);
const qualities = ({ kills }: Analysis) => kills.map(({ timeQuality }) => timeQuality);
const codes = ({ diagnostics }: Analysis) => diagnostics.map(({ code }) => code);

describe("years of dates that have none", () => {
  const newYear = [
    `Dec 31 23:59:50 node1 kernel: [ 10.000000] ${killed(1)}`,
    `Jan  1 00:00:05 node1 kernel: [ 25.000000] ${killed(2)}`,
  ].join("\n");

  test("New Year is crossed by the order of the lines", () => {
    const analysis = one(newYear, {}, written("2025-06-01T00:00:00Z"));
    expect(times(analysis)).toEqual(["2024-12-31T23:59:50.000Z", "2025-01-01T00:00:05.000Z"]);
    expect(qualities(analysis)).toEqual(["inferred", "inferred"]);
  });

  test("--year is the year in which the log begins, and no assumption", () => {
    const analysis = one(newYear, { time: { year: 2021 } });
    expect(times(analysis)).toEqual(["2021-12-31T23:59:50.000Z", "2022-01-01T00:00:05.000Z"]);
    expect(codes(analysis)).not.toContain("year-assumed");
  });

  test("each assumption is told once, whatever the number of kills", () => {
    const analysis = one(newYear);
    for (const code of ["year-assumed", "zone-assumed"])
      expect(codes(analysis).filter((other) => other === code)).toHaveLength(1);
  });

  test("a log that is copied long after it ended keeps its order", () => {
    const text = ["Oct  2", "Nov 20", "Dec  3"]
      .map((day, at) => `${day} 10:00:00 node1 kernel: [${1000 * (at + 1)}.000000] ${killed(at + 1)}`)
      .join("\n");
    const analysis = one(text, {}, written("2025-11-01T00:00:00Z"));
    expect(times(analysis).map((time) => time?.slice(0, 10))).toEqual([
      "2024-10-02",
      "2024-11-20",
      "2024-12-03",
    ]);
  });

  test("the end of a file that can be had beforehand settles the years of what is told at once", () => {
    const kills: (string | null)[] = [];
    const text = ["Nov 20", "Dec  3"].map(
      (day, at) => `${day} 10:00:00 node1 kernel: [${1000 * (at + 1)}.000000] ${killed(at + 1)}`,
    );
    read(
      [
        {
          text: text.join("\n"),
          facts: { ...written("2025-11-25T00:00:00Z"), lastLines: text[1] as string },
        },
      ],
      {
        onKill: ({ time }) => kills.push(time),
      },
    );
    expect(kills).toEqual(["2024-11-20T10:00:00.000Z", "2024-12-03T10:00:00.000Z"]);
  });

  test("a leap day is in a leap year, and so are the lines around it", () => {
    const text = ["Feb 28", "Feb 29", "Mar  1"]
      .map((day, at) => `${day} 10:00:00 node1 kernel: [${1000 * (at + 1)}.000000] ${killed(at + 1)}`)
      .join("\n");
    expect(times(one(text)).map((time) => time?.slice(0, 10))).toEqual([
      "2024-02-28",
      "2024-02-29",
      "2024-03-01",
    ]);
  });

  test("a full date in a line of the log beats the date of the file", () => {
    const text = [
      'Nov 20 09:00:00 node1 containerd[700]: time="2022-11-20T09:00:00.1Z" level=info msg="a"',
      `Nov 20 10:00:00 node1 kernel: ${killed(3)}`,
    ].join("\n");
    expect(times(one(text))).toEqual(["2022-11-20T10:00:00.000Z"]);
  });

  test("the date in the name of a rotated file beats that of a copy", () => {
    const text = `Nov 14 10:00:00 node1 kernel: ${killed(3)}`;
    expect(times(read([{ text, name: "messages-20231116" }]))).toEqual(["2023-11-14T10:00:00.000Z"]);
  });

  test("journalctl's header says where the journal ends", () => {
    const text = `-- Logs begin at Mon 2020-01-06 12:00:01 CET, end at Tue 2020-01-07 10:00:00 CET. --
Jan 07 09:00:00 node1 kernel: ${killed(3)}`;
    expect(times(one(text))).toEqual(["2020-01-07T09:00:00.000Z"]);
  });

  const steps = fc.array(fc.integer({ min: 0, max: 90 * 86_400 }), { minLength: 1, maxLength: 30 });
  const yearless = (millis: number) => inYear(millis, 2000) as number;

  test("law: of a log that ends before its reference, the walk back finds every year", () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 300 }), (seconds, days) => {
        let millis = Date.UTC(2019, 2, 1);
        const log = seconds.map((step) => (millis += step * 1000));
        expect(yearsFromEnd(log.map(yearless), millis + days * 86_400_000)).toEqual(log);
      }),
    );
  });

  test("law: of a log whose first year is known, the walk on finds every year", () => {
    fc.assert(
      fc.property(steps, (seconds) => {
        let millis = Date.UTC(2019, 2, 1);
        const log = seconds.map((step) => (millis += step * 1000));
        const years = new Years({ source: "told", side: "from", local: log[0] as number });
        expect(log.map((time) => years.next(yearless(time)))).toEqual(log);
      }),
    );
  });

  test("a date far from the log's own is no reference", () => {
    expect(besideDate(Date.UTC(2000, 10, 20), Date.UTC(2025, 5, 1))).toBeNull();
  });
});

describe("zones", () => {
  test.each([
    ["Europe/Berlin", "Europe/Berlin"],
    ["utc", "UTC"],
    ["+05:30", "UTC+5:30"],
    ["-0500", "UTC-5:00"],
    ["UTC+3", "UTC+3:00"],
    ["Mars/Olympus", null],
    ["+99:00", null],
    ["", null],
  ])("%s is %s", (text, zone) => expect(parseZone(text)).toBe(zone));

  test("a zone that is told is no assumption", () => {
    const analysis = one(`Thu 2025-11-20 09:03:07 EST node1 kernel: ${killed(3)}`, {
      time: { zone: NEW_YORK },
    });
    expect(times(analysis)).toEqual(["2025-11-20T14:03:07.000Z"]);
    expect(qualities(analysis)).toEqual(["exact"]);
    expect(codes(analysis)).toEqual(["episode-incomplete"]);
  });

  test.each([
    ["EST", "14:03:07"],
    ["CEST", "07:03:07"],
    ["ACST", "23:33:07"],
  ])("%s is one zone's name, whoever reads", (name, clock) => {
    const analysis = one(`Thu 2025-11-20 09:03:07 ${name} node1 kernel: ${killed(3)}`);
    expect(times(analysis)[0]?.slice(11, 19)).toBe(clock);
    expect(qualities(analysis)).toEqual(["inferred"]);
    expect(codes(analysis)).not.toContain("zone-assumed");
    expect(analysis.inputs[0]?.firstTime).toBe(times(analysis)[0]);
  });

  test("... but the user's word counts", () => {
    const text = `Thu 2012-07-05 09:03:07 EST node1 kernel: ${killed(3)}`;
    expect(times(one(text, { time: { zone: "Australia/Sydney" } }))).toEqual(["2012-07-04T23:03:07.000Z"]);
  });

  test("an abbreviation of several zones alone says nothing, one that the zone does not have makes the time inferred", () => {
    const text = `Thu 2025-11-20 09:03:07 IST node1 kernel: ${killed(3)}`;
    expect(times(one(text))).toEqual(["2025-11-20T09:03:07.000Z"]);
    expect(codes(one(text))).toContain("zone-assumed");
    expect(qualities(one(text, { time: { zone: NEW_YORK } }))).toEqual(["inferred"]);
    expect(times(one(text, { time: { zone: "Asia/Kolkata" } }))).toEqual(["2025-11-20T03:33:07.000Z"]);
    expect(qualities(one(text, { time: { zone: "Asia/Kolkata" } }))).toEqual(["exact"]);
  });

  test.each(["UTC", "GMT", "+00"])("%s needs no zone", (zone) => {
    expect(qualities(one(`Thu 2025-11-20 09:03:07 ${zone} node1 kernel: ${killed(3)}`))).toEqual(["exact"]);
  });

  test("in the hour that comes twice the abbreviation knows which it is", () => {
    const text = ["01:30:00 EDT", "01:30:00 EST"]
      .map((clock, at) => `Sun 2025-11-02 ${clock} node1 kernel: ${killed(at + 1)}`)
      .join("\n");
    expect(times(one(text, { time: { zone: NEW_YORK } }))).toEqual([
      "2025-11-02T05:30:00.000Z",
      "2025-11-02T06:30:00.000Z",
    ]);
  });

  test("... or the order of the lines", () => {
    const text = ["01:59:58", "01:00:02", "09:00:00"]
      .map((clock, at) => `Nov 02 ${clock} node1 kernel: ${killed(at + 1)}`)
      .join("\n");
    expect(times(one(text, { time: { zone: NEW_YORK } }))).toEqual([
      "2025-11-02T05:59:58.000Z",
      "2025-11-02T06:00:02.000Z",
      "2025-11-02T14:00:00.000Z",
    ]);
  });

  test("... or the kernel's clock, against what the order lets one think", () => {
    const text = [
      `Nov  2 00:30:00 node1 kernel: [1000.000000] ${killed(1)}`,
      `Nov  2 01:10:00 node1 kernel: [7000.000000] ${killed(2)}`,
    ].join("\n");
    expect(times(one(text, { time: { zone: NEW_YORK } }))).toEqual([
      "2025-11-02T04:30:00.000Z",
      "2025-11-02T06:10:00.000Z",
    ]);
  });

  test("a time that the clocks skip is shifted forward", () => {
    const text = `Mar 09 02:30:00 node1 kernel: ${killed(1)}`;
    expect(times(one(text, { time: { zone: NEW_YORK } }))).toEqual(["2025-03-09T07:30:00.000Z"]);
  });

  const zones = fc.constantFrom(
    NEW_YORK,
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "America/St_Johns",
  );
  const seconds = fc.integer({ min: 1.5e9, max: 1.9e9 });

  test("law: a moment is among those that its own clock may have meant, and these are in order", () => {
    fc.assert(
      fc.property(zones, seconds, (zone, second) => {
        const moment = DateTime.fromSeconds(second, { zone });
        const found = momentsOf(zone, second * 1000 + moment.offset * 60_000);
        expect(found).toContain(second * 1000);
        expect([...found].sort()).toEqual(found);
        expect(found.length).toBeLessThanOrEqual(2);
      }),
    );
  });

  test("law: across the hour that comes twice, times with the kernel's clock come out in order", () => {
    const switched = Date.UTC(2025, 10, 2, 6) / 1000;
    const offsets = fc.uniqueArray(fc.integer({ min: -7000, max: 7000 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(offsets, (steps) => {
        // A line before the hour says when the boot was.
        const truth = [-8000, ...steps.sort((a, b) => a - b)].map((step) => switched + step);
        const text = truth.map((second, at) => {
          const clock = DateTime.fromSeconds(second, { zone: NEW_YORK }).toFormat("LLL dd HH:mm:ss");
          return `${clock} node1 kernel: [${second - switched + 10_000}.000000] ${killed(at + 1)}`;
        });
        const expected = truth.map((second) => new Date(second * 1000).toISOString());
        expect(times(one(text.join("\n"), { time: { zone: NEW_YORK } }))).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });
});

describe("stamps", () => {
  test.each([
    ["iso", "2025-11-20T14:03:07,123456+00:00", Date.UTC(2025, 10, 20, 14, 3, 7, 123)],
    ["iso", "2025-11-20 14:03:07", Date.UTC(2025, 10, 20, 14, 3, 7)],
    ["iso", "2025-11-20T23:59:60Z", Date.UTC(2025, 10, 21)],
    ["ctime", "Mon Mar  3 04:05:06 2025", Date.UTC(2025, 2, 3, 4, 5, 6)],
    ["ctime", "Mon Mar 3 04:05:06 UTC 2025", Date.UTC(2025, 2, 3, 4, 5, 6)],
    ["unix", "1763647387.535456", 1763647387535],
    ["unix-micros", "1763647387535456", 1763647387535],
    ["iso", "2025-02-29T00:00:00Z", null],
    ["iso", "2025-13-01T00:00:00Z", null],
    ["full", "XXX XXXX-XX-XX XX:XX:XX UTC", null],
    ["bsd", "XXX XX XX:XX:XX", null],
    ["unix", "99999999999999999999", null],
  ] as const)("%s %s", (form, text, local) => expect(readStamp({ form, text })?.local ?? null).toBe(local));

  test("law: no text makes it throw", () => {
    const forms = fc.constantFrom("iso", "bsd", "full", "ctime", "unix", "unix-micros");
    fc.assert(fc.property(forms, fc.string(), (form, text) => void readStamp({ form, text } as never)));
  });

  // What the C library prints for Thursday 20 November 2025, Tuesday 4 March 2025, Thursday 5 June 2025.
  test.each([
    ["fr", "jeu.", "nov.", "mar.", "mars", "jeu.", "juin"],
    ["de", "Do", "Nov", "Di", "Mär", "Do", "Jun"],
    ["es", "jue", "nov", "mar", "mar", "jue", "jun"],
    ["it", "gio", "nov", "mar", "mar", "gio", "giu"],
    ["pt", "qui", "nov", "ter", "mar", "qui", "jun"],
    ["nl", "do", "nov", "di", "mrt", "do", "jun"],
    ["pl", "czw", "lis", "wto", "mar", "czw", "cze"],
    ["cs", "Čt", "lis", "Út", "bře", "Čt", "čen"],
    ["sv", "tor", "nov", "tis", "mar", "tor", "jun"],
    ["da", "tor", "nov", "tir", "mar", "tor", "jun"],
    ["nb", "to.", "nov.", "ti.", "mars", "to.", "juni"],
    ["fi", "to", "marras", "ti", "maalis", "to", "kesä"],
    ["tr", "Per", "Kas", "Sal", "Mar", "Per", "Haz"],
    ["ru", "Чт", "ноя", "Вт", "мар", "Чт", "июн"],
    ["uk", "чт", "лис", "вт", "бер", "чт", "чер"],
    ["ja", "木", "11月", "火", "3月", "木", "6月"],
    ["zh", "四", "11月", "二", "3月", "四", "6月"],
    ["ko", "목", "11월", "화", "3월", "목", "6월"],
  ])("dmesg -T in %s", (_, thursday, november, tuesday, march, again, june) => {
    expect(monthOfDate(thursday, november, 20, 2025)).toBe(10);
    expect(monthOfDate(tuesday, march, 4, 2025)).toBe(2);
    expect(monthOfDate(again, june, 5, 2025)).toBe(5);
  });

  test.each([
    "jeu. nov. 20",
    "jeu. 20 novembre",
    "Do 20. Nov",
    "木 11月 20",
    "чт лис 20",
    "Do Nov 20",
    "Thu Nov 20",
  ])("[%s … 2025] is read whole", (date) => {
    expect(times(one(`[${date} 14:03:07 2025] ${killed(1)}`))).toEqual(["2025-11-20T14:03:07.000Z"]);
    expect(times(one(`[月  3月  3 14:03:07 2025] ${killed(1)}`))).toEqual(["2025-03-03T14:03:07.000Z"]);
  });

  test("a word that is no month in any language", () =>
    expect(monthOfDate("jeu.", "xyz", 20, 2025)).toBeNull());

  test.each([
    ["fr", "févr.", "juil."],
    ["de", "Feb", "Jul"],
    ["es", "feb", "jul"],
    ["it", "feb", "lug"],
    ["pt", "fev", "jul"],
    ["pl", "lut", "lip"],
    ["cs", "úno", "čec"],
    ["fi", "helmi", "heinä"],
    ["tr", "Şub", "Tem"],
    ["ru", "фев", "июл"],
    ["uk", "лют", "лип"],
    ["ja", " 2月", " 7月"],
    ["zh", "2月", "7月"],
    ["ko", " 2월", " 7월"],
  ])("journalctl in %s", (_, february, july) => {
    expect(times(one(`${february} 03 04:05:06 web7 kernel: ${killed(1)}`, { time: { year: 2025 } }))).toEqual(
      ["2025-02-03T04:05:06.000Z"],
    );
    const precise = `${july} 03 04:05:06.500017 web7 kernel: ${killed(1)}`;
    expect(times(one(precise, { time: { year: 2025 } }))).toEqual(["2025-07-03T04:05:06.500Z"]);
  });

  test("a month that two languages mean differently is none", () => {
    expect(monthNamed("juil.")).toBe(6);
    expect(monthNamed("11月")).toBe(10);
    expect(monthNamed("xyz")).toBeNull();
    expect(monthNamed("ju")).toBeNull();
  });
});

describe("from the kernel's clock to the wall's", () => {
  const dmesg = `[ 5000.500000] ${killed(7)}`;

  test("a log with the kernel's clock alone has no time, and says so once", () => {
    const analysis = one(`${dmesg}\n[ 6000.500000] ${killed(8)}`);
    expect(times(analysis)).toEqual([null, null]);
    expect(codes(analysis).filter((code) => code === "no-time")).toHaveLength(1);
  });

  test("--boot-time gives it one", () => {
    const analysis = one(dmesg, { time: { bootMillis: Date.UTC(2025, 10, 20) } });
    expect(times(analysis)).toEqual(["2025-11-20T01:23:20.500Z"]);
    expect(qualities(analysis)).toEqual(["inferred"]);
  });

  test("so does the line in which the kernel set its clock", () => {
    const set = "[    1.000000] rtc_cmos 00:05: setting system clock to 2025-11-20T10:00:01 UTC (1763632801)";
    expect(times(one(`${set}\n${dmesg}`))).toEqual(["2025-11-20T11:23:20.500Z"]);
  });

  test("another input that tells of the same kill gives the time of the whole boot", () => {
    const journal = `2025-11-20T14:00:00+00:00 node1 kernel: ${killed(7)}`;
    const analysis = read([{ text: `${dmesg}\n[ 5060.500000] ${killed(8)}` }, { text: journal }]);
    expect(analysis.kills.map(({ duplicates }) => duplicates)).toEqual([1, 0]);
    expect(times(analysis)).toEqual(["2025-11-20T14:00:00.000Z", "2025-11-20T14:01:00.000Z"]);
    expect(qualities(analysis)).toEqual(["exact", "inferred"]);
    expect(analysis.kills[0]).toMatchObject({ monotonicSeconds: 5000.5, host: "node1" });
  });

  test("the least difference counts: loggers are late, never early", () => {
    const text = [
      `2025-11-20T14:00:30+00:00 node1 kernel: [ 100.000000] ${killed(1)}`,
      `2025-11-20T14:00:10+00:00 node1 kernel: [ 109.000000] ${killed(2)}`,
      `[ 200.000000] ${killed(3)}`,
    ];
    const [, , last] = read([{ text: text.join("\n").replaceAll("node1 ", "") }]).kills;
    expect(last?.time).toBe("2025-11-20T14:01:41.000Z");
  });

  test("sleep moves the two clocks against each other, and is told", () => {
    const text = [
      `2025-11-20T14:00:00+00:00 node1 kernel: [ 100.000000] ${killed(1)}`,
      `2025-11-20T18:00:00+00:00 node1 kernel: [ 200.000000] ${killed(2)}`,
    ].join("\n");
    expect(one(text).diagnostics.find(({ code }) => code === "clock-step")?.message).toContain("14300 s");
    expect(codes(one("[ 1.000000] PM: suspend entry (deep)\n"))).toContain("clock-step");
  });
});

describe("boots", () => {
  test("a clock that starts again is another boot: its kills are others, and so are its reapers", () => {
    const reaper = "oom_reaper: reaped process 40 (java), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB";
    const text = [
      `[   12.100000] ${killed(40)}`,
      `[   99.000000] ${killed(41)}`,
      `[   12.300000] ${killed(40)}`,
      `[   12.400000] ${reaper}`,
    ].join("\n");
    const { kills } = one(text);
    expect(kills.map(({ victim, duplicates }) => [victim?.pid, duplicates])).toEqual([
      [40, 0],
      [41, 0],
      [40, 0],
    ]);
    expect(kills.map(({ reaper }) => reaper?.reaped ?? null)).toEqual([null, null, true]);
  });

  test("a log that is followed by a copy of itself is one log", () => {
    const text = [`[   12.100000] ${killed(40)}`, `[   99.000000] ${killed(41)}`].join("\n");
    expect(one(`${text}\n${text}`).kills.map(({ duplicates }) => duplicates)).toEqual([1, 1]);
  });

  test("journalctl's mark names the boot of the lines after it", () => {
    const id = "0123456789abcdef0123456789abcdef";
    const text = [
      `Nov 20 10:00:00 node1 kernel: ${killed(1)}`,
      "Nov 20 10:00:01 node1 systemd[1]: Stopped a unit.",
      `-- Boot ${id} --`,
      `Nov 20 11:00:00 node1 kernel: ${killed(2)}`,
    ].join("\n");
    expect(one(text).kills.map(({ bootId }) => bootId)).toEqual([null, id]);
  });

  test("a copy whose logger prints no zone is a copy", () => {
    const analysis = read([
      { text: `2025-11-20T14:03:07+00:00 node1 kernel: ${killed(7)}` },
      { text: `Nov 20 09:03:07 node1 kernel: ${killed(7)}` },
    ]);
    expect(analysis.kills.map(({ duplicates }) => duplicates)).toEqual([1]);
  });
});

test("2,000 kills cost milliseconds of calendar", () => {
  const stamps = Array.from({ length: 2000 }, (_, at) => new Date(Date.UTC(2025, 0, 1) + at * 1_234_567));
  const begun = performance.now();
  for (const stamp of stamps) {
    const reading = readStamp({ form: "iso", text: stamp.toISOString().slice(0, 19) });
    momentsOf("Europe/Berlin", reading?.local ?? 0);
  }
  // 20 ms are meant; a busy machine takes longer.
  expect(performance.now() - begun).toBeLessThan(100);
});

test("a time is shown as the clocks of its viewer show it", () => {
  expect(isoIn(NEW_YORK, Date.UTC(2025, 10, 20, 14, 3, 7))).toBe("2025-11-20T09:03:07-05:00");
  expect(isoIn("UTC", Date.UTC(2025, 10, 20, 14, 3, 7))).toBe("2025-11-20T14:03:07Z");
  expect(parseMoment("2025-11-20 09:03:07", NEW_YORK)).toBe(Date.UTC(2025, 10, 20, 14, 3, 7));
});

const recordings = new URL("../../shared/", import.meta.url);
const recording = (path: string): string | null => {
  const file = new URL(path, recordings);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
};

describe.skipIf(!existsSync(recordings))("recordings", () => {
  test.each([
    ["journal-short.txt", "2025-11-20T14:03:07.000Z", {}],
    ["journal-short-newyork.txt", "2025-11-20T14:03:07.000Z", { zone: NEW_YORK }],
    ["journal-short-full-newyork.txt", "2025-11-20T14:03:07.000Z", { zone: NEW_YORK }],
    ["journal-short-full-newyork.txt", "2025-11-20T14:03:07.000Z", {}],
    ["journal-verbose-newyork.txt", "2025-11-20T14:03:07.535Z", {}],
    ["aws-filter-log-events-json.txt", "2025-11-20T14:03:07.000Z", {}],
    ["loki-query-range-json.txt", "2025-11-20T14:03:07.000Z", {}],
    ["journal-short-iso-newyork.txt", "2025-11-20T14:03:07.000Z", {}],
    ["journal-short-precise.txt", "2025-11-20T14:03:07.535Z", {}],
    ["journal-short-unix.txt", "2025-11-20T14:03:07.535Z", {}],
    ["journal-json.txt", "2025-11-20T14:03:07.535Z", {}],
    ["journal-export.txt", "2025-11-20T14:03:07.535Z", {}],
    ["dmesg-ctime.txt", "2025-11-20T14:03:07.000Z", {}],
    ["dmesg-iso.txt", "2025-11-20T14:03:07.123Z", {}],
    ["dmesg-iso-newyork.txt", "2025-11-20T14:03:07.123Z", {}],
    ["dmesg-two-times.txt", "2025-11-20T14:03:07.123Z", {}],
    ["rsyslog-traditional.txt", "2025-11-20T14:03:08.000Z", { zone: NEW_YORK }],
    ["rsyslog-fileformat.txt", "2025-11-20T14:03:08.000Z", {}],
    ["syslog-ng-bsd.txt", "2025-11-20T14:03:08.000Z", {}],
    ["dmesg-reltime.txt", null, {}],
    ["syslog-ng-iso-guessed-year.txt", "2026-11-20T14:03:08.000Z", {}],
    ["busybox-syslogd.txt", "2025-11-20T14:03:07.000Z", {}],
    ["dmesg.txt", null, {}],
  ])("%s tells of %s", (file, time, options) => {
    const text = recording(`formats/${file}`);
    if (text === null) return;
    expect(times(one(text, { time: options }, written("2025-11-21T00:00:00Z")))).toEqual([time]);
  });

  test.each(["a-burstable-limit", "d-evict-hard", "g-liveness"])(
    "%s: the same node has the same kills at the same times in every format",
    (folder) => {
      const all = ["kernel.short", "journal.short", "journal.short-iso", "journal.json", "kernel.json"].map(
        (file) => {
          const text = recording(`k8s/${folder}/journal/${file}`);
          const facts = written("2026-11-21T00:00:00Z");
          const { kills } = text === null ? { kills: [] } : one(text, {}, facts);
          return kills
            .filter(({ class: kind }) => kind !== "kubelet-eviction")
            .map(({ time, victim }) => `${time?.slice(0, 19)} ${victim?.pid}`);
        },
      );
      for (const kills of all) expect(kills).toEqual(all[0]);
    },
  );
});
