import { count } from "../render/count.js";
import { defineFinding } from "./finding.js";

/** The log itself says, or its cuts show, that lines are missing: kills may be too. */
export const logLostLines = defineFinding({
  code: "log-lost-lines",
  severity: "info",
  find: ({ analysis }) => {
    const lost = analysis.diagnostics.filter(({ code }) => code === "records-lost");
    const cut = analysis.episodes.filter(({ complete }) => !complete);
    if (lost.length === 0 && cut.length === 0) return [];
    const places = lost.reduce((sum, diagnostic) => sum + diagnostic.count, 0);
    const said = places === 0 ? "" : `Lines were dropped in ${count(places, "place")}. `;
    const torn =
      cut.length === 0
        ? ""
        : `${count(cut.length, "report")} came without parts of ${cut.length === 1 ? "itself" : "themselves"}. `;
    return [
      {
        title: "Parts of the log are missing",
        detail: `${said}${torn}There may have been more kills than are counted here. ${places > 0 ? "Certain: the log says so." : "Likely: it may also have been cut on purpose."}`,
        advice:
          "Raise the ring buffer (log_buf_len=4M), the journal's RateLimitBurst=, or read the serial console; vmstat's oom_kill counts what the log lost.",
        episodes: cut,
      },
    ];
  },
});
