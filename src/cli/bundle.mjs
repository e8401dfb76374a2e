import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, rmSync } from "node:fs";
import { build } from "esbuild";

/**
 * Makes dist/oomlog.mjs, which is short, and beside it in dist/oomlog/ the program and V8's code of it (program.ts). The
 * program is a script and no module, for of a module V8 does not let go its code.
 */

const common = {
  bundle: true,
  platform: "node",
  target: "node20.19",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  logLevel: "warning",
};

rmSync("dist/oomlog", { recursive: true, force: true });
await build({
  ...common,
  entryPoints: { oomlog: "src/cli/start.ts", "oomlog/compile": "src/cli/compile.ts" },
  outdir: "dist",
  outExtension: { ".js": ".mjs" },
  format: "esm",
  banner: { js: "#!/usr/bin/env node" },
});
await build({
  ...common,
  entryPoints: ["src/cli/main.ts"],
  outfile: "dist/oomlog/program.cjs",
  format: "cjs",
  // A script has no way to wait for a module.
  supported: { "dynamic-import": false },
  define: { "import.meta.url": "programUrl" },
  banner: { js: "(function (module, require, programUrl) {" },
  footer: { js: "})" },
  plugins: [{ name: "width of help", setup: widthOfHelp }],
});
// Read as Latin-1 it takes half the memory. esbuild escapes what is not ASCII, but for regular expressions.
const [odd] = /[^\x00-\x7f]/.exec(readFileSync("dist/oomlog/program.cjs", "utf8")) ?? [];
if (odd !== undefined) throw new Error(`a regular expression of the program holds ${odd}: write it as \\u`);
chmodSync("dist/oomlog.mjs", 0o755);
/** A kill in a group and one of the whole machine, as journalctl, dmesg and the kernel itself print them. */
const logs = [
  "6.12-memcg-journal-short-kubernetes",
  "6.1-global-dmesg-swap",
  "7.2-memcg-global-kmsg-no-table",
];
const { status } = spawnSync(
  process.execPath,
  ["dist/oomlog/compile.mjs", ...logs.map((log) => `samples/${log}/input.log`)],
  { stdio: ["ignore", "ignore", "inherit"] },
);
if (status !== 0) throw new Error("V8's code of the program could not be kept");

/** yargs lays out its help by string-width, which takes 30 ms to load (Intl.Segmenter, twice). The help is ASCII. */
function widthOfHelp({ onResolve, onLoad }) {
  const layout = /node_modules\/(?:yargs|cliui|wrap-ansi)\//;
  onResolve({ filter: /^string-width$/ }, ({ importer }) =>
    layout.test(importer) ? { path: "width", namespace: "ascii" } : undefined,
  );
  onLoad({ filter: /.*/, namespace: "ascii" }, () => ({ contents: "export default (text) => text.length" }));
}
