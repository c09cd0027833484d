// Tasks as bars from their first day to their last.
import type { CustomSeriesOption, EChartsOption } from "echarts";
import { formatDate } from "@/format/date";
import { counted } from "@/format/words";
import { isoOfMoment, momentOf } from "./days";
import { HAPPENED_ROOM, momentsBetween, withHappened } from "./happened";
import type { Given, Painted } from "./paint";
import { rowMark } from "./paint";
import { base, categoryAxis, grid, legend, legendRoom, nameLabels, textStyle } from "./parts";
import { tipHtml, tooltip, valueAxis } from "./parts";
import { NARROW, SERIES_MAX, type ChartData } from "./spec";
import { T } from "./strings";
import { linesIn } from "./text-width";
import { tr } from "@/format/words";

const TASKS_MAX = 40;
const DAY_MS = 86_400_000;

interface Task {
  name: string;
  start: number;
  /** The last day belongs to it. */
  end: number;
  group: number;
  row: ChartData["rows"][number];
}

function groupsOf({ spec, rows }: ChartData): string[] {
  const { split } = spec;
  if (!split) return [];
  return [...new Set(rows.map((row) => String(row[split.column] ?? T.none)))];
}

function tasksOf(data: ChartData, groups: string[]): Task[] {
  const { spec, rows } = data;
  const from = spec.start ?? spec.series[0];
  const to = spec.end ?? spec.series[1];
  const tasks = rows.flatMap((row): Task[] => {
    const start = momentOf(String(row[from?.column ?? -1] ?? ""));
    const last = momentOf(String(row[to?.column ?? -1] ?? ""));
    if (start === null || last === null || last < start) return [];
    const name = String(row[spec.x?.column ?? -1] ?? T.none);
    const group = spec.split ? groups.indexOf(String(row[spec.split.column] ?? T.none)) : 0;
    return [{ name, start, end: last + DAY_MS, group, row }];
  });
  return tasks.sort((a, b) => a.start - b.start || a.end - b.end);
}

interface Api {
  value: (i: number) => number;
  coord: (at: [number, number]) => [number, number];
  size: (of: [number, number]) => [number, number];
}

const BAR_HEIGHT = 16;

function bars(tasks: Task[], given: Given): CustomSeriesOption {
  const { theme } = given.view;
  const draw = (_: unknown, api: Api) => {
    const row = api.value(0);
    const [x, y] = api.coord([api.value(1), row]);
    const [right] = api.coord([api.value(2), row]);
    const shape = {
      x,
      y: y - BAR_HEIGHT / 2,
      width: Math.max(3, right - x),
      height: BAR_HEIGHT,
      r: 3,
    };
    const fill = theme.series[(tasks[row]?.group ?? 0) % SERIES_MAX];
    return { type: "rect" as const, shape, style: { fill } };
  };
  return {
    type: "custom",
    renderItem: draw as unknown as CustomSeriesOption["renderItem"],
    encode: { x: [1, 2], y: 0 },
    data: tasks.map((t, i) => [i, t.start, t.end]),
  };
}

const beginOf = (tasks: Task[]) => Math.min(...tasks.map((t) => t.start));
const endOf = (tasks: Task[]) => Math.max(...tasks.map((t) => t.end));

function dateAxis(tasks: Task[], { view }: Given): EChartsOption["xAxis"] {
  const style = { lang: view.format.lang, thisYear: view.format.thisYear, short: true };
  const shared = valueAxis(view, "", false);
  return {
    ...shared,
    type: "time",
    min: beginOf(tasks),
    max: endOf(tasks),
    position: "top",
    splitNumber: view.width < NARROW ? 2 : 5,
    axisLabel: {
      ...shared.axisLabel,
      formatter: (ms: number) => formatDate(isoOfMoment(ms), style),
    },
  };
}

function tip(tasks: Task[], groups: string[], { view }: Given) {
  const say = (ms: number) =>
    formatDate(isoOfMoment(ms), { lang: view.format.lang, thisYear: view.format.thisYear });
  return (p: unknown) => {
    const task = tasks[(p as { dataIndex: number }).dataIndex];
    if (!task) return "";
    const days = Math.round((task.end - task.start) / DAY_MS);
    const lines = [
      { name: T.from, value: say(task.start) },
      { name: T.to, value: say(task.end - DAY_MS) },
      { name: "", value: counted(days, "{n} day", "{n} days") },
    ];
    const group = groups[task.group];
    return tipHtml(task.name, group ? [...lines, { name: group, value: "" }] : lines);
  };
}

function seriesOf(tasks: Task[], key: string[], given: Given): EChartsOption["series"] {
  const { theme } = given.view;
  const legendOnly = key.map((name, i) => ({
    type: "bar" as const,
    name,
    itemStyle: { color: theme.series[i] },
    data: [],
  }));
  return [bars(tasks, given), ...legendOnly];
}

function optionOf(tasks: Task[], groups: string[], top: number, given: Given): EChartsOption {
  const { view } = given;
  const names = tasks.map((t) => t.name);
  const key = keyOf(groups);
  return {
    ...base(view),
    useUTC: true,
    grid: grid({ top, right: 24 }),
    legend: key.length > 0 ? { ...legend(view, key), selectedMode: false } : { show: false },
    tooltip: { ...tooltip(view, "item"), formatter: tip(tasks, groups, given) },
    xAxis: dateAxis(tasks, given),
    yAxis: {
      ...categoryAxis(view, names),
      inverse: true,
      axisLine: { show: false },
      axisLabel: { ...nameLabels(view, names), ...textStyle(view.theme, view.theme.ink) },
    },
    series: seriesOf(tasks, key, given),
  };
}

/** One group needs no key. */
const keyOf = (groups: string[]) => (groups.length > 1 ? groups.slice(0, SERIES_MAX) : []);

const firstAndLast = (tasks: Task[]) =>
  [tasks[0], tasks[tasks.length - 1]]
    .flatMap((t) =>
      t ? [tr("{name} from {date}", { name: t.name, date: isoOfMoment(t.start) })] : [],
    )
    .join(", ");

export function ganttOption(given: Given): Painted {
  const { data, view } = given;
  const groups = groupsOf(data);
  const all = tasksOf(data, groups);
  const tasks = all.slice(0, TASKS_MAX);
  const { width } = nameLabels(
    view,
    tasks.map((t) => t.name),
  );
  const lines = tasks.reduce((n, t) => Math.max(n, linesIn(t.name, width)), 1);
  const key = keyOf(groups);
  const top = key.length > 0 ? legendRoom(key, view) + 24 : 28;
  const others = all.length - tasks.length;
  const words = { n: tasks.length, others };
  const [from, to] = [beginOf(tasks), endOf(tasks)];
  const moments = momentsBetween(data.happened, from, to);
  const share = (ms: number) => (ms - from) / Math.max(1, to - from);
  const room = moments.length > 0 ? HAPPENED_ROOM : 0;
  const option = optionOf(tasks, groups, top, given);
  return {
    needs: moments.length > 0 ? ["gantt", "mark"] : ["gantt"],
    moments,
    height: top + tasks.length * Math.max(28, lines * 16 + 8) + 12 + room,
    notes:
      others > 0
        ? [tr("The first {n} are drawn, and {others} others are in the table.", words)]
        : [],
    mark: (p) => rowMark(data, tasks[p.dataIndex ?? -1]?.row ?? []),
    summary: firstAndLast(all),
    option: withHappened(option, moments, { share, view, below: true }),
  };
}
