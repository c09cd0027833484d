// The program itself: the router's first page, then the tree in pieces that give way to taps.
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { forgetEarly } from "./api/early";
import { standingStore } from "./api/session";
import { carryDraft } from "./app/draft";
import { answered, Providers } from "./app/providers";
import { makeRouter } from "./app/router";
import { startWorker } from "./app/worker";
import { learnSession, watchSession } from "./features/session/api";
import { startLanguage } from "./ui/language";

/** Answers that come by then are there when the page is first drawn: it is drawn once. */
const ANSWERS_MS = 250;

/** What was asked for early and not needed by then is old. */
const EARLY_MS = 10_000;

/** A server that takes longer to say who is signed in does not keep the page from being drawn. */
const SESSION_MS = 2_000;

const after = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Who comes with a link needs no account. */
async function startSession(): Promise<void> {
  if (location.pathname.startsWith("/shared/")) return;
  watchSession();
  await Promise.race([learnSession(), after(SESSION_MS)]);
  if (standingStore.get().asks === "page") await import("./app/sign-in");
}

export async function start(): Promise<void> {
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  const router = makeRouter();
  // Whoever reads Hindi never sees the page in English first, nor the server's sentences.
  await Promise.all([startLanguage(), startSession()]);
  await router.load();
  if (standingStore.get().asks === "nothing") await answered(ANSWERS_MS);
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
