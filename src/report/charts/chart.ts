/** A picture before it is drawn: what it shows, in the numbers of the document. */

export type Chart = Bars | Strip | Curve;

interface Titled {
  /** Unique in the report. */
  readonly id: string;
  readonly title: string;
  /** One sentence: how to read it. */
  readonly description: string;
}

/** One bar per thing, made of parts that add up. */
export interface Bars extends Titled {
  readonly kind: "bars";
  readonly unit: Unit;
  /** What the parts are, in their order. */
  readonly series: readonly string[];
  readonly bars: readonly Bar[];
  /** How many further things are not drawn. */
  readonly leftOut: number;
}

/** `points` are thousandths of the memory, as the kernel compares them. */
export type Unit = "bytes" | "points";

export interface Bar {
  readonly label: string;
  /** One per series; null where the log does not say. */
  readonly parts: readonly (number | null)[];
  /** The bound it is held against. */
  readonly limit: number | null;
  /** A word beside the label where this bar is the one to look at: `killed`. */
  readonly mark: string | null;
}

/** When things happened, one row per thing. */
export interface Strip extends Titled {
  readonly kind: "strip";
  readonly axis: Axis;
  readonly rows: readonly { readonly label: string; readonly at: readonly number[] }[];
  readonly leftOut: number;
}

/** A size over time. */
export interface Curve extends Titled {
  readonly kind: "curve";
  readonly axis: Axis;
  readonly what: string;
  readonly points: readonly { readonly at: number; readonly bytes: number }[];
  readonly limit: number | null;
}

/** Milliseconds since 1970, seconds since boot, or the order in the log where there is no clock. */
export type Axis = "wall" | "boot" | "order";
