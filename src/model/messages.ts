/** Messages of one kind that stand one behind the other. */
export class Messages {
  readonly texts: string[] = [];
  /** The number of each one's line. */
  readonly lines: number[] = [];

  get count(): number {
    return this.texts.length;
  }

  push(text: string, line: number): void {
    this.texts.push(text);
    this.lines.push(line);
  }

  pop(): void {
    this.texts.pop();
    this.lines.pop();
  }
}
