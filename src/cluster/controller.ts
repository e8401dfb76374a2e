import type { Controller } from "../model/cluster.js";
import { controllerOf, lower, metadataOnly } from "./metadata.js";
import type { Shaped } from "./valid.js";

/** Only its name and who owns it are read: any kind may own a pod. */
export const controllerShape = metadataOnly;

/** Takes a valid ReplicaSet, Deployment, Job, CronJob … */
export function controller(kind: string, { metadata }: Shaped<typeof controllerShape>): Controller {
  return {
    kind,
    namespace: metadata.namespace,
    name: metadata.name,
    uid: lower(metadata.uid),
    owner: controllerOf(metadata.ownerReferences),
  };
}
