import type { DiagnosticArgs } from "../model/diagnostic.js";
import type { Envelope, Moment, Stamps, Timing } from "../model/record.js";
import { isoOf } from "../time.js";
import { type BootClocks, BootCounter } from "./boot-clock.js";
import { Receipts } from "./receipt.js";
import { type Reading, readStamp } from "./stamp.js";
import { lastOfDays, type YearHint, Years, yearsFromEnd } from "./year.js";
import { type Edges, firstReading, yearHintOf } from "./year-hint.js";
import { offsetCalled } from "./zone-names.js";
import { momentCalled, momentsOf } from "./zoned.js";

/** What the user says of the times of all inputs. */
export interface TimeOptions {
  /** The zone of times that carry none, as `parseZone` names it. */
  readonly zone?: string | null;
  /** The year of the first date that has none. */
  readonly year?: number | null;
  /** When the machine was started, in milliseconds since 1970: for logs that carry the kernel's clock only. */
  readonly bootMillis?: number | null;
}

type TimeCode = "year-assumed" | "zone-assumed" | "clock-step" | "no-time";
type Say = <Code extends TimeCode>(code: Code, line: number | null, args: DiagnosticArgs[Code]) => void;

type Dated = Pick<Moment, "time" | "timeQuality">;

interface Instant {
  readonly millis: number;
  readonly exact: boolean;
}

/** Where a time is printed. */
type Place = Pick<Timing, "boot" | "line" | "receipt"> & { readonly monotonicSeconds: number | null };

/** Lines of different processors are printed in another order than they are stamped, by less than this. */
const OUT_OF_ORDER = 60_000;
/** Dates that are put in order once more when the whole log is known. */
const REMEMBERED = 100_000;

/** The clocks of one input: what its stamps mean, and what had to be assumed for it. */
export class InputClock {
  readonly #input: number;
  readonly #options: TimeOptions;
  readonly #edges: Edges;
  readonly #boots: BootClocks;
  readonly #counter = new BootCounter();
  readonly #said = new Set<string>();
  readonly #say: Say;
  #years: Years | null = null;
  #firstHint: YearHint | null = null;
  /** Dates without a year in the order of their lines; null where it is known where the log begins. */
  readonly #yearless: { readonly line: number; readonly local: number }[] = [];
  #whole: ReadonlyMap<number, number> | null = null;
  /** The last moment that was asked for, by which the hour that comes twice is told apart. */
  #previous: number | null = null;
  #slept = false;
  /** Null as long as no line was taken in by another than the logger that stamped it. */
  #receipts: Receipts | null = null;
  #ended = false;

  constructor(input: number, options: TimeOptions, edges: Edges, boots: BootClocks, say: Say) {
    this.#input = input;
    this.#options = options;
    this.#edges = edges;
    this.#boots = boots;
    this.#say = (code, line, args) => {
      if (this.#said.has(code)) return;
      this.#said.add(code);
      say(code, line, args);
    };
  }

  /** What the clocks say of a line that reports a kill. Ask in the order of the log. */
  at(envelope: Envelope, line: number): Timing {
    const { wall, receipt, monotonic, host, bootId } = envelope;
    const monotonicSeconds = secondsOf(monotonic);
    const bootNumber = this.#counter.at(host, monotonicSeconds, line);
    const boot = bootId ?? `${this.#input} ${host ?? ""} ${bootNumber}`;
    if (receipt !== null) this.#collected().hear(envelope);
    const moment = wall && this.#momentOf(envelope, { boot, line, receipt, monotonicSeconds });
    // Later lines may still tell another zone of one that was taken in; beside them it would look like a step.
    if (moment && monotonicSeconds !== null && (moment.exact || receipt === null)) {
      const step = this.#boots.of(boot).anchor(monotonicSeconds, moment.millis, moment.exact);
      if (step) this.#say("clock-step", line, { seconds: step.seconds });
    }
    return { moment: { ...told(moment), monotonicSeconds }, boot, bootNumber, line, wall, receipt, host };
  }

