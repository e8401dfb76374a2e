import type { Analysis, Diagnostic, Input, Severity } from "../model/analysis.js";
import { count } from "./count.js";
import { place } from "./place.js";
import { plain } from "./plain.js";
import type { Paint, Style } from "./style.js";

/** How many of one code are shown of one input; the rest is counted. `-o json` has them all. */
const SHOWN = 3;
/** How much of a message is shown. */
const MESSAGE_MAX = 300;

const order: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };
const paints: Readonly<Record<Severity, (style: Style) => Paint>> = {
  error: (style) => style.red,
  warning: (style) => style.yellow,
  info: (style) => style.cyan,
};

/** Takes an analysis; returns its diagnostics as compilers print them, gravest first, those of one code together. */
export function diagnostics(
  { inputs, diagnostics: all }: Pick<Analysis, "inputs" | "diagnostics">,
  style: Style,
): string {
  return alike(all)
    .sort((a, b) => order[a[0].severity] - order[b[0].severity])
    .map((group) => groupText(group, inputs, style))
    .join("");
}

type Group = [Diagnostic, ...Diagnostic[]];

function alike(all: readonly Diagnostic[]): Group[] {
  const groups = new Map<string, Group>();
  for (const one of all) {
    const key = `${one.input} ${one.code}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

function groupText(group: Group, inputs: readonly Input[], style: Style): string {
  const code = style.dim(`[${group[0].code}]`);
  const shown = group.slice(0, SHOWN).map((one) => {
    const severity = paints[one.severity](style)(one.severity);
    const times = one.count > 1 ? ` (${count(one.count, "time")})` : "";
    return `${place(inputs, one.input, one.line)}: ${severity}: ${shorten(one.message)}${times} ${code}\n`;
  });
  const hidden = group.slice(SHOWN).reduce((sum, one) => sum + one.count, 0);
  return `${shown.join("")}${hidden === 0 ? "" : `  … and ${count(hidden, "more", "more")} ${code}\n`}`;
}

/** The message may quote the log. */
function shorten(message: string): string {
  return plain(message.length > MESSAGE_MAX ? `${message.slice(0, MESSAGE_MAX)}…` : message);
}
