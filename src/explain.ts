import { advise } from "./advise/advise.js";
import type { Analysis } from "./model/analysis.js";
import { type Join, noJoin } from "./model/join.js";
import { withReasons } from "./reason/with-reasons.js";

/**
 * Takes what the passes read out of a log; returns it with the reasons in every report and every kill, and with what
 * a person should know or do. Beside the document only the join says more, so the same document gives the same reasons.
 */
export function explain(analysis: Analysis, join: Join = noJoin): Analysis {
  const reasoned = withReasons(analysis);
  return { ...reasoned, findings: advise(reasoned, join) };
}
