/** The names by which services call a workload, in every form that they print. */

/** A container of a pod. Null: the line does not say. */
export interface WorkloadNames {
  readonly namespace: string | null;
  readonly pod: string | null;
  readonly podUid: string | null;
  /** Name in the pod's spec. */
  readonly container: string | null;
  /** Without the runtime's prefix; 64 hexadecimal digits as a rule. */
  readonly containerId: string | null;
}

export interface PodName {
  readonly namespace: string | null;
  readonly pod: string | null;
  readonly podUid: string | null;
}

/** What a line that names no workload says. */
export const unnamed: WorkloadNames = {
  namespace: null,
  pod: null,
  podUid: null,
  container: null,
  containerId: null,
};

const slashed = /^([a-z0-9.-]+)\/([a-z0-9.-]+)$/;
/** `name_namespace(uid)`, format.Pod() of the kubelet. */
const underscored = /^([a-z0-9.-]+)_([a-z0-9.-]+)(?:\(([\w-]+)\))?$/;
const jsonName = /"name"\s*:\s*"([^"]*)"/;
const jsonNamespace = /"namespace"\s*:\s*"([^"]*)"/;

/** One pod: `shop/cart`, `cart_shop(uid)`, `{"name":"cart","namespace":"shop"}`, or a name alone. */
export function podName(text: string | undefined): PodName {
  const plain = text?.trim() ?? "";
  const slash = slashed.exec(plain);
  if (slash) return { namespace: slash[1] ?? null, pod: slash[2] ?? null, podUid: null };
  const under = underscored.exec(plain);
  if (under) return { namespace: under[2] ?? null, pod: under[1] ?? null, podUid: under[3] || null };
  if (plain[0] === "{")
    return {
      namespace: jsonNamespace.exec(plain)?.[1] ?? null,
      pod: jsonName.exec(plain)?.[1] ?? null,
      podUid: null,
    };
  return { namespace: null, pod: /^[a-z0-9.-]+$/.test(plain) ? plain : null, podUid: null };
}

/** A list of pods in the order of the list: `[a/b c/d]`, `["a/b","c/d"]`, `[{…},{…}]`, `b_a(uid), d_c(uid)`. */
export function podNames(text: string | undefined): PodName[] {
  const items = (text ?? "").match(/\{[^{}]*\}|[^\s,"[\]{}]+/g) ?? [];
  return items.map(podName).filter(({ pod }) => pod !== null);
}

/** `containerd://<id>`, `{"Type":"containerd","ID":"<id>"}`, `{Type:docker ID:<id>}`, `{"docker" "<id>"}`, `<id>`. */
export function containerIdIn(text: string | undefined): string | null {
  const plain = text ?? "";
  return (
    /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/.exec(plain)?.[0] ??
    /^(?:[a-z0-9.-]+:\/\/)?([0-9a-f]{8,64})$/.exec(plain)?.[1] ??
    /\bID"?:"?([0-9a-zA-Z_.-]+)/.exec(plain)?.[1] ??
    null
  );
}

/** What the kubelet's own keys say: `pod`, `podUID`, `containerName`, `containerID`, `containerStatusID`. */
export function namesIn(values: Readonly<Record<string, string>>): WorkloadNames {
  const { namespace, pod, podUid } = podName(values["pod"]);
  return {
    namespace,
    pod,
    podUid: values["podUID"] || values["podID"] || podUid,
    container: values["containerName"] || null,
    containerId: containerIdIn(values["containerID"] ?? values["containerStatusID"]),
  };
}

/** A whole or decimal number; null where the text holds none. */
export function numberOf(text: string | undefined | null): number | null {
  return text && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : null;
}
