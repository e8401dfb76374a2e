import { sections } from "./index.js";
import type { Section } from "./section.js";

/** Sections by the first character of their messages, and those whose anchor may stand anywhere. */
const byFirst = new Map<string, { section: Section; anchor: RegExp }[]>();
const anywhere: { section: Section; anchor: string }[] = [];

for (const section of sections as readonly Section[]) {
  const { anchor } = section;
  if (typeof anchor === "string") anywhere.push({ section, anchor });
  else
    for (const character of section.first ?? "")
      byFirst.set(character, [...(byFirst.get(character) ?? []), { section, anchor }]);
}

/**
 * The kind of a message, from its anchor alone; nothing is parsed yet. Undefined where no section knows it.
 *
 * @param message with its wrapper removed
 */
export function recognise(message: string): Section | undefined {
  for (const { section, anchor } of byFirst.get(message[0] ?? "") ?? []) {
    anchor.lastIndex = 0;
    if (anchor.test(message)) return section;
  }
  for (const { section, anchor } of anywhere) if (message.includes(anchor)) return section;
  return undefined;
}

const cuts = (sections as readonly Section[]).flatMap(({ cut }) => (cut ? [cut] : []));

/** Whether a message that no section knows is the start of one that was broken off. */
export function isCut(message: string): boolean {
  return cuts.some((cut) => cut.test(message));
}
