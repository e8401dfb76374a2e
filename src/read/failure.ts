/** Why the outside world did not give what was asked of it. */

/** An input that is not read at all; the message says why, and what can be done. */
export class NotRead extends Error {}

/** An input that ends, or turns to rubbish, before its end; what came before it has been given. */
export class CutOff extends Error {}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  ENOTDIR: "no such file",
  EACCES: "permission denied",
  EISDIR: "it is a directory",
  EPERM: "operation not permitted",
  EIO: "input/output error",
  ELOOP: "its symbolic links go in a circle",
  ENXIO: "it is a socket or a device without a reader",
  ENOSPC: "no space left for a temporary file",
  ERR_FS_FILE_TOO_LARGE: "it is larger than 2 GiB",
  ERR_BUFFER_TOO_LARGE: "unpacked it is larger than 1 GiB",
};

/** Takes what was thrown; returns why, in a person's words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ""] ?? message;
}
