import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}", "{scripts,eslint}/**/*.test.mjs"],
    setupFiles: ["src/test/setup.ts"],
    env: { TZ: "Asia/Kolkata" },
    css: false,
    testTimeout: 20_000, // a busy machine is no failure
  },
});
