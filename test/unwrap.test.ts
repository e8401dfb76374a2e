import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { LogRecord } from "../src/model/record.js";
import { Unwrapper } from "../src/unwrap/unwrapper.js";

const unwrapAll = (...texts: string[]): LogRecord[] => {
  const unwrapper = new Unwrapper();
  return texts.flatMap((text, index) => unwrapper.unwrap({ input: 0, line: index + 1, lines: 1, text }));
};
const messages = (...texts: string[]): string[] => unwrapAll(...texts).map((record) => record.message);
const only = (text: string): LogRecord => {
  const records = unwrapAll(text);
  expect(records).toHaveLength(1);
  return records[0] as LogRecord;
};

describe("formats are told apart", () => {
  test.each([
    ["bare", "Mem-Info:"],
    ["dmesg", "[   12.345678] Mem-Info:"],
    ["dmesg", "[   12.345678][    C0] Mem-Info:"],
    ["dmesg-ctime", "[lun. mars  3 04:05:06 2025] Mem-Info:"],
    ["dmesg-decode", "kern  :info  : [Mon Mar  3 04:05:06 2025] Mem-Info:"],
    ["journal-short", "Mar 03 04:05:06 web7 kernel: Mem-Info:"],
    ["rfc3164", "Mar  3 04:05:06 web7 kernel: Mem-Info:"],
    ["rfc3164", "Mar 13 04:05:06 web7 kernel: [   12.345678] Mem-Info:"],
    ["rfc3164", "<6>Mar 13 04:05:06 web7 kernel: Mem-Info:"],
    ["journal-short-iso", "2025-03-03T04:05:06+0000 web7 kernel: Mem-Info:"],
    ["rsyslog-iso", "2025-03-03T04:05:06+00:00 web7 kernel: [   12.345678] Mem-Info:"],
    ["rfc5424", "<6>1 2025-03-03T04:05:06Z web7 kernel - - -  [   12.345678] Mem-Info:"],
    ["journal-short-monotonic", "[   12.345678] web7 kernel: Mem-Info:"],
    ["dmesg", "> > [   12.345678] Mem-Info:"],
    ["dmesg", "\u00a0\u00a0[\u00a0 12.345678]\u00a0Mem-Info:"],
    ["dmesg", "\x1b[32m[   12.345678] \x1b[0mMem-Info:\r"],
    ["journal-short", "/var/log/messages:12:Mar 03 04:05:06 web7 kernel: Mem-Info:"],
  ])("%s: %s", (format, line) => {
    const { envelope, message } = only(line);
    expect(message).toBe("Mem-Info:");
    expect(envelope.format).toBe(format);
  });
});

describe("what the layers say is merged", () => {
  test("the inner clock and the outer host belong to one record", () => {
    expect(only("Mar  3 04:05:06 web7 kernel: [   12.345678][ T3141] Mem-Info:").envelope).toEqual({
      format: "rfc3164",
      sender: "kernel",
      wall: { form: "bsd", text: "Mar  3 04:05:06" },
      receipt: null,
      monotonic: "12.345678",
      host: "web7",
      bootId: null,
      caller: "T3141",
      level: null,
      tag: null,
    });
  });

  test("what a program prints is not the kernel's, even with the kernel's stamp", () => {
    const { envelope, message } = only(
      "Mar 03 04:05:06 web7 myapp[12]: [1.000000] Memory cgroup out of memory: x",
    );
    expect(message).toBe("[1.000000] Memory cgroup out of memory: x");
    expect(envelope).toMatchObject({ sender: "userspace", tag: "myapp" });
  });

  test("what a program writes to /dev/kmsg is not the kernel's", () => {
    expect(only("12,1,1000000,-;Out of memory: x").envelope.sender).toBe("userspace");
    expect(only("<12>[    1.000000] Out of memory: x").envelope.sender).toBe("userspace");
    expect(only("user  :warn  : [    1.000000] Out of memory: x").envelope.sender).toBe("userspace");
    expect(
      only('{"MESSAGE":"x","_TRANSPORT":"kernel","SYSLOG_FACILITY":"1","SYSLOG_IDENTIFIER":"a"}').envelope
        .sender,
    ).toBe("userspace");
  });

  test("the boot of a marker holds for the lines after it", () => {
    const boot = "0123456789abcdef0123456789abcdef";
    const line = "Mar 03 04:05:06 web7 kernel: Mem-Info:";
    const records = unwrapAll(line, `-- Boot ${boot} --`, line);
    expect(records.map((record) => record.envelope.bootId)).toEqual([null, boot]);
  });
});

