import { decodeText } from "../decode.js";
import type { Bytes } from "../find.js";
import { type Framing, nothingAround } from "./framing.js";

const LF = 10;
const QUOTE = 0x22;

/** Names of columns that hold a line of a log, in Splunk, Kibana, Azure, Datadog, CloudWatch and Google Cloud. */
const textColumns = new Set([
  ...["_raw", "message", "Message", "@message", "msg", "log", "line", "Line", "content", "Content"],
  ...[
    "SyslogMessage",
    "LogMessage",
    "LogEntry",
    "textPayload",
    "jsonPayload.MESSAGE",
    "event.original",
    "_source",
  ],
]);

/** Columns that a zone may stand behind: `TimeGenerated [UTC]`. */
const unit = / \[[^\]]*\]$/;

/** The names of the columns, where a line is the heading of a table that holds log lines; else undefined. */
export function csvColumns(line: string): readonly string[] | undefined {
  if (!/^["@\w]/.test(line)) return undefined;
  const columns = fieldsOf(line);
  return columns.length > 1 && columns.some((name) => textColumns.has(name)) ? columns : undefined;
}

/** A table with a heading (RFC 4180): a value in quotes may hold newlines. A row's text is a JSON object. */
export class CsvFraming implements Framing {
  readonly around = nothingAround;
  readonly lead = 0;
  readonly #columns: readonly string[];
  #inQuotes = false;
  #rows = 0;
  #ended = false;

  constructor(columns: readonly string[]) {
    this.#columns = columns;
  }

  /** The heading is none. */
  get isRecord(): boolean {
    return this.#rows > 0;
  }

  scan(bytes: Bytes, from: number, to: number): number {
    if (this.#ended) this.#rows += 1;
    this.#ended = false;
    for (let at = from; at < to; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) this.#inQuotes = !this.#inQuotes;
      else if (byte === LF && !this.#inQuotes) {
        this.#ended = true;
        return at + 1;
      }
    }
    return -1;
  }

  rest(): string {
    return "";
  }

  text(bytes: Bytes, from: number, to: number): string {
    const fields = fieldsOf(decodeText(bytes, from, to).trimEnd());
    return JSON.stringify(
      Object.fromEntries(
        fields.map((field, index) => [this.#columns[index]?.replace(unit, "") ?? `${index}`, field]),
      ),
    );
  }
}

const field = /(?:"((?:[^"]|"")*)"?|([^,]*))(,|$)/y;

/** The values of a row, without the quotes around them. */
function fieldsOf(row: string): string[] {
  const fields: string[] = [];
  for (let at = 0; at <= row.length; ) {
    field.lastIndex = at;
    const match = field.exec(row);
    if (!match) break;
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === "") break;
    at = field.lastIndex;
  }
  return fields;
}
