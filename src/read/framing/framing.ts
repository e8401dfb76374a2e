import type { Bytes } from "../find.js";

/** What a record is put into before a wrapper reads it: the document around it, as if it held this record alone. */
export interface Around {
  readonly before: string;
  readonly after: string;
}

export const nothingAround: Around = { before: "", after: "" };

/**
 * Cuts the bytes of a format into units: records, and what stands between them. It remembers where it is, so every
 * byte is looked at once, however often a unit is continued.
 */
export interface Framing {
  /**
   * Goes on looking, from `from`, for the end of the unit.
   *
   * @param start where the unit begins
   * @returns the offset behind the unit, or -1 where it does not end before `to`
   */
  scan(bytes: Bytes, from: number, to: number, start: number): number;
  /** Of the unit scanned last, whether it has ended or not: whether it is a record. */
  readonly isRecord: boolean;
  /** Of the same unit: how many bytes at its start belong to no record. */
  readonly lead: number;
  readonly around: Around;
  /** What completes the unit where it is broken off at the byte scanned last. */
  rest(): string;
  /** The text that a wrapper reads. */
  text(bytes: Bytes, from: number, to: number): string;
}
