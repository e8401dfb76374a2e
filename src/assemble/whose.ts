import type { Envelope } from "../model/record.js";

/**
 * Which report a line may belong to: of one host, boot and, where the kernel prints it, caller. A line that does not
 * say its host or boot is of the one that was last named.
 */
export class Whose {
  #host: string | null = null;
  #bootId: string | null = null;
  #last: Envelope | null = null;
  #key = "";

  /** @param named called where a host is named for the first time: it is that of the lines before, too */
  keyOf(envelope: Envelope, named: (rename: (key: string) => string) => void): string {
    // Lines with one and the same prefix share one envelope.
    if (envelope === this.#last) return this.#key;
    const { host, bootId, caller } = envelope;
    if (host !== null && this.#host === null)
      named((key) => (hostOf(key) === UNNAMED ? `${host}${key.slice(UNNAMED.length)}` : key));
    this.#host = host ?? this.#host;
    this.#bootId = bootId ?? this.#bootId;
    this.#last = envelope;
    this.#key = `${this.#host ?? UNNAMED}\0${this.#bootId}\0${caller}`;
    return this.#key;
  }
}

/** No host is called so. */
const UNNAMED = "";

/** The host of a key. */
export const hostOf = (key: string): string => key.slice(0, key.indexOf("\0"));
