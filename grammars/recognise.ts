import { sections } from "./index.js";
import type { Section } from "./section.js";
import { startsWith } from "./starts-with.js";

interface Anchored {
  readonly section: Section;
  readonly anchor: RegExp;
}

/** Sections by the first character of their messages, and those whose anchor may stand anywhere. */
const byFirst = new Map<number, Anchored[]>();
const anywhere: { readonly section: Section; readonly anchor: string }[] = [];

// Order changes no result, for no two anchors match one message; what only few messages begin with is tried first.
for (const section of [...(sections as readonly Section[])].sort((a, b) => breadth(a) - breadth(b))) {
  const { anchor } = section;
  if (typeof anchor === "string") anywhere.push({ section, anchor });
  else
    for (const character of section.first ?? "") {
      const code = character.charCodeAt(0);
      byFirst.set(code, [...(byFirst.get(code) ?? []), { section, anchor }]);
    }
}

function breadth({ first }: Section): number {
  return first?.length ?? 0;
}

const nobody: readonly Anchored[] = [];

/**
 * The kind of a message, from its anchor alone; nothing is parsed yet. Undefined where no section knows it.
 *
 * @param message with its wrapper removed
 * @param likely the section of the line before: tried first, for most lines come in runs
 */
export function recognise(message: string, likely?: Section): Section | undefined {
  if (likely !== undefined && likely.anchor instanceof RegExp && startsWith(message, likely.anchor))
    return likely;
  for (const { section, anchor } of byFirst.get(message.charCodeAt(0)) ?? nobody)
    if (section !== likely && startsWith(message, anchor)) return section;
  for (const { section, anchor } of anywhere) if (message.includes(anchor)) return section;
  return undefined;
}

const telling = new Set<Section["role"]>(["opens", "selects", "announces", "kills", "groups", "ends"]);

/** Whether a message is one that only the OOM killer prints, and no other message with something before it. */
export function isTelling(message: string): boolean {
  const section = recognise(message);
  if (section === undefined) return false;
  const { role, shared, anchor, telltale } = section;
  if (telltale && !telltale.wrapped.test(message)) return false;
  return telling.has(role) || (role === "body" && !shared && typeof anchor !== "string");
}

/** Whether a message begins with words that only the OOM killer prints, and no task's name with it. */
export function isOwnWords(message: string): boolean {
  const section = recognise(message);
  return section !== undefined && telling.has(section.role) && section.anchor instanceof RegExp;
}

const rests = (sections as readonly Section[]).flatMap(({ cut, continues }) =>
  cut && continues ? [continues] : [],
);

/** Whether a message that no section knows may be the rest of one that was broken off. */
export function isRest(message: string): boolean {
  return rests.some((rest) => startsWith(message, rest));
}

const cuts = (sections as readonly Section[]).flatMap(({ cut }) => (cut ? [cut] : []));

/** Whether a message that no section knows is the start of one that was broken off. */
export function isCut(message: string): boolean {
  return cuts.some((cut) => cut.test(message));
}
