import { plain } from "../../render/plain.js";

/** Takes text of a log; returns it so that Markdown, and the HTML in it, shows it as text, in a table too. */
export function asText(text: string): string {
  return (
    htmlText(text)
      .replace(/[\\`*[\]|~#@!$]/g, "\\$&")
      // Between letters an underscore is one: oom_score_adj.
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
      // What would begin a list, a heading's underline or a rule.
      .replace(/^(\s*)([-+=])(?=[-=\s]|$)/, "$1\\$2")
      .replace(/^(\s*\d+)([.)])(?=\s|$)/, "$1\\$2")
      // What would become a link by itself.
      .replace(/:\/\//g, "\\://")
      .replace(/\bwww\./gi, (www) => `${www.slice(0, 3)}\\.`)
  );
}

/** A name of the machine's in a sentence or a cell. */
export function codeSpan(text: string): string {
  const shown = plain(text);
  const safe = shown !== "" && !/[`|]/.test(shown) && shown.trim() === shown;
  return safe ? `\`${shown}\`` : asText(text);
}

/** Lines between fences, longer than any run of backticks in them. */
export function fenced(lines: readonly string[]): string {
  const shown = lines.map(plain);
  const longest = shown
    .flatMap((line) => line.match(/`+/g) ?? [])
    .reduce((most, { length }) => Math.max(most, length), 2);
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${shown.join("\n")}\n${fence}`;
}

/** Text within HTML, where Markdown is not read. */
export const htmlText = (text: string): string =>
  plain(text).replace(/[&<>]/g, (one) => (one === "&" ? "&amp;" : one === "<" ? "&lt;" : "&gt;"));
