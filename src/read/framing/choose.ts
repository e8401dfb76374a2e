import type { Bytes } from "../find.js";
import { CsvFraming, csvColumns } from "./csv.js";
import type { Framing } from "./framing.js";
import { JournalExportFraming } from "./journal-export.js";
import { JsonDocumentFraming } from "./json-document.js";
import { journalVerboseFraming, yamlFraming } from "./lines.js";
import { isQuotedPrintable, QuotedPrintableFraming } from "./quoted-printable.js";

/** How an input is cut into records, and what else its records of interest may hold. */
export interface Layout {
  /** null: a record is a line. */
  readonly framing: Framing | null;
  readonly needles: readonly string[];
  /** Parts of a dump that are stored last part first. */
  readonly pstore?: true;
}

/** What journalctl prints in place of a text that is no UTF-8, and in place of a long one. */
const withheldInText = ["B blob"];
const withheldInJson = ['GE":[', 'GE" : [', 'GE": [', 'GE":nul', 'GE" : n'];

const exported = /^__(?:CURSOR|REALTIME_TIMESTAMP|MONOTONIC_TIMESTAMP|SEQNUM|SEQNUM_ID)=/;
const verbose = /^[A-Z][a-z]{2} \d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})? \S{1,8} \[s=[0-9a-f]+;i=/;
const yaml = /^(?:---|insertId: |jsonPayload:$|labels:$|logName: )/;
const pstore = /^[A-Z][a-z]{2,9}#\d+ Part\d+$/;
const records =
  /"(?:dmesg|events|hits|logEvents|results?|tables|streams|plays|entries|logs|records|data)"\s*:\s*\[/;
const array = /^\[\s*[[{"\]]/;

const decoder = new TextDecoder("latin1");

/**
 * Looks at the first bytes of an input.
 *
 * @param first as many as are there, after the byte order mark
 */
export function chooseLayout(first: Bytes): Layout {
  const text = decoder.decode(first).replace(/^[\s\x1e]+/, "");
  const end = text.indexOf("\n");
  const line = (end < 0 ? text : text.slice(0, end)).trimEnd();
  if (exported.test(line)) return { framing: new JournalExportFraming(), needles: [] };
  if (line.startsWith("{") || array.test(text)) {
    const lines = line.startsWith("{") && end >= 0 && isObject(line) && !records.test(line);
    return { framing: lines ? null : new JsonDocumentFraming(), needles: withheldInJson };
  }
  if (line.startsWith("data: {")) return { framing: null, needles: withheldInJson };
  if (verbose.test(line)) return { framing: journalVerboseFraming(), needles: withheldInText };
  if (yaml.test(line) && /^(?:insertId|logName): /m.test(text))
    return { framing: yamlFraming(), needles: [] };
  if (pstore.test(line)) return { framing: null, needles: [], pstore: true };
  const columns = csvColumns(line);
  if (columns) return { framing: new CsvFraming(columns), needles: [] };
  // A needle may be broken by the end of a line.
  if (isQuotedPrintable(text)) return { framing: new QuotedPrintableFraming(), needles: [""] };
  return { framing: null, needles: withheldInText };
}

function isObject(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
