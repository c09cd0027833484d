// How tests look at a drawing: the light theme without a browser.
import { DEFAULT_FORMAT } from "@/format/value";
import type { ChartView } from "../spec";

export const VIEW: ChartView = {
  theme: {
    ink: "#1c1d21",
    ink2: "#55585f",
    ink3: "#666a72",
    line: "#e7e3da",
    sheet: "#ffffff",
    wash: "#f4f2ec",
    good: "#1b7f4d",
    bad: "#b3261e",
    series: "#2f4bda #cd824c #065b27 #94456d #877305 #1e83b3 #b45e6e #6c4ca1".split(" "),
    font: "Inter",
  },
  format: DEFAULT_FORMAT,
  width: 900,
  still: true,
};
