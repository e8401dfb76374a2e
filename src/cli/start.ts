import { VERSION } from "../model/version.js";
import { Exit, NotWritten } from "./exit.js";
import { loadProgram } from "./program.js";
import { err, out } from "./streams.js";

/** What `oomlog` runs. */

const words = process.argv.slice(2);
// To load the program would take as long as Node itself.
if (words.length === 1 && words[0] === "--version") printVersion();
else await loadProgram(new URL("./oomlog/", import.meta.url)).main(words);

function printVersion(): void {
  try {
    out(`${VERSION}\n`);
  } catch (error) {
    if (!(error instanceof NotWritten)) throw error;
    err(`oomlog: ${error.message}\n`);
    process.exitCode = Exit.NotWritten;
  }
}
