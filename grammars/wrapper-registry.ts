import type { Wrapper } from "./wrapper.js";
import { comment } from "./wrappers/comment.js";
import { dmesg } from "./wrappers/dmesg.js";
import { dmesgCtime } from "./wrappers/dmesg-ctime.js";
import { dmesgDecode } from "./wrappers/dmesg-decode.js";
import { dmesgDelta } from "./wrappers/dmesg-delta.js";
import { dmesgIso } from "./wrappers/dmesg-iso.js";
import { dmesgRaw } from "./wrappers/dmesg-raw.js";
import { dmesgReltime } from "./wrappers/dmesg-reltime.js";
import { grepPrefix } from "./wrappers/grep-prefix.js";
import { indentation } from "./wrappers/indentation.js";
import { journalExport } from "./wrappers/journal-export.js";
import { journalJson } from "./wrappers/journal-json.js";
import { journalMarker } from "./wrappers/journal-marker.js";
import { journalShort } from "./wrappers/journal-short.js";
import { journalShortFull } from "./wrappers/journal-short-full.js";
import { journalShortIso } from "./wrappers/journal-short-iso.js";
import { journalShortIsoPrecise } from "./wrappers/journal-short-iso-precise.js";
import { journalShortMonotonic } from "./wrappers/journal-short-monotonic.js";
import { journalShortPrecise } from "./wrappers/journal-short-precise.js";
import { journalShortUnix } from "./wrappers/journal-short-unix.js";
import { kernelTag } from "./wrappers/kernel-tag.js";
import { kmsg } from "./wrappers/kmsg.js";
import { kmsgProperty } from "./wrappers/kmsg-property.js";
import { markdownFence } from "./wrappers/markdown-fence.js";
import { quote } from "./wrappers/quote.js";
import { rfc3164 } from "./wrappers/rfc3164.js";
import { rfc5424 } from "./wrappers/rfc5424.js";
import { rsyslogIso } from "./wrappers/rsyslog-iso.js";

/** Every line prefix that oomlog knows, in the order in which those that share a first character are tried. */
export const wrappers: readonly Wrapper[] = [
  journalExport,
  journalJson,
  journalMarker,
  markdownFence,
  kmsgProperty,
  // Before plain dmesg, whose stamp they share.
  journalShortMonotonic,
  dmesg,
  dmesgCtime,
  dmesgReltime,
  dmesgDelta,
  rfc5424,
  // Before the journal's formats, which look the same but for details that only syslog daemons print.
  rfc3164,
  journalShort,
  journalShortPrecise,
  journalShortFull,
  dmesgIso,
  rsyslogIso,
  journalShortIso,
  journalShortIsoPrecise,
  journalShortUnix,
  kmsg,
  // After the syslog formats, which may begin with a priority.
  dmesgRaw,
  dmesgDecode,
  kernelTag,
  quote,
  comment,
  indentation,
  grepPrefix,
];
