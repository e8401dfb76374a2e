import { cleanLine } from "../grammars/clean-line.js";
import { isTelling } from "../grammars/recognise.js";
import { datagrams, runTogether } from "../grammars/run-together.js";
import type { Piece, Unwrapped, Wrapper } from "../grammars/wrapper.js";
import { wrappers } from "../grammars/wrapper-registry.js";
import type { Envelope, LogRecord, SourceLine } from "./model/record.js";

/** A journal line in a container log in a JSON export in a quoted mail is five. */
const MOST_LAYERS = 6;

/** The wrappers that a text may begin with, by its first character. */
function byFirstOf(some: readonly Wrapper[]): ReadonlyMap<number, readonly Wrapper[]> {
  const byFirst = new Map<number, readonly Wrapper[]>();
  for (const wrapper of some)
    for (const character of wrapper.first) {
      const code = character.charCodeAt(0);
      byFirst.set(code, [...(byFirst.get(code) ?? []), wrapper]);
    }
  return byFirst;
}

const byFirst = byFirstOf(wrappers);
/** People quote whole lines: a quote mark inside a message is no quote. */
const inside = byFirstOf(wrappers.filter(({ carrier }) => carrier === undefined));
/** What may follow a wrapper that names the kernel's own text. */
const besideKernelText = byFirstOf(
  wrappers.filter(({ carrier, besideStamp }) => carrier === undefined && besideStamp),
);
const nobody: readonly Wrapper[] = [];

const bare: Envelope = {
  format: "bare",
  sender: "unknown",
  wall: null,
  monotonic: null,
  host: null,
  bootId: null,
  caller: null,
  level: null,
  tag: null,
};

interface Layer {
  readonly wrapper: Wrapper;
  readonly said: Unwrapped;
}

/** A message, what its wrappers said, and whether there were any. */
interface Peeled {
  readonly message: string;
  readonly envelope: Envelope;
  /** Blanks that a further line of the same record is indented by. */
  readonly prefix: string;
  /** What is left is the kernel's own text, whatever it looks like. */
  readonly innermost: boolean;
}

/** What was peeled off around a text. */
interface Outside {
  readonly envelope: Envelope;
  readonly innermost: boolean;
  readonly depth: number;
  /** The text is not the first line of its record. */
  readonly further: boolean;
}

/** A line of text inside a wrapper: what the kernel itself printed stays, colours of a name included. */
const asMeant = (line: string, innermost: boolean): string =>
  innermost ? (line.endsWith("\r") ? line.slice(0, -1) : line) : cleanLine(line);

const outermost: Outside = { envelope: bare, innermost: false, depth: 0, further: false };

/** A message whose end has not come. */
interface Split {
  /** Its first line; it counts for all. */
  readonly source: SourceLine;
  readonly layer: Layer;
  readonly outer: Outside;
  readonly piece: Piece;
  readonly text: string;
  /** The line after which it is told as far as it goes. */
  readonly expires: number;
}

/** Lines within which the next piece of a message comes: those of other streams stand in between. */
const PIECES_WITHIN = 64;
const LONGEST_SPLIT = 1 << 20;

const blob = /^\[[\d.]{1,10}[BKMGTPE] blob data\]$/;

/** Whether journalctl printed only how long a message is. */
const isBlob = (message: string): boolean => message.endsWith(" blob data]") && blob.test(message);

/** Adds what an inner layer says to what the outer ones said. */
function merge(outer: Envelope, { said }: Layer, format: string): Envelope {
  return {
    format,
    // What a program quotes are its own words, whatever the quoted line looks like.
    sender: outer.sender === "unknown" ? (said.sender ?? "unknown") : outer.sender,
    wall: said.wall ?? outer.wall,
    monotonic: said.monotonic ?? outer.monotonic,
    host: said.host ?? outer.host,
    bootId: said.bootId ?? outer.bootId,
    caller: said.caller ?? outer.caller,
    level: said.level ?? outer.level,
    tag: outer.tag ?? said.tag ?? null,
  };
}

