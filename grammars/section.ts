import type { CstElement, IToken, TokenType } from "chevrotain";

/**
 * A section is one kind of message: how it is recognised, its tokens, its rule and the fact that it yields.
 * `rule` is shape only; `fact` picks values out and names them with the kernel's words.
 */

/** What a message is in a report. */
export type Role =
  /** A report of the OOM killer begins. */
  | "opens"
  /** Part of a report. */
  | "body"
  /** Names the constraint and the task that was chosen, before it is killed. */
  | "selects"
  /** Old kernels: names the task that was chosen; the kill line follows. */
  | "announces"
  /** Names a process that was killed. */
  | "kills"
  /** The kill lines that follow belong to the same decision. */
  | "groups"
  /** The report ends without a kill. */
  | "ends"
  /** Comes later, from another thread. */
  | "follows"
  /** Stands by itself; belongs to the report around it where there is one. */
  | "notes"
  /** A report of something else begins, which prints the same blocks. */
  | "decoy";

type Nth = "" | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/**
 * The parser as a rule sees it. Two calls of one method with the same argument in a rule need different numbers
 * (`CONSUME1`, `CONSUME2`), which is how chevrotain tells them apart.
 */
export type Rule = Record<`CONSUME${Nth}`, (token: TokenType) => IToken> &
  Record<`OPTION${Nth}` | `MANY${Nth}` | `AT_LEAST_ONE${Nth}`, (body: () => void) => void> &
  Record<`OR${Nth}`, (alternatives: { ALT: () => void }[]) => void> & {
    /** Any number of these, in any order; once in a rule. */
    readonly MANY_OF: (tokens: readonly TokenType[]) => void;
  };

/** What a rule matched: tokens by the name of their type, in order. */
export type Cst = Readonly<Record<string, readonly CstElement[] | undefined>>;

/** What every section says of itself. */
interface About<Kind extends string> {
  readonly kind: Kind;
  /** File and function of the kernel source. */
  readonly printedBy: string;
  /** The versions that print it, e.g. `2.6.32–4.20`. */
  readonly versions: string;
  readonly role: Role;
  /**
   * How the message is recognised before it is parsed: a literal that occurs in it, or a sticky expression for
   * its start. No two sections' anchors may match one example.
   */
  readonly anchor: string | RegExp;
  /** The kernel's log level (include/linux/kern_levels.h), where every version prints it at one and the same. */
  readonly level?: number;
  /** The characters that the message can begin with; not needed where the anchor is a literal. */
  readonly first?: string;
  /** Other reports of the kernel print this message too (page allocation failures, SysRq-m). */
  readonly shared?: boolean;
  /** Sticky: how the rest of a broken or wrapped line of this section begins. */
  readonly continues?: RegExp;
  /** The rest of a broken line of another section may look the same. */
  readonly mayContinue?: true;
  /** No blank follows a comma of the kernel's in it. */
  readonly unspaced?: true;
  /**
   * Programs say the like of themselves. Where such a line stands alone and nothing shows that the kernel speaks, it is
   * believed only with these: inside a wrapper, and without one.
   */
  readonly telltale?: Readonly<Record<"wrapped" | "bare", RegExp>>;
  /** Where the pid of the task stands that is chosen, or killed: one group. */
  readonly victim?: RegExp;
  /** It kills one more task by the decision of the kill before it: no report of its own. */
  readonly killsAlong?: true;
  /** Sticky: such a line of this section has no announcement before it. */
  readonly unannounced?: RegExp;
  /** A line of this section that was broken before its anchor was complete. */
  readonly cut?: RegExp;
  /** Nobody looks at what it says: a report is not parsed for it, that it is recognised is all. */
  readonly silent?: boolean;
  /** At least one line as printed, for every form that is known. Invented numbers. */
  readonly examples: readonly [string, ...string[]];
}

/** A section whose parts are tokens, put together by a rule. */
export interface RuleSection<Kind extends string = string, Fact = unknown> extends About<Kind> {
  readonly tokens: readonly TokenType[];
  readonly rule: (parser: Rule) => void;
  readonly fact: (cst: Cst) => Fact;
}

/** A section whose whole message is one expression with captures. */
export interface LineSection<Kind extends string = string, Fact = unknown> extends About<Kind> {
  /** Sticky; matches the whole message, and no newline. */
  readonly line: RegExp;
  /** It comes in runs: where there is one, the next line most often is another. */
  readonly inRuns?: boolean;
  readonly fact: (match: RegExpExecArray) => Fact;
}

export type Section<Kind extends string = string, Fact = unknown> =
  | RuleSection<Kind, Fact>
  | LineSection<Kind, Fact>;

/** For messages that are rare. */
export function defineSection<const Kind extends string, Fact>(
  section: RuleSection<Kind, Fact>,
): RuleSection<Kind, Fact> {
  return section;
}

/**
 * For messages that come by the hundred: of a report's lines nine in ten are rows, frames and counters. What is one
 * token needs no lexer, and no parser: they would make it three times slower.
 *
 * @param section without an anchor: its `line` is it
 */
export function defineLine<const Kind extends string, Fact>(
  section: Omit<LineSection<Kind, Fact>, "anchor" | "first"> & { readonly first: string },
): LineSection<Kind, Fact> {
  return { ...section, anchor: section.line };
}

/** The text of the n-th token of a type, or null. */
export function word(elements: readonly CstElement[] | undefined, index = 0): string | null {
  const element = elements?.[index];
  return element && "image" in element ? element.image : null;
}

/** Whether the first token of one type stands before all of another. */
export function isBefore(
  elements: readonly CstElement[] | undefined,
  others: readonly CstElement[] | undefined,
): boolean {
  const [element, other] = [elements?.[0], others?.[0]];
  if (!element || !("image" in element)) return false;
  return !other || !("image" in other) || element.startOffset < other.startOffset;
}

/** The n-th whole number, or null. Beyond 2^53 it is the nearest that a double can hold. */
export function int(elements: readonly CstElement[] | undefined, index = 0): number | null {
  const text = word(elements, index);
  return text === null ? null : Number(text);
}

/** How many tokens of a type there are. */
export function count(elements: readonly CstElement[] | undefined): number {
  return elements?.length ?? 0;
}
