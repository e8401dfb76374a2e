import { defineWrapper, takePrefix } from "../wrapper.js";

const DATE = String.raw`(\d{4}[-/]\d\d[-/]\d\d)[T ]`;
const TIME = String.raw`(\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?(Z| ?[+-]\d\d:?\d\d| UTC)?`;
const LEVEL = String.raw`(?:[ \t]\[?(?:info|warn|warning|error|notice|INFO|WARN|WARNING|ERROR|NOTICE)\]?:?)?`;
/** Zuul prints the node behind a bar, too. */
const BAR = String.raw`(?:[ \t]\|(?:[ \t]\S{1,64}[ \t]\|)?)?`;
/** A blank belongs to it; further ones may be the kernel's, but not before its stamp. */
const stamp = new RegExp(
  String.raw`\[?(?:${DATE})?${TIME}\]?${LEVEL}:?${BAR}[ \t](?:[ \t]+(?=(?:<\d>)?\[[ \t]*\d{1,12}\.\d))?(?=.)`,
  "y",
);

/** Who wrote it was there when the line was written, or copied: it names the time and nothing else. */
export const copyTime = defineWrapper({
  name: "copy-time",
  writtenBy: "ts, minicom, tmux and other terminals, LAVA, Zuul, loggers of one's own",
  first: "[0123456789",
  loses: ["zone", "monotonic"],
  doubtful: true,
  examples: [
    "[2025-03-03 04:05:06] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "2025-03-03 04:05:06,500 java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "2025/03/03 04:05:06 [info] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "[2025-03-03 04:05:06 UTC] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "2025-03-03 04:05:06.500017 | node-1 | java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "04:05:06.500017  <4>[88021.500017] Mem-Info:",
    "[04:05:06.500] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
  ],
  unwrap(line) {
    const taken = takePrefix(stamp, line);
    if (!taken) return undefined;
    const [, day, time = "", fraction, zone = ""] = taken.match;
    const wall = day === undefined ? undefined : isoOf(day, time, fraction, zone);
    return { rest: taken.rest, wall };
  },
});

const isoOf = (day: string, time: string, fraction: string | undefined, zone: string) => ({
  form: "iso" as const,
  text: `${day.replaceAll("/", "-")}T${time}${fraction === undefined ? "" : `.${fraction}`}${zone === " UTC" ? "Z" : zone.trim()}`,
});
