import { defineConfig } from "vitest/config";

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  // Modules keep no state between tests, so one process may load chevrotain once for all files.
  test: { include: ["test/**/*.test.ts"], isolate: false, testTimeout: 60_000 },
});
