import { loadProgram } from "./program.js";

/**
 * Part of the build: runs the program, and keeps what V8 compiled for that. Takes paths of logs; their kills are printed
 * on standard output.
 */

const { main, keepCode } = loadProgram(new URL("./", import.meta.url));
const logs = process.argv.slice(2);
for (const output of ["ndjson", "table"]) await main(["analyze", "-q", "-o", output, ...logs]);
keepCode();
