// The server under test: the real binary on a free port with a folder of its own, or the mock.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { serveMock } from "./mock/serve.mjs";

const START_MS = 20_000;

function freePort() {
  return new Promise((ready, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => ready(port));
    });
  });
}

async function waitFor(url, child) {
  const until = Date.now() + START_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    try {
      if ((await fetch(`${url}/readyz`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${url} did not become ready`);
}

async function serveBinary(binary) {
  const data = await mkdtemp(path.join(tmpdir(), "munim-e2e-"));
  const port = await freePort();
  const child = spawn(binary, ["serve", "--data", data, "--listen", `127.0.0.1:${port}`], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const stop = async () => {
    const ended = child.exitCode !== null ? null : new Promise((done) => child.once("exit", done));
    child.kill("SIGTERM");
    await ended;
    await rm(data, { recursive: true, force: true });
  };
  try {
    await waitFor(`http://127.0.0.1:${port}`, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}`, stop, real: true };
}

/** null when there is no binary and the mock was not asked for. */
export async function startBackend({ binary, mock, dist }) {
  if (mock) return { ...(await serveMock(dist)), real: false };
  return existsSync(binary) ? serveBinary(binary) : null;
}
