import type { Episode, Kill, Workload } from "../model/analysis.js";
import type { Cluster, Pod } from "../model/cluster.js";
import { requestOfOomScoreAdj } from "../model/oom-score-adj.js";
import type { Directory, Identity } from "./directory.js";
import { unknownWorkload } from "./workload.js";

/** Takes a kill; returns it with the names that Kubernetes has for what its cgroup path says in numbers. */
export function named(kill: Kill, episode: Episode | null, cluster: Cluster, directory: Directory): Kill {
  const { workload } = kill;
  const known = knownOf(workload, directory);
  if (known === null) return kill;
  const whole = withNames(workload ?? unknownWorkload, known);
  const estimated = { ...whole, ...estimateOf(kill, whole, cluster) };
  return asSet({ ...kill, workload: estimated }, episode, known);
}

/** A workload that is joined in another way than by the ids in its cgroup path. */
export function withNames(workload: Workload, known: Identity): Workload {
  const { object, spec } = known;
  const container = known.sandbox ? null : known.container;
  const qos = object?.qosClass ? { qosClass: object.qosClass, qosSource: "pod" as const } : {};
  return {
    ...workload,
    kind: "kubernetes",
    runtime: workload.runtime ?? spec?.runtime ?? null,
    podUid: workload.podUid ?? known.podUid,
    containerId: workload.containerId ?? known.containerId,
    namespace: known.namespace ?? workload.namespace,
    pod: known.pod ?? workload.pod,
    container: container ?? workload.container,
    node: object?.node ?? workload.node,
    owner: object?.owner ? { kind: object.owner.kind, name: object.owner.name } : workload.owner,
    requestBytes: spec?.requestBytes ?? workload.requestBytes,
    limitBytes: spec?.limitBytes ?? workload.limitBytes,
    ...qos,
  };
}

/** Strongest key first: the container's id, the pod's UID, its name. */
function knownOf(workload: Workload | null, directory: Directory): Identity | null {
  if (workload === null) return null;
  const { containerId, podUid, namespace, pod } = workload;
  const container = directory.container(containerId);
  const ofPod = directory.pod(container?.podUid ?? podUid) ?? directory.named(namespace, pod);
  if (container === null) return ofPod && onlyContainer(ofPod, containerId);
  return ofPod === null
    ? container
    : { ...ofPod, ...definedOf(container), object: container.object ?? ofPod.object };
}

function definedOf(known: Identity): Partial<Identity> {
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null));
}

/** A pod of one container has nothing else to kill in, but for the pause container. */
function onlyContainer(pod: Identity, containerId: string | null): Identity {
  const [spec, second] = pod.object?.containers ?? [];
  if (spec === undefined || second !== undefined || containerId === null) return pod;
  return { ...pod, container: spec.name, spec };
}

/** What the kernel's `oom_score_adj` says of the request, as a range: a thousandth of the node is the finest. */
function estimateOf(
  { victim }: Kill,
  workload: Workload,
  { nodes }: Cluster,
): Pick<Workload, "requestEstimate"> {
  const only = nodes.length === 1 ? nodes[0] : undefined;
  const node = workload.node === null ? only : nodes.find(({ name }) => name === workload.node);
  const capacity = node?.capacityBytes ?? null;
  const adj = victim?.oomScoreAdj ?? null;
  if (workload.qosClass !== "Burstable" || capacity === null || adj === null) return {};
  return { requestEstimate: requestOfOomScoreAdj(adj, capacity) };
}

/**
 * The slice of a pod with one container has that container's limit and runs out first, since the pause container is
 * charged to it, too. The person set the container's limit, so that is what is told.
 */
function asSet(kill: Kill, episode: Episode | null, { object, spec }: Identity): Kill {
  if (kill.cause !== "pod-limit" || object === null || spec === null || spec.limitBytes === null) return kill;
  if (object.limitBytes !== null) return kill;
  const hit = episode?.memcg?.limitBytes ?? podLimitBytes(object);
  return hit === spec.limitBytes ? { ...kill, cause: "container-limit" } : kill;
}

/** The limit that the kubelet gives a pod's slice; null where a container has none. */
export function podLimitBytes(pod: Pod): number | null {
  if (pod.limitBytes !== null) return pod.limitBytes + (pod.overheadBytes ?? 0);
  const limitsOf = (...kinds: readonly string[]) =>
    pod.containers.filter(({ kind }) => kinds.includes(kind)).map(({ limitBytes }) => limitBytes);
  const running = limitsOf("container", "sidecar");
  const all = [...running, ...limitsOf("init")];
  if (all.some((limit) => limit === null) || running.length === 0) return null;
  const sum = running.reduce<number>((total, limit) => total + (limit as number), 0);
  return Math.max(sum, ...limitsOf("init").map(Number)) + (pod.overheadBytes ?? 0);
}
