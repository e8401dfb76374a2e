import { clockLine, namesBoot, tellsOfClock } from "../grammars/clock-line.js";
import { gateNeedles } from "../grammars/gate-needles.js";
import { tellsOfLoss } from "../grammars/loss-line.js";
import { mayReport } from "../grammars/needles.js";
import { isAttempt } from "../grammars/service-needles.js";
import { Account } from "./account.js";
import { Assembler } from "./assemble/assemble.js";
import { LOOK_BACK } from "./assemble/draft.js";
import { Attempts } from "./attempts.js";
import type { BootClocks } from "./clock/boot-clock.js";
import { InputClock, type TimeOptions } from "./clock/input-clock.js";
import { DoubtfulLines } from "./doubtful-lines.js";
import { edgesOf, isUpsideDown } from "./edges.js";
import { EpisodeReader, type Findings } from "./episodes.js";
import type { TimedKill } from "./fold.js";
import type { Input, Kill } from "./model/analysis.js";
import { type DiagnosticArgs, note } from "./model/diagnostic.js";
import type { LogRecord, Moment, SourceLine, Timing } from "./model/record.js";
import type { Notebook } from "./notebook.js";
import { isTimed, mayServe, observe, untimed } from "./observe.js";
import { LINE_MAX, type LineSink, type Run } from "./read/gate.js";
import { InputReader } from "./read/input-reader.js";
import type { ByteSink, InputFacts, InputNote } from "./read/intake.js";
import { Runs } from "./run/runs.js";
import { Unwrapper } from "./unwrap/unwrapper.js";
import { windowWidth } from "./window.js";

/** Lines in which the head of a message is looked for. */
const CONTEXT = 64;

/** What all inputs of an analysis share about time. */
export interface Clocks {
  readonly options: TimeOptions;
  readonly boots: BootClocks;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** One input on its way through the passes. */
export class Feed implements LineSink, ByteSink {
  readonly #name: string;
  readonly #index: number;
  readonly #facts: InputFacts;
  readonly #notebook: Notebook;
  readonly #found: Findings;
  readonly #reader: InputReader;
  readonly #unwrapper = new Unwrapper();
  readonly #assembler: Assembler;
  readonly #episodes: EpisodeReader;
  readonly #clock: InputClock;
  readonly #account = new Account();
  /** All services are of interest, not only those that kill. */
  readonly #services: boolean;
  readonly #doubtful: DoubtfulLines;
  readonly #attempts = new Attempts();
  #ended = false;
  readonly #runs = new Runs();

