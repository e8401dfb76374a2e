import { plain } from "../render/plain.js";

/** Characters that names are looked up by. */
const KEY = 2;

/** Names of a machine, each with the one that stands for it: `host-1`, `pod-3`. */
export class Names {
  readonly #stands = new Map<string, string>();
  readonly #many = new Map<string, number>();
  /** How long the names are that begin so, the longest first. */
  readonly #lengths = new Map<string, readonly number[]>();

  /** @param kind what the names that stand for such names begin with */
  add(kind: string, name: string): void {
    if (name === "" || this.#stands.has(name)) return;
    const number = (this.#many.get(kind) ?? 0) + 1;
    this.#many.set(kind, number);
    for (const form of formsOf(name)) this.#stand(form, `${kind}-${number}`);
  }

  /** A path: its parts are names, but for those that every machine has. */
  path(path: string): void {
    for (const part of path.split("/")) if (part !== "" && !everywhere.test(part)) this.add("part", part);
  }

  /** The same text, with a name in the place of each name, and of each id, address and path that was not known. */
  replaceIn(text: string): string {
    const whole = this.#stands.get(text);
    if (whole !== undefined) return whole;
    return this.#replaceKnown(text)
      .replace(unknown.paths, (path) => this.#unknownPath(path))
      .replace(unknown.ids, (id) => this.#standIn("id", id))
      .replace(unknown.addresses, (address) => this.#standIn("address", address));
  }

  /** At each place the longest name that begins there, so that a part of it is not taken for it. */
  #replaceKnown(text: string): string {
    let out = "";
    let from = 0;
    let inWord = false;
    for (let at = 0; at < text.length; at++) {
      const goesOn = inWord;
      inWord = isWord(text[at]);
      // Most characters are in the middle of a word, where no name begins.
      if (goesOn && inWord) continue;
      const name = this.#nameAt(text, at);
      if (name === null) continue;
      out += text.slice(from, at) + this.#stands.get(name);
      at += name.length - 1;
      from = at + 1;
      inWord = isWord(text[at]);
    }
    return out + text.slice(from);
  }

  #nameAt(text: string, at: number): string | null {
    for (const key of [text.slice(at, at + KEY), text.slice(at, at + 1)])
      for (const length of this.#lengths.get(key) ?? []) {
        const name = text.slice(at, at + length);
        if (name.length === length && this.#stands.has(name) && isWhole(text, at, name)) return name;
      }
    return null;
  }

  #stand(form: string, standIn: string): void {
    if (this.#stands.has(form)) return;
    this.#stands.set(form, standIn);
    const key = form.slice(0, KEY);
    const lengths = this.#lengths.get(key) ?? [];
    if (!lengths.includes(form.length))
      this.#lengths.set(
        key,
        [...lengths, form.length].sort((a, b) => b - a),
      );
  }

  #unknownPath(path: string): string {
    const parts = path
      .split("/")
      .map((part) =>
        part === "" || everywhere.test(part) || standIn.test(part) ? part : this.#standIn("part", part),
      );
    return parts.join("/");
  }

  #standIn(kind: string, name: string): string {
    this.add(kind, name);
    return this.#stands.get(name) ?? kind;
  }
}

/** A name is whole where no letter or digit goes on: `sh` is not in `show`. */
function isWhole(text: string, at: number, name: string): boolean {
  const end = at + name.length;
  const open = isWord(name[0]) && isWord(text[at - 1]);
  const goesOn = isWord(name.at(-1)) && isWord(text[end]);
  return !open && !goesOn;
}

const isWord = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}_]/u.test(character);

/** The ways in which one name is written: as it is, as shown, and as cgroup drivers and container tools shorten it. */
function formsOf(name: string): readonly string[] {
  const forms = [name, plain(name)];
  if (uid.test(name))
    forms.push(
      name.replaceAll("-", "_"),
      name.replaceAll("-", ""),
      `pod${name}`,
      `pod${name.replaceAll("-", "_")}`,
    );
  if (/^[0-9a-f]{64}$/.test(name)) forms.push(name.slice(0, 12));
  return forms;
}

const uid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Parts of paths that say what a cgroup or a file is, and nothing about whose. */
const everywhere =
  /^(?:kubepods(?:-burstable|-besteffort)?(?:\.slice)?|burstable|besteffort|system\.slice|user\.slice|machine\.slice|init\.scope|docker|lxc|sys|fs|cgroup|memory|\.\.?|-)$/;
const standIn =
  /^(?:part|id|address|host|pod|pod-uid|container|container-id|namespace|owner|unit|process|name|boot)-\d+/;

const unknown = {
  /** Absolute, of two parts at least or a long one. */
  paths: /(?<![\p{L}\p{N}_<])(?:\/[\p{L}\p{N}._:@\\-]+){1,64}\/?/gu,
  ids: /(?<![0-9a-zA-Z])(?:[0-9a-f]{8}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{12}|[0-9a-f]{32}(?:[0-9a-f]{32})?)(?![0-9a-zA-Z])/g,
  addresses: /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g,
} as const;
