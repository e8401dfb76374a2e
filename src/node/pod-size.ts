import type { Container, Pod } from "../model/cluster.js";

type Size = (container: Container) => number | null;
const request: Size = ({ requestBytes }) => requestBytes;
const limit: Size = ({ limitBytes }) => limitBytes;
const orNothing = (size: number | null): number => (size === null ? 0 : size);

/**
 * What the scheduler and the kubelet count for a pod (k8s.io/component-helpers, resource.PodRequests()): its own request
 * where it has one; else containers and sidecars together, or what one init container needs beside the sidecars that
 * started before it, whichever is more; and the overhead.
 */
export function podRequestBytes(pod: Pod): number {
  return orNothing(pod.overheadBytes) + (pod.requestBytes ?? together(pod, request));
}

/** The same for limits; containers without one count nothing. */
export function podLimitBytes(pod: Pod): number {
  return orNothing(pod.overheadBytes) + (pod.limitBytes ?? together(pod, limit));
}

function together({ containers }: Pod, size: Size): number {
  let sidecars = 0;
  let largestStart = 0;
  let running = 0;
  for (const container of containers) {
    const bytes = orNothing(size(container));
    switch (container.kind) {
      case "init":
        largestStart = Math.max(largestStart, sidecars + bytes);
        break;
      case "sidecar":
        sidecars += bytes;
        largestStart = Math.max(largestStart, sidecars);
        break;
      case "container":
        running += bytes;
        break;
      case "ephemeral":
        // Neither requests nor limits are allowed for it.
        break;
    }
  }
  return Math.max(running + sidecars, largestStart);
}

/** It may still use memory: not yet ended, and not gone. */
export const isActive = ({ phase, deleted }: Pod): boolean =>
  !deleted && phase !== "Succeeded" && phase !== "Failed";

/** Containers that run for as long as the pod does. */
export const lasting = ({ containers }: Pod): Container[] =>
  containers.filter(({ kind }) => kind === "container" || kind === "sidecar");
