import { VERSION } from "../model/version.js";
import { loadProgram } from "./program.js";
import { out } from "./streams.js";

/** What `oomlog` runs. */

const words = process.argv.slice(2);
// To load the program would take as long as Node itself.
if (words.length === 1 && words[0] === "--version") out(`${VERSION}\n`);
else await loadProgram(new URL("./oomlog/", import.meta.url)).main(words);
