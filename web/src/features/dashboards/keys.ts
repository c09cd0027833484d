// Query keys of boards; alone, so that the frame can refresh them without loading the page.
import type { QueryClient } from "@tanstack/react-query";
import type { ServerEvent } from "@/api/events";
import type { Board } from "./types";

export const keys = {
  all: ["dashboards"] as const,
  list: ["dashboards", "list"] as const,
  templates: ["dashboards", "templates"] as const,
  schema: ["dashboards", "schema"] as const,
  board: (id: string) => ["dashboards", "board", id] as const,
  part: (id: string, part: "versions" | "comments" | "links" | "access") =>
    ["dashboards", "board", id, part] as const,
  data: (path: string, ...what: unknown[]) => ["dashboards", "data", path, ...what] as const,
};

/** A board is asked for before the line to the server stands: what changed in between was told to
 * nobody. */
export function catchUp(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ["dashboards", "board"] });
}

/** What the server tells by itself: another person's change is fetched, one's own is known. */
export function takeEvent(client: QueryClient, event: ServerEvent): void {
  if (event.event === "dashboards") {
    void client.invalidateQueries({ queryKey: keys.list });
    // One that is open may be gone, or may not be seen any more: nobody tells whom that concerns.
    catchUp(client);
  }
  if (event.event === "comments") {
    void client.invalidateQueries({ queryKey: keys.part(event.id, "comments") });
  }
  if (event.event === "access") {
    void client.invalidateQueries({ queryKey: keys.board(event.id), exact: true });
    void client.invalidateQueries({ queryKey: keys.part(event.id, "access") });
  }
  if (event.event !== "dashboard") return;
  const key = keys.board(event.id);
  const known = client.getQueryData<Board>(key)?.version ?? 0;
  if (event.version > known) void client.invalidateQueries({ queryKey: key, exact: true });
  void client.invalidateQueries({ queryKey: keys.list });
  void client.invalidateQueries({ queryKey: keys.part(event.id, "versions") });
}
