/** The shortest piece of an id that is looked for, as docker, crictl and CRI-O cut them. */
const SHORT_ID = 12;

/** What ids share that one is the beginning of the other; null of one that is too short to tell. */
export const shortIdOf = (id: string): string | null => (id.length < SHORT_ID ? null : id.slice(0, SHORT_ID));

/** Ids of containers, found whole or by their first digits. */
export class ContainerIds {
  readonly #alike = new Map<string, Set<string>>();

  add(id: string): void {
    const short = shortIdOf(id) ?? id;
    const alike = this.#alike.get(short);
    if (alike) alike.add(id);
    else this.#alike.set(short, new Set([id]));
  }

  /** @returns the first id that begins so, or null */
  find(start: string): string | null {
    const alike = this.#alike.get(shortIdOf(start) ?? start);
    if (alike?.has(start)) return start;
    for (const id of alike ?? []) if (id.startsWith(start)) return id;
    return null;
  }
}
