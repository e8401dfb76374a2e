import { metadata } from "./metadata.js";
import { exitCode, list, memory, name, number, object, part, type Shaped, text, time } from "./valid.js";

/** What is read of a Pod (core/v1, k8s.io/api/core/v1/types.go). */

const resources = part({ requests: part({ memory }), limits: part({ memory }) });

const container = object({ name, image: text, resources, restartPolicy: text });

const terminated = part({
  exitCode,
  reason: text,
  message: text,
  startedAt: time,
  finishedAt: time,
  containerID: text,
});
const state = part({
  waiting: part({ reason: text, message: text }),
  running: part({ startedAt: time }),
  terminated,
});
const containerStatus = object({
  name,
  image: text,
  containerID: text,
  restartCount: number,
  state,
  lastState: state,
});

export const podShape = object({
  metadata: object({ ...metadata, deletionGracePeriodSeconds: number }),
  spec: part({
    nodeName: text,
    priority: number,
    priorityClassName: text,
    restartPolicy: text,
    terminationGracePeriodSeconds: number,
    resources,
    overhead: part({ memory }),
    volumes: list(object({ name, emptyDir: part({ medium: text, sizeLimit: memory }) })),
    initContainers: list(container),
    containers: list(container),
    ephemeralContainers: list(container),
  }),
  status: part({
    phase: text,
    reason: text,
    message: text,
    startTime: time,
    qosClass: text,
    conditions: list(
      object({ type: name, status: name, reason: text, message: text, lastTransitionTime: time }),
    ),
    initContainerStatuses: list(containerStatus),
    containerStatuses: list(containerStatus),
    ephemeralContainerStatuses: list(containerStatus),
  }),
});

export type PodObject = Shaped<typeof podShape>;
export type ContainerSpec = Shaped<typeof container>;
export type ContainerStatus = Shaped<typeof containerStatus>;
export type Terminated = NonNullable<Shaped<typeof terminated>>;

/** Paths of memory sizes that are written in fractions of a byte: `512m` where `512M` is meant. */
export function fractionalMemory({ spec }: PodObject): string[] {
  const lists = ["initContainers", "containers"] as const;
  return lists.flatMap((list) =>
    (spec?.[list] ?? []).flatMap(({ resources }, at) =>
      (["requests", "limits"] as const)
        .filter((bound) => resources?.[bound]?.memory?.fractional)
        .map((bound) => `spec.${list}[${at}].resources.${bound}.memory`),
    ),
  );
}
