import { fileURLToPath } from "node:url";
import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type PluginOption } from "vite";
import { worker } from "./scripts/worker";

// The mock stands in for the server in `npm run dev:mock` and in the end-to-end run without
// a binary. It is imported only in that mode, so a production build never sees it.
async function mock(mode: string): Promise<PluginOption> {
  if (mode !== "mock") return null;
  const path = "./e2e/mock/plugin.mjs";
  const module = (await import(path)) as { mockPlugin: () => PluginOption };
  return module.mockPlugin();
}

const backend = process.env.MUNIM_URL ?? "http://127.0.0.1:8080";

export default defineConfig(async ({ mode }) => ({
  plugins: [react(), tailwind(), worker(), await mock(mode)],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: ["chrome111", "firefox114", "safari16.4"],
    sourcemap: false,
    // Nothing inlined: the server sends a content security policy without data: fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy:
      mode === "mock" ? undefined : { "/api": { target: backend, ws: true }, "/healthz": backend },
  },
}));
