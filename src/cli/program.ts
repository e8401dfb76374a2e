import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";
import type { main } from "./main.js";
import { growsOnce } from "./young-generation.js";

/**
 * The program, in one file beside the command, and what V8 made of it in an earlier run (`compile.ts`): to read and
 * compile its text takes longer than to explain a small log.
 */

const v8 = Number.parseInt(process.versions.v8, 10);

/** What V8 is to do otherwise. */
export const flags: readonly string[] = [
  // The heap grows by half between two collections, where V8 would let it grow fourfold: lines die young, and what lives
  // on is a few reports. With this and the next flag a log of 512 MiB takes 102 MB in place of 133, and no more CPU.
  "--heap-growing-percent=50",
  growsOnce,
  // The one piece of WebAssembly is a loop over the whole log: V8's quick compiler made it three times as slow for its first
  // hundreds of megabytes, a tenth of a log of 1 GiB with few kills.
  "--no-liftoff",
  // The quick compiler's code counts calls, and V8 14.6 (Node 26) ends the process where it looks for what to inline and
  // finds no counts. Earlier ones do not, and that of Node 22 does not know the flag.
  ...(v8 >= 14 ? ["--no-wasm-inlining"] : []),
  // A function is optimised when it has run 300 KB of bytecode, and not 66 KB: a log of one report takes a tenth less CPU,
  // and one of 300 MB no more. Later versions than that of Node 20 count calls.
  ...(v8 === 11 ? ["--interrupt-budget=300000"] : []),
];

type Main = typeof main;
type Wrapped = (module: { exports: { main?: Main } }, require: NodeJS.Require, programUrl: string) => void;

export interface Program {
  readonly main: Main;
  /** Writes down what V8 has compiled up to now, for the runs that follow. */
  keepCode(): void;
}

/**
 * Takes the folder of the program. Without code that fits this very Node, it is compiled from its text.
 */
export function loadProgram(folder: URL): Program {
  // First of all, for V8 takes no code that was kept under other flags.
  setFlags();
  const program = new URL("program.cjs", folder);
  const code = new URL(`${process.version}-${process.arch}.code`, folder);
  const cachedData = bytesOf(code);
  const script = new Script(readFileSync(program, "latin1"), { filename: program.pathname, cachedData });
  const module: Parameters<Wrapped>[0] = { exports: {} };
  (script.runInThisContext() as Wrapped)(module, createRequire(program), program.href);
  return {
    main: module.exports.main as Main,
    keepCode: () => {
      setFlags();
      writeFileSync(code, script.createCachedData());
    },
  };
}

function setFlags(): void {
  for (const flag of flags) setFlagsFromString(flag);
}

function bytesOf(file: URL): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
