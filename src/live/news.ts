/** Ids that are remembered of one kind. */
const REMEMBERED = 4096;

/** Tells what was told before. A finding grows with every kill that it is about; it is told once. */
export class News {
  readonly #told = new Map<string, Set<string>>();

  /** @returns whether nothing of this kind that is about one of `ids` was asked for before */
  isNew(kind: string, ids: readonly string[]): boolean {
    const told = this.#told.get(kind) ?? new Set();
    this.#told.set(kind, told);
    const isNew = !ids.some((id) => told.has(id));
    for (const id of ids) told.add(id);
    if (told.size > 2 * REMEMBERED) for (const id of [...told].slice(0, REMEMBERED)) told.delete(id);
    return isNew;
  }
}
