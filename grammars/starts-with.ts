/**
 * Whether a text begins with what an expression says.
 *
 * @param pattern sticky
 */
export function startsWith(text: string, pattern: RegExp): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}
