// What a family of charts is given, and what it gives back. A family is one file with a pure
// function of this kind; option.ts has the table of them.
import type { EChartsOption } from "echarts";
import type { Moment } from "./happened";
import type { Shape } from "./shape";
import type { ChartData, ChartType, ChartView, MarkValue, Need, Picked } from "./spec";

export interface Given {
  data: ChartData;
  type: ChartType;
  shape: Shape;
  view: ChartView;
  /** The last period goes on: hatched or dashed. */
  unfinished: boolean;
}

export interface Painted {
  option: EChartsOption;
  height?: number;
  needs?: Need[];
  /** What a reader should know: left out, not found. */
  notes?: string[];
  /** In words, where the highest and the lowest do not say it. */
  summary?: string;
  /** What it drew, where that is more than the shape it was given: for its words and marks. */
  shape?: Shape;
  /** What stands along the x axis, where it is not all that the shape has. */
  keys?: string[];
  /** What people said of days that it shows. */
  moments?: Moment[];
  /** The values behind a mark; without it those of its category and series. */
  mark?: (picked: Picked) => MarkValue[];
}

export type Paint = (given: Given) => Painted;

/** The values behind a mark that stands for a category, and where there is a split, a series. */
export function shapeMark({ data, shape }: Given, key: number, series = -1): MarkValue[] {
  const { x, split } = data.spec;
  const found: MarkValue[] = [];
  const name = shape.keys[key];
  if (x && name !== undefined) found.push({ column: x.column, value: name === "" ? null : name });
  const part = shape.series[series];
  if (split && part) {
    found.push({ column: split.column, value: part.name });
  }
  return found;
}

/** The values behind a mark that stands for one row: its texts and times. */
export function rowMark({ columns }: ChartData, row: ChartData["rows"][number]): MarkValue[] {
  return columns.flatMap((c, column) =>
    c.type === "text" || c.type === "date" || c.type === "timestamp" || c.type === "bool"
      ? [{ column, value: row[column] }]
      : [],
  );
}
