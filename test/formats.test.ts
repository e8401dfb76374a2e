import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type Analysis, analyse } from "../src/index.js";

/** One report in the wrappers of a hundred tools. The folder is not part of the repository. */
const folder = fileURLToPath(new URL("../../shared/formats", import.meta.url));
const files = existsSync(folder) ? readdirSync(folder) : [];

const read = (name: string): Analysis =>
  analyse(readFileSync(`${folder}/${name}`), {
    name,
    generatedAt: "2025-11-21T00:00:00Z",
    writtenMillis: Date.parse("2025-11-20T15:00:00Z"),
  });

const codes = ({ diagnostics }: Analysis): string[] => diagnostics.map(({ code }) => code);

/** Files that do not hold all six records, or hold others; or whose reading is another module's. */
const others =
  /^(?:README|journal-(?:odd|newyear|dst|no-entries|list-boots|header-begins-at|show-cursor|file\.)|rsyslog-odd|cri-log-partial|klog-)|\.(?:gz|xz|bz2|zst|lz4)$/;
const whole = files.filter((name) => !others.test(name));

/** Wrappers that carry no wall-clock time, or that of a copy. */
const timeless =
  /^(?:ansible|busybox-dmesg|console|crlf|dmesg(?:-caller|-color|-decode|-delta|-force-prefix|-human-color|-json|-json-decode|-caller-json|-notime|-raw|-reltime|-show-delta|-syslog2.*)?\.txt|docker-compose|ec2|github|gitlab|html|journal-cat|journal-short-(?:delta|monotonic)|kmsg|kubectl-debug|markdown|netconsole|pdsh|powershell|pstore|tabs|vmcore)/;

/** The collector wrote its own year, or local time without a zone. */
const shiftedHours: readonly (readonly [RegExp, number])[] = [
  [/^syslog-ng-.*guessed-year/, 365 * 24],
  [/^(?:journal-short-newyork|rsyslog-traditional)/, -5],
];

describe.runIf(files.length > 0)("every wrapper", () => {
  test.each(whole)("%s tells of one kill: java/4242, at its cgroup's limit", (name) => {
    const { kills, episodes, inputs } = read(name);
    expect(kills).toHaveLength(1);
    const [kill] = kills;
    expect(kill).toMatchObject({ class: "cgroup-oom", victim: { pid: 4242, comm: "java" } });
    expect(episodes).toHaveLength(1);
    expect(episodes[0]?.memcg).toMatchObject({ limitBytes: 536870912, usageBytes: 536870912, failcnt: 1042 });
    const anon = episodes[0]?.memcg?.stat;
    // --truncate-newline keeps the first of the record's four lines.
    if (name.includes("truncate-newline")) expect(anon).toEqual({ anon: 530972672 });
    else expect(anon).toEqual({ anon: 530972672, file: 0, kernel_stack: 1081344, pagetables: 1490944 });
    const { lines, coverage } = inputs[0] as Analysis["inputs"][number];
    const { outside, parsed, unparsed, undecoded } = coverage;
    expect(outside + parsed + unparsed + undecoded).toBe(lines);
    expect([outside >= 0, unparsed, undecoded]).toEqual([true, 0, 0]);
  });

  test.each(whole)("%s gives the time that it carries", (name) => {
    const [kill] = read(name).kills;
    if (timeless.test(name)) expect(kill).toMatchObject({ time: null, timeQuality: "none" });
    else {
      const hours = shiftedHours.find(([pattern]) => pattern.test(name))?.[1] ?? 0;
      const due = Date.parse("2025-11-20T14:03:07.123Z") + hours * 3_600_000;
      // Reception and whole seconds: rsyslog's copies were received a second later.
      expect(Math.abs(Date.parse(kill?.time ?? "") - due)).toBeLessThanOrEqual(1500);
    }
  });

  test("a message that journalctl kept back is told with the way to get it", () => {
    expect(codes(read("journal-odd-short.txt"))).toContain("blob-data");
    expect(codes(read("journal-odd-verbose.txt"))).toContain("blob-data");
    expect(codes(read("journal-odd-json.txt"))).toContain("message-null");
  });

  test.each(["journal-odd-json.txt", "journal-odd-export.txt", "journal-odd-short-all.txt"])(
    "%s keeps a comm that is no UTF-8",
    (name) => {
      expect(read(name).episodes[0]?.trigger?.comm).toBe("ja\\xffva");
    },
  );

  test("a CRI line in two pieces is one line", () => {
    const { episodes, inputs } = read("cri-log-partial.txt");
    expect(episodes[0]?.constraint?.taskMemcg).toContain("cri-containerd-9f86d081");
    expect(inputs[0]?.coverage).toEqual({ outside: 0, parsed: 2, unparsed: 0, undecoded: 0 });
  });

  test.each([
    ...["journal-no-entries.txt", "journal-list-boots.txt", "journal-show-cursor.txt"],
    ...["klog-json.txt", "rsyslog-odd-fileformat.txt", "rsyslog-odd-traditional.txt"],
  ])("%s holds no kill, and nothing to complain of", (name) => {
    expect(read(name)).toMatchObject({ kills: [], episodes: [], diagnostics: [] });
  });

  test.each(files.filter((name) => /^journal-(?:newyear|dst|header)/.test(name)))(
    "%s holds no kill",
    (name) => {
      expect(read(name).kills).toEqual([]);
    },
  );
});
