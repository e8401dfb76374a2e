import { cleanLine } from "../../grammars/clean-line.js";
import { isHtml } from "../../grammars/html.js";
import { PRINTK } from "../../grammars/printk-stamp.js";
import { announcedAndKilled, datagrams, kernelLines, runTogether } from "../../grammars/run-together.js";
import type { Wrapper } from "../../grammars/wrapper.js";
import type { Envelope, LogRecord, SourceLine } from "../model/record.js";
import { withoutContinuationMark } from "./continuation-mark.js";
import { bare, within } from "./envelope.js";
import { withoutIndentation } from "./indentation.js";
import { type Layer, Layers, MOST_LAYERS, type Standing } from "./layers.js";
import { type Peeled, type Repeat, repeatable, restOf } from "./repeat.js";
import { SharedPrefix } from "./shared-prefix.js";
import { SplitMessages, type Whole } from "./split.js";

/** What was peeled off around a text. */
interface Outside {
  readonly envelope: Envelope;
  readonly innermost: boolean;
  readonly depth: number;
  /** The text is not the first line of its record. */
  readonly further: boolean;
}

const outermost: Outside = { envelope: bare, innermost: false, depth: 0, further: false };

/** A line of text inside a wrapper: what the kernel itself printed stays, colours of a name included. */
const asMeant = (line: string, innermost: boolean): string =>
  innermost ? (line.endsWith("\r") ? line.slice(0, -1) : line) : cleanLine(line);

const clock = new RegExp(String.raw`^\s*${PRINTK}\s*$`);

const blob = /^\[[\d.]{1,10}[BKMGTPE] blob data\]$/;

/** Whether journalctl printed only how long a message is. */
const isBlob = (message: string): boolean => message.endsWith(" blob data]") && blob.test(message);

/** Tells each record how many of its source come before it. Those of one source stand together. */
function counted(records: LogRecord[]): LogRecord[] {
  let nth = 0;
  for (let i = 1; i < records.length; i++) {
    const [before, record] = [records[i - 1] as LogRecord, records[i] as LogRecord];
    const isSame = record.source.line === before.source.line && record.source.nth === before.source.nth;
    nth = isSame ? nth + 1 : 0;
    if (nth > 0) records[i] = { ...record, nth };
  }
  return records;
}

/**
 * Peels wrappers off lines. One for each input: it remembers the line before, for lines that carry no prefix of
 * their own, and the boot that a marker of journalctl named.
 */
export class Unwrapper {
  #last: Peeled | null = null;
  #bootId: string | null = null;
  #repeat: Repeat | null = null;
  readonly #split = new SplitMessages<Outside>();
  readonly #layers = new Layers();
  #shared: SharedPrefix | null = null;
  /** Of the line before, where the kernel said nothing in it. */
  #header: Envelope | null = null;

  /**
   * The records that a line carries: one for each line of text in it, and none where the line is the logger's own.
   *
   * @param source a line, or an entry of a format that spreads a record over several lines
   */
  unwrap(source: SourceLine): LogRecord[] {
    const text = cleanLine(source.text);
    if (this.waiting) return this.#amongPieces(source, text);
    const shared = this.#shared === null ? undefined : this.#behindShared(source, text);
    if (shared) return [shared];
    const again = this.#again(source, text);
    if (again) return [again];
    // Who puts something before each line puts nothing on an empty one.
    if (text !== "") this.#layers.begin();
    const records: LogRecord[] = [];
    const shown = isHtml(source.text) && text.includes("\n") ? text.split("\n") : undefined;
    const several = shown ?? datagrams(text) ?? kernelLines(text);
    if (several === undefined) this.#whole(source, text, records);
    else for (const line of several) this.#peel(source, line, outermost, records);
    const [record] = records;
    if (record && records.length === 1 && record.envelope.sender === "unknown") {
      this.#shared = SharedPrefix.of(text, record.message) ?? this.#shared;
      const first = this.#shared === null ? undefined : this.#behindShared(source, text);
      if (first) return [first];
    }
    // The kernel's prefix comes back behind what programs say in between, and theirs seldom comes twice.
    if (records.length !== 1 || records[0]?.envelope.sender !== "userspace")
      this.#repeat = repeatable(text, records, this.#last);
    return counted(records);
  }

