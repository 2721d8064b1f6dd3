// How the page becomes files: build/web, which the program carries inside itself.
import { defineConfig } from "vitest/config";

export default defineConfig({
  // The service may stand behind a proxy that gives it a folder of its own.
  base: "./",
  build: {
    outDir: "../build/web",
    emptyOutDir: true,
    target: "es2021",
    // The service's content security policy allows no script or image inside the markup.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    // `npx vite` beside a running `osteon serve`.
    proxy: { "/api": process.env.OSTEON_URL ?? "http://127.0.0.1:8600" },
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
