import type { Runtime } from "../model/analysis.js";
import type {
  Container,
  ContainerEnd,
  ContainerKind,
  ContainerRun,
  ContainerState,
} from "../model/cluster.js";
import { mergeEnds, mergeRuns } from "./history.js";
import type { ContainerSpec, ContainerStatus, PodObject, Terminated } from "./pod-shape.js";

/** Takes a Pod object; returns its containers: init ones, containers, ephemeral ones, in the order of the spec. */
export function containersOf({ spec, status }: PodObject): Container[] {
  return [
    ...joined("init", spec?.initContainers, status?.initContainerStatuses),
    ...joined("container", spec?.containers, status?.containerStatuses),
    ...joined("ephemeral", spec?.ephemeralContainers, status?.ephemeralContainerStatuses),
  ];
}

/** The spec and the status name the same containers; either may lack one (a cut object, the kubelet's own list). */
function joined(
  kind: ContainerKind,
  specs: readonly ContainerSpec[] = [],
  statuses: readonly ContainerStatus[] = [],
): Container[] {
  const names = new Set([...specs, ...statuses].map(({ name }) => name));
  return [...names].map((name) =>
    container(
      kind,
      name,
      specs.find((spec) => spec.name === name) ?? null,
      statuses.find((status) => status.name === name) ?? null,
    ),
  );
}

function container(
  kind: ContainerKind,
  name: string,
  spec: ContainerSpec | null,
  status: ContainerStatus | null,
): Container {
  return {
    name,
    kind: kind === "init" && spec?.restartPolicy === "Always" ? "sidecar" : kind,
    image: spec?.image ?? status?.image ?? null,
    requestBytes: spec?.resources?.requests?.memory?.bytes ?? null,
    limitBytes: spec?.resources?.limits?.memory?.bytes ?? null,
    runtime: runtimeOf(status),
    restartCount: status?.restartCount ?? null,
    state: status === null ? null : stateOf(status),
    ended: status === null ? [] : endsOf(status),
    runs: status === null ? [] : runsOf(status),
  };
}

const runtimes: Readonly<Record<string, Runtime>> = {
  containerd: "containerd",
  "cri-o": "cri-o",
  docker: "docker",
};

/** `containerd://<id>`. */
const runtimeAndId = /^(?<runtime>[a-z][a-z0-9+.-]*):\/\/(?<id>[0-9A-Za-z]+)$/;

function bareId(containerID: string | null | undefined): string | null {
  return runtimeAndId.exec(containerID ?? "")?.groups?.["id"]?.toLowerCase() ?? null;
}

function runtimeOf(status: ContainerStatus | null): Runtime | null {
  const ids = [
    status?.containerID,
    status?.state?.terminated?.containerID,
    status?.lastState?.terminated?.containerID,
  ];
  const named = ids
    .map((id) => runtimeAndId.exec(id ?? "")?.groups?.["runtime"])
    .find((found) => found !== undefined);
  return Object.hasOwn(runtimes, named ?? "") ? (runtimes[named ?? ""] ?? null) : null;
}

function stateOf({ state }: ContainerStatus): ContainerState | null {
  if (state?.terminated) {
    const { reason, message, startedAt } = state.terminated;
    return { name: "terminated", reason, message, startedAt };
  }
  if (state?.running)
    return { name: "running", reason: null, message: null, startedAt: state.running.startedAt };
  if (state?.waiting) return { name: "waiting", ...state.waiting, startedAt: null };
  return null;
}

function endsOf({ state, lastState, restartCount }: ContainerStatus): ContainerEnd[] {
  // `lastState` is the run before the present one, which is the one that `restartCount` counts.
  const before = restartCount === null || restartCount < 1 ? restartCount : restartCount - 1;
  const ends = [
    ...(lastState?.terminated ? [endOf(lastState.terminated, "lastState", before)] : []),
    ...(state?.terminated ? [endOf(state.terminated, "state", restartCount)] : []),
  ];
  return mergeEnds(ends, []);
}

function endOf(end: Terminated, from: ContainerEnd["from"], restarts: number | null): ContainerEnd {
  const { exitCode, reason, message, startedAt, finishedAt } = end;
  return {
    containerId: bareId(end.containerID),
    exitCode,
    reason,
    message,
    startedAt,
    finishedAt,
    restarts,
    from,
  };
}

function runsOf({ containerID, state, lastState }: ContainerStatus): ContainerRun[] {
  const seen = [
    run(lastState?.terminated?.containerID, lastState?.terminated),
    run(state?.terminated?.containerID, state?.terminated),
    run(containerID, state?.running ? { startedAt: state.running.startedAt, finishedAt: null } : null),
  ];
  return mergeRuns(
    seen.filter((one) => one !== null),
    [],
  );
}

function run(
  containerID: string | null | undefined,
  times: { readonly startedAt: string | null; readonly finishedAt: string | null } | null | undefined,
): ContainerRun | null {
  const containerId = bareId(containerID);
  if (containerId === null) return null;
  return { containerId, startedAt: times?.startedAt ?? null, finishedAt: times?.finishedAt ?? null };
}
