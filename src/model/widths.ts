/** Columns at which what prints or sends a log breaks its lines. */

/** No terminal is narrower. */
export const NARROWEST = 40;
/** No mail program makes lines that are longer. */
export const WIDEST_MAIL = 80;
