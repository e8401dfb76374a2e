import process from "node:process";

/** Prints data. */
export function out(text: string): void {
  process.stdout.write(text);
}

/** Prints what people should know beside the data. */
export function err(text: string): void {
  process.stderr.write(text);
}

/** A reader that has seen enough (`| head`) is no failure: ends the process quietly. */
export function endQuietlyOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(0);
      throw error;
    });
  }
}

/** Columns of the terminal behind standard output; of `COLUMNS` where that is set; null for a pipe. */
export function terminalWidth(): number | null {
  const told = Number(process.env["COLUMNS"]);
  if (Number.isInteger(told) && told > 0) return told;
  return process.stdout.isTTY ? (process.stdout.columns ?? null) : null;
}
