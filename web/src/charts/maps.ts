// Values on a map: regions as the strength of a colour, points as circles of their size.
import type { EChartsOption } from "echarts";
import { listing } from "@/format/text";
import { tr } from "@/format/words";
import { scaleOf, strength } from "./cells";
import { rowMark, shapeMark, type Given, type Painted } from "./paint";
import { base, full, short, textStyle, tipHtml, tooltip } from "./parts";
import { ground, heightOf, hover } from "./map-ground";
import { outlineAround, outlineOf, placeOf, type Outline } from "./places";
import { latLonOf } from "./roles";
import { asNumber } from "./shape";
import { NARROW, type ChartData } from "./spec";
import { T } from "./strings";

interface Place {
  name: string;
  key: number;
  value: number | null;
}

function placesOf({ shape }: Given, outline: Outline): { found: Place[]; lost: string[] } {
  const found: Place[] = [];
  const lost: string[] = [];
  shape.keys.forEach((key, i) => {
    const name = placeOf(key, outline);
    if (name === null) lost.push(shape.names[i] ?? key);
    else found.push({ name, key: i, value: shape.series[0]?.values[i] ?? null });
  });
  return { found, lost };
}

const NAMED_LOST = 4;

function lostNote(lost: string[]): string[] {
  if (lost.length === 0) return [];
  const names = lost.slice(0, NAMED_LOST);
  const others = lost.length - names.length;
  return others > 0
    ? [tr("Not on this map: {names} and {others} others.", { names: names.join(", "), others })]
    : [tr("Not on this map: {names}.", { names: listing(names) })];
}

export function regionsOption(given: Given): Painted {
  const { shape, view } = given;
  const { theme } = view;
  const outline = outlineOf(shape.keys) ?? "world";
  const { found, lost } = placesOf(given, outline);
  const unit = shape.series[0]?.unit ?? "";
  const scale = scaleOf(found.map((p) => p.value));
  const byName = new Map(found.map((p) => [p.name, p]));
  const option: EChartsOption = {
    ...base(view),
    visualMap: {
      ...strength(scale, view),
      show: true,
      type: "continuous",
      orient: "horizontal",
      left: 0,
      bottom: 0,
      itemWidth: 10,
      itemHeight: Math.min(160, view.width * 0.4),
      text: [short(scale.high, unit, view), short(scale.low, unit, view)],
      textStyle: textStyle(theme, theme.ink2, 12),
    },
    tooltip: {
      ...tooltip(view, "item"),
      formatter: (p: unknown) => {
        const name = (p as { name: string }).name;
        const place = byName.get(name);
        const value = typeof place?.value === "number" ? full(place.value, unit, view) : T.noRows;
        return tipHtml(place ? (shape.names[place.key] ?? name) : name, [
          { name: shape.series[0]?.name ?? "", value },
        ]);
      },
    },
    series: [
      {
        ...ground(outline, view),
        type: "map",
        layoutCenter: ["50%", "48%"],
        layoutSize:
          outline === "india"
            ? Math.min(view.width, heightOf(outline, view) - 36)
            : Math.round(view.width * 0.98),
        selectedMode: false,
        ...hover(theme),
        data: found.map((p) => ({ name: p.name, value: p.value ?? NaN })),
      },
    ],
  };
  return {
    option,
    needs: ["map", outline],
    height: heightOf(outline, view) + 36,
    notes: lostNote(lost),
    mark: (p) => shapeMark(given, byName.get(p.name ?? "")?.key ?? -1),
  };
}

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
