import type { Diagnostic, Severity } from "../../model/analysis.js";
import { unsaid } from "../../render/bytes.js";
import { count, digits } from "../../render/count.js";
import { place } from "../../render/place.js";
import { when } from "../../render/when.js";
import type { Case } from "../case.js";
import type { Block } from "../report.js";
import { atIso } from "../times.js";
import { code, details, list, paragraph, table } from "../write.js";
import { kept } from "./evidence.js";
import { endText } from "./timeline.js";

const ROWS = 40;

/** What the logs could not show: how much was read, what was lost, what was assumed. */
export function limits(given: Case): readonly Block[] {
  const { analysis } = given;
  return [
    paragraph(
      "A kill that left no line is not seen: a full ring buffer, a logger that drops lines and a log that begins too late lose kills.",
    ),
    ...coverage(given),
    ...assumed(given),
    ...problems(analysis.diagnostics, given),
  ];
}

function coverage({ analysis }: Case): Block[] {
  const { inputs } = analysis;
  if (inputs.length === 0) return [paragraph("No log was read.")];
  const shown = inputs.slice(0, ROWS);
  const more = inputs.length - shown.length;
  return [
    table(
      more === 0
        ? "What was read: every line is counted once"
        : `What was read; ${count(more, "further input")} left out`,
      [
        "input",
        "format",
        "@first time",
        "@last time",
        "#lines",
        "#outside",
        "#parsed",
        "#unparsed",
        "#undecoded",
      ],
      shown.map(({ name, format, firstTime, lastTime, lines, coverage: fates }) => [
        [code(name === "-" ? "<stdin>" : name)],
        format ?? unsaid,
        secondsText(firstTime),
        secondsText(lastTime),
        digits(lines),
        digits(fates.outside),
        digits(fates.parsed),
        digits(fates.unparsed),
        digits(fates.undecoded),
      ]),
    ),
  ];
}

const secondsText = (time: string | null): string => (time === null ? unsaid : when(atIso(time)));

function assumed({ analysis, idle }: Case): Block[] {
  const { kills, episodes } = analysis;
  const of = (quality: string) => kills.filter(({ timeQuality }) => timeQuality === quality).length;
  const incomplete = episodes.filter(({ complete }) => !complete);
  const missing = [...new Set(incomplete.flatMap((episode) => episode.missing))];
  const ends = [...new Set(idle.map(endText))];
  const said = [
    of("inferred") > 0
      ? `${count(of("inferred"), "kill")} with a time that was worked out: its year, zone or date is not in the log.`
      : null,
    of("none") > 0 ? `${count(of("none"), "kill")} without a wall-clock time.` : null,
    incomplete.length > 0
      ? `${count(incomplete.length, "report")} of the OOM killer incomplete${missing.length > 0 ? `: no ${missing.join(", no ")}` : ""}.`
      : null,
    idle.length > 0
      ? `${count(idle.length, "run")} of the OOM killer without a kill: ${ends.join("; ")}.`
      : null,
    kills.some(({ confidence }) => confidence === "guess")
      ? `${count(kills.filter(({ confidence }) => confidence === "guess").length, "verdict")} that are guesses: the log says too little.`
      : null,
  ].filter((text) => text !== null);
  return said.length === 0 ? [] : [list(said)];
}

const order: readonly Severity[] = ["error", "warning", "info"];

/** What could not be read, those of one kind together. */
function problems(diagnostics: readonly Diagnostic[], { analysis }: Case): Block[] {
  if (diagnostics.length === 0) return [];
  const byCode = new Map<string, Diagnostic[]>();
  for (const one of diagnostics) byCode.set(one.code, [...(byCode.get(one.code) ?? []).slice(0, ROWS), one]);
  const many = new Map<string, number>();
  for (const one of diagnostics) many.set(one.code, (many.get(one.code) ?? 0) + one.count);
  const kinds = [...byCode.values()].sort(
    (a, b) => order.indexOf(a[0]?.severity ?? "info") - order.indexOf(b[0]?.severity ?? "info"),
  );
  const examples = kinds.flatMap((kind) => kind.slice(0, 5)).slice(0, ROWS);
  return [
    table(
      "What could not be read, or was assumed",
      ["kind", "severity", "#times"],
      kinds.map(([first]) => [
        [code(first?.code ?? "")],
        first?.severity ?? "",
        digits(many.get(first?.code ?? "") ?? 0),
      ]),
    ),
    details("Examples of each", [
      table(
        "Up to five of each kind",
        ["where", "message"],
        examples.map(({ input, line, message }) => [
          [code(place(analysis.inputs, input, line))],
          kept(message),
        ]),
      ),
    ]),
  ];
}
