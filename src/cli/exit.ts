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
} as const;

export type Exit = (typeof Exit)[keyof typeof Exit];

/** The command line asks for something that there is not. */
export class UsageError extends Error {}
