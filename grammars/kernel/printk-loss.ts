import { createToken } from "chevrotain";
import { defineSection, word } from "../section.js";
import { Rest } from "../vocabulary.js";

/** Each loss in the words of the kernel or of the logger that noticed it. */
const losses = {
  "callbacks-suppressed": /(?:oom_kill_process|out_of_memory|__ratelimit): \d+ callbacks suppressed/,
  "messages-dropped": /\*\* (?:\d+ printk messages dropped|replaying previous printk message) \*\*/,
  "messages-suppressed":
    /printk: \d+ messages suppressed|Suppressed \d+ messages from kernel|(?:rsyslogd[^:]{0,20}: )?im(?:journal|uxsock)(?:\[[^\]]{0,20}\])?:? (?:lost )?\d+ messages (?:lost due|from pid)/,
  "messages-missed": /Missed \d+ kernel messages/,
} as const;
type What = keyof typeof losses;
const whats = Object.keys(losses) as What[];

const tokens = whats.map((what) => createToken({ name: `Loss_${what}`, pattern: losses[what] }));

/** Lines are missing here: left out by the kernel's own limit, overwritten, or dropped by a logger. */
export const printkLoss = defineSection({
  kind: "printk-loss",
  printedBy:
    "lib/ratelimit.c, ___ratelimit(); kernel/printk/printk.c; systemd-journald and rsyslog for their own",
  versions: "2.6.32–",
  role: "notes",
  anchor: new RegExp(`(?:${whats.map((what) => losses[what].source).join("|")})`, "y"),
  first: "o_*pSriM",
  tokens: [...tokens, Rest],
  rule: ($) => {
    $.OR(tokens.map((token) => ({ ALT: () => $.CONSUME(token) })));
    $.OPTION(() => $.CONSUME(Rest));
  },
  fact: (cst) => {
    const what = whats.find((name) => cst[`Loss_${name}`]) ?? "messages-dropped";
    const text = word(cst[`Loss_${what}`]) ?? "";
    const count = /\d+ (?:callbacks|printk|messages|kernel)/.exec(text);
    return {
      kind: "printk-loss" as const,
      what,
      count: count ? Number.parseInt(count[0], 10) : null,
      text: `${text}${word(cst["Rest"]) ?? ""}`.trim(),
    };
  },
  examples: [
    "oom_kill_process: 3 callbacks suppressed",
    "__ratelimit: 12 callbacks suppressed",
    "** 1234 printk messages dropped ** ",
    "** replaying previous printk message **",
    "printk: 7 messages suppressed.",
    "Missed 88 kernel messages",
    "Suppressed 41 messages from kernel",
    "imjournal: 512 messages lost due to rate-limiting (20000 allowed within 600 seconds)",
    "rsyslogd-2177: imuxsock lost 210 messages from pid 512 due to rate-limiting",
  ],
});
