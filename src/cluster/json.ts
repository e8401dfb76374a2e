import { note } from "../model/diagnostic.js";
import type { ClusterBuilder } from "./builder.js";
import { fields, items, type Span, skipSpace, topLevelValues } from "./json-scan.js";
import { itemKindOf } from "./kinds.js";
import { placeIn } from "./place.js";

/** Above this a document is taken item by item: parsed at once it needs ten times its size in memory. */
const AT_ONCE_BYTES = 32 << 20;
/** A file that is no JSON after all is told of so often, not once a line. */
const TOLD = 3;
const CLOSE_LIST = 0x5d;
const ENDS_EARLY = "the file ends in the middle of this document";

/** Takes a file of one or more JSON documents; gives their objects to the builder, and what is broken as well. */
export function addJson(
  bytes: Uint8Array,
  name: string,
  builder: ClusterBuilder,
  atOnceBytes = AT_ONCE_BYTES,
): void {
  const file = new JsonFile(bytes, name, builder);
  let index = 0;
  for (const document of topLevelValues(bytes)) {
    const path = index === 0 ? "" : `[${index}]`;
    index += 1;
    const small = document.to - document.from <= atOnceBytes;
    if (small && document.whole && file.add(document, path)) continue;
    const told = file.told;
    const salvaged = file.addByItem(document, path);
    if (small && file.told === told) file.broken(document, file.whyNot(document));
    else if (!salvaged) file.broken(document, "too large for a document that is no list");
    if (!salvaged && file.told >= TOLD) return;
  }
}

class JsonFile {
  told = 0;
  readonly #bytes: Uint8Array;
  readonly #name: string;
  readonly #builder: ClusterBuilder;

  constructor(bytes: Uint8Array, name: string, builder: ClusterBuilder) {
    this.#bytes = bytes;
    this.#name = name;
    this.#builder = builder;
  }

  /** Gives one value to the builder; returns false where it cannot be parsed. */
  add(span: Span, path: string, promised: string | null = null): boolean {
    const parsed = this.#parse(span);
    if ("reason" in parsed) return false;
    this.#builder.addObject(parsed.value, { name: this.#name, path }, promised);
    return true;
  }

  /** Takes a list that is too large or broken somewhere; returns false where there is no list. */
  addByItem(document: Span & { readonly whole: boolean }, path: string): boolean {
    let promised: string | null = null;
    let found = false;
    for (const field of fields(this.#bytes, document.from)) {
      const key = this.#parse(field.key);
      if (!("value" in key)) continue;
      if (key.value === "kind") promised = this.#itemKind(field);
      if (key.value !== "items") continue;
      found = true;
      this.#addItems(field, path === "" ? "items" : `${path}.items`, promised);
    }
    if (found && !document.whole) this.broken(document, ENDS_EARLY);
    return found;
  }

  #itemKind(field: Span): string | null {
    const parsed = this.#parse(field);
    return "value" in parsed ? itemKindOf(parsed.value) : null;
  }

  #addItems(list: Span, path: string, promised: string | null): void {
    let index = 0;
    let last = { from: list.from, to: list.from + 1, whole: true };
    for (const item of items(this.#bytes, list.from)) {
      if (item.whole && !this.add(item, `${path}[${index}]`, promised)) this.broken(item, this.whyNot(item));
      index += 1;
      last = item;
    }
    const next = skipSpace(this.#bytes, last.to);
    const goesOn = next < this.#bytes.length && this.#bytes[next] !== CLOSE_LIST;
    if (last.whole && goesOn) this.broken({ from: next, to: next }, "expected , or ] after an item");
  }

  broken(span: Span, reason: string): void {
    this.told += 1;
    const at = /at position (\d+)/.exec(reason)?.[1];
    const place = placeIn(this.#bytes, Math.min(span.from + Number(at ?? 0), span.to));
    const without = reason.replace(/ (?:in JSON )?at position \d+.*$/s, "");
    this.#builder.note(
      note("kube-file-broken", { input: null, line: null }, { name: this.#name, place, reason: without }),
    );
  }

  whyNot(span: Span): string {
    const parsed = this.#parse(span);
    return "reason" in parsed ? parsed.reason : ENDS_EARLY;
  }

  #parse({ from, to }: Span): { readonly value: unknown } | { readonly reason: string } {
    try {
      return { value: JSON.parse(decoder.decode(this.#bytes.subarray(from, to))) as unknown };
    } catch (error) {
      return { reason: error instanceof Error ? error.message : String(error) };
    }
  }
}

const decoder = new TextDecoder("utf-8");
