/**
 * C0 and C1 controls, line separators, and what makes text look like other text: zero-width characters, marks and
 * overrides of direction (Unicode TR 36), tags, halves of surrogate pairs.
 */
const unsafe =
  /[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]|\p{Cs}/gu;

/** Takes text of the log; returns it so that it cannot drive a terminal: `\x1b`, `\u{202e}` for what would. */
export function plain(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = character.codePointAt(0) as number;
    const digits = code.toString(16);
    return code < 0x100 ? `\\x${digits.padStart(2, "0")}` : `\\u{${digits}}`;
  });
}
