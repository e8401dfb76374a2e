import { defineWrapper } from "../wrapper.js";

const QUOTES = ['"', "'", "`", "**"] as const;
/** What joins one literal to the next. */
const joint = /[,;+\\)]{1,3}$/;
/** The end of a line, as programs write it. */
const escapedNewline = /(?:\\r)?\\n$/;

/** What stands between two quotes of one kind; undefined where it is not the whole line. */
function between(line: string): string | undefined {
  const text = line.trim().replace(joint, "").trimEnd();
  const quote = QUOTES.find((mark) => text.startsWith(mark));
  if (quote === undefined || text.length <= 2 * quote.length || !text.endsWith(quote)) return undefined;
  return text.slice(quote.length, -quote.length).replace(escapedNewline, "");
}

export const stringLiteral = defineWrapper({
  name: "string-literal",
  writtenBy: "people, in programs and their tests, and in notes",
  first: " \t\"'`*",
  loses: [],
  carrier: "always",
  doubtful: true,
  examples: [
    '"[88021.500017] Mem-Info:\\n" +',
    "\t'[88021.500017] Mem-Info:',",
    "`[88021.500017] Mem-Info:`",
    "**[88021.500017] Mem-Info:**",
  ],
  unwrap(line) {
    const text = between(line);
    return text === undefined ? undefined : { rest: text.replaceAll('\\"', '"') };
  },
});
