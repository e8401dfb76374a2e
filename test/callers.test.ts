import { describe, expect, test } from "vitest";
import { Whose } from "../src/assemble/whose.js";
import { analyse } from "../src/index.js";
import type { Envelope } from "../src/model/record.js";
import { Analyser } from "../src/pipeline.js";
import { reports } from "./report.js";
import { GENERATED_AT } from "./sample.js";

/** Kernels with CONFIG_PRINTK_CALLER print who says a line, and each report is another process's. */

const template = reports.find(({ kernel }) => kernel === "6.12");
const lines = (template?.lines({ victim: "java", trigger: "node" }) ?? []) as readonly string[];

/** A report as `caller` prints it, its victim of a pid of its own. */
const reportOf = (caller: string, nth: number): string[] =>
  lines.map(
    (line, i) =>
      `[${(100 + nth).toFixed(0).padStart(5)}.${String(100_000 + i)}] [${caller.padStart(7)}] ${line.replace(
        /4242(?!\d)/g,
        String(10_000 + nth),
      )}`,
  );

const killLineOf = (caller: string, nth: number): string => reportOf(caller, nth).at(-1) ?? "";

function streamed(log: readonly string[]): { readonly told: number[]; readonly isOpen: boolean } {
  const told: number[] = [];
  const analyser = new Analyser({ version: "0", onKill: ({ victim }) => told.push(victim?.pid ?? 0) });
  const feed = analyser.open("-");
  feed.push(`${log.join("\n")}\n`);
  return { told, isOpen: feed.open };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe("a report is over though its caller says no more", () => {
  test("when others of the kernel have said enough", () => {
    const chatter = upTo(60).map((i) => `[  101.${String(100_000 + i)}] [     C${i % 4}] eth0: link up`);
    expect(streamed([...reportOf("T4251", 0), ...chatter]).isOpen).toBe(false);
  });

  test("when reports of others follow, so that its kill is told before the log ends", () => {
    const { told } = streamed(upTo(60).flatMap((i) => reportOf(`T${5000 + i}`, i)));
    expect(told).toEqual(upTo(told.length).map((i) => 10_000 + i));
    expect(told.length).toBeGreaterThanOrEqual(36);
  });

  test("when lone kill lines of others follow", () => {
    const { told } = streamed(upTo(60).map((i) => killLineOf(`T${5000 + i}`, i)));
    expect(told.length).toBeGreaterThanOrEqual(36);
  });

  test("or proves nothing: parts of thirty thousand callers are not all kept", () => {
    const began = performance.now();
    const header = "[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name";
    const { isOpen } = streamed(upTo(30_000).map((i) => `[  100.100000] [${`T${i}`.padStart(8)}] ${header}`));
    expect(isOpen).toBe(false);
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  test("and one that kills a group goes on among the lines of others", () => {
    const [head, selected, kill] = [lines.slice(0, -2), lines.at(-2), lines.at(-1)] as const;
    const said = [
      ...head,
      selected,
      kill,
      "Tasks in /system.slice/shop.service are going to be killed due to memory.oom.group set",
      ...upTo(20).map((i) => kill?.replace("4242", String(4300 + i))),
    ].map((line, i) => `[  100.${String(100_000 + 2 * i)}] [  T4251] ${line}`);
    const mixed = said.flatMap((line, i) => [
      line,
      `[  100.${String(100_001 + 2 * i)}] [     C${i % 4}] eth0: link up`,
    ]);
    const { kills, episodes } = analyse(`${mixed.join("\n")}\n`, { generatedAt: GENERATED_AT });
    expect(kills).toHaveLength(21);
    expect(episodes).toHaveLength(1);
  });
});

describe("whose a line is", () => {
  const line = (host: string | null): Envelope => ({
    ...{ format: "rfc3164", sender: "kernel", wall: null, receipt: null, monotonic: null, bootId: null },
    ...{ caller: null, level: null, tag: null, host },
  });

  test.each(["web7", "$&", "$'$`", "nullable"])("is told by a host that is named later: %s", (host) => {
    const whose = new Whose();
    const unnamed = whose.keyOf(line(null), () => {});
    let renamed = unnamed;
    const key = whose.keyOf(line(host), (rename) => {
      renamed = rename(unnamed);
    });
    expect(renamed).toBe(key);
  });
});
