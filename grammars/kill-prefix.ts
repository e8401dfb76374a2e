/**
 * What stands before a kill and its announcement: why the kernel kills, for what (a policy, a container of OpenVZ), and a
 * colon. Where people wrote the line anew among Chinese letters it is as wide as those.
 */
export const KILL_PREFIX = String.raw`(?:Out of [mM]emory|Memory cgroup out of memory|No available memory)[^:\uff1a]{0,40}[:\uff1a]`;
