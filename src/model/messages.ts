/** Messages of one kind that stand one behind the other. */
export class Messages {
  readonly texts: string[] = [];

  get count(): number {
    return this.texts.length;
  }

  push(text: string): void {
    this.texts.push(text);
  }

  pop(): void {
    this.texts.pop();
  }
}
