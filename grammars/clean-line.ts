import { isHtml, withoutHtml } from "./html.js";

const BRACKET = 0x5b;

/**
 * CSI and OSC sequences (ECMA-48): colours of dmesg and journalctl, and journalctl's hyperlinks. Those that hug a
 * bracket, an equals sign or a comma are part of a process's name: `Killed process 9 (…)`, `task=…,pid=9`.
 */
const sequences =
  /(?<![(=])\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])(?!\) |\)$|,(?:pid|uid)=)/g;
/** Windows and terminals leave carriage returns, `journalctl -o json-seq` begins a line with a separator. */
const around = /^[\ufeff\x1e]+|(?<![\r\n])[\r\n]+$/g;
/** Colours whose escape character was lost, as in a copy from a terminal. */
const remains = /^\[\d{1,2}(?:;\d{1,3})*m/;
const remaining = /\[(?:\d{1,3}(?:;\d{1,3})*)?m/g;
const suspicious = /[\0\x1b\r\n\x1e\u00a0\u200b\u2060\ufeff]/;
/** Where a page lets a long word be broken. */
const widthless = /[\u200b\u2060\ufeff]/g;
/** An entry of `journalctl -o export` is bytes, one character each: nothing in it may be touched. */
const exported = /^__[A-Z_]+=[^\n]*\n/;

/**
 * A line as its logger meant it: without colours, carriage returns, NULs and what has no width, and with blanks where a chat tool or
 * a browser made no-break spaces of them.
 */
export function cleanLine(text: string): string {
  if (isHtml(text)) return cleanLine(withoutHtml(text));
  if (text.charCodeAt(0) === BRACKET && remains.test(text)) return cleanLine(text.replace(remaining, ""));
  if (!suspicious.test(text) || exported.test(text)) return text;
  // A crash leaves blocks of NUL bytes in a log.
  return text
    .replaceAll("\0", "")
    .replace(sequences, "")
    .replace(around, "")
    .replace(widthless, "")
    .replaceAll("\u00a0", " ");
}
