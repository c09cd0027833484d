// The program itself: the router's first page, then the tree in pieces that give way to taps.
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { forgetEarly } from "./api/early";
import { carryDraft } from "./app/draft";
import { Providers } from "./app/providers";
import { makeRouter } from "./app/router";
import { startWorker } from "./app/worker";
import { startLanguage } from "./ui/language";
import { nextTask } from "./ui/turns";

/** What was asked for early and not needed by then is old. */
const EARLY_MS = 10_000;

export async function start(): Promise<void> {
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  const router = makeRouter();
  // Whoever reads Hindi never sees the page in English first.
  await Promise.all([startLanguage(), router.load()]);
  await nextTask();
  carryDraft();
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <Providers>
          <RouterProvider router={router} />
        </Providers>
      </StrictMode>,
    ),
  );
  startWorker();
  setTimeout(forgetEarly, EARLY_MS);
}
