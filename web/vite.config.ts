import { fileURLToPath } from "node:url";
import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type PluginOption } from "vite";
import { shells } from "./scripts/shells";
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
  plugins: [react(), tailwind(), shells(), worker(), await mock(mode)],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: ["chrome111", "firefox114", "safari16.4"],
    sourcemap: false,
    // Nothing inlined: the server sends a content security policy without data: fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Drawing and routing: one file, run as a task of its own.
            { name: "react", test: /node_modules\/(react|react-dom|scheduler)\// },
            // What many pages share, in one file instead of thirty; but for what main.tsx needs,
            // which waits for nothing else.
            {
              name: "parts",
              test: /src\/(ui\/(?!turns)|format\/|api\/)|lucide-react/,
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy:
      mode === "mock" ? undefined : { "/api": { target: backend, ws: true }, "/healthz": backend },
  },
}));
