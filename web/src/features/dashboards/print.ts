// The board on paper: drawn anew in the light theme at the width of a sheet, then printed, then
// as it was.
import { drawAll } from "@/charts/near";
import { createStore, useStore } from "@/ui/store";
import { holdTheme } from "@/ui/theme";

const printing = createStore(false);
export const usePrinting = () => useStore(printing);

const DRAWN_MS = 100;
const TRIES = 50;

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Every card has come, and every chart is drawn in its new size. */
async function drawn() {
  await wait(DRAWN_MS);
  for (let i = 0; i < TRIES; i++) {
    const busy = document.querySelector(".board-grid [aria-busy=true], .board-grid .pulse");
    if (!busy) break;
    await wait(DRAWN_MS);
  }
  await document.fonts.ready;
  await wait(DRAWN_MS * 4);
}

async function print() {
  const release = holdTheme("light");
  printing.set(true);
  drawAll();
  try {
    await drawn();
    window.print();
  } finally {
    printing.set(false);
    release();
  }
}

export const usePrint = () => () => void print();
