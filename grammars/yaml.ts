import type { Json } from "./json.js";

/**
 * The part of YAML in which gcloud prints log entries: maps in maps, and strings in any style. Lists are passed over.
 */

const pair = /^( *)([^\s:#][^:\n]*?|"[^"\n]*"|'[^'\n]*'): ?(.*)$/;

interface Line {
  readonly indent: number;
  readonly text: string;
}

/** The map that a document holds. */
export function readYaml(document: string): { readonly [key: string]: Json } {
  const lines = document
    .split("\n")
    .map((text) => ({ indent: text.length - text.trimStart().length, text: text.trimEnd() }))
    .filter(({ text }) => text !== "---");
  return mapAt(lines, 0, 0).map;
}

/** Maps deeper than any log entry are passed over. */
const DEPTH_MAX = 16;

function mapAt(
  lines: readonly Line[],
  from: number,
  depth: number,
): { map: Record<string, Json>; to: number } {
  const entries: [string, Json][] = [];
  const indent = lines[from]?.indent ?? 0;
  let at = from;
  while (at < lines.length && (lines[at] as Line).indent >= indent) {
    const match = (lines[at] as Line).indent === indent ? pair.exec((lines[at] as Line).text) : null;
    at += 1;
    if (!match) continue;
    const [, , name = "", inline = ""] = match;
    const end = endOfBlock(lines, at, indent);
    if (inline !== "") entries.push([unquoted(name), scalar(inline, lines.slice(at, end))]);
    else if (end > at && depth < DEPTH_MAX) entries.push([unquoted(name), mapAt(lines, at, depth + 1).map]);
    at = end;
  }
  return { map: Object.fromEntries(entries), to: at };
}

/** The first line that is indented no further than a key. */
function endOfBlock(lines: readonly Line[], from: number, indent: number): number {
  let at = from;
  while (at < lines.length && ((lines[at] as Line).indent > indent || (lines[at] as Line).text === ""))
    at += 1;
  return at;
}

/** A string: behind its key, or in the lines below, where `|` keeps newlines and the other styles fold them. */
function scalar(inline: string, more: readonly Line[]): string {
  const block = /^([|>])[+-]?\d?$/.exec(inline);
  if (block) {
    const indent = more.reduce(
      (least, { indent, text }) => (text === "" ? least : Math.min(least, indent)),
      Number.POSITIVE_INFINITY,
    );
    const texts = more.map(({ text }) => text.slice(indent));
    return texts.join(block[1] === "|" ? "\n" : " ").trimEnd();
  }
  return unquoted(
    [inline, ...more.map(({ text }) => text.trim() || "\n")].join(" ").replace(/ ?\n ?/g, "\n"),
  );
}

const escaped: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  e: "\x1b",
  "0": "\0",
  " ": " ",
};

function unquoted(text: string): string {
  const inner = text.slice(1, -1);
  if (text.length > 1 && text[0] === "'" && text.endsWith("'")) return inner.replaceAll("''", "'");
  if (text.length < 2 || text[0] !== '"' || !text.endsWith('"')) return text;
  // A string that is folded at an escaped blank, or anywhere with a backslash at the line's end, has none there.
  return inner
    .replace(/\\ (?=\\)/g, "")
    .replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([\s\S]))/g, (_, two, four, one: string) =>
      one === undefined ? String.fromCharCode(Number.parseInt(two ?? four, 16)) : (escaped[one] ?? one),
    );
}
