/** Objects in raw lists and in the kubelet's own carry no `kind`: what they are shows in what they hold. */

export type Plain = Readonly<Record<string, unknown>>;

export const isPlain = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const inside = (object: Plain, ...path: string[]): boolean =>
  path.reduce<unknown>(
    (at, step) => (isPlain(at) && Object.hasOwn(at, step) ? at[step] : undefined),
    object,
  ) !== undefined;

type Mark = readonly [kind: string, ...path: string[]];

/** The first that is there decides. */
const marks: readonly Mark[] = [
  ["Configz", "kubeletconfig"],
  ["Event", "involvedObject"],
  ["Event", "regarding"],
  ["Node", "status", "nodeInfo"],
  ["Pod", "spec", "containers"],
  ["Pod", "status", "containerStatuses"],
  ["Node", "status", "capacity"],
  ["ReplicaSet", "metadata", "annotations", "deployment.kubernetes.io/revision"],
  ["Summary", "node", "nodeName"],
];

/** Takes an object and the kind that its list promises, if any; returns its own, or null for something else. */
export function kindOf(object: Plain, promised: string | null): string | null {
  const said = object["kind"];
  if (typeof said === "string" && said !== "") return said;
  return promised ?? marks.find(([, ...path]) => inside(object, ...path))?.[0] ?? null;
}

/** `PodList` promises Pods, `List` promises nothing; null where it is no list. */
export function itemsOf(
  object: Plain,
): { readonly items: readonly unknown[]; readonly promised: string | null } | null {
  const { items } = object;
  return Array.isArray(items) ? { items, promised: itemKindOf(object["kind"]) } : null;
}

/** Takes the kind of a list; returns that of its items where it says so. */
export function itemKindOf(kind: unknown): string | null {
  return typeof kind === "string" && kind.length > 4 && kind.endsWith("List") ? kind.slice(0, -4) : null;
}

/** `{"type":"MODIFIED","object":{…}}`, one change of a watch. */
export function changeOf(object: Plain): { readonly type: string; readonly object: unknown } | null {
  const { type } = object;
  const isChange = typeof type === "string" && /^(?:ADDED|MODIFIED|DELETED|BOOKMARK|ERROR)$/.test(type);
  return isChange && Object.hasOwn(object, "object") ? { type, object: object["object"] } : null;
}
