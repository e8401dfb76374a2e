/**
 * Why the kubelet evicted a pod, as it tells the API (`status.message`), the event `Evicted` and its log
 * (pkg/kubelet/eviction/helpers.go, evictionMessage()). Quantities stay text.
 */

export interface EvictionMessage {
  /** `memory`, `ephemeral-storage`, `inodes`, `pids`; `nodefs` and the like before 1.11. */
  readonly resource: string | null;
  /** Of the threshold; from about 1.26 on. */
  readonly thresholdQuantity: string | null;
  readonly available: string | null;
  /** What used more than it had requested. */
  readonly consumers: readonly {
    /** Name of a container, or of the pod itself where the pod has resources of its own. */
    readonly name: string;
    readonly kind: "container" | "pod";
    readonly usage: string;
    /** `0`: none was set. */
    readonly request: string;
  }[];
}

const low = /The node was low on resource: (?:\[)?([\w./-]+)/;
const threshold = /Threshold quantity: ([^\s,]+), available: ([^\s,]+?)\.(?: |$)/;
const consumer =
  /\b(Container|Pod) (\S+) was using ([^\s,]+), (?:which exceeds its request of|request is) ([^\s,]+?)(?:,|\.(?: |$))/g;

/** Null where the text is no eviction message for want of a resource. */
export function readEvictionMessage(text: string): EvictionMessage | null {
  const resource = low.exec(text)?.[1]?.replace(/\.$/, "") ?? null;
  if (resource === null) return null;
  const limit = threshold.exec(text);
  return {
    resource,
    thresholdQuantity: limit?.[1] ?? null,
    available: limit?.[2] ?? null,
    consumers: [...text.matchAll(consumer)].map(([, kind, name = "", usage = "", request = ""]) => ({
      name,
      kind: kind === "Pod" ? ("pod" as const) : ("container" as const),
      usage,
      request,
    })),
  };
}
