import type { EntryTime } from "./entry.js";
import { type LoggerFrame, peel, type ServiceSection } from "./service-section.js";
import { type ServiceFact, serviceSections } from "./services.js";
import { startsWith } from "./starts-with.js";

const sections = serviceSections as readonly ServiceSection[];
const inFrame = (frame: LoggerFrame): ServiceSection[] =>
  sections.filter(({ frames }) => frames.includes(frame));

/** klog names the source file, and only the sections of that file are tried. */
const byFile = new Map<string, ServiceSection[]>();
for (const section of inFrame("klog"))
  for (const file of section.files) byFile.set(file, [...(byFile.get(file) ?? []), section]);

const byFirst = new Map<string, ServiceSection[]>();
for (const section of inFrame("text"))
  for (const character of section.first) byFirst.set(character, [...(byFirst.get(character) ?? []), section]);

/** By the first character of a message: the frames that it may be in. */
const frames: Readonly<Record<string, readonly LoggerFrame[]>> = {
  I: ["klog"],
  W: ["klog"],
  E: ["klog"],
  F: ["klog"],
  t: ["logfmt"],
  l: ["logfmt"],
  c: ["docker-event"],
  "2": ["docker-event"],
  "{": ["klog", "logfmt", "docker-event"],
};

const candidates: Readonly<Record<LoggerFrame, (file: string | null) => readonly ServiceSection[]>> = {
  klog: (file) => byFile.get(file ?? "") ?? [],
  logfmt: () => logfmt,
  "docker-event": () => dockerEvents,
  text: () => [],
};
const logfmt = inFrame("logfmt");
const dockerEvents = inFrame("docker-event");

/**
 * The kind of a service's message; undefined where no section knows it.
 *
 * @param message with its wrapper removed
 * @param tag the syslog identifier or unit that the wrapper named; null where it named none
 */
export function recogniseService(message: string, tag: string | null): ServiceSection | undefined {
  const first = message[0] ?? "";
  for (const frame of frames[first] ?? []) {
    const entry = peel(frame, message);
    if (entry === undefined) continue;
    return candidates[frame](entry.file).find((section) => startsWith(entry.message, section.says));
  }
  return byFirst.get(first)?.find((section) => spokenBy(section, tag) && startsWith(message, section.says));
}

/** Whether a program of this name prints the section's message. A path or a unit may stand for the name. */
function spokenBy({ tags, onlyByName }: ServiceSection, tag: string | null): boolean {
  if (tags === null) return true;
  if (tag === null) return !onlyByName;
  const name = tag.replace(/^.*\//, "").replace(/\.service$/, "");
  return tags.includes(name);
}

/** A fact and the time that the service put on it, or why the message could not be read. */
export type ParsedService =
  | { readonly fact: ServiceFact; readonly time: EntryTime | null }
  | { readonly reason: string };

/** Reads a message that {@link recogniseService} gave the section of. */
export function parseService(section: ServiceSection, message: string): ParsedService {
  const said = section.hear(message);
  if (said === undefined) return { reason: `not a ${section.kind} message as known` };
  return { fact: section.fact(said) as ServiceFact, time: said.entry.time };
}
