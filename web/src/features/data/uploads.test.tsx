import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { renderPage, serve } from "@/test/render";
import { TABLE } from "./imported.test-data";
import { DataPage } from "./page";
import { clearIncoming, importFiles, onImported } from "./uploads";

/** A request with bytes that the test drives by hand. */
class FakeXhr {
  static all: FakeXhr[] = [];
  static get last() {
    return FakeXhr.all[FakeXhr.all.length - 1] as FakeXhr;
  }
  upload: { onprogress?: (e: object) => void } = {};
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  status = 0;
  responseText = "";
  headers: Record<string, string> = {};
  body: Blob | null = null;
  constructor() {
    FakeXhr.all.push(this);
  }
  open() {}
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value;
  }
  send(body: Blob) {
    this.body = body;
  }
  abort() {
    this.onabort?.();
  }
  answer(status: number, body: unknown = null) {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.onload?.();
  }
}

const TEXT = "a,b\n1,2\n";
const file = () => new File([TEXT], "sales.csv", { lastModified: 7 });

/** A server that holds one upload, as far as the test says. */
function serveUpload() {
  const held = { offset: 0, job: undefined as string | undefined, fingerprint: "", lost: false };
  const answer = () => ({
    body: {
      id: "u1",
      name: "sales.csv",
      length: TEXT.length,
      offset: held.offset,
      fingerprint: held.fingerprint,
      expires_at: "2026-11-28T00:00:00Z",
      job: held.job,
    },
  });
  const job = { id: "j1", status: "done", progress: 1, result: { tables: [TABLE] } };
  const calls = serve({
    "GET /tables": { body: { tables: [] } },
    "GET /imports": { body: { imports: [] } },
    "GET /uploads": () => ({ body: { uploads: held.fingerprint ? [answer().body] : [] } }),
    "POST /uploads": answer,
    "GET /uploads/u1": () => (held.lost ? "offline" : answer()),
    "DELETE /uploads/u1": { body: null },
    "GET /jobs/j1": { body: { job } },
  });
  return { held, calls };
}

async function begin(server = serveUpload()) {
  renderPage(() => <DataPage />);
  await screen.findByRole("heading", { name: "Drop files here" });
  act(() => importFiles([file()], { mode: "append", table: "sales" }));
  await waitFor(() => expect(FakeXhr.all.length).toBe(1));
  return server;
}

beforeEach(() => {
  FakeXhr.all = [];
  vi.stubGlobal("XMLHttpRequest", FakeXhr);
});
afterEach(() => {
  act(clearIncoming);
  vi.unstubAllGlobals();
});

describe("an upload", () => {
  test("goes from sending to reading to what was understood", async () => {
    const told = vi.fn();
    const stop = onImported(told);
    const { held } = await begin();
    expect(FakeXhr.last.headers["Upload-Offset"]).toBe("0");
    expect(FakeXhr.last.body?.size).toBe(TEXT.length);
    act(() => FakeXhr.last.upload.onprogress?.({ loaded: 2 }));
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("25");
    Object.assign(held, { offset: TEXT.length, job: "j1" });
    act(() => FakeXhr.last.answer(204));
    const understood = await screen.findByTestId("understood");
    expect(within(understood).getByTestId("rows-loaded").textContent).toBe("1,200 rows");
    expect(understood.textContent).toMatch(
      /names from row 3 · Windows-1252 · parted by semicolons/,
    );
    expect(understood.textContent).toMatch(/11 values that I could not read/);
    expect(within(understood).getByRole("link", { name: "See them" }).getAttribute("href")).toMatch(
      /tab=rejects/,
    );
    expect(understood.textContent).toMatch(/One guess to check/);
    expect(told).toHaveBeenCalledOnce();
    stop();
  });

  test("says what is to be done with its rows", async () => {
    const { calls } = await begin();
    const made = calls.find((c) => c.method === "POST");
    const pairs = (made?.headers["Upload-Metadata"] ?? "").split(",").map((p) => p.split(" "));
    const told = Object.fromEntries(pairs.map(([key = "", value = ""]) => [key, atob(value)]));
    expect(told).toMatchObject({ filename: "sales.csv", mode: "append", table: "sales" });
    expect(told.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  });

  test("goes on where it stood when the connection breaks", async () => {
    const { held } = await begin();
    held.lost = true;
    act(() => FakeXhr.last.onerror?.());
    expect(await screen.findByText(/Connection lost. It goes on by itself/)).toBeTruthy();
    Object.assign(held, { lost: false, offset: 3 });
    act(() => void dispatchEvent(new Event("online")));
    await waitFor(() => expect(FakeXhr.all.length).toBe(2), { timeout: 3000 });
    expect(FakeXhr.last.headers["Upload-Offset"]).toBe("3");
    expect(FakeXhr.last.body?.size).toBe(TEXT.length - 3);
    expect(screen.getByText(/Sending the file/)).toBeTruthy();
  });

  test("of a file that is chosen again goes on, also after a reload", async () => {
    const first = await begin();
    const made = first.calls.find((c) => c.method === "POST")?.headers["Upload-Metadata"] ?? "";
    const fingerprint = atob(/fingerprint (\S+?)(,|$)/.exec(made)?.[1] ?? "");
    act(clearIncoming);
    Object.assign(first.held, { fingerprint, offset: 5 });
    act(() => importFiles([file()], { mode: "append", table: "sales" }));
    await waitFor(() => expect(FakeXhr.all.length).toBe(2));
    expect(FakeXhr.last.headers["Upload-Offset"]).toBe("5");
    expect(first.calls.filter((c) => c.method === "POST").length).toBe(1);
    // Another file of that name is another file.
    act(() => importFiles([new File(["x,y\n1,2\n"], "sales.csv", { lastModified: 7 })]));
    await waitFor(() => expect(first.calls.filter((c) => c.method === "POST").length).toBe(2));
  });

  test("is paused and goes on", async () => {
    const { held } = await begin();
    held.offset = 4;
    fireEvent.click(screen.getByRole("button", { name: "Pause" }));
    expect(await screen.findByText(/Paused. What was sent is kept/)).toBeTruthy();
    expect(FakeXhr.all.length).toBe(1);
    fireEvent.click(screen.getByRole("button", { name: "Go on" }));
    await waitFor(() => expect(FakeXhr.all.length).toBe(2));
    expect(FakeXhr.last.headers["Upload-Offset"]).toBe("4");
  });

  test("that is refused says why, and what was kept", async () => {
    await begin();
    act(() => FakeXhr.last.answer(507, { title: "Full", detail: "The disk has room for 4 MB." }));
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toMatch(/Your tables are as they were/);
    expect(alert.textContent).toMatch(/room for 4 MB/);
  });

  test("can be cancelled, and nothing of it stays", async () => {
    const { calls } = await begin();
    fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(await screen.findByText("Cancelled. Nothing was changed.")).toBeTruthy();
    await waitFor(() => expect(calls.some((c) => c.method === "DELETE")).toBe(true));
  });
});

test("what was not sent to the end is listed, and can be discarded", async () => {
  const { held, calls } = serveUpload();
  Object.assign(held, { fingerprint: "x", offset: 2 });
  renderPage(() => <DataPage />);
  expect(await screen.findByText("Not sent to the end")).toBeTruthy();
  expect(screen.getByText(/ of .* are here · kept until/)).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Discard sales.csv" }));
  await waitFor(() => expect(calls.some((c) => c.method === "DELETE")).toBe(true));
});