  constructor(
    name: string,
    index: number,
    facts: InputFacts,
    notebook: Notebook,
    found: Findings,
    clocks: Clocks,
    services: boolean,
  ) {
    this.#name = name;
    this.#index = index;
    this.#facts = facts;
    this.#notebook = notebook;
    this.#found = found;
    this.#services = services;
    this.#clock = this.#clockOf(clocks);
    this.#doubtful = new DoubtfulLines(index, this.#account.tally, notebook);
    const needles = gateNeedles(services, found.loss !== undefined);
    this.#reader = new InputReader(this, index, needles, (records) => {
      this.#assembler.window = windowWidth(records);
      return isUpsideDown(records);
    });
    this.#episodes = new EpisodeReader(index, this.#clock, this.#account.tally, notebook, found);
    this.#assembler = new Assembler((report) => this.#episodes.over(report));
  }

  /** Bytes, or text, of the log. */
  push(chunk: Uint8Array | string): void {
    const bytes = typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
    this.#account.bytes += bytes.length;
    this.#reader.push(bytes);
  }

  /** Where a reader may put the next bytes without a copy; then it calls `filled`. */
  space(): Uint8Array {
    return this.#reader.space();
  }

  filled(count: number): void {
    this.#account.bytes += count;
    this.#reader.filled(count);
  }

  note<Code extends InputNote>(code: Code, args: DiagnosticArgs[Code]): void {
    this.#notebook.add(note(code, { input: this.#index, line: null }, args));
  }

  /**
   * For a log that does not end: tells of reports that go on, as soon as they have killed.
   *
   * @param idle whether nothing has come for a while; then a report that has killed is over
   */
  settle(idle: boolean): void {
    this.#reader.settle();
    if (idle) {
      for (const record of this.#unwrapper.rest()) this.#assembler.add(record, () => []);
      for (const report of this.#assembler.pause()) this.#episodes.paused(report);
      if (!this.#assembler.open) this.#doubtful.settle();
    } else if (this.#found.ongoing)
      for (const report of this.#assembler.ongoing()) this.#episodes.ongoing(report);
  }

  /** Whether a report is open, so that the lines up to here say only a part of something. */
  get open(): boolean {
    return this.#assembler.open || this.#unwrapper.waiting;
  }

  /** The input has ended. */
  end(): void {
    this.#reader.end();
    this.#hearAttempts();
    for (const record of this.#unwrapper.rest()) this.#assembler.add(record, () => []);
    this.#assembler.flush();
    this.#doubtful.settle();
    this.#ended = true;
    this.#clock.end();
    if (this.#account.bytes === 0)
      this.#notebook.add(note("empty-input", { input: this.#index, line: null }, {}));
    if (this.#reader.looksBinary)
      this.#notebook.add(note("binary-input", { input: this.#index, line: null }, {}));
  }

  concerns(text: string): boolean {
    if (isAttempt(text)) return true;
    if (tellsOfClock(text)) this.#hear(text);
    return (
      mayReport(text) ||
      namesBoot(text) ||
      mayServe(text, this.#services) ||
      (this.#found.loss !== undefined && tellsOfLoss(text))
    );
  }

  /** The hosts whose kernel's lines were seen; null where they name none. */
  get kernels(): ReadonlySet<string | null> {
    return this.#account.kernels;
  }

  /** The final word on when a line was printed. */
  settledMoment(timing: Timing): Moment {
    const { moment, wall } = timing;
    return wall === null && moment.monotonicSeconds === null
      ? moment
      : { ...moment, ...this.#clock.settled(timing) };
  }

  /** The final word on a kill's time. */
  settled({ kill, timing }: TimedKill): Kill {
    const { time, timeQuality } = this.#clock.settled(timing);
    return time === kill.time && timeQuality === kill.timeQuality ? kill : { ...kill, time, timeQuality };
  }

  /** Another input knows when a kill of this one was. */
  learn(timing: Timing, millis: number): void {
    this.#clock.learn(timing, millis);
  }

  #clockOf({ options, boots, now }: Clocks): InputClock {
    const lines = {
      first: () => this.#reader.firstLines,
      last: () => (this.#ended ? this.#reader.lastLine : null),
    };
    const edges = edgesOf(this.#name, this.#facts, lines, now);
    return new InputClock(this.#index, options, edges, boots, (code, line, args) =>
      this.#notebook.add(note(code, { input: this.#index, line }, args)),
    );
  }

  line(source: SourceLine, before: (limit: number) => SourceLine[]): boolean {
    if (!this.#services && !this.open && isAttempt(source.text)) {
      this.#attempts.add(source);
      return false;
    }
    return this.#read(source, before);
  }

  /** Something came, or the end, that a kubelet's attempts may have led up to. */
  #hearAttempts(): void {
    for (const record of this.#attempts.take()) {
      this.#account.sawHost(record.envelope);
      this.#observe(record);
    }
  }

  #read(source: SourceLine, before: (limit: number) => SourceLine[]): boolean {
    if (this.#assembler.open && tellsOfClock(source.text)) this.#hear(source.text);
    const records = this.#assembler.open ? this.#unwrapper.unwrap(source) : this.#inContext(source, before);
    if (records.length > 1) this.#account.tally.several(source);
    let taken = false;
    /** Asked once for a line, however many records it carries. */
    let serves: boolean | undefined;
    for (const record of records) {
      this.#account.remember(record.envelope);
      if (record.withheld)
        this.#notebook.add(note(record.withheld, { input: this.#index, line: source.line }, {}));
      const known = this.#assembler.add(record, () => this.#earlier(before));
      if (known) {
        this.#hearAttempts();
        this.#account.sawKernel(record.envelope);
      }
      if (!this.#assembler.open && tellsOfLoss(record.message))
        this.#found.loss?.(record.message, source.line);
      if (!known) serves ??= mayServe(source.text, this.#services);
      taken = known || (serves === true && this.#observe(record)) || taken;
    }
    const bare = records.length > 0 && records.every(({ envelope }) => envelope.format === "bare");
    if (!taken && bare && mayReport(source.text)) this.#doubtful.add(source);
    this.#runs.after(this.#unwrapper.waiting ? null : this.#assembler.newest);
    const open = this.#assembler.open;
    if (!open) this.#doubtful.settle();
    return open || this.#unwrapper.waiting;
  }

  /** What the next line may go on with. */
  get run(): Run | null {
    return this.#runs.run;
  }

  /**
   * A line without a prefix of its own is the rest of one before it, and that one says whose it is: a program's
   * message of several lines may quote a kill.
   */
  #inContext(source: SourceLine, before: (limit: number) => SourceLine[]): LogRecord[] {
    const records = this.#unwrapper.unwrap(source);
    if (records.every(({ envelope, wrapped }) => !wrapped && envelope.format !== "bare")) return records;
    const lines = before(CONTEXT);
    if (lines.length === 0) return records;
    const unwrapper = new Unwrapper();
    for (const line of lines) unwrapper.unwrap(line);
    return unwrapper.unwrap(source);
  }

  /** @returns whether a service says something of use with this record */
  #observe(record: LogRecord): boolean {
    const heard = observe(record, this.#services);
    if (heard === undefined) return false;
    this.#hearAttempts();
    const { envelope, source } = record;
    const wall = envelope.wall ?? heard.wall;
    const timing = isTimed(heard, this.#services)
      ? this.#clock.at(wall === envelope.wall ? envelope : { ...envelope, wall }, source.line)
      : untimed(source.line);
    this.#found.service(heard, timing);
    this.#account.tally.count("parsed", source);
    return true;
  }

  nulBytes(line: number): void {
    this.#notebook.add(note("nul-bytes", { input: this.#index, line }, {}));
  }

  tooLong(line: number, bytes: number, kept: number): void {
    this.#notebook.add(
      note("line-too-long", { input: this.#index, line }, { bytes, kept: Math.min(kept, LINE_MAX) }),
    );
  }

  /** The published account of this input. */
  input(): Input {
    return this.#account.input(this.#name, this.#facts, this.#reader, (edge, stamps) =>
      this.#clock.edgeTime(edge, stamps),
    );
  }

  #earlier(before: (limit: number) => SourceLine[]): LogRecord[] {
    const unwrapper = new Unwrapper();
    return before(LOOK_BACK).flatMap((source) => {
      const records = unwrapper.unwrap(source);
      if (records.length > 1) this.#account.tally.several(source);
      return records;
    });
  }

  /** A line in which the kernel tells of its clocks; it belongs to no report. */
  #hear(text: string): void {
    const line = this.#reader.lines + 1;
    const source = { input: this.#index, line, lines: 1, text };
    for (const { envelope, message } of new Unwrapper().unwrap(source)) {
      const told = envelope.sender === "userspace" ? undefined : clockLine(message);
      if (told) this.#clock.hear(envelope, line, told);
    }
  }
}
