import type { Facts } from "../facts.js";
import type { TaskTable } from "./tasks.js";

/**
 * How large a page is on that machine, from the log alone: the kernel never prints it. The smallest block of the
 * free lists is one page; else the victim's size in kB is compared with the same size in pages.
 *
 * @returns bytes, or null where the log holds neither
 */
export function pageSizeBytes(facts: Facts, table: TaskTable): number | null {
  for (const { fact } of facts.all("buddy-blocks")) {
    const kB = fact.blocks[0]?.kB;
    if (kB !== undefined && isPageSize(kB)) return kB * 1024;
  }
  for (const { fact } of facts.all("killed-process")) {
    const kB = fact.kB["total-vm"] ?? fact.kB["vsz"];
    const row = table.find(fact.pid);
    const pages = row === undefined ? null : table.value(row, "total_vm");
    if (kB !== undefined && pages !== null && pages > 0 && isPageSize(kB / pages)) return (kB / pages) * 1024;
  }
  return null;
}

/** Page sizes that Linux runs with: 4 KiB nearly everywhere, 8 to 64 KiB on alpha, arm64, ppc64, mips. */
function isPageSize(kB: number): boolean {
  return kB === 4 || kB === 8 || kB === 16 || kB === 32 || kB === 64;
}
