import type { Diagnostic, Severity } from "./analysis.js";

/**
 * What each diagnostic needs to know beside its place. The codes are stable: people grep for them.
 */
export interface DiagnosticArgs {
  "unparsed-line": { readonly text: string; readonly reason: string };
  "undecoded-line": { readonly text: string };
  "episode-incomplete": { readonly missing: readonly string[] };
  "line-too-long": { readonly bytes: number; readonly kept: number };
  "binary-input": Record<string, never>;
  "empty-input": Record<string, never>;
  "nul-bytes": Record<string, never>;
  "blob-data": Record<string, never>;
  "message-null": Record<string, never>;
  "input-unreadable": { readonly name: string; readonly reason: string };
  "input-skipped": { readonly name: string; readonly reason: string };
  "input-grew": { readonly bytes: number };
  "input-shrank": { readonly bytes: number };
  "archive-cut": { readonly reason: string };
  "journalctl-said": { readonly words: string };
  "kills-hidden": { readonly kills: number; readonly by: readonly string[] };
  "records-lost": { readonly text: string };
  "no-time": Record<string, never>;
  "year-assumed": { readonly year: number; readonly source: "told" | "log" | "name" | "written" | "now" };
  "zone-assumed": { readonly abbreviation: string | null };
  /** `null`: the machine slept, for how long the log does not say. */
  "clock-step": { readonly seconds: number | null };
  "kube-file-unreadable": { readonly name: string; readonly reason: string };
  "kube-file-broken": { readonly name: string; readonly place: string; readonly reason: string };
  "kube-object-broken": { readonly name: string; readonly path: string; readonly reason: string };
  "kube-quantity-fractional": { readonly name: string; readonly path: string };
  "kube-nothing-found": { readonly name: string; readonly found: string | null };
  "kube-other-node": { readonly hosts: readonly string[]; readonly nodes: readonly string[] };
  "kubectl-failed": { readonly reason: string };
}

export type DiagnosticCode = keyof DiagnosticArgs;

/** One observation, before its text is built. */
export interface Noted<Code extends DiagnosticCode = DiagnosticCode> {
  readonly code: Code;
  readonly input: number | null;
  readonly line: number | null;
  readonly args: DiagnosticArgs[Code];
}

interface Kind<Code extends DiagnosticCode> {
  readonly severity: Severity;
  readonly message: (args: DiagnosticArgs[Code]) => string;
}

const yearSources = {
  told: "--year",
  log: "a full date in the log",
  name: "the date in the file's name",
  written: "the time that the file was last written",
  now: "the time of reading",
} as const;

