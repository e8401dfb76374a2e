import { groupBy } from "../group-by.js";
import type { Analysis, Episode, Evidence, Finding, Kill } from "../model/analysis.js";
import { count } from "./count.js";
import { meaningOf } from "./kernel-lines.js";
import { plain } from "./plain.js";
import type { Style } from "./style.js";
import { verdict } from "./verdict.js";
import { when } from "./when.js";
import { wrap } from "./wrap.js";

export interface ExplainOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly style: Style;
  /** In which times are shown. Default: UTC. */
  readonly zone?: string;
}

/** How many kills of one report are told in full; a group can be hundreds. */
const TOLD = 5;
const QUOTE_MAX = 400;
const INDENT = 4;

/** Takes an analysis with reasons; returns it as paragraphs, one set per report, that a first reader understands. */
export function explainText(analysis: Analysis, { width, style, zone = "UTC" }: ExplainOptions): string {
  const byEpisode = groupBy(analysis.kills, episodeId);
  const reported = new Set(analysis.episodes.map(({ id }) => id));
  const taught = new Set<string>();
  const page = {
    width: Math.min(width, 100),
    style,
    zone,
    taught,
    inputs: analysis.inputs.map(({ name }) => name),
  };
  const told = [
    ...analysis.episodes.map((episode) => report(episode, byEpisode.get(episode.id) ?? [], page)),
    ...analysis.kills
      .filter((kill) => !reported.has(episodeId(kill)))
      .map((kill) => report(null, [kill], page)),
    ...(analysis.findings.length === 0 ? [] : [advice(analysis.findings, page)]),
  ];
  return told.length === 0 ? "" : `${told.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

interface Page extends ExplainOptions {
  /** Meanings told already: a line is explained once. */
  readonly taught: Set<string>;
  readonly inputs: readonly string[];
}

const episodeId = ({ episode }: Kill): string => episode ?? "";

function report(episode: Episode | null, kills: readonly Kill[], page: Page): string[] {
  const { style, width } = page;
  const [first] = kills;
  const source = episode?.source ?? first?.source;
  const until =
    episode === null || episode.source.endLine === episode.source.line ? "" : `–${episode.source.endLine}`;
  const where = source === undefined ? "" : `${page.inputs[source.input] ?? ""}:${source.line}${until}`;
  const heading = [first === undefined ? "no kill" : when(first, page.zone), first?.host ?? "", where].filter(
    (word) => word !== "",
  );
  return [
    ...wrap(plain(heading.join("  ")), width).map(style.cyan),
    ...kills
      .slice(0, TOLD)
      .flatMap((kill) => [
        ...wrap(verdict(kill, episode), width).map(style.bold),
        ...paragraph(kill.reason?.summary ?? null, page),
      ]),
    ...(kills.length > TOLD ? [`… and ${count(kills.length - TOLD, "more kill")} in this report.`] : []),
    ...(first === undefined ? wrap(withoutKill(episode), width).map(style.bold) : []),
    ...paragraph(episode?.reason?.summary ?? null, page),
    ...quotes(kills.slice(0, TOLD), page),
  ];
}

function withoutKill(episode: Episode | null): string {
  switch (episode?.ended) {
    case "panic-on-oom":
      return "The machine panicked instead of killing a process.";
    case "no-killable-process":
      return "The kernel found no process that it may kill.";
    case "already-exiting":
      return "The process that was chosen was ending already, so nothing was killed.";
    case undefined:
      return "This report does not say that a process was killed.";
  }
}

const paragraph = (text: string | null, { width }: Page): string[] =>
  text === null ? [] : wrap(plain(text), width);

/** The lines that the verdicts rest on, each with what it means the first time that it comes. */
function quotes(kills: readonly Kill[], page: Page): string[] {
  const seen = new Set<string>();
  return kills
    .flatMap(({ evidence }) => evidence)
    .filter(({ input, line }) => !seen.has(`${input}:${line}`) && seen.add(`${input}:${line}`))
    .flatMap((evidence) => quote(evidence, page));
}

function quote({ text, line }: Evidence, { width, style, taught }: Page): string[] {
  const shown = text.length > QUOTE_MAX ? `${text.slice(0, QUOTE_MAX)}…` : text;
  const meaning = meaningOf(text);
  const lesson = meaning === null || taught.has(meaning) ? [] : wrap(meaning, width - INDENT);
  if (meaning !== null) taught.add(meaning);
  return [
    ...wrap(`line ${line}: ${plain(shown)}`, width - 2).map((each) => style.dim(`  ${each}`)),
    ...lesson.map((each) => `${" ".repeat(INDENT)}${each}`),
  ];
}

function advice(findings: readonly Finding[], { width, style }: Page): string[] {
  return [
    style.cyan("What to do"),
    ...findings.flatMap(({ severity, code, title, detail, advice: todo }) => [
      ...wrap(plain(`${severity}: ${title} (${code})`), width).map(style.bold),
      ...wrap(plain(detail), width),
      ...wrap(plain(todo), width),
    ]),
  ];
}
