import type { ContainerExit } from "../model/analysis.js";
import { unsaid } from "../render/bytes.js";

/** Ends of containers in words. */

/** Takes an end; returns `shop/api-0/api`, or a short container id. */
export function containerName({ namespace, pod, container, containerId }: ContainerExit): string {
  const known = [namespace, pod, container].filter((part) => part !== null);
  return known.length > 0 ? known.join("/") : (containerId?.slice(0, 12) ?? unsaid);
}

/** Takes an end; returns why it ended, null where nobody says; what nobody said in this word is marked. */
export function reasonText({ reason, toldBy }: ContainerExit): string | null {
  return reason === null || toldBy === "api" ? reason : `${reason} (inferred from its OOM event)`;
}

/** Takes an end; returns who tells of it. */
export const tellerText = ({ toldBy }: ContainerExit): string =>
  toldBy === "api" ? "the Kubernetes API" : "the log of the runtime or the kubelet";
