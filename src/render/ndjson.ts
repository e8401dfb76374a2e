import type { Analysis, ContainerExit, Diagnostic, Episode, Finding, Kill } from "../model/analysis.js";
import { type Found, foundIn } from "./found.js";

/** One object per line, each with a `type`. All that these functions return ends with a newline. */
const line = (type: string, value: object): string => `${JSON.stringify({ type, ...value })}\n`;

/** Takes a kill and its episode; returns its line, the episode inlined as `episode`. */
export const killLine = (kill: Kill, episode: Episode | null): string => line("kill", { ...kill, episode });
/** Takes a kill of a log that goes on: with `update` it takes the place of the line before that has the same id. */
export const liveKillLine = (kill: Kill, episode: Episode | null, update: boolean): string =>
  line("kill", { update, ...kill, episode });
export const exitLine = (exit: ContainerExit): string => line("exit", exit);
export const findingLine = (finding: Finding): string => line("finding", finding);
const diagnosticLine = (diagnostic: Diagnostic): string => line("diagnostic", diagnostic);

/** Takes an analysis and what was found; returns the last line: kills by class and cause, and what was read. */
export function summaryLine(analysis: Analysis, found: Found = foundIn(analysis)): string {
  const { schema, tool, generatedAt, inputs } = analysis;
  return line("summary", {
    schema,
    tool,
    generatedAt,
    kills: found.kills,
    hidden: found.hidden,
    counts: found.counts,
    episodes: found.deadly + found.idle,
    inputs,
  });
}

/** Takes an analysis and what was found; returns all lines but those of the kills, which a stream has printed. */
function* closingLines(analysis: Analysis, found: Found = foundIn(analysis)): Generator<string> {
  for (const exit of analysis.exits) yield exitLine(exit);
  for (const finding of analysis.findings) yield findingLine(finding);
  for (const diagnostic of analysis.diagnostics) yield diagnosticLine(diagnostic);
  yield summaryLine(analysis, found);
}

/** Takes an analysis; returns it line by line: kills, exits, findings, diagnostics and the summary. */
export function* ndjsonOf(analysis: Analysis, found: Found = foundIn(analysis)): Generator<string> {
  const episodes = new Map(analysis.episodes.map((episode) => [episode.id, episode]));
  for (const kill of analysis.kills) yield killLine(kill, episodes.get(kill.episode ?? "") ?? null);
  yield* closingLines(analysis, found);
}
