// Values of states or countries on a map: the strength of a colour.
import type { EChartsOption } from "echarts";
import { listing } from "@/format/text";
import { tr } from "@/format/words";
import { scaleOf, strength } from "./cells";
import { ground, heightOf, hover } from "./map-ground";
import { shapeMark, type Given, type Painted } from "./paint";
import { base, full, short, textStyle, tipHtml, tooltip } from "./parts";
import { outlineOf, placeOf, spotOf, type Outline } from "./places";
import type { ChartView } from "./spec";
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

const DOT = 11;

/** Countries too small to be seen are dots where they lie. */
function dotsOf(found: Place[], { view }: Given, layout: Layout): EChartsOption {
  const data = found.flatMap(({ name, value }) => {
    const spot = spotOf(name);
    return spot ? [{ name, value: [spot.lon, spot.lat, value ?? NaN] }] : [];
  });
  if (data.length === 0) return {};
  const { theme } = view;
  const still = { silent: true, itemStyle: { opacity: 0 } };
  return {
    geo: { ...ground("world", view), ...layout, ...still, tooltip: { show: false }, z: 0 },
    series: [
      {
        type: "scatter",
        coordinateSystem: "geo",
        symbolSize: DOT,
        itemStyle: { borderColor: theme.ink, borderWidth: 1 },
        data,
        z: 3,
      },
    ],
  };
}

type Layout = Pick<ReturnType<typeof ground>, "layoutCenter"> & { layoutSize: number };

function layoutOf(outline: Outline, view: ChartView): Layout {
  const india = Math.min(view.width, heightOf(outline, view) - 36);
  const layoutSize = outline === "india" ? india : Math.round(view.width * 0.98);
  return { layoutCenter: ["50%", "48%"], layoutSize };
}

export function regionsOption(given: Given): Painted {
  const { shape, view } = given;
  const { theme } = view;
  const outline = outlineOf(shape.keys) ?? "world";
  const { found, lost } = placesOf(given, outline);
  const unit = shape.series[0]?.unit ?? "";
  const scale = scaleOf(found.map((p) => p.value));
  const byName = new Map(found.map((p) => [p.name, p]));
  const layout = layoutOf(outline, view);
  const dots = outline === "world" ? dotsOf(found, given, layout) : {};
  const option: EChartsOption = {
    ...base(view),
    ...dots,
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
        ...layout,
        selectedMode: false,
        ...hover(theme),
        data: found
          .filter((p) => spotOf(p.name) === null)
          .map((p) => ({ name: p.name, value: p.value ?? NaN })),
      },
      ...((dots.series ?? []) as object[]),
    ] as EChartsOption["series"],
  };
  return {
    option,
    needs: ["map", outline],
    height: heightOf(outline, view) + 36,
    notes: lostNote(lost),
    mark: (p) => shapeMark(given, byName.get(p.name ?? "")?.key ?? -1),
  };
}
