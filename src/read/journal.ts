import {
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Chunks } from "./chunks.js";
import { CutOff, NotRead } from "./failure.js";
import type { Bytes } from "./find.js";
import { outputOf } from "./program.js";

/**
 * Journals of systemd are read by journalctl: new ones have features that only their own version knows. One process
 * prints all entries as an export stream, which costs a third of the CPU of `-o json` (20,000 entries: 0.14 s against
 * 0.4 s, journalctl 252) and loses nothing: messages of any length and of any bytes. Not only those of the kernel:
 * the kubelet and userspace killers speak there too. Never `-k`, which means the last boot only.
 */

/** The fields that an entry is read by (grammars/journal-entry.ts); the addresses come without being asked for. */
const fields = [
  "MESSAGE",
  "PRIORITY",
  "SYSLOG_FACILITY",
  "SYSLOG_IDENTIFIER",
  "_BOOT_ID",
  "_COMM",
  "_HOSTNAME",
  "_PID",
  "_SOURCE_MONOTONIC_TIMESTAMP",
  "_SOURCE_REALTIME_TIMESTAMP",
  "_SYSTEMD_UNIT",
  "_TRANSPORT",
];
/** What journalctl is told, so that it prints entries as they are read here. */
export const asExport = ["--no-pager", "-o", "export", `--output-fields=${fields.join(",")}`];

/** Where a journal is. */
export type JournalPlace =
  | { readonly kind: "machine" }
  | { readonly kind: "file" | "directory"; readonly path: string };

const placeWords = (place: JournalPlace): string[] => {
  switch (place.kind) {
    case "machine":
      return [];
    case "file":
      return ["--file", place.path];
    case "directory":
      return ["--directory", place.path];
  }
};

/**
 * @param complained takes what journalctl says beside the entries: a file that it ignores, rights that are missing
 * @throws {NotRead} where there is no journalctl
 * @throws {CutOff} where it fails; the entries before that have been given
 */
export function journalEntries(place: JournalPlace, complained: (words: string) => void): Chunks {
  const words = placeWords(place);
  const elsewhere = place.kind === "machine" ? "" : ` ${words[0]} ${place.path}`;
  const missing = `it is a journal of systemd, and journalctl is not installed (Debian, Ubuntu: apt install systemd); or export it where it is: journalctl${elsewhere} -o export > journal.export`;
  return outputOf({ program: "journalctl", args: [...asExport, ...words], missing, complained });
}

/** Where a journal's header says how long the header and the rest are (journal-def.h, struct Header). */
const HEADER_SIZE_AT = 88;
const HEADER_END = 104;

/**
 * How many bytes a journal should have; null where its header is cut. journalctl refuses one that has fewer.
 *
 * @param head its first bytes
 */
export function journalLength(head: Bytes): number | null {
  if (head.length < HEADER_END) return null;
  const header = new DataView(head.buffer, head.byteOffset, HEADER_END);
  return Number(header.getBigUint64(HEADER_SIZE_AT, true) + header.getBigUint64(HEADER_SIZE_AT + 8, true));
}

/** No journal is longer (systemd, JOURNAL_FILE_SIZE_MAX is 4 GiB where fields are compact). */
const LENGTH_MAX = 2 ** 40;

/**
 * A journal that is no whole file: it comes through a pipe, out of an archive, or is cut off. It is copied to a
 * temporary file, a missing end filled up with a hole, so that journalctl gives what is there.
 *
 * @throws {CutOff} at the end, where bytes are missing
 */
export async function* journalThroughCopy(
  chunks: Chunks,
  complained: (words: string) => void,
): AsyncGenerator<Bytes> {
  const folder = mkdtempSync(join(tmpdir(), "oomlog-"));
  try {
    const path = join(folder, "copy.journal");
    const { missing, broken } = await copy(chunks, path);
    yield* journalEntries({ kind: "file", path }, (words) =>
      complained(words.replaceAll(path, "the journal")),
    );
    if (broken !== null) throw broken;
    if (missing > 0) throw new CutOff(`the journal lacks its last ${missing} bytes`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Copied {
  /** Bytes that the journal should have and has not. */
  readonly missing: number;
  /** The archive around it was broken. */
  readonly broken: CutOff | null;
}

async function copy(chunks: Chunks, path: string): Promise<Copied> {
  const fd = openSync(path, "wx+", 0o600);
  try {
    let length = 0;
    let broken: CutOff | null = null;
    try {
      for await (const chunk of chunks) {
        for (let at = 0; at < chunk.length; ) at += writeSync(fd, chunk, at);
        length += chunk.length;
      }
    } catch (error) {
      if (!(error instanceof CutOff)) throw error;
      broken = error;
    }
    const head = Buffer.alloc(HEADER_END);
    const wanted = journalLength(head.subarray(0, readSync(fd, head, 0, HEADER_END, 0)));
    if (wanted === null) throw new NotRead("it is a journal of systemd whose header is cut off");
    const missing = Math.max(0, wanted - length);
    if (missing > 0 && wanted < LENGTH_MAX) ftruncateSync(fd, wanted);
    return { missing, broken };
  } finally {
    closeSync(fd);
  }
}

const journalName = /\.journal~?$/;
/** journald keeps the journals of each machine in a directory that its machine ID names. */
const machineName = /^[0-9a-f]{32}(?:\.[^/]+)?$/;

export const isJournalName = (name: string): boolean => journalName.test(name);

/** Whether a directory holds journals, as journald lays them out. */
export function holdsJournals(directory: string): boolean {
  const names = readdirSync(directory);
  if (names.some(isJournalName)) return true;
  return names
    .filter((name) => machineName.test(name))
    .some((name) => {
      try {
        return readdirSync(join(directory, name)).some(isJournalName);
      } catch {
        return false;
      }
    });
}
