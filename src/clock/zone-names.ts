/**
 * Zones by what journalctl and `crash` print of them: `%Z` of the C library, which is the name that the time zone
 * database has for the zone of whoever ran them. It has had each of these for one offset since 2019: Australia's EST
 * is AEST. CST, CDT, IST and PST it has for several: Chicago and Shanghai, Dublin and Kolkata, Los Angeles and Manila.
 */

const HOUR = 3_600_000;

const hoursAhead: ReadonlyMap<string, number> = new Map(
  Object.entries({
    SST: -11,
    HST: -10,
    HDT: -9,
    AKST: -9,
    AKDT: -8,
    PDT: -7,
    MST: -7,
    MDT: -6,
    EST: -5,
    EDT: -4,
    AST: -4,
    NST: -3.5,
    ADT: -3,
    NDT: -2.5,
    WET: 0,
    BST: 1,
    CET: 1,
    WAT: 1,
    WEST: 1,
    CAT: 2,
    CEST: 2,
    EET: 2,
    SAST: 2,
    EAT: 3,
    EEST: 3,
    IDT: 3,
    MSK: 3,
    PKT: 5,
    WIB: 7,
    AWST: 8,
    HKT: 8,
    WITA: 8,
    JST: 9,
    KST: 9,
    WIT: 9,
    ACST: 9.5,
    AEST: 10,
    ChST: 10,
    ACDT: 10.5,
    AEDT: 11,
    NZST: 12,
    NZDT: 13,
  }),
);

/** Milliseconds that a zone of this name is ahead of UTC; null where several are called so, or none. */
export function offsetCalled(name: string): number | null {
  const hours = hoursAhead.get(name);
  return hours === undefined ? null : hours * HOUR;
}
