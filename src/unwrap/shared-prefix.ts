import { recognise } from "../../grammars/recognise.js";
import type { Section } from "../../grammars/section.js";

/**
 * What stands before each line of a report and is of no known wrapper: names of hosts, pods and streams, times of a
 * viewer, columns of a table. It shows in the first line of a report, where more stands before `invoked oom-killer` than
 * one word, and is known by the lines that follow: they have the same, but for digits and levels.
 */

const INVOKED = " invoked oom-killer: gfp_mask=";
/** TASK_COMM_LEN, less the end; dmesg prints a byte of it as `\xNN`. */
const LONGEST_COMM = 15;
const LONGEST = 200;
const varying =
  /(\d+)|\b(?:debug|info|notice|warn(?:ing)?|err(?:or)?|crit(?:ical)?|alert|emerg|default)\b|([ \t]+)|[\\^$.*+?()[\]{}|]/gi;
/** A program that quotes a kill does not quote the lines before it; and a comm may be two words. */
const PROOF = 2;
const proven = new Set<Section["role"]>(["selects", "announces", "kills", "groups", "ends", "follows"]);

export class SharedPrefix {
  readonly #shape: RegExp;
  /** More than a comm has room for. */
  readonly #long: boolean;
  #seen = 0;

  private constructor(prefix: string, long: boolean) {
    this.#long = long;
    const shape = prefix.replace(varying, (found, digits, blanks) => {
      if (digits !== undefined) return String.raw`\d+`;
      if (blanks !== undefined) return String.raw`[ \t]+`;
      return /^\w/.test(found) ? String.raw`\w+` : `\\${found}`;
    });
    this.#shape = new RegExp(shape, "y");
  }

  /**
   * @param text the line
   * @param message what is left of it without its wrappers
   * @returns null where it is no first line of a report, or but one word stands before it
   */
  static of(text: string, message: string): SharedPrefix | null {
    const end = message.indexOf(INVOKED);
    if (end < 0 || !/\S[ \t]/.test(message.slice(0, end)) || message.slice(0, end).includes("\\x"))
      return null;
    const invoked = text.lastIndexOf(INVOKED);
    const start = Math.max(text.lastIndexOf(" ", invoked - 1), text.lastIndexOf("\t", invoked - 1)) + 1;
    return start <= LONGEST ? new SharedPrefix(text.slice(0, start), end > LONGEST_COMM) : null;
  }

  /** What stands behind the prefix; undefined where the line does not have it, or nothing of a report stands behind it. */
  take(text: string): string | undefined {
    this.#shape.lastIndex = 0;
    const found = this.#shape.exec(text);
    if (found === null) return undefined;
    const rest = text.slice(found[0].length);
    const section = recognise(rest) ?? recognise(rest.trimStart());
    if (section === undefined || rest.indexOf(INVOKED) > LONGEST_COMM) return undefined;
    if (this.#seen < PROOF && (proven.has(section.role) || !(this.#long || section.anchor instanceof RegExp)))
      return undefined;
    if (section.role === "body") this.#seen += 1;
    return rest;
  }
}
