import { type CstElement, createToken, type IToken, type TokenType } from "chevrotain";

/**
 * A section is one kind of message: how it is recognised, its tokens, its rule and the fact that it yields.
 * `rule` is shape only; `fact` picks values out and names them with the kernel's words.
 */

/** All that the assembler needs to know about a message. */
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
  Record<`OR${Nth}`, (alternatives: { ALT: () => void }[]) => void>;

/** What a rule matched: tokens by the name of their type, in order. */
export type Cst = Readonly<Record<string, readonly CstElement[] | undefined>>;

export interface SectionSpec<Kind extends string, Fact> {
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
  /** A line of this section that was broken before its anchor was complete. */
  readonly cut?: RegExp;
  /** Nobody looks at what it says: a report is not parsed for it, that it is recognised is all. */
  readonly silent?: boolean;
  /** At least one line as printed, for every form that is known. Invented numbers. */
  readonly examples: readonly [string, ...string[]];
  readonly fact: (cst: Cst) => Fact;
}

export interface Section<Kind extends string = string, Fact = unknown> extends SectionSpec<Kind, Fact> {
  readonly tokens: readonly TokenType[];
  readonly rule: (parser: Rule) => void;
  /** The message comes in runs, and one parse reads a whole run: one line, one token. */
  readonly repeats: boolean;
  /** The fact of each line of a run; only where it repeats. */
  readonly factsOfRun?: (cst: Cst) => Fact[];
}

/** A section whose parts are tokens of their own. For messages that are rare. */
export function defineSection<const Kind extends string, Fact>(
  spec: SectionSpec<Kind, Fact> & {
    readonly tokens: readonly TokenType[];
    readonly rule: (parser: Rule) => void;
  },
): Section<Kind, Fact> {
  return { ...spec, repeats: false };
}

/**
 * A section whose whole line is one token that carries its captures. For messages that come by the hundred:
 * a token for each number would make them four times slower.
 */
export function defineLine<const Kind extends string, Fact>(
  spec: Omit<SectionSpec<Kind, Fact>, "anchor" | "first" | "fact"> & {
    /** Sticky; matches the whole message, and no newline. It is the anchor, too. */
    readonly line: RegExp;
    readonly first: string;
    readonly fact: (match: RegExpExecArray) => Fact;
  },
): Section<Kind, Fact> {
  const { line, fact, ...rest } = spec;
  const Line = createToken({
    name: `Line_${spec.kind}`,
    pattern: (text: string, offset: number) => {
      line.lastIndex = offset;
      const match = line.exec(text);
      if (match === null) return null;
      // The newline between two lines of a run belongs to the first: a token of its own would cost as much again.
      const end = offset + match[0].length;
      const image = text.charCodeAt(end) === LF ? `${match[0]}\n` : match[0];
      return Object.assign([image], { payload: match }) as unknown as RegExpExecArray;
    },
    start_chars_hint: [...spec.first],
    line_breaks: false,
  });
  return {
    ...rest,
    anchor: line,
    tokens: [Line],
    repeats: true,
    rule: ($) => $.AT_LEAST_ONE(() => $.CONSUME(Line)),
    fact: (cst) => fact(matchOf(cst[Line.name]?.[0] as IToken)),
    factsOfRun: (cst) => (cst[Line.name] as readonly IToken[]).map((token) => fact(matchOf(token))),
  };
}

const LF = 10;

const matchOf = (line: IToken): RegExpExecArray => line.payload as RegExpExecArray;

/** The text of the n-th token of a type, or null. */
export function word(elements: readonly CstElement[] | undefined, index = 0): string | null {
  const element = elements?.[index];
  return element && "image" in element ? element.image : null;
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
