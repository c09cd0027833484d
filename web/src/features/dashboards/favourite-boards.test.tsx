import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { renderPage, serve } from "@/test/render";
import { FavouriteBoards } from "./favourite-boards";

const board = (id: string, name: string, favourite: boolean) => ({
  id,
  name,
  favourite,
  version: 1,
  cards: 2,
  updated_at: "2026-01-01T00:00:00Z",
});

test("only boards with a star stand on the morning page", async () => {
  const dashboards = [board("a", "Morning", true), board("b", "Stock", false)];
  serve({ "GET /dashboards": { body: { dashboards } } });
  renderPage(() => <FavouriteBoards />);
  const link = await screen.findByRole("link", { name: /Morning/ });
  expect(link.getAttribute("href")).toBe("/boards/a");
  expect(screen.queryByText("Stock")).toBeNull();
});
