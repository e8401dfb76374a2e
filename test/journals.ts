import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { has, killLine } from "./reading.js";

/** Journals as journald keeps them, written by systemd-journal-remote (Debian package of that name). */

const writer = ["/lib/systemd/systemd-journal-remote", "/usr/lib/systemd/systemd-journal-remote"].find(
  existsSync,
);

/** Whether journals can be written and read here; tests of what needs it are skipped where not. */
export const hasJournals = writer !== undefined && has("journalctl");

export const BOOT = "5e1f00d5a1b2c3d4e5f60718293a4b5c";
/** The boot's first moment, in microseconds since 1970. */
export const BEGIN = 1_763_647_387_000_000;

export interface Entry {
  readonly micros: number;
  readonly message: string;
  readonly transport?: "kernel" | "stdout";
  /** The service that said it. What neither a service nor the kernel said is not followed. */
  readonly unit?: string;
  readonly boot?: string;
}

/** A kill, by default so many seconds after the start as its pid says. */
export const killEntry = (pid: number, seconds = pid, boot = BOOT): Entry => ({
  micros: seconds * 1_000_000,
  message: killLine(pid)
    .replace(/^\[[^\]]*\] /, "")
    .trimEnd(),
  boot,
});

/** An entry as `journalctl -o export` prints it. */
export function exported({ micros, message, transport = "kernel", unit, boot = BOOT }: Entry): string {
  const clock =
    transport === "kernel"
      ? `_SOURCE_MONOTONIC_TIMESTAMP=${micros}\nSYSLOG_IDENTIFIER=kernel`
      : `SYSLOG_IDENTIFIER=${unit ?? "kubelet"}`;
  const service = unit === undefined ? "" : `_SYSTEMD_UNIT=${unit}.service\n`;
  return `__CURSOR=i=${micros}\n__REALTIME_TIMESTAMP=${BEGIN + micros}\n__MONOTONIC_TIMESTAMP=${micros}\n_BOOT_ID=${boot}\n_MACHINE_ID=${BOOT}\n_HOSTNAME=node7\n_TRANSPORT=${transport}\n${service}${clock}\nMESSAGE=${message}\n\n`;
}

/** Appends entries to a journal; makes it where there is none. */
export function writeJournal(path: string, entries: readonly Entry[]): void {
  execFileSync(writer as string, ["-o", path, "-"], { input: entries.map(exported).join(""), stdio: "pipe" });
}