describe("a message is left as it is", () => {
  test("a row of the task table keeps its bracket", () => {
    const row = "[   3141]  1000  3141    12345      678    90112        0             0 java";
    expect(only(row).message).toBe(row);
    expect(only(`[   12.345678] ${row}`).message).toBe(row);
    expect(only(`[   12.345678] [      T3141] ${row}`).message).toBe(row);
    expect(only(`Mar 03 04:05:06 web7 kernel: ${row}`).message).toBe(row);
  });

  test("a comm that looks like a wrapper is not peeled off the kernel's text", () => {
    for (const comm of ["<6>x", "[1.000000] abcd", "> x", "# x", "1,1,1,-;x", "a:[1.000000]"]) {
      const message = `${comm} invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0`;
      expect(only(`[   12.345678] ${message}`).message).toBe(message);
      expect(only(`6,1,12345678,-;${message}`).message).toBe(message);
      expect(only(JSON.stringify({ MESSAGE: message, _TRANSPORT: "kernel" })).message).toBe(message);
    }
  });

  test("blanks that the kernel prints stay", () => {
    expect(only("[   12.345678]  free:12345").message).toBe(" free:12345");
    expect(only(" free:12345").message).toBe(" free:12345");
  });

  test("a deep or broken line is no reason to throw", () => {
    for (const line of [
      "",
      "{",
      '{"MESSAGE":',
      "[",
      "<",
      "<4>",
      "[1.000000]",
      "\0\0",
      "__CURSOR=x\nMESSAGE\n\xff",
      "> ".repeat(5000),
      "a:".repeat(5000),
      "[1.000000] ".repeat(5000),
      "\x1b]".repeat(5000),
    ])
      expect(() => unwrapAll(line)).not.toThrow();
  });
});

describe("one record may hold several lines of text", () => {
  const lines = ["anon 65536", "file 0"];
  test.each([
    ["kmsg", "6,1,12345678,-;anon 65536\\x0afile 0"],
    ["journal-json", '{"MESSAGE":"anon 65536\\nfile 0","_TRANSPORT":"kernel"}'],
    ["rfc3164", "Mar  3 04:05:06 web7 kernel: anon 65536#012file 0"],
    ["journal-export", "__CURSOR=s=1\n_TRANSPORT=kernel\nMESSAGE\n\x11\0\0\0\0\0\0\0anon 65536\nfile 0\n"],
  ])("%s writes them into one", (format, text) => {
    const records = unwrapAll(text);
    expect(records.map((record) => record.message)).toEqual(lines);
    expect(records.map((record) => record.envelope.format)).toEqual([format, format]);
    expect(records.map((record) => record.wrapped)).toEqual([false, true]);
  });

  test("dmesg and journalctl indent them to the column of the message, and the kernel's own blank stays", () => {
    for (const prefix of ["[   12.345678] ", "Mar 03 04:05:06 web7 kernel: ", "> [   12.345678] "]) {
      const blanks = prefix.replace(/[^>]/g, " ");
      const records = unwrapAll(`${prefix}active_anon:1`, `${blanks}file 0`, `${blanks} unevictable:0`);
      expect(records.map((record) => record.message)).toEqual(["active_anon:1", "file 0", " unevictable:0"]);
      expect(records.map((record) => record.wrapped)).toEqual([false, true, true]);
      expect(records[2]?.envelope).toEqual(records[0]?.envelope);
    }
  });

  test("a line that a mail program broke continues the line before it", () => {
    const [, second] = unwrapAll("> [   12.345678] Killed process 3141 (java)", "> total-vm:1kB");
    expect(second).toMatchObject({
      message: "total-vm:1kB",
      wrapped: true,
      envelope: { monotonic: "12.345678" },
    });
  });

  test("properties of a kmsg record are no messages", () => {
    expect(messages("6,1,12345678,-;pci 1", " SUBSYSTEM=pci", " DEVICE=+pci:0000:00:00.0")).toEqual([
      "pci 1",
    ]);
    expect(messages(" SUBSYSTEM=pci")).toEqual([" SUBSYSTEM=pci"]);
  });

  test("records whose newlines were lost are told apart by their stamps", () => {
    const records = unwrapAll("[1.000001] a b[1.000002] c[1.000002] d [1.000003] e");
    expect(records.map((record) => [record.envelope.monotonic, record.message])).toEqual([
      ["1.000001", "a b"],
      ["1.000002", "c"],
      ["1.000002", "d"],
      ["1.000003", "e"],
    ]);
    expect(messages("[1.000001] a[1.000002] c[1.000003] d")).toHaveLength(1);
    expect(messages("[5.000001] a[1.000002] c[1.000003] d[1.000004] e")).toHaveLength(1);
  });
});

