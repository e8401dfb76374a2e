import { readFileSync } from "node:fs";
import { CutOff, NotRead } from "../read/failure.js";
import { asExport } from "../read/journal.js";
import { outputOf } from "../read/program.js";
import { type Chunk, NoSource, nothingYet, type Source } from "./source.js";

/** Who speaks of kills, of containers and of units: the kernel, the kubelet, runtimes, systemd, and killers. */
const speakers = [
  "_TRANSPORT=kernel",
  ...[
    "kubelet",
    "k3s",
    "rke2-server",
    "rke2-agent",
    "containerd",
    "crio",
    "docker",
    "systemd-oomd",
    "earlyoom",
    "nohang",
    "nohang-desktop",
    "oomd",
  ].map((unit) => `_SYSTEMD_UNIT=${unit}.service`),
  // What systemd says of units, and journald of messages that it dropped.
  "_PID=1",
  "SYSLOG_IDENTIFIER=systemd-journald",
];

export interface JournalOptions {
  /** A directory of journals; that of this machine where it is not given. */
  readonly directory?: string | null;
  /** Reading goes on behind this entry. */
  readonly cursor?: string | null;
  /** Replays from here, in milliseconds since 1970. */
  readonly sinceMillis?: number | null;
}

/** The journal of this machine, followed by journalctl. */
export function journal(options: JournalOptions): Source {
  return { name: "journal", read: (signal) => reading(entriesOf(options, signal), signal) };
}

/** Says in our words why journalctl gives nothing. */
async function* reading(entries: AsyncGenerator<Chunk>, signal: AbortSignal): AsyncGenerator<Chunk> {
  try {
    yield* entries;
  } catch (error) {
    if (signal.aborted) return;
    throw error instanceof NotRead || error instanceof CutOff ? new NoSource(error.message) : error;
  }
}

const gone = { lost: "the journal does not hold the entry any more behind which reading goes on" };

async function* entriesOf(
  { directory = null, cursor = null, sinceMillis = null }: JournalOptions,
  signal: AbortSignal,
): AsyncGenerator<Chunk> {
  // Without --merge it follows the last boot alone (systemd 252); with it, journals of other machines, too.
  const where = directory === null ? ["--merge"] : ["--merge", `--directory=${directory}`];
  const ours = directory === null ? thisMachine() : [];
  const matches = speakers.flatMap((speaker) => ["+", ...ours, speaker]).slice(1);
  // A journal that holds nothing yet is read from its beginning.
  let from: string[] = [];
  if (cursor === null && sinceMillis !== null) from = [`--since=@${(sinceMillis / 1000).toFixed(3)}`];
  else {
    const place = cursor ?? (await cursorOf([...where, ...ours]));
    if (place !== null) {
      const at = [...where, `--cursor=${place}`];
      const isThere = (await cursorOf([...at, ...ours])) === place;
      yield { ...nothingYet({ kind: "journal", cursor: place }), ...(isThere ? {} : gone) };
      // --after-cursor leaves out the first entry that matches, whether it is the cursor's or not (systemd 252).
      const isMatch = (await cursorOf([...at, ...matches])) === place;
      from = [isMatch ? `--after-cursor=${place}` : `--cursor=${place}`];
    }
  }
  yield* followed(["--follow", "--no-tail", ...asExport, ...where, ...from, ...matches], signal);
}

function thisMachine(): string[] {
  try {
    return [`_MACHINE_ID=${readFileSync("/etc/machine-id", "latin1").trim()}`];
  } catch {
    return [];
  }
}

const missing = "journalctl is not installed; give a log on standard input, or --kmsg, or --file FILE";

/** @returns the cursor of the one entry that journalctl shows; null where it shows none */
async function cursorOf(words: readonly string[]): Promise<string | null> {
  const args = ["--lines=1", "-o", "export", "--output-fields=_PID", ...words];
  let printed = "";
  for await (const bytes of outputOf({ program: "journalctl", args, missing }))
    printed += Buffer.from(bytes).toString("latin1");
  return /^__CURSOR=(\S+)$/m.exec(printed)?.[1] ?? null;
}

async function* followed(args: readonly string[], signal: AbortSignal): AsyncGenerator<Chunk> {
  const cursors = new Cursors();
  for await (const bytes of outputOf({ program: "journalctl", args, missing, signal })) {
    const cursor = cursors.after(bytes);
    yield { bytes, position: cursor === null ? null : { kind: "journal", cursor } };
  }
  throw new CutOff("journalctl ended");
}

const LF = 10;
/** A cursor is shorter: ids of the file and of the boot, and four numbers. */
const CURSOR_MAX = 512;

/**
 * Finds the cursor of the last whole entry in an export stream. A binary field could hold the same words at the start
 * of a line: only the address that follows an empty line begins an entry.
 */
class Cursors {
  #rest = Buffer.alloc(0);
  #cursor: string | null = null;

  /** @returns the cursor of the last entry that has ended, where the last byte ended one; otherwise null */
  after(bytes: Uint8Array): string | null {
    const text = Buffer.concat([this.#rest, bytes]);
    const at = text.lastIndexOf("\n\n__CURSOR=");
    const begins = at >= 0 ? at + 2 : text.subarray(0, 9).toString("latin1") === "__CURSOR=" ? 0 : -1;
    const end = begins < 0 ? -1 : text.indexOf(LF, begins);
    if (end >= 0) this.#cursor = text.toString("latin1", begins + "__CURSOR=".length, end);
    // The address of an entry may be cut between two pieces.
    this.#rest = end >= 0 ? Buffer.from(text.subarray(-2)) : Buffer.from(text.subarray(-CURSOR_MAX));
    return text.at(-1) === LF && text.at(-2) === LF ? this.#cursor : null;
  }
}
