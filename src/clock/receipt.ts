import type { Stamps } from "../model/record.js";
import { type Reading, readStamp } from "./stamp.js";
import { nearHint } from "./year.js";

/**
 * What a collector's time says of the host's own stamp that stands inside it. The collector's is exact and names its
 * year and its zone, but says when the line was taken in: seconds after it was printed, or days, where a whole file is
 * read when an agent starts. So it settles the year and the zone of the host's stamp, and never takes its place.
 */

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const HOUR = 4 * QUARTER;
/** A collector is late by less, usually. */
const LATE = MINUTE;
/** Clocks of two machines differ by less. */
const EARLY = 5000;
/** Kiribati; no clock of the world is further ahead. */
const MOST_AHEAD = 14 * HOUR;
/** The International Date Line. */
const MOST_BEHIND = 12 * HOUR;

/** A stamp in the latest year in which it can have been printed, if it was taken in then. */
function inYearOf(receipt: Reading, reading: Reading): Reading {
  if (!reading.yearless || receipt.yearless) return reading;
  const local = nearHint(reading.local, { source: "log", side: "until", local: receipt.local });
  return { ...reading, local, yearless: false, inferred: true };
}

/** How far a clock was ahead of UTC, by a line that was taken in as it was printed; null where it was taken in late. */
function offsetBy(ahead: number): number | null {
  const offset = Math.round(ahead / QUARTER) * QUARTER;
  const late = offset - ahead;
  return late >= -EARLY && late <= LATE && offset <= MOST_AHEAD && offset >= -MOST_BEHIND ? offset : null;
}

/** How far one host's clock is ahead of UTC, by all lines of it whose receipt is known. */
class HostOffset {
  /** By each offset that a line fits: the first such line, and whether one of another minute fits, too. */
  readonly #fitting = new Map<number, { readonly local: number; again: boolean }>();
  /** How far lines seem to be ahead: the one that was taken in the latest, and the one that was not late. */
  #least = Number.POSITIVE_INFINITY;
  #most = Number.NEGATIVE_INFINITY;

  hear(local: number, ahead: number): void {
    this.#least = Math.min(this.#least, ahead);
    this.#most = Math.max(this.#most, ahead);
    const offset = offsetBy(ahead);
    if (offset === null) return;
    const fitting = this.#fitting.get(offset);
    if (fitting === undefined) this.#fitting.set(offset, { local, again: false });
    else if (Math.abs(local - fitting.local) > MINUTE) fitting.again = true;
  }

  /**
   * A line that was taken in hours late fits some zone by chance, one time in fourteen. So two lines of different
   * minutes must agree, which those of a file that is read at once do not: each is late by another time. One is
   * enough as long as all are late by less than a quarter of an hour by it. Of several offsets the furthest ahead
   * counts, since nothing is taken in before it is printed; an hour behind that is the other season.
   */
  of(ahead: number): number | null {
    const sure = [...this.#fitting].filter(
      ([offset, { again }]) => again || (offset + EARLY >= this.#most && offset - this.#least < QUARTER),
    );
    if (sure.length === 0) return null;
    const offsets = sure.map(([offset]) => offset);
    const furthest = Math.max(...offsets);
    const own = offsetBy(ahead);
    return own === furthest - HOUR && offsets.includes(own) ? own : furthest;
  }
}

/** Hosts that are remembered: of a network of them any number may be told of. */
const MOST_HOSTS = 4096;

/** What the receipts of one input's lines say of their stamps. */
export class Receipts {
  readonly #hosts = new Map<string | null, HostOffset>();
  readonly #zones: boolean;

  /** @param zones whether zones are to be worked out, too */
  constructor(zones: boolean) {
    this.#zones = zones;
  }

  /** A line of the input: what it says of its host's clock holds for other lines, too. */
  hear(stamps: Stamps): void {
    const { reading, ahead } = readBoth(stamps);
    if (!this.#zones || reading === null || ahead === null || ahead > MOST_AHEAD + EARLY) return;
    let offset = this.#hosts.get(stamps.host);
    if (offset === undefined) {
      if (this.#hosts.size >= MOST_HOSTS) this.#hosts.clear();
      offset = new HostOffset();
      this.#hosts.set(stamps.host, offset);
    }
    offset.hear(reading.local, ahead);
  }

  /** A line's stamp, in its year, and in its zone if that is known; its receipt, where no stamp can be read. */
  read(stamps: Stamps): Reading | null {
    const { reading, ahead } = readBoth(stamps);
    const offset = ahead === null ? undefined : this.#hosts.get(stamps.host)?.of(ahead);
    return reading === null || offset == null ? reading : { ...reading, offset, inferred: true };
  }
}

/** A line's stamp in its year, and how far it seems to be ahead of UTC, if its line was not late; null if it says. */
function readBoth({ wall, receipt }: Stamps): {
  readonly reading: Reading | null;
  readonly ahead: number | null;
} {
  const printed = wall && readStamp(wall);
  const taken = receipt && readStamp(receipt);
  if (printed === null || taken === null) return { reading: printed ?? taken, ahead: null };
  const reading = inYearOf(taken, printed);
  const known = reading.offset !== null || taken.offset === null || taken.yearless;
  return { reading, ahead: known ? null : reading.local - (taken.local - taken.offset) };
}
