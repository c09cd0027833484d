import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Providers } from "./app/providers";
import { router } from "./app/router";
import { startWorker } from "./app/worker";
import { startLanguage } from "./ui/language";
import "./ui/app.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
// Whoever reads Hindi never sees the page in English first.
void startLanguage().then(() =>
  createRoot(root).render(
    <StrictMode>
      <Providers>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  ),
);
startWorker();
