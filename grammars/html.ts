/** Lines copied from the source of a web page. */

const LESS = 0x3c;
const GREATER = 0x3e;
const AMPERSAND = 0x26;

const opening = /^(?:&[lg]t;|<(?:p|pre|code|li|td|tr|div|span|br|b|tt)\b[^<>]*>)/;
const closing = /(?:<br ?\/?>|<\/(?:p|pre|code|li|td|tr|div|span|b|tt)>)\s*$/;
/** Where a line ends of which the source shows several as one. */
const breaks = /<br ?\/?>(?=[^\n])(?!<\/)/g;
const tags = /<\/?(?:p|pre|code|li|td|tr|div|span|br|b|tt)\b[^<>]*>/g;
const entities: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  nbsp: " ",
  "#39": "'",
};

/** Whether a line begins or ends as only HTML does. */
export function isHtml(text: string): boolean {
  const first = text.charCodeAt(0);
  if ((first === LESS || first === AMPERSAND) && opening.test(text)) return true;
  const last = text.charCodeAt(text.length - 1);
  return (last === GREATER || last === 0x0d) && closing.test(text.slice(-16));
}

/** The text of such a line, or of the lines that it shows. */
export function withoutHtml(text: string): string {
  return text
    .replace(breaks, "\n")
    .replace(tags, "")
    .replace(/&(lt|gt|amp|quot|nbsp|#39);/g, (whole, name: string) => entities[name] ?? whole);
}
