/** Takes the indentation off a record's further line; blanks beyond it are the kernel's. */
export function withoutIndentation(text: string, prefix: string): string {
  const blanks = text.length - text.trimStart().length;
  if (blanks === 0) return text;
  const column = prefix.length;
  return text.slice(Math.min(blanks, blanks > column ? column + extraBytes(prefix) : column));
}

/** How many bytes more than characters a prefix has: dmesg counts bytes when it indents. */
function extraBytes(prefix: string): number {
  let extra = 0;
  for (let at = 0; at < prefix.length; at++) {
    const code = prefix.charCodeAt(at);
    if (code >= 0x80) extra += code < 0x800 ? 1 : 2;
  }
  return extra;
}
