/** One command with all that goes in and comes out, in one readable file. */
export interface Transcript {
  /** Lines before the command: what it shows. */
  readonly title: string;
  /** For `bash -o pipefail -c`, in an empty folder where `oomlog` is on the path. */
  readonly command: string;
  readonly stdin: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

const heading = /^--- (stdin|stdout|stderr|exit \d+)\n/m;

/** Takes the text of a transcript; returns its parts. What is not there is empty. */
export function parseTranscript(text: string): Transcript {
  const [head = "", ...rest] = text.split(heading);
  const [title = "", command = ""] = head.split(/^\$ /m);
  const parts: Record<string, string> = {};
  let exit = Number.NaN;
  for (let at = 0; at < rest.length; at += 2) {
    const name = rest[at] ?? "";
    if (name.startsWith("exit ")) exit = Number(name.slice(5));
    else parts[name] = rest[at + 1] ?? "";
  }
  return {
    title: title.trim(),
    command: command.trim(),
    stdin: parts["stdin"] ?? "",
    stdout: parts["stdout"] ?? "",
    stderr: parts["stderr"] ?? "",
    exit,
  };
}

/** The inverse. */
export function formatTranscript({ title, command, stdin, stdout, stderr, exit }: Transcript): string {
  const part = (name: string, text: string) => (text === "" ? "" : `--- ${name}\n${text}`);
  return `${title}\n$ ${command}\n${part("stdin", stdin)}${part("stdout", stdout)}${part("stderr", stderr)}--- exit ${exit}\n`;
}
