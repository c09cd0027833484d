// Puts the mock into Vite's dev server.
import { handle, upgrade } from "./server.mjs";

export function mockPlugin() {
  return {
    name: "munim-mock",
    configureServer(server) {
      server.middlewares.use((req, res, next) => void handle(req, res, next));
      server.httpServer?.on("upgrade", upgrade);
    },
  };
}
