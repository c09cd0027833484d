// Places on a map: points as circles of their size.
import { tr } from "@/format/words";
import { rowMark, type Given, type Painted } from "./paint";
import { base, full, textStyle, tipHtml, tooltip } from "./parts";
import { ground, heightOf } from "./map-ground";
import { outlineAround } from "./places";
import { latLonOf } from "./roles";
import { asNumber } from "./shape";
import { NARROW, type ChartData } from "./spec";
import { T } from "./strings";

interface Point {
  lat: number;
  lon: number;
  value: number | null;
  name: string;
  row: ChartData["rows"][number];
}

const POINTS_MAX = 1500;
/** With fewer the name stands beside each. */
const NAMED_POINTS = 24;

function pointsOf(data: ChartData): Point[] {
  const at = latLonOf(data);
  if (!at) return [];
  const size = data.spec.size ?? data.spec.series[0];
  return data.rows.flatMap((row) => {
    const [lat, lon] = [asNumber(row[at.lat]), asNumber(row[at.lon])];
    if (lat === null || lon === null || Math.abs(lat) > 90 || Math.abs(lon) > 180) return [];
    const name = data.columns.find((c) => c.type === "text");
    const text = name ? String(row[data.columns.indexOf(name)] ?? "") : "";
    return [{ lat, lon, value: asNumber(row[size?.column ?? -1]), name: text, row }];
  });
}

export function pointsOption(given: Given): Painted {
  const { data, view } = given;
  const { theme } = view;
  const all = pointsOf(data).sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const points = all.slice(0, POINTS_MAX);
  const outline = outlineAround(all);
  const size = data.spec.size ?? data.spec.series[0];
  const unit = size?.unit ?? "";
  const most = points.reduce((m, p) => Math.max(m, p.value ?? 0), 0);
  const largest = view.width < NARROW ? 26 : 36;
  const radius = (value: number | null) =>
    value === null || most === 0 ? 7 : Math.max(5, largest * Math.sqrt(Math.max(0, value) / most));
  const lost = data.rows.length - all.length;
  return {
    needs: ["map", outline],
    height: heightOf(outline, view),
    notes: [
      lost > 0 ? tr("{n} rows have no place on earth and are not drawn.", { n: lost }) : "",
      points.length < all.length
        ? tr("The top {n} are drawn, and {others} others are in the table.", {
            n: points.length,
            others: all.length - points.length,
          })
        : "",
    ],
    mark: (p) => rowMark(data, points[p.dataIndex ?? -1]?.row ?? []),
    option: {
      ...base(view),
      geo: { ...ground(outline, view), silent: true },
      tooltip: {
        ...tooltip(view, "item"),
        formatter: (p: unknown) => {
          const point = points[(p as { dataIndex: number }).dataIndex];
          if (!point) return "";
          const value = point.value === null ? T.noRows : full(point.value, unit, view);
          return tipHtml(point.name, [{ name: size?.label ?? "", value }]);
        },
      },
      series: [
        {
          type: "scatter",
          coordinateSystem: "geo",
          symbolSize: (v: number[]) => radius(v[2] ?? null),
          itemStyle: {
            color: theme.series[0],
            opacity: 0.65,
            borderColor: theme.sheet,
            borderWidth: 1,
          },
          data: points.map((p) => [p.lon, p.lat, p.value ?? 0]),
          label: {
            show: points.length <= NAMED_POINTS,
            position: "right",
            ...textStyle(theme, theme.ink, 12),
            formatter: (p: { dataIndex: number }) => points[p.dataIndex]?.name ?? "",
          },
          labelLayout: { hideOverlap: true },
        },
      ],
    },
  };
}
