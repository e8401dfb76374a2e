import { CutOff, NotRead } from "../read/failure.js";
import { asExport } from "../read/journal.js";
import { outputOf } from "../read/program.js";
import { type Chunk, NoSource, nothingYet, type Source } from "./source.js";

/** Who speaks of kills, of containers and of units: the kernel, the kubelet, runtimes, systemd, and killers. */
const matches = [
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
    "oomd",
  ].flatMap((unit) => ["+", `_SYSTEMD_UNIT=${unit}.service`]),
  // What systemd says of units, and journald of messages that it dropped.
  "+",
  "_PID=1",
  "+",
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
  return { name: "journal", read: (signal) => entriesOf(options, signal) };
}

async function* entriesOf(
  { directory = null, cursor = null, sinceMillis = null }: JournalOptions,
  signal: AbortSignal,
): AsyncGenerator<Chunk> {
  const where = directory === null ? [] : [`--directory=${directory}`];
  // Without any of these it shows the last ten entries first.
  let from = ["--lines=0"];
  if (cursor !== null) from = [`--after-cursor=${cursor}`, "--no-tail"];
  else if (sinceMillis !== null) from = [`--since=@${(sinceMillis / 1000).toFixed(3)}`, "--no-tail"];
  else {
    const last = await lastCursor(where);
    if (last !== null) {
      yield nothingYet({ kind: "journal", cursor: last });
      from = [`--after-cursor=${last}`, "--no-tail"];
    }
  }
  yield* followed(["--follow", ...asExport, ...where, ...from, ...matches], signal);
}

const missing = "journalctl is not installed; give a log on standard input, or --kmsg, or --file FILE";

/** Of the last entry that there is: a restart reads on behind it, even where nothing has come since. */
async function lastCursor(where: readonly string[]): Promise<string | null> {
  const args = ["--lines=1", "-o", "cat", "--show-cursor", ...where];
  let printed = "";
  try {
    for await (const bytes of outputOf({ program: "journalctl", args, missing }))
      printed += Buffer.from(bytes).toString("latin1");
  } catch {
    // Following it will fail for the same reason, and say so.
  }
  return /^-- cursor: (\S+)$/m.exec(printed)?.[1] ?? null;
}

async function* followed(args: readonly string[], signal: AbortSignal): AsyncGenerator<Chunk> {
  const cursors = new Cursors();
  try {
    for await (const bytes of outputOf({ program: "journalctl", args, missing, signal })) {
      const cursor = cursors.after(bytes);
      yield { bytes, position: cursor === null ? null : { kind: "journal", cursor } };
    }
  } catch (error) {
    if (signal.aborted) return;
    throw error instanceof NotRead || error instanceof CutOff ? new NoSource(error.message) : error;
  }
  if (!signal.aborted) throw new NoSource("journalctl ended");
}

const LF = 10;
/** A cursor is shorter: ids of the file and of the boot, and four numbers. */
const CURSOR_MAX = 512;

/**
 * Finds the cursor of the last whole entry in an export stream. A binary field could hold the same words at the start
 * of a line: only the address that follows an empty line begins an entry.
 */
export class Cursors {
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
