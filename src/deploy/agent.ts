import type { SourceName } from "./log-source.js";

/** What all ways of running `oomlog follow` on a node have in common. */

export const PORT = 9477;

/** Room for Node itself and for the largest report; ten million lines with ten thousand kills take 95 MB. */
export const MEMORY_LIMIT_MEBIBYTES = 192;

/** Names that are read by people and by selectors (kubernetes.io, Recommended Labels). */
export const NAME = "oomlog";

export interface DeployOptions {
  readonly version: string;
  readonly namespace: string;
  readonly image: string;
  /** What it reads. */
  readonly source?: SourceName;
  /** It asks the API for the pods of its node. */
  readonly cluster?: boolean;
  /** It writes Events to pods as well. */
  readonly emitEvents?: boolean;
}

/** The image that `oomlog manifests dockerfile` makes, where no other is named. */
export const defaultImage = (version: string): string => `oomlog:${version}`;