  /** A line whose header may stand alone on the line before: somebody broke it there, and behind the kernel's clock. */
  #whole(source: SourceLine, text: string, records: LogRecord[]): void {
    const header = this.#header;
    this.#header = null;
    if (header === null || !clock.test(text)) this.#peel(source, text, outermost, records);
    else this.#peel(source, text.trimStart(), { ...outermost, envelope: header, depth: 1 }, records);
  }

  /** A line of a report behind the prefix that the first one had. */
  #behindShared(source: SourceLine, text: string): LogRecord | undefined {
    const message = this.#shared?.take(text);
    if (message === undefined) return undefined;
    this.#repeat = null;
    return { source, envelope: bare, message, wrapped: false };
  }

  /** Whether the end of a message is missing that a logger split. */
  get waiting(): boolean {
    return this.#split.waiting;
  }

  /** The input has ended: the messages whose end has not come, as far as they go. */
  rest(): LogRecord[] {
    const records: LogRecord[] = [];
    this.#inside(this.#split.rest(), records);
    return counted(records);
  }

  #amongPieces(source: SourceLine, text: string): LogRecord[] {
    const records: LogRecord[] = [];
    this.#inside(this.#split.expired(source.line), records);
    this.#peel(source, text, outermost, records);
    this.#repeat = null;
    return counted(records);
  }

  /** Peels what stands inside these layers, line by line. */
  #inside(wholes: Iterable<Whole<Outside>>, records: LogRecord[]): void {
    for (const { source, layer, outer } of wholes) {
      const { said } = layer;
      this.#lines(source, said.rest, this.#within(outer, layer), records);
      const last = records.at(-1);
      if (said.withheld && last) records[records.length - 1] = { ...last, withheld: said.withheld };
    }
  }

  #lines(source: SourceLine, text: string, outer: Outside, records: LogRecord[]): void {
    for (const [i, line] of text.split("\n").entries())
      this.#peel(source, asMeant(line, outer.innermost), { ...outer, further: i > 0 }, records);
  }

  /**
   * Most lines of a report begin with the very prefix of the line before, and what it says is known: only whether
   * the rest is wrapped again has to be looked at.
   */
  #again(source: SourceLine, text: string): LogRecord | undefined {
    // What a line looks like may depend on the format of the one before.
    if (this.#repeat === null || this.#last?.envelope.format !== this.#repeat.peeled.envelope.format)
      return undefined;
    const message = restOf(this.#repeat, text);
    const { peeled } = this.#repeat;
    if (message === undefined || this.#layer(message, peeled.innermost ? "kernel-text" : "inside"))
      return undefined;
    this.#last = peeled;
    return { source, envelope: peeled.envelope, message, wrapped: false };
  }

  #peel(source: SourceLine, text: string, outer: Outside, records: LogRecord[]): void {
    let rest = text;
    let start = text;
    let around = outer;
    // What a program says are its own words, whatever they look like.
    while (around.depth < MOST_LAYERS && around.envelope.sender !== "userspace") {
      const { envelope, innermost } = around;
      const layer = this.#layer(rest, innermost ? "kernel-text" : envelope === bare ? "outside" : "inside");
      if (layer === undefined) break;
      const { wrapper, said } = layer;
      if (said.marker) {
        if (said.bootId !== undefined) this.#bootId = said.bootId;
        return;
      }
      if (said.records || said.fragment || said.withheld) {
        for (const one of said.records ?? [said]) {
          const single = { wrapper, said: one };
          this.#inside(
            one.fragment
              ? this.#split.add(source, single, one.fragment, around)
              : [{ source, layer: single, outer: around }],
            records,
          );
        }
        return;
      }
      rest = said.rest;
      if (wrapper.carrier === "always") start = rest;
      if (wrapper.carrier !== undefined) {
        around = { ...around, depth: around.depth + 1 };
        continue;
      }
      around = this.#within(around, layer);
      if (rest.includes("\n")) {
        this.#lines(source, rest, around, records);
        return;
      }
    }
    const two = around.envelope.sender === "userspace" ? undefined : announcedAndKilled(rest);
    if (two === undefined) this.#record(source, rest, start, around, records);
    else {
      const before = start.slice(0, start.length - rest.length);
      for (const message of two) this.#record(source, message, before + message, around, records);
    }
  }

  #within({ envelope, depth }: Outside, { wrapper, said }: Layer): Outside {
    const format = envelope === bare ? this.#format(wrapper) : envelope.format;
    return {
      envelope: within(envelope, said, format),
      innermost: said.innermost ?? false,
      depth: depth + 1,
      further: false,
    };
  }

  #record(
    source: SourceLine,
    message: string,
    start: string,
    { envelope, innermost, further }: Outside,
    records: LogRecord[],
  ): void {
    if (envelope === bare) {
      const last = this.#last;
      // An empty line belongs to nothing, and says nothing.
      if (message === "") return;
      const text = withoutContinuationMark(message);
      if (last === null) records.push({ source, envelope, message: text, wrapped: false });
      else
        records.push({
          source,
          envelope: last.envelope,
          message: withoutIndentation(text, last.prefix),
          wrapped: true,
        });
      return;
    }
    const whole = this.#completed(envelope);
    this.#last = { envelope: whole, prefix: start.slice(0, start.length - message.length), innermost };
    this.#header = message === "" && whole.sender === "kernel" && whole.monotonic === null ? whole : null;
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

  #layer(text: string, standing: Standing): Layer | undefined {
    return this.#layers.of(text, standing, this.#last?.envelope.format);
  }
}