  /** A line in which the kernel tells of its clocks. */
  hear(
    envelope: Envelope,
    line: number,
    heard: { readonly setToMillis: number | null; readonly slept: boolean },
  ): void {
    const { moment, boot } = this.at({ ...envelope, wall: null, receipt: null }, line);
    if (heard.setToMillis !== null && moment.monotonicSeconds !== null)
      this.#boots.of(boot).anchor(moment.monotonicSeconds, heard.setToMillis, false);
    if (!heard.slept) return;
    this.#slept = true;
    this.#say("clock-step", line, { seconds: null });
  }

  /** The input has ended: where only its end is known, its years are counted back from there. */
  end(): void {
    // From here on its kills are gone through once more.
    this.#previous = null;
    this.#ended = true;
    if (this.#receipts) this.#hearEdges(this.#receipts);
    const hint = this.#firstHint;
    const [first, last] = [firstReading(this.#edges.head()), firstReading(this.#edges.tail().toReversed())];
    if (hint === null || hint.side !== "until" || this.#yearless.length === 0) return;
    const edge = (reading: Reading | null) => (reading?.yearless ? [reading.local] : []);
    const before = edge(first);
    const dates = [...before, ...this.#yearless.map(({ local }) => local), ...edge(last)];
    const years = yearsFromEnd(dates, hint.local);
    this.#whole = new Map(this.#yearless.map(({ line }, at) => [line, years[at + before.length] as number]));
  }

  /** The final word on a kill's time, when more of this and of other inputs is known. */
  settled(timing: Timing): Dated {
    const { line, boot, moment, receipt } = timing;
    const { monotonicSeconds } = moment;
    const whole = this.#whole?.get(line);
    const reading = whole === undefined && receipt === null ? null : this.#read(timing);
    if (reading && (whole !== undefined || !reading.yearless))
      return told(
        this.#placed(
          { ...reading, local: whole ?? reading.local },
          { boot, line, receipt, monotonicSeconds },
        ),
      );
    if (moment.time !== null || monotonicSeconds === null) return this.#timeless(timing);
    const millis = this.#boots.of(boot).wallOf(monotonicSeconds);
    return millis === null ? this.#timeless(timing) : told({ millis, exact: false });
  }

  /** A kill of this input whose moment another input knows. */
  learn({ boot, moment }: Timing, millis: number): void {
    const { monotonicSeconds } = moment;
    if (monotonicSeconds !== null) this.#boots.of(boot).anchor(monotonicSeconds, millis, false);
  }

  /** The time of a line at an edge, for the account of the input: nothing is assumed for it that is worth telling. */
  edgeTime(edge: "first" | "last", stamps: Stamps): string | null {
    const reading = this.#read(stamps);
    if (reading === null) return null;
    if (reading.yearless && this.#years === null) this.#begin();
    const hint = this.#firstHint;
    const local =
      !reading.yearless || hint === null ? reading.local : this.#edgeLocal(edge, reading.local, hint);
    const zone = this.#options.zone ?? "UTC";
    const millis =
      reading.offset === null ? momentsOf(zone, local).at(edge === "first" ? 0 : -1) : local - reading.offset;
    return isoOf(millis as number);
  }

  #edgeLocal(edge: "first" | "last", local: number, hint: YearHint): number {
    if (hint.side !== "until")
      return edge === "last" && this.#years ? this.#years.next(local) : new Years(hint).next(local);
    const last = firstReading(this.#edges.tail().toReversed());
    const rest = lastOfDays([
      ...this.#yearless.map(({ local }) => local),
      ...(last?.yearless ? [last.local] : []),
    ]);
    const years =
      edge === "first" ? yearsFromEnd([local, ...rest], hint.local) : yearsFromEnd([local], hint.local);
    return years[0] as number;
  }

  #timeless({ moment, line }: Timing): Dated {
    const { time, timeQuality } = moment;
    if (time === null) this.#say("no-time", line, {});
    return { time, timeQuality };
  }

  #momentOf(stamps: Stamps, place: Place): Instant | null {
    const reading = this.#read(stamps);
    if (reading === null) return null;
    if (!reading.yearless) return this.#placed(reading, place);
    return this.#placed({ ...reading, local: this.#inItsYear(reading.local, place.line) }, place);
  }

  /** What the stamps of a line say together. A zone that the user tells wins over one that is worked out. */
  #read(stamps: Stamps): Reading | null {
    const { wall, receipt } = stamps;
    const reading = receipt === null ? wall && readStamp(wall) : this.#collected().read(stamps);
    if (reading === null || reading.abbreviation === null || this.#options.zone != null) return reading;
    const offset = reading.offset ?? offsetCalled(reading.abbreviation);
    return offset === null ? reading : { ...reading, offset, inferred: true };
  }

  #collected(): Receipts {
    if (this.#receipts === null) {
      this.#receipts = new Receipts(this.#options.zone == null);
      this.#hearEdges(this.#receipts);
    }
    return this.#receipts;
  }

  #hearEdges(receipts: Receipts): void {
    for (const { stamps } of [...this.#edges.head(), ...this.#edges.tail()])
      if (stamps) receipts.hear(stamps);
  }

  #inItsYear(yearless: number, line: number): number {
    this.#years ?? this.#begin(yearless);
    const years = this.#years as Years;
    const local = years.next(yearless);
    if (this.#firstHint?.side === "until" && this.#yearless.length < REMEMBERED)
      this.#yearless.push({ line, local: yearless });
    if (years.source !== "told")
      this.#say("year-assumed", line, { year: new Date(local).getUTCFullYear(), source: years.source });
    return local;
  }

  #placed(reading: Reading, { line, boot, receipt, monotonicSeconds }: Place): Instant {
    const { local, offset, yearless, derived, inferred, abbreviation } = reading;
    const dated = !inferred && (!yearless || this.#options.year != null);
    if (offset !== null) {
      this.#previous = local - offset;
      return { millis: local - offset, exact: dated && !(derived && this.#slept) };
    }
    const { zone } = this.#options;
    if (zone == null) {
      // Of what was taken in later lines may still tell the zone.
      if (receipt === null || this.#ended) this.#say("zone-assumed", line, { abbreviation });
      this.#previous = local;
      return { millis: local, exact: false };
    }
    const moments = momentsOf(zone, local);
    const called = abbreviation === null ? null : momentCalled(zone, moments, abbreviation);
    const moment =
      called === null ? this.#inOrder(moments, boot, monotonicSeconds) : { millis: called, exact: true };
    this.#previous = moment.millis;
    const sure = moment.exact && dated && !derived && (abbreviation === null || called !== null);
    return { millis: moment.millis, exact: sure };
  }

  /** The hour that comes twice: the kernel's clock knows which it is, or the lines before. */
  #inOrder(moments: readonly number[], boot: string, monotonicSeconds: number | null): Instant {
    const [earlier, later] = moments as [number, number?];
    if (later === undefined) return { millis: earlier, exact: true };
    const expected = monotonicSeconds === null ? null : this.#boots.of(boot).wallOf(monotonicSeconds);
    if (expected !== null) {
      const millis = Math.abs(earlier - expected) <= Math.abs(later - expected) ? earlier : later;
      return { millis, exact: true };
    }
    const before = this.#previous ?? Number.NEGATIVE_INFINITY;
    return earlier < before - OUT_OF_ORDER
      ? { millis: later, exact: true }
      : { millis: earlier, exact: false };
  }

  /** Where the log stands among the years, by the best that says so. */
  #begin(first: number | null = null): void {
    this.#firstHint = yearHintOf(this.#edges, this.#options.year ?? null, first);
    this.#years = new Years(this.#firstHint);
  }
}

const told = (moment: Instant | null): Dated =>
  moment === null || !(Math.abs(moment.millis) <= 8.64e15)
    ? { time: null, timeQuality: "none" }
    : { time: isoOf(moment.millis), timeQuality: moment.exact ? "exact" : "inferred" };

function secondsOf(monotonic: string | null): number | null {
  const seconds = monotonic === null ? Number.NaN : Number(monotonic);
  return Number.isFinite(seconds) ? seconds : null;
}
