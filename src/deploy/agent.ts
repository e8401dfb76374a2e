/** What all ways of running `oomlog follow` on a node have in common. */

export const PORT = 9477;

/**
 * Young objects are collected early and old ones soon: ten million lines with ten thousand kills hold 90 MB instead of
 * 140, for a tenth of the speed.
 */
export const NODE_OPTIONS = "--max-semi-space-size=1 --max-old-space-size=64";

/** Room for Node itself and for the largest report; what oomlog needs is 90 MB. */
export const MEMORY_LIMIT_MEBIBYTES = 192;

/** Names that are read by people and by selectors (kubernetes.io, Recommended Labels). */
export const NAME = "oomlog";

export interface DeployOptions {
  readonly version: string;
  readonly namespace: string;
  readonly image: string;
}

/** The image that `oomlog manifests dockerfile` makes, where no other is named. */
export const defaultImage = (version: string): string => `oomlog:${version}`;
