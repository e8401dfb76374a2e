/** What the process ends with. Scripts rely on these. */
export const Exit = {
  /** The input was analysed. */
  Analysed: 0,
  /** Kills were found, and `--exit-code` asked to be told. */
  KillsFound: 1,
  /** The command was not understood. */
  Usage: 2,
  /** An input could not be read; the others were analysed. */
  InputUnreadable: 3,
  /** A bug in oomlog (EX_SOFTWARE of sysexits.h). */
  Bug: 70,
  /** What was to be printed or written could not be (EX_IOERR). */
  NotWritten: 74,
} as const;

export type Exit = (typeof Exit)[keyof typeof Exit];

/** The command line asks for something that there is not. */
export class UsageError extends Error {}

/** What was to be printed or written has no place: a full disk, a file that may not be made. */
export class NotWritten extends Error {
  /**
   * @param what the name of a file, or of what stands for one
   * @param cause what the file system said
   */
  constructor(what: string, cause: unknown) {
    const { code, message } = cause as NodeJS.ErrnoException;
    super(`cannot write ${what}: ${reasons[code ?? ""] ?? message}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EISDIR: "it is a directory",
  ENOENT: "no such directory",
  ENOSPC: "no space left",
  ENOTDIR: "no such directory",
  EROFS: "the file system is read-only",
};
