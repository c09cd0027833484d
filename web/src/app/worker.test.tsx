import { act, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { newVersion, startWorker } from "./worker";
import { VersionSign } from "./version-sign";

class Worker extends EventTarget {
  state = "installing";
  postMessage = vi.fn();
  become(state: string) {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}

/** A browser with or without a worker in charge; an update is found when told. */
function browser(inCharge: boolean) {
  const registration = Object.assign(new EventTarget(), {
    waiting: null,
    installing: null as Worker | null,
  });
  const container = Object.assign(new EventTarget(), {
    controller: inCharge ? {} : null,
    register: vi.fn(() => Promise.resolve(registration)),
  });
  vi.stubGlobal("navigator", { serviceWorker: container });
  vi.stubEnv("PROD", true);
  const find = () => {
    registration.installing = new Worker();
    registration.dispatchEvent(new Event("updatefound"));
    return registration.installing;
  };
  return { container, find };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  newVersion.set(null);
});

async function start(inCharge: boolean) {
  const made = browser(inCharge);
  render(<VersionSign />);
  await act(async () => {
    startWorker();
    await new Promise((done) => setTimeout(done));
  });
  return made;
}

test("a new version is told, and waits for the person", async () => {
  const { find } = await start(true);
  const worker = find();
  expect(screen.queryByRole("status")).toBeNull();
  act(() => worker.become("installed"));
  expect(screen.getByRole("status").textContent).toContain("A new version of Munim is ready.");
  expect(worker.postMessage).not.toHaveBeenCalled();
  screen.getByRole("button", { name: "Reload" }).click();
  expect(worker.postMessage).toHaveBeenCalledWith("take over");
});

test("the first visit replaces nothing", async () => {
  const { find } = await start(false);
  act(() => find().become("installed"));
  expect(screen.queryByRole("status")).toBeNull();
});

test("nothing is registered while developing, or where browsers have no workers", () => {
  const { container } = browser(false);
  vi.stubEnv("PROD", false);
  startWorker();
  expect(container.register).not.toHaveBeenCalled();
  vi.stubEnv("PROD", true);
  vi.stubGlobal("navigator", {});
  expect(startWorker).not.toThrow();
});
