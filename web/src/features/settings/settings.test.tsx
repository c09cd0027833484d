import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import type * as wire from "@/api/wire";
import { tr } from "@/format/words";
import { setLanguage } from "@/ui/language";
import { setNumberSystem } from "@/ui/preferences";
import { Toaster } from "@/ui/toast";
import { renderPage, serve, type Call } from "@/test/render";
import { useWorkspaceSettings } from "./api";
import { SettingsPage } from "./page";

const START: wire.Settings = {
  business_name: "",
  currency: "",
  number_format: "",
  fiscal_year_start: 4,
  festivals_region: "",
  language: "",
  regions: [
    { code: "IN", name: "India" },
    { code: "IN-MH", name: "Maharashtra" },
  ],
};

function Framed() {
  useWorkspaceSettings();
  return (
    <>
      <SettingsPage />
      <Toaster />
    </>
  );
}

/** A server that keeps what it is told. */
function keeping(start: Partial<wire.Settings> = {}): Call[] {
  let kept = { ...START, ...start };
  return serve({
    "GET /settings": () => ({ body: kept }),
    "PATCH /settings": (call) => {
      kept = { ...kept, ...(call.body as wire.SettingsIn) };
      return { body: kept };
    },
  });
}

const sent = (calls: Call[]) => calls.filter((c) => c.method === "PATCH").map((c) => c.body);

beforeEach(() => {
  localStorage.clear();
  setNumberSystem("auto");
});

test("what holds for the business is kept by the server", async () => {
  const calls = keeping();
  renderPage(() => <Framed />, "/settings");
  const user = userEvent.setup();
  const name = await screen.findByLabelText("Name of the business");
  await user.type(name, "Corner Grocers{Enter}");
  await user.selectOptions(screen.getByLabelText("Currency"), "INR");
  await user.selectOptions(screen.getByLabelText("The financial year begins in"), "1");
  await user.selectOptions(screen.getByLabelText("Festivals of"), "IN-MH");
  await user.click(screen.getByRole("radio", { name: "Million and billion, 1.234.567" }));
  await waitFor(() =>
    expect(sent(calls)).toEqual([
      { business_name: "Corner Grocers" },
      { currency: "INR" },
      { fiscal_year_start: 1 },
      { festivals_region: "IN-MH" },
      { number_format: "european" },
    ]),
  );
  expect(screen.getByText(/₹1\.234\.567,50/)).toBeTruthy();
  expect(localStorage.getItem("munim.business")).toBe("Corner Grocers"); // for the next first paint
});

test("what the server refuses goes back, and it says so", async () => {
  const why = "'fiscal_year_start' can't be kept: the disk is full";
  serve({
    "GET /settings": { body: START },
    "PATCH /settings": { status: 500, body: { detail: why } },
  });
  renderPage(() => <Framed />, "/settings");
  const month = await screen.findByLabelText<HTMLSelectElement>("The financial year begins in");
  await userEvent.selectOptions(month, "7");
  await screen.findByText(`The financial year begins in was not changed. ${why}`);
  expect(month.value).toBe("4");
});

test("a browser's own choice is said, and can follow the setting again", async () => {
  keeping({ number_format: "indian" });
  setNumberSystem("western");
  renderPage(() => <Framed />, "/settings");
  await screen.findByText(/₹1,234,567\.50/);
  await userEvent.click(screen.getByRole("button", { name: "Follow the setting" }));
  expect(screen.getByText(/₹12,34,567\.50/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Follow the setting" })).toBeNull();
});

test("the theme is kept in the browser alone", async () => {
  const calls = keeping();
  renderPage(() => <Framed />, "/settings");
  await userEvent.click(await screen.findByRole("radio", { name: "Dark" }));
  expect(document.documentElement.dataset.theme).toBe("dark");
  expect(localStorage.getItem("munim.theme")).toBe("dark");
  expect(sent(calls)).toEqual([]);
});

test("another language is loaded when chosen, said to the document, and kept", async () => {
  const calls = keeping();
  renderPage(() => <Framed />, "/settings");
  await userEvent.selectOptions(await screen.findByLabelText("Language"), "hi");
  await waitFor(() => expect(document.documentElement.lang).toBe("hi"));
  expect(sent(calls)).toEqual([{ language: "hi" }]);
  expect(screen.getAllByText(/लाख/)[0]).toBeTruthy(); // the numbers at once
  expect(tr("Settings")).not.toBe("Settings");
  await setLanguage("en");
  expect(tr("Settings")).toBe("Settings");
  await setLanguage("");
});
