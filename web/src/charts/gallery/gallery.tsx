// Every type of chart on one page, to be looked at: `npm run dev` and /gallery.html. `?theme=dark`
// darkens it, `?only=edges` shows what must look right too.
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "@/ui/app.css";
import { tr } from "@/format/words";
import { setTheme } from "@/ui/theme";
import { Chart } from "../chart";
import { possibleTypes } from "../possible";
import type { ChartData, MarkValue } from "../spec";
import { EDGES, SAMPLES } from "./samples";

const search = new URLSearchParams(location.search);
setTheme(search.get("theme") === "dark" ? "dark" : "light");
const edges = search.get("only") === "edges";
const shown: [string, ChartData][] = edges ? EDGES : Object.entries(SAMPLES);

const report = (mark: MarkValue[]) => {
  document.documentElement.dataset.mark = JSON.stringify(mark);
};

function Gallery() {
  return (
    <main className="mx-auto grid max-w-page grid-cols-1 gap-4 p-4 lg:grid-cols-2">
      <h1 className="col-span-full text-title font-semibold">{tr("Charts")}</h1>
      {shown.map(([name, data]) => (
        <section
          key={name}
          id={name.replace(/\W+/g, "-")}
          aria-label={name}
          className="min-w-0 rounded-md border border-line bg-sheet p-4"
        >
          <h2 className="pb-3 text-body font-semibold">{name}</h2>
          <Chart data={data} onMark={report} />
          {search.has("types") && (
            <p className="pt-2 text-small text-ink-2">
              {possibleTypes(data)
                .filter((t) => t.can)
                .map((t) => t.name)
                .join(", ")}
            </p>
          )}
        </section>
      ))}
    </main>
  );
}

const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <StrictMode>
      <Gallery />
    </StrictMode>,
  );