const kinds: { readonly [Code in DiagnosticCode]: Kind<Code> } = {
  "unparsed-line": { severity: "warning", message: ({ text, reason }) => `${reason}: ${text}` },
  "undecoded-line": { severity: "info", message: ({ text }) => `in no known wrapper: ${text}` },
  "episode-incomplete": {
    severity: "warning",
    message: ({ missing }) => `this OOM report is incomplete: no ${missing.join(", no ")}`,
  },
  "line-too-long": {
    severity: "warning",
    message: ({ bytes, kept }) => `a line of ${bytes} bytes was cut to ${kept}`,
  },
  "binary-input": { severity: "warning", message: () => "this looks like a binary file, not a log" },
  "nul-bytes": {
    severity: "warning",
    message: () => "NUL bytes stand here, as a crash leaves them in a log; they were dropped",
  },
  "blob-data": {
    severity: "warning",
    message: () =>
      "journalctl kept this message back, since it is not plain text (a process with an odd name?): export it again with -o json, or with -a",
  },
  "message-null": {
    severity: "warning",
    message: () => "journalctl kept this message back, since it is too long: export it again with -o json -a",
  },
  "empty-input": { severity: "warning", message: () => "the input is empty" },
  "input-unreadable": { severity: "error", message: ({ name, reason }) => `cannot read ${name}: ${reason}` },
  "input-skipped": { severity: "info", message: ({ name, reason }) => `${name} is left out: ${reason}` },
  "input-grew": {
    severity: "info",
    message: ({ bytes }) => `the file grew by ${bytes} bytes while it was read; they were not read`,
  },
  "input-shrank": {
    severity: "warning",
    message: ({ bytes }) => `the file was cut while it was read; its last ${bytes} bytes are missing`,
  },
  "archive-cut": {
    severity: "warning",
    message: ({ reason }) => `cut off or broken; what comes before that was read: ${reason}`,
  },
  "journalctl-said": { severity: "warning", message: ({ words }) => `journalctl: ${words}` },
  "kills-hidden": {
    severity: "info",
    message: ({ kills, by }) => `${kills} ${kills === 1 ? "kill" : "kills"} not shown, for ${by.join(", ")}`,
  },
  "records-lost": { severity: "warning", message: ({ text }) => `messages were lost: ${text}` },
  "no-time": { severity: "info", message: () => "the log carries no wall-clock time" },
  "year-assumed": {
    severity: "info",
    message: ({ year, source }) =>
      `dates here have no year; ${year} was assumed from ${yearSources[source]} (--year sets another)`,
  },
  "zone-assumed": {
    severity: "info",
    message: ({ abbreviation }) =>
      abbreviation === null
        ? "times here have no zone; UTC was assumed (--tz sets another)"
        : `which zone ${abbreviation} is cannot be told, so its times were left as if they were UTC's (--tz tells the zone)`,
  },
  "clock-step": {
    severity: "warning",
    message: ({ seconds }) =>
      seconds === null
        ? "the machine slept, so times that were worked out from the kernel's clock may be off"
        : `the wall clock moved by ${seconds} s against the kernel's: the machine slept, or the clock was set`,
  },
  "kube-file-unreadable": {
    severity: "error",
    message: ({ name, reason }) => `cannot read ${name}: ${reason}`,
  },
  "kube-file-broken": {
    severity: "warning",
    message: ({ name, place, reason }) => `${name}:${place}: ${reason}`,
  },
  "kube-object-broken": {
    severity: "warning",
    message: ({ name, path, reason }) => `${name}: ${path} is broken and left out: ${reason}`,
  },
  "kube-quantity-fractional": {
    severity: "warning",
    message: ({ name, path }) =>
      `${name}: ${path} is a fraction of a byte; the suffix m means 1/1000, M or Mi is meant`,
  },
  "kube-nothing-found": {
    severity: "warning",
    message: ({ name, found }) =>
      `${name}: nothing of use in it; wanted are Pods, Events or Nodes${found === null ? "" : `, found: ${found}`}`,
  },
  "kube-other-node": {
    severity: "warning",
    message: ({ hosts, nodes }) =>
      `the log is of ${few(hosts)}, and the cluster's objects are of ${few(nodes)}: nothing of the one is joined with the other`,
  },
  "kubectl-failed": { severity: "error", message: ({ reason }) => `kubectl: ${reason}` },
};

/** How grave a code is. */
export function severityOf(code: DiagnosticCode): Severity {
  return kinds[code].severity;
}

/** One observation, typed by its code. */
export function note<Code extends DiagnosticCode>(
  code: Code,
  place: { readonly input: number | null; readonly line: number | null },
  args: DiagnosticArgs[Code],
): Noted {
  return { code, input: place.input, line: place.line, args } as unknown as Noted;
}

/** The published form of an observation that was made `count` times. */
export function publish<Code extends DiagnosticCode>(noted: Noted<Code>, count = 1): Diagnostic {
  const kind = kinds[noted.code];
  return {
    severity: kind.severity,
    code: noted.code,
    message: kind.message(noted.args),
    input: noted.input,
    line: noted.line,
    count,
  };
}

/** The first names of many. */
const few = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
