import { defineWrapper } from "../wrapper.js";

/** What stands between quotes, and behind them what joins one literal to the next. */
const literal = /^[ \t]*(["'`]|\*\*)(.*?)(?:\\r)?(?:\\n)?\1[ \t]*[,;+\\)]{0,3}[ \t]*$/;

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
    const text = literal.exec(line)?.[2];
    return text === undefined || text === "" ? undefined : { rest: text.replaceAll('\\"', '"') };
  },
});
