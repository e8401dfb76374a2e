import { fstatSync } from "node:fs";
import { journal } from "../../serve/journalctl.js";
import { kmsg } from "../../serve/kmsg.js";
import { pipe } from "../../serve/pipe.js";
import type { Position, Source } from "../../serve/source.js";
import { tail } from "../../serve/tail.js";
import { UsageError } from "../exit.js";

export interface SourceArguments {
  readonly journal: boolean | undefined;
  readonly "journal-directory": string | undefined;
  readonly kmsg: boolean | undefined;
  readonly file: string | undefined;
}

/**
 * Takes what people ask for; returns the log to follow.
 *
 * @param from where reading goes on; one of another kind of log is of no use
 */
export function sourceOf(argv: SourceArguments, sinceMillis: number | null, from: Position | null): Source {
  const { file, "journal-directory": directory = null } = argv;
  const asked = [argv.journal || directory !== null, argv.kmsg, file !== undefined].filter(Boolean).length;
  if (asked > 1) throw new UsageError("one log can be followed: --journal, --kmsg or --file");
  const replay = sinceMillis !== null;
  if (file !== undefined) return tail(file, { replay, from: from?.kind === "file" ? from : null });
  if (argv.kmsg) return kmsg({ replay, from: from?.kind === "kmsg" ? from : null });
  if (asked === 0 && isPiped()) return pipe;
  return journal({ directory, sinceMillis, cursor: from?.kind === "journal" ? from.cursor : null });
}

/** Standard input of a service is /dev/null, and that of a person a terminal: neither holds a log. */
function isPiped(): boolean {
  try {
    const status = fstatSync(0);
    return status.isFIFO() || status.isFile() || status.isSocket();
  } catch {
    return false;
  }
}
