// What was asked for, what is drawn, and why.
import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { SAMPLES } from "./gallery/samples";
import { VIEW } from "./gallery/view";
import { draw } from "./option";
import { ChartWhy } from "./why";

const WARNING = "A pie needs the parts of one whole; lying bars instead.";
const REASON = "Bars compare the number of each.";
const chart = {
  type: "horizontal_bar",
  warning: WARNING,
  title: "",
  series: [],
  sort: "",
  reason: REASON,
  unfinished_last: false,
};

test("a picture says what is wrong with the one that was asked for", () => {
  const { spec, ...rows } = SAMPLES.horizontal_bar;
  const { notes } = draw({ ...rows, spec: { ...spec, warning: WARNING } }, VIEW);
  expect(notes).toContain(WARNING);
});

test("beside a picture stands its reason; beside a table also what is wrong with the picture", () => {
  const { rerender, container } = render(<ChartWhy spec={chart} drawn />);
  expect(container.textContent).toBe(REASON);
  rerender(<ChartWhy spec={chart} drawn={false} />);
  expect(screen.getByText(`${WARNING} ${REASON}`)).toBeTruthy();
  rerender(<ChartWhy spec={{ ...chart, type: "number", warning: "" }} drawn />);
  expect(container.textContent).toBe("");
});
