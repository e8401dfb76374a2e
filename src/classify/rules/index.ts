import type { Rule } from "../rule.js";
import { constraintName } from "./constraint.js";
import { globalOomWord } from "./global-oom-word.js";
import { groupKill } from "./group-kill.js";
import { killPrefix } from "./kill-prefix.js";
import { legacyLimit } from "./legacy-limit.js";
import { limitingCgroup } from "./limiting-cgroup.js";
import { memInfo } from "./mem-info.js";
import { memcgUsage } from "./memcg-usage.js";
import { sysrqLine } from "./sysrq-line.js";
import { sysrqOrder } from "./sysrq-order.js";

/** Every rule. Of two that are equally sure of a cause, the first is believed, so the most telling come first. */
export const allRules: readonly Rule[] = [
  sysrqOrder,
  sysrqLine,
  constraintName,
  limitingCgroup,
  globalOomWord,
  killPrefix,
  legacyLimit,
  memcgUsage,
  groupKill,
  memInfo,
];
