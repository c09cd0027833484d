import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { tr } from "@/format/words";
import { setLanguage } from "@/ui/language";
import { renderPage } from "@/test/render";
import { SettingsPage } from "./page";

test("theme, numbers and the name of the business are kept in the browser", async () => {
  renderPage(() => <SettingsPage />, "/settings");
  const user = userEvent.setup();
  await user.click(await screen.findByRole("radio", { name: "Dark" }));
  expect(document.documentElement.dataset.theme).toBe("dark");
  expect(localStorage.getItem("munim.theme")).toBe("dark");
  await user.click(screen.getByRole("radio", { name: /Million and billion/ }));
  expect(screen.getByText(/₹1,234,567\.50/)).toBeTruthy();
  fireEvent.change(screen.getByLabelText("Name of the business"), {
    target: { value: "Corner Grocers" },
  });
  expect(localStorage.getItem("munim.business")).toBe("Corner Grocers");
});

test("another language is loaded when chosen, said to the document, and kept", async () => {
  renderPage(() => <SettingsPage />, "/settings");
  await userEvent.selectOptions(await screen.findByLabelText("Language"), "hi");
  await waitFor(() => expect(document.documentElement.lang).toBe("hi"));
  expect(localStorage.getItem("munim.language")).toBe("hi");
  expect(screen.getByText(/लाख/)).toBeTruthy(); // the numbers at once
  expect(tr("Settings")).not.toBe("Settings");
  await setLanguage("en");
  expect(tr("Settings")).toBe("Settings");
});
