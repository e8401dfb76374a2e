import { killedProcess } from "./kernel/killed-process.js";
import { swapTotals } from "./kernel/swap-totals.js";
import type { Section } from "./section.js";

/** Every kind of message that oomlog reads. Order does not matter: no two anchors match one line. */
export const sections = [killedProcess, swapTotals] as const;

/** What a message says: the union of what the sections yield. */
export type Fact = ReturnType<(typeof sections)[number]["fact"]>;

export type { Section };
