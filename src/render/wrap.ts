/**
 * Takes plain text and a width in columns; returns its lines. Breaks between words, and within a word only where it
 * is longer than a line (a cgroup path).
 */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(width, 8);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (columns(longer) <= room) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = cut(word, room);
    line = pieces.pop() ?? "";
    for (const piece of pieces) lines.push(piece);
  }
  return [...lines, line];
}

/** How wide plain text is, where every character is one column wide. */
export function columns(text: string): number {
  return [...text].length;
}

function cut(word: string, room: number): string[] {
  const characters = [...word];
  const pieces: string[] = [];
  for (let at = 0; at < characters.length; at += room) pieces.push(characters.slice(at, at + room).join(""));
  return pieces;
}
