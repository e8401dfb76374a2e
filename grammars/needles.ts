/**
 * What a line holds that may begin or end a report of the kernel's OOM killer: the anchors of those sections, cut
 * to the shortest literals that they share. Shorter than 8 bytes each, which is where a literal search over raw
 * bytes is fastest. Every other line of a report arrives while the report is open.
 */
export const kernelNeedles = ["oom", "Kill", "Out of"] as const;

/** Whether the gate would let a line through that holds this text. */
export function holdsNeedle(text: string): boolean {
  return kernelNeedles.some((needle) => text.includes(needle));
}
