/** A unit of systemd in front of what PID 1 says about it (core/log-link: `%s: …`). */

/** The characters that a unit's name can begin with. */
export const unitFirst = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-:.\\@";

/** Expression for `<unit>: `, capturing the name. */
export const UNIT = String.raw`([\w:.\\@-]{1,255}\.(?:service|scope|slice|socket|mount|swap|automount|timer|path)): `;

const scope = /^(?:cri-containerd|crio|docker|libpod|nerdctl)-([0-9a-f]{64})\.scope$/;

/** The container whose scope a unit is; null for any other unit. */
export function containerOfUnit(unit: string | null): string | null {
  return scope.exec(unit ?? "")?.[1] ?? null;
}

const podSlice = /-pod([0-9a-f]{8}_[0-9a-f]{4}_[0-9a-f]{4}_[0-9a-f]{4}_[0-9a-f]{12}|[0-9a-f]{32})\.slice$/;

/** The UID of the pod whose slice a unit is; null for any other unit. */
export function podOfUnit(unit: string | null): string | null {
  return podSlice.exec(unit ?? "")?.[1]?.replaceAll("_", "-") ?? null;
}
