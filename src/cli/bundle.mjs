import { chmodSync, rmSync } from "node:fs";
import { build } from "esbuild";

/**
 * Makes dist/oomlog.mjs, and beside it dist/oomlog/ with what a command loads when it needs it. One file with all of
 * it took 80 ms longer to start: V8 reads all text, and every module of Node that some command needs is loaded.
 */

rmSync("dist/oomlog", { recursive: true, force: true });
await build({
  entryPoints: { oomlog: "src/cli/main.ts" },
  outdir: "dist",
  outExtension: { ".js": ".mjs" },
  chunkNames: "oomlog/[name]-[hash]",
  bundle: true,
  splitting: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  logLevel: "warning",
  banner: {
    js: `#!/usr/bin/env node
import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);`,
  },
  plugins: [{ name: "width of help", setup: widthOfHelp }],
});
chmodSync("dist/oomlog.mjs", 0o755);

/** yargs lays out its help by string-width, which takes 30 ms to load (Intl.Segmenter, twice). The help is ASCII. */
function widthOfHelp({ onResolve, onLoad }) {
  const layout = /node_modules\/(?:yargs|cliui|wrap-ansi)\//;
  onResolve({ filter: /^string-width$/ }, ({ importer }) =>
    layout.test(importer) ? { path: "width", namespace: "ascii" } : undefined,
  );
  onLoad({ filter: /.*/, namespace: "ascii" }, () => ({ contents: "export default (text) => text.length" }));
}
