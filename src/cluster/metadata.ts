import { flag, list, name, object, part, text, texts, time } from "./valid.js";

/** `metadata` of every object, as far as it is read. */
export const metadata = {
  name,
  namespace: text,
  uid: text,
  resourceVersion: text,
  creationTimestamp: time,
  deletionTimestamp: time,
  annotations: texts,
  labels: texts,
  ownerReferences: list(object({ kind: name, name, uid: text, controller: flag })),
};

export const metadataOnly = object({ metadata: object(metadata), kind: text });

/** What an event may lack: a name. */
export const looseMetadata = part({ ...metadata, name: text });

/** An `ownerReferences` entry. */
export interface Reference {
  readonly kind: string;
  readonly name: string;
  readonly uid: string | null;
}

/** The one that controls it, else the first. */
export function controllerOf(
  references: readonly (Reference & { controller: boolean | null })[],
): Reference | null {
  const found = references.find(({ controller }) => controller === true) ?? references[0];
  return found === undefined ? null : { kind: found.kind, name: found.name, uid: lower(found.uid) };
}

export const lower = (uid: string | null): string | null =>
  uid === null || uid === "" ? null : uid.toLowerCase();

/**
 * Which of two objects is the newer one: the API counts up (comparable as numbers since Kubernetes 1.35, and before in
 * every store that was ever used). Without a number the one read later.
 */
export function isNewer(later: string | null, before: string | null): boolean {
  const counts = /^\d{1,15}$/;
  if (later === null || before === null || !counts.test(later) || !counts.test(before)) return true;
  return Number(later) >= Number(before);
}
