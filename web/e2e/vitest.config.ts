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
    // As long as the browser's own waits; vitest gives up after a second, which a busy machine needs
    // for a large radiograph.
    expect: { poll: { timeout: 20_000 } },
  },
});
