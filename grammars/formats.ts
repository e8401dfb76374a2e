import { wrappers } from "./wrapper-registry.js";

/** One kind of input, for people who ask what can be read. */
export interface Format {
  /** As in the document's `inputs[].format`. */
  readonly name: string;
  readonly writtenBy: string;
  readonly example: string;
  readonly recognisedBy: string;
}

/** What the wrapper does not show by itself: how an input of several lines a record is told from others. */
const firstBytes: Readonly<Record<string, string>> = {
  "journal-export": "its first field: __CURSOR= or another address",
  "journal-verbose": "a date and a cursor in brackets, fields indented by four blanks",
  "gcp-yaml": "--- or insertId:, and a logName: or insertId: below",
  "journal-json": "an object with MESSAGE and a field of the journal, on one line or several",
  splunk: "an object, or a CSV table with a heading, that holds _raw",
  json: "an object, on one line or several, alone or in a list, that holds a text under a usual name",
};

/** Every format that an input may have, in the order in which they are tried. */
export function formats(): readonly Format[] {
  return wrappers
    .filter(({ carrier }) => carrier === undefined)
    .map(({ name, writtenBy, first, examples }) => ({
      name,
      writtenBy,
      example: examples[0],
      recognisedBy: firstBytes[name] ?? byShape(examples[0], first),
    }));
}

/** A JSON shape is known by its keys, a prefix by what comes before the message. */
function byShape(example: string, first: string): string {
  if (first === "{")
    return `its keys: ${[...new Set([...example.matchAll(/"(@?[\w.]+)" ?:/g)].map(([, key]) => key))].slice(0, 6).join(", ")}`;
  const message = /(?:java invoked|Mem-Info:|anon \d|the start of|memory: usage)/.exec(example);
  const prefix = message ? example.slice(0, message.index).trimEnd() : example;
  return prefix === "" ? "the whole line" : `its beginning: ${prefix}`;
}
