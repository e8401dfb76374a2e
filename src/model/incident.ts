import type { TimeQuality } from "./analysis.js";

/** What happened around one kill or eviction, moment by moment, whoever tells of it. */
export interface Incident {
  /** What it is about: `shop/cart`, or the machine. */
  readonly title: string;
  /** Ids. */
  readonly kills: readonly string[];
  /** Oldest first. */
  readonly moments: readonly IncidentMoment[];
}

export interface IncidentMoment {
  readonly time: string;
  readonly timeQuality: TimeQuality;
  readonly teller: Teller;
  readonly text: string;
}

export type Teller = "kernel" | "kubelet" | "runtime" | "systemd" | "killer" | "api";
