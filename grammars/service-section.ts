import { peelDockerEvent } from "./docker-event.js";
import type { Entry } from "./entry.js";
import { peelKlog } from "./klog.js";
import { peelLogfmt } from "./logfmt.js";
import type { LineSection } from "./section.js";

/**
 * A section for what a service logs about a kill: its logger's frame is peeled first, the words are matched then.
 * The words are one expression, as those of a {@link LineSection} are, so no lexer is needed.
 */

/** How the frame of each logger is peeled. `text` has none: the words are the message. */
const peelers = {
  klog: peelKlog,
  logfmt: peelLogfmt,
  "docker-event": peelDockerEvent,
  text: (message: string): Entry => ({ file: null, severity: null, time: null, message, values: {} }),
} satisfies Record<string, (message: string) => Entry | undefined>;

export type LoggerFrame = keyof typeof peelers;

/** What a message is to a kill. */
export type ServiceRole =
  /** A kill or an eviction by itself. */
  | "kills"
  /** Leads up to one, and is said once. */
  | "announces"
  /** Leads up to one, and is said again and again as long as memory is short. */
  | "warns"
  /** What became of a container, a pod, a unit or a node: of use only where kills are joined with them. */
  | "tells";

/** A message without its frame, and what its words matched. */
export interface Said {
  readonly entry: Entry;
  readonly match: RegExpExecArray;
}

export interface ServiceSection<Kind extends string = string, Fact = unknown>
  extends Pick<LineSection<Kind>, "kind" | "printedBy" | "versions" | "examples"> {
  readonly role: ServiceRole;
  /** The first is what the words are looked for in; a service may have changed its logger. */
  readonly frames: readonly [LoggerFrame, ...LoggerFrame[]];
  /** klog only: the source files that print it. */
  readonly files: readonly string[];
  /** Syslog identifiers of the programs that print it; null where the words alone are proof enough. */
  readonly tags: readonly [string, ...string[]] | null;
  /** The words are so plain that without a program's name they prove nothing. */
  readonly onlyByName: boolean;
  /** What the section makes of a message: undefined where it is another's. */
  readonly hear: (message: string) => Said | undefined;
  /** Sticky; how the words begin. */
  readonly says: RegExp;
  /** The characters that a message without a frame can begin with. */
  readonly first: string;
  readonly fact: (said: Said) => Fact;
  /** Whether a fact of it is said every few seconds and concerns nobody. */
  readonly isIdle: (fact: Fact) => boolean;
}

/** What was peeled last: a message is peeled to be recognised, and right after that to be read. */
let last: {
  readonly frame: LoggerFrame;
  readonly message: string;
  readonly entry: Entry | undefined;
} | null = null;

/** The entry of a message in one frame. */
export function peel(frame: LoggerFrame, message: string): Entry | undefined {
  if (last?.message !== message || last.frame !== frame)
    last = { frame, message, entry: peelers[frame](message) };
  return last.entry;
}

export function defineService<const Kind extends string, Fact>(
  spec: Omit<ServiceSection<Kind>, "files" | "tags" | "first" | "onlyByName" | "hear" | "fact" | "isIdle"> & {
    readonly files?: ServiceSection["files"];
    readonly tags?: ServiceSection["tags"];
    readonly first?: string;
    readonly onlyByName?: true;
    readonly fact: (match: RegExpExecArray, entry: Entry) => Fact;
    readonly isIdle?: (fact: Fact) => boolean;
  },
): ServiceSection<Kind, Fact> {
  const {
    says,
    fact,
    frames,
    files = [],
    tags = null,
    first = "",
    onlyByName = false,
    isIdle = () => false,
    ...rest
  } = spec;
  const heard = (entry: Entry | undefined): Said | undefined => {
    if (entry === undefined || (entry.file !== null && !files.includes(entry.file))) return undefined;
    says.lastIndex = 0;
    const match = says.exec(entry.message);
    return match ? { entry, match } : undefined;
  };
  const hear = (message: string): Said | undefined => {
    for (const frame of frames) {
      const said = heard(peel(frame, message));
      if (said) return said;
    }
    return undefined;
  };
  return {
    ...rest,
    says,
    frames,
    files,
    tags,
    first,
    onlyByName,
    hear,
    fact: ({ match, entry }) => fact(match, entry),
    isIdle,
  };
}
