import { duration } from "../reason/words.js";
import { size } from "../render/bytes.js";
import { defineFinding } from "./finding.js";

/** A leak is slower than a start: it has grown by a tenth, and by more than a cache fills in passing. */
const GROWN = 1.1;
const GROWN_BYTES = 8 * 2 ** 20;

/** The same process is in three reports and more, and larger in each. */
export const leakSuspected = defineFinding({
  code: "leak-suspected",
  severity: "warning",
  find: ({ series }) =>
    series.flatMap(({ kills, episodes, growth, spanSeconds }) =>
      growth
        .filter(
          ({ what, firstBytes, lastBytes }) =>
            what.endsWith(")") && lastBytes > GROWN * firstBytes && lastBytes - firstBytes > GROWN_BYTES,
        )
        .slice(0, 1)
        .map(({ what, firstBytes, lastBytes, bytesPerSecond }) => ({
          title: `${what} grows from report to report`,
          detail: `It held ${size(firstBytes)} in the first of ${episodes.length} reports and ${size(lastBytes)} in the last${spanSeconds === null ? "" : `, ${duration(spanSeconds)} later`}${bytesPerSecond === null ? "" : `: ${size(bytesPerSecond * 3600)} an hour`}; others died for it. A guess: a cache without a bound looks the same.`,
          advice:
            "Take a heap profile of it before the next kill, and restart it before it does harm; a memory limit of its own keeps the others alive.",
          kills,
          episodes,
        })),
    ),
});