test("bytes that are not UTF-8 stay visible", () => {
  expect(only("6,1,1,-;ja\\xffva caf\\xc3\\xa9 \\x5c").message).toBe("ja\\xffva café \\");
  expect(only('{"MESSAGE":[106,97,255,195,169],"_TRANSPORT":"kernel"}').message).toBe("ja\\xffé");
});

test("lines of the logger itself carry no record", () => {
  expect(
    messages("-- No entries --", "-- Reboot --", "-- cursor: s=1", "░░ Subject: x", "```", "```text"),
  ).toEqual([]);
});

const formats = new URL("../../shared/formats/", import.meta.url);
const sixRecords = existsSync(new URL("dmesg-notime.txt", formats))
  ? readFileSync(new URL("dmesg-notime.txt", formats), "utf8").trimEnd().split("\n")
  : [];

describe.skipIf(sixRecords.length === 0)("real output of the loggers", () => {
  const names = [
    "busybox-dmesg busybox-syslogd console-caller crlf-bom",
    "dmesg dmesg-caller dmesg-caller-decode-ctime dmesg-color dmesg-ctime dmesg-ctime-delta dmesg-decode dmesg-decode-ctime",
    "dmesg-delta dmesg-force-prefix dmesg-human-color dmesg-iso dmesg-iso-newyork dmesg-notime dmesg-raw dmesg-reltime",
    "dmesg-show-delta dmesg-syslog2 dmesg-syslog2-raw dmesg-two-times vmcore-dmesg kmsg kmsg-caller netconsole",
    "journal-cat journal-export journal-export-257 journal-json journal-json-257 journal-short journal-short-delta",
    "journal-short-delta-257 journal-short-full journal-short-full-newyork journal-short-iso journal-short-iso-257",
    "journal-short-iso-newyork journal-short-iso-newyork-257 journal-short-iso-precise journal-short-iso-precise-257",
    "journal-short-monotonic journal-short-monotonic-257 journal-short-newyork journal-short-no-hostname",
    "journal-short-precise journal-short-unix journal-with-unit",
    "rsyslog-fileformat rsyslog-rfc5424 rsyslog-traditional syslog-ng-bsd syslog-ng-iso-guessed-year",
    "syslog-ng-rfc5424-guessed-year markdown-quoted",
  ].flatMap((line) => line.split(" "));

  test.each(names)("%s: all six records come out", (name) => {
    const bytes = readFileSync(new URL(`${name}.txt`, formats));
    const texts = name.startsWith("journal-export")
      ? bytes.toString("latin1").split(/\n\n(?=__CURSOR|$)/)
      : bytes.toString("utf8").split("\n");
    const records = unwrapAll(...texts.filter((text) => text !== ""));
    expect(records.map((record) => record.message)).toEqual(sixRecords);
    if (!/notime|-cat/.test(name))
      expect(records.every((record) => record.envelope.sender !== "userspace")).toBe(true);
  });
});

test("a program's line among rsyslog's kernel lines is rsyslog's, too", () => {
  const program = "Mar 13 04:05:06 web7 systemd[1]: Started a unit.";
  const records = unwrapAll(program, "Mar 13 04:05:06 web7 kernel: [   12.345678] Mem-Info:", program);
  expect(records.map((record) => record.envelope.format)).toEqual(["journal-short", "rfc3164", "rfc3164"]);
});

test("what systemd writes to /dev/kmsg at boot is still a line of dmesg", () => {
  expect(only("[    3.456789] systemd[1]: Detected a container.").envelope.format).toBe("dmesg");
});