/** How many bytes more than characters a prefix has: dmesg counts bytes when it indents. */
function extraBytes(prefix: string): number {
  let extra = 0;
  for (let at = 0; at < prefix.length; at++) {
    const code = prefix.charCodeAt(at);
    if (code >= 0x80) extra += code < 0x800 ? 1 : 2;
  }
  return extra;
}

/** Takes the indentation off a record's further line; blanks beyond it are the kernel's. */
function withoutIndentation(text: string, prefix: string): string {
  const blanks = text.length - text.trimStart().length;
  if (blanks === 0) return text;
  const column = prefix.length;
  return text.slice(Math.min(blanks, blanks > column ? column + extraBytes(prefix) : column));
}

/** A prefix that said all there is to say, the kernel's clock aside, which no two lines share. */
interface Repeat {
  readonly prefix: string;
  readonly peeled: Peeled;
}

/** What some wrappers undo: `\xe6` of dmesg, `#012` of rsyslog. */
const escaped = /\\x|#0/;
/** The kernel's clock; a task row begins with a bracket, too, but holds a pid. */
const stamped = /^\[ *\d+\./;

function repeatable(text: string, records: readonly LogRecord[], peeled: Peeled | null): Repeat | null {
  const [record, second] = records;
  if (record === undefined || second !== undefined || record.wrapped || record.envelope !== peeled?.envelope)
    return null;
  if (record.envelope.monotonic !== null || !text.endsWith(record.message)) return null;
  const prefix = text.slice(0, text.length - record.message.length);
  // In JSON the message is no rest of the line, though it may look like one.
  return prefix === "" || /["\n]/.test(prefix) ? null : { prefix, peeled };
}

/**
 * Peels wrappers off lines. One for each input: it remembers the line before, for lines that carry no prefix of
 * their own, and the boot that a marker of journalctl named.
 */
export class Unwrapper {
  #last: Peeled | null = null;
  #bootId: string | null = null;
  /** Messages that a logger split, while their end has not come. */
  readonly #split = new Map<string, Split>();
  #repeat: Repeat | null = null;
  /** What was doubtful and taken nevertheless: of this line, and of the one before. */
  #believed: Wrapper[] = [];
  #believedBefore: readonly Wrapper[] = [];

  /**
   * The records that a line carries: one for each line of text in it, and none where the line is the logger's own.
   *
   * @param source a line, or an entry of a format that spreads a record over several lines
   */
  unwrap(source: SourceLine): LogRecord[] {
    const text = cleanLine(source.text);
    if (this.#split.size > 0) return this.#amongPieces(source, text);
    const again = this.#again(source, text);
    if (again) return [again];
    this.#believedBefore = this.#believed;
    this.#believed = [];
    const records: LogRecord[] = [];
    const several = datagrams(text);
    if (several === undefined) this.#peel(source, text, outermost, records);
    else for (const line of several) this.#peel(source, line, outermost, records);
    // The kernel's prefix comes back behind what programs say in between, and theirs seldom comes twice.
    if (records.length !== 1 || records[0]?.envelope.sender !== "userspace")
      this.#repeat = repeatable(text, records, this.#last);
    return records;
  }

  /** Whether the end of a message is missing that a logger split. */
  get waiting(): boolean {
    return this.#split.size > 0;
  }

  /** The input has ended: the messages whose end has not come, as far as they go. */
  rest(): LogRecord[] {
    const records: LogRecord[] = [];
    for (const key of [...this.#split.keys()]) this.#finish(key, records);
    return records;
  }

  #amongPieces(source: SourceLine, text: string): LogRecord[] {
    const records: LogRecord[] = [];
    for (const [key, split] of [...this.#split]) if (source.line > split.expires) this.#finish(key, records);
    this.#peel(source, text, outermost, records);
    this.#repeat = null;
    return records;
  }

  /** Puts a piece behind those before it; a message that is complete is peeled on. */
  #piece(source: SourceLine, layer: Layer, piece: Piece, outer: Outside, records: LogRecord[]): void {
    const key = `${layer.wrapper.name} ${piece.of}`;
    const begun = this.#split.get(key);
    if (begun?.piece.more === "perhaps" && this.#wrapped(layer.said.rest, 1)) {
      this.#finish(key, records);
      this.#piece(source, layer, piece, outer, records);
      return;
    }
    if (begun === undefined && !piece.more) {
      const rest = piece.whole?.(layer.said.rest) ?? layer.said.rest;
      this.#inside(source, { ...layer, said: { ...layer.said, rest } }, outer, records);
      return;
    }
    this.#split.set(key, {
      source: begun ? { ...begun.source, lines: begun.source.lines + source.lines } : source,
      layer: begun?.layer ?? layer,
      outer: begun?.outer ?? outer,
      piece,
      text: `${begun?.text ?? ""}${layer.said.rest}`.slice(0, LONGEST_SPLIT),
      expires: source.line + PIECES_WITHIN,
    });
    if (!piece.more) this.#finish(key, records);
  }

  #finish(key: string, records: LogRecord[]): void {
    const { source, layer, outer, piece, text } = this.#split.get(key) as Split;
    this.#split.delete(key);
    const said = { ...layer.said, rest: piece.whole?.(text) ?? text };
    this.#inside(source, { ...layer, said }, outer, records);
  }

  /** Peels what stands inside a layer, line by line. */
  #inside(source: SourceLine, layer: Layer, outer: Outside, records: LogRecord[]): void {
    const { said, wrapper } = layer;
    const format = outer.envelope === bare ? this.#format(wrapper) : outer.envelope.format;
    const inside = {
      envelope: merge(outer.envelope, layer, format),
      innermost: said.innermost ?? false,
      depth: outer.depth + 1,
    };
    for (const [i, line] of said.rest.split("\n").entries())
      this.#peel(source, asMeant(line, inside.innermost), { ...inside, further: i > 0 }, records);
    const last = records.at(-1);
    if (said.withheld && last) records[records.length - 1] = { ...last, withheld: said.withheld };
  }

  /**
   * Most lines of a report begin with the very prefix of the line before, and what it says is known: only whether
   * the rest is wrapped again has to be looked at.
   */
  #again(source: SourceLine, text: string): LogRecord | undefined {
    const repeat = this.#repeat;
    if (repeat === null || !text.startsWith(repeat.prefix)) return undefined;
    const { peeled } = repeat;
    // What a line looks like may depend on the format of the one before.
    if (this.#last?.envelope.format !== peeled.envelope.format) return undefined;
    const message = text.slice(repeat.prefix.length);
    // Some wrappers are told apart by the stamp that follows, so a line with one is read as a whole.
    if (
      message === "" ||
      stamped.test(message) ||
      escaped.test(message) ||
      this.#layer(message, false, peeled.innermost)
    )
      return undefined;
    this.#last = peeled;
    return { source, envelope: peeled.envelope, message, wrapped: false };
  }

  #peel(source: SourceLine, text: string, outer: Outside, records: LogRecord[]): void {
    let rest = text;
    let start = text;
    let { envelope, innermost, further } = outer;
    for (let layers = outer.depth; layers < MOST_LAYERS; layers++) {
      const layer = this.#layer(rest, envelope === bare, innermost);
      if (layer === undefined) break;
      const { wrapper, said } = layer;
      if (said.marker) {
        if (said.bootId !== undefined) this.#bootId = said.bootId;
        return;
      }
      if (said.records || said.piece || said.withheld) {
        const around = { envelope, innermost, depth: layers, further };
        for (const one of said.records ?? [said]) {
          if (one.piece) this.#piece(source, { wrapper, said: one }, one.piece, around, records);
          else this.#inside(source, { wrapper, said: one }, around, records);
        }
        return;
      }
      rest = said.rest;
      if (wrapper.carrier === "always") start = rest;
      if (wrapper.carrier !== undefined) continue;
      further = false;
      envelope =
        envelope === bare
          ? merge(bare, layer, this.#format(wrapper))
          : merge(envelope, layer, envelope.format);
      innermost = said.innermost ?? false;
      if (rest.includes("\n")) {
        const inside = { envelope, innermost, depth: layers + 1 };
        for (const [i, line] of rest.split("\n").entries())
          this.#peel(source, asMeant(line, inside.innermost), { ...inside, further: i > 0 }, records);
        return;
      }
    }
    this.#record(source, rest, start, { envelope, innermost, further }, records);
  }

  #record(
    source: SourceLine,
    message: string,
    start: string,
    { envelope, innermost, further }: Omit<Outside, "depth">,
    records: LogRecord[],
  ): void {
    if (envelope === bare) {
      const last = this.#last;
      // An empty line belongs to nothing, and says nothing.
      if (message === "") return;
      if (last === null) records.push({ source, envelope, message, wrapped: false });
      else
        records.push({
          source,
          envelope: last.envelope,
          message: withoutIndentation(message, last.prefix),
          wrapped: true,
        });
      return;
    }
    const whole = this.#completed(envelope);
    this.#last = {
      message,
      envelope: whole,
      prefix: start.slice(0, start.length - message.length),
      innermost,
    };
    const several = whole.monotonic === null ? undefined : runTogether(whole.monotonic, message);
    if (several === undefined) {
      const record = { source, envelope: whole, message, wrapped: further };
      records.push(isBlob(message) ? { ...record, withheld: "blob-data" } : record);
    } else
      for (const { monotonic, message } of several)
        records.push({ source, envelope: { ...whole, monotonic }, message, wrapped: false });
  }

  /** rsyslog prints a program's line as journalctl does; it is the kernel's lines that tell the two apart. */
  #format({ name, sameAs }: Wrapper): string {
    return sameAs !== undefined && sameAs === this.#last?.envelope.format ? sameAs : name;
  }

  #completed(envelope: Envelope): Envelope {
    const bootId = envelope.bootId ?? this.#bootId;
    const tag = envelope.sender === "userspace" ? envelope.tag : null;
    return bootId === envelope.bootId && tag === envelope.tag ? envelope : { ...envelope, bootId, tag };
  }

  /** The wrapper that a text begins with. */
  #layer(text: string, outside: boolean, innermost: boolean): Layer | undefined {
    const candidates = innermost ? besideKernelText : outside ? byFirst : inside;
    for (const wrapper of innermost ? [] : this.#believedBefore) {
      const said = wrapper.unwrap(text);
      if (said === undefined || this.#believed.includes(wrapper)) continue;
      this.#believed.push(wrapper);
      return { wrapper, said };
    }
    for (const wrapper of candidates.get(text.charCodeAt(0)) ?? nobody) {
      if (wrapper.follows !== undefined && wrapper.follows !== this.#last?.envelope.format) continue;
      const said = wrapper.unwrap(text);
      if (said === undefined) continue;
      if (wrapper.carrier === "before" && !this.#wrapped(said.rest, 1)) continue;
      if (wrapper.doubtful && !this.#believes(wrapper, said.rest)) continue;
      return { wrapper, said };
    }
    return undefined;
  }

  /** Whether what anything may begin with is a wrapper here. */
  #believes(wrapper: Wrapper, rest: string): boolean {
    if (!isTelling(rest) && !this.#wrapped(rest, 1)) return false;
    this.#believed.push(wrapper);
    return true;
  }

  /** Whether a text begins with a wrapper that names a format. */
  #wrapped(text: string, depth: number): boolean {
    for (const wrapper of byFirst.get(text.charCodeAt(0)) ?? nobody) {
      if (
        wrapper.follows !== undefined ||
        (depth >= MOST_LAYERS && (wrapper.carrier !== undefined || wrapper.doubtful))
      )
        continue;
      const said = wrapper.unwrap(text);
      if (said === undefined) continue;
      const enough = wrapper.carrier === undefined && !wrapper.doubtful;
      if (enough || this.#wrapped(said.rest, depth + 1)) return true;
    }
    return false;
  }
}
