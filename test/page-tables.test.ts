import { expect, test } from "vitest";
import { analyse } from "../src/index.js";

/** 5.4.0 to 5.4.8 print the bytes of page tables and call them kB; what is larger than a process can have is that. */

const KIB = 1024;

test.each([
  ["of a large process, with little in use", 20_000_000, 2_498_560, 2_498_560],
  ["of a large process, with all in use", 20_000_000, 40_960_000, 40_960_000],
  ["of a process of 1 GiB", 1_048_576, 2_179_072, 2_179_072],
  ["of a small process", 8_000, 53_248, 53_248],
  ["as they should be, of a process that maps next to nothing", 40, 44, 44 * KIB],
  ["as they should be", 3_649_380, 1_456, 1_456 * KIB],
  ["as they should be, of memory that is scattered", 20_000_000, 81_920, 81_920 * KIB],
  ["as they should be, of a small process", 8_000, 4_096, 4_096 * KIB],
  ["none", 0, 0, 0],
])("page tables %s", (_, totalVm, pgtables, bytes) => {
  const { kills } = analyse(
    `[   10.000000] Out of memory: Killed process 4242 (java) total-vm:${totalVm}kB, anon-rss:0kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:${pgtables}kB oom_score_adj:0\n`,
  );
  expect(kills[0]?.victim?.pageTableBytes).toBe(bytes);
});
