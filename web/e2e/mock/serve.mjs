// The built files with the mock behind them, as the real server would give both.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { handle, upgrade } from "./server.mjs";

const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

// The real server's, so that what it would stop is stopped here too.
const POLICY =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; " +
  "script-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'";

async function file(dist, url, res) {
  const name = path.normalize(new URL(url, "http://mock").pathname);
  const wanted = path.extname(name) ? name : "/index.html";
  try {
    const bytes = await readFile(path.join(dist, wanted));
    res.writeHead(200, {
      "Content-Security-Policy": POLICY,
      "Content-Type": TYPES[path.extname(wanted)] ?? "application/octet-stream",
    });
    res.end(bytes);
  } catch {
    res.writeHead(404).end();
  }
}

/** Listens on a free port of loopback. */
export function serveMock(dist) {
  const server = createServer((req, res) => {
    handle(req, res, () => void file(dist, req.url, res)).catch((error) => {
      res.writeHead(500).end(String(error));
    });
  });
  server.on("upgrade", upgrade);
  return new Promise((ready) => {
    server.listen(0, "127.0.0.1", () => {
      ready({
        url: `http://127.0.0.1:${server.address().port}`,
        stop: () => {
          server.closeAllConnections();
          server.close();
        },
      });
    });
  });
}
