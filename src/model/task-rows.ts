/** Rows of a task table, all numbers of one kind in one list: a table of thousands is not an object for each row. */
export class TaskRows {
  readonly pids: number[] = [];
  readonly names: string[] = [];
  /** Row by row, the columns between pid and name; NaN where a row was cut. */
  readonly cells: number[] = [];
  /** How many cells a row has. */
  readonly width: number;

  constructor(width: number) {
    this.width = width;
  }

  get count(): number {
    return this.pids.length;
  }

  /** Adds a row, whose cells stand at the end of `cells` already. */
  push(pid: number, name: string): void {
    this.pids.push(pid);
    this.names.push(name);
  }

  /** Takes the last row away. */
  pop(): void {
    this.pids.pop();
    this.names.pop();
    this.cells.length -= this.width;
  }

  /** Adds the rows of another table of the same columns. */
  append({ pids, names, cells }: TaskRows): void {
    for (const pid of pids) this.pids.push(pid);
    for (const name of names) this.names.push(name);
    for (const cell of cells) this.cells.push(cell);
  }
}
