import { createToken, type TokenType } from "chevrotain";
import { unescapeKmsg } from "./bytes.js";

/**
 * How sections read a comm: the name of a thread, up to 15 bytes of anything. A reader may have printed a byte
 * as `\xNN`, and one that is not valid UTF-8 as a replacement, so 15 units are counted rather than 15 characters.
 */
export const COMM = String.raw`(?:\\x[0-9a-fA-F]{2}|\\(?!x[0-9a-fA-F]{2})|[^\\]){0,15}`;

/** Posts of the East have parentheses as wide as the letters around them. */
const OPEN = "[(\\uff08]";
const CLOSE = "[)\\uff09]";

/** What a message that begins with a comm can begin with: any character of Latin-1. */
export const commFirst = String.fromCharCode(...Array.from({ length: 255 }, (_, code) => code + 1));

/**
 * A comm in parentheses. It may hold parentheses itself, so it ends at the last one that the text which the
 * kernel prints next follows; where that text is lost, at the last one within 15 bytes; else where the line does.
 *
 * @param name of the token
 * @param next expression for what follows the closing parenthesis
 */
export function commToken(name: string, next: string): TokenType {
  return createToken({
    name,
    pattern: new RegExp(
      String.raw`${OPEN}(?:${COMM}${CLOSE}(?=${next})|[\s\S]*${CLOSE}(?=${next})|${COMM}${CLOSE}|[^\n]*${CLOSE}|[^\n]*)`,
    ),
    line_breaks: true,
  });
}

/** The comm without its parentheses; null where the line does not hold one. */
export function commOf(image: string | null): string | null {
  return image === null ? null : commAsKept(image.replace(/^[(\uff08]/, "").replace(/[)\uff09]$/, ""));
}

/** TASK_COMM_LEN, less the end. */
const LONGEST = 15;

/**
 * A comm as the kernel keeps it. dmesg prints a byte as `\xNN` and leaves alone a backslash that the name itself
 * holds, so most names with either stay as printed; one of more than 15 bytes can only have been escaped.
 */
export function commAsKept(printed: string): string {
  return printed.length > LONGEST ? unescapeKmsg(printed) : printed;
}
