/** CSI and OSC sequences (ECMA-48): colours of dmesg and journalctl, and journalctl's hyperlinks. */
const sequences = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])/g;
/** A crash leaves blocks of NUL bytes in a log, Windows and terminals leave carriage returns. */
const around = /^[\0\ufeff\x1e]+|[\0\r\n]+$/g;
const suspicious = /[\0\x1b\r\n\x1e\u00a0\ufeff]/;
/** An entry of `journalctl -o export` is bytes, one character each: nothing in it may be touched. */
const exported = /^__[A-Z_]+=[^\n]*\n/;

/**
 * A line as its logger meant it: without colours, carriage returns and NULs, and with blanks where a chat tool or
 * a browser made no-break spaces of them.
 */
export function cleanLine(text: string): string {
  if (!suspicious.test(text) || exported.test(text)) return text;
  return text.replace(sequences, "").replace(around, "").replaceAll("\u00a0", " ");
}
