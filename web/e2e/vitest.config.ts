// The page in a real browser, on the real service. Slow, so apart from the tests of the logic.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["e2e/**/*.test.ts"],
    environment: "node",
    // Each file starts a service and a browser; one at a time leaves them the processor.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
