// Parts of the time: by steps, by buttons, by keys, by fingers.
import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { EChartsType } from "echarts/core";
import { createRef } from "react";
import { expect, test, vi } from "vitest";
import { Brush } from "./brush";
import { SAMPLES } from "./gallery/samples";
import { VIEW } from "./gallery/view";
import { Marks } from "./marks";
import { draw } from "./option";
import type { ChartData } from "./spec";
import { useZoom } from "./use-zoom";
import { fieldOf, scaled, shifted, waysOf } from "./zoom";
import { ZoomBar } from "./zoom-bar";

const field = { column: 0, keys: "abcdefghij".split("") };
const from = (range: ReturnType<typeof scaled>) => range && range.from + range.to;

test("half of it around its middle, a place, an end; twice as much is all again", () => {
  const half = scaled(field, null, 0.5);
  expect(from(half)).toBe("dh");
  expect(from(scaled(field, null, 0.5, 0))).toBe("ae");
  expect(from(scaled(field, null, 0.5, 9))).toBe("fj");
  // A place is counted from what is shown now.
  expect(from(scaled(field, half, 0.5, 4))).toBe("fh");
  expect(scaled(field, half, 2)).toBeNull();
  expect(from(scaled(field, { column: 0, from: "a", to: "c" }, 0.5))).toBe("ac");
});

test("earlier and later end at the ends", () => {
  const half = scaled(field, null, 0.5);
  expect(from(shifted(field, half, 1))).toBe("fj");
  expect(from(shifted(field, shifted(field, half, 1), 1))).toBe("fj");
  expect(from(shifted(field, half, -1))).toBe("ae");
  expect(waysOf(field, shifted(field, half, 1))).toEqual({
    closer: true,
    earlier: true,
    later: false,
  });
  expect(waysOf(field, { column: 0, from: "a", to: "c" }).closer).toBe(false);
});

test("names along are no time to be nearer to", () => {
  expect(fieldOf(SAMPLES.bar)).toBeNull();
  expect(fieldOf(SAMPLES.line)?.keys).toHaveLength(14);
});

function Host({ data }: { data: ChartData }) {
  const zoom = useZoom(data);
  return (
    <>
      <ZoomBar zoom={zoom} spec={data.spec} />
      <output>{zoom.data.rows.length}</output>
    </>
  );
}

test("the buttons show a part of the time, say which, and all of it again", async () => {
  const { container } = render(<Host data={SAMPLES.line} />);
  const rows = () => container.querySelector("output")?.textContent;
  const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Further" }).disabled).toBe(true);
  await press("Closer");
  expect(rows()).toBe("7");
  expect(screen.getAllByRole("status")[0]?.textContent).toBe("Jan 2026 to Jul 2026");
  await press("Later");
  expect(screen.getAllByRole("status")[0]?.textContent).toBe("Apr 2026 to Oct 2026");
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Later" }).disabled).toBe(true);
  await press("Show all");
  expect(rows()).toBe("14");
});

test("plus brings the time around a mark nearer, minus and 0 go back", () => {
  const onScale = vi.fn();
  const drawing = draw(SAMPLES.line, VIEW);
  render(
    <Marks drawing={drawing} chart={createRef<EChartsType>()} onScale={onScale}>
      <p>picture</p>
    </Marks>,
  );
  const marks = screen.getByRole("group", { name: "The marks of the chart" });
  fireEvent.keyDown(marks, { key: "ArrowRight" });
  fireEvent.keyDown(marks, { key: "ArrowRight" });
  fireEvent.keyDown(marks, { key: "+" });
  expect(onScale).toHaveBeenLastCalledWith(0.5, 1);
  fireEvent.keyDown(marks, { key: "-" });
  expect(onScale).toHaveBeenLastCalledWith(2, undefined);
  fireEvent.keyDown(marks, { key: "0" });
  expect(onScale).toHaveBeenLastCalledWith(null, undefined);
  fireEvent.keyDown(marks, { key: "-", ctrlKey: true });
  expect(onScale).toHaveBeenCalledTimes(3);
});

test("two fingers bring it nearer, one from side to side chooses a part", () => {
  const [onRange, onScale] = [vi.fn(), vi.fn()];
  const chart = { current: { convertFromPixel: (_: unknown, x: number) => x / 10 } };
  render(
    <Brush chart={chart as never} onRange={onRange} onScale={onScale}>
      <p>picture</p>
    </Brush>,
  );
  const picture = screen.getByText("picture");
  const touch = (pointerId: number, clientX: number) => ({
    pointerId,
    clientX,
    pointerType: "touch",
  });
  Element.prototype.setPointerCapture = () => undefined;
  fireEvent.pointerDown(picture, touch(1, 100));
  fireEvent.pointerDown(picture, touch(2, 200));
  fireEvent.pointerMove(picture, touch(1, 50));
  fireEvent.pointerMove(picture, touch(2, 250));
  fireEvent.pointerUp(picture, touch(1, 50));
  fireEvent.pointerUp(picture, touch(2, 250));
  expect(onScale).toHaveBeenCalledExactlyOnceWith(0.5, 15);
  expect(onRange).not.toHaveBeenCalled();
  fireEvent.pointerDown(picture, touch(3, 20));
  fireEvent.pointerMove(picture, touch(3, 60));
  fireEvent.pointerMove(picture, touch(3, 90));
  fireEvent.pointerUp(picture, touch(3, 90));
  expect(onRange).toHaveBeenCalledExactlyOnceWith(2, 9);
  // The page took the finger to scroll: nothing is chosen.
  fireEvent.pointerDown(picture, touch(4, 20));
  fireEvent.pointerMove(picture, touch(4, 60));
  fireEvent.pointerCancel(picture, touch(4, 60));
  expect(onRange).toHaveBeenCalledTimes(1);
});
