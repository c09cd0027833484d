// A whole in parts, and the parts in theirs: as areas (treemap) or rings (sunburst).
import { formatNumber } from "@/format/number";
import { readableOn } from "./color";
import { shapeMark, type Given, type Painted } from "./paint";
import { base, full, plotHeight, short, styleFor, textStyle, tipHtml, tooltip } from "./parts";
import { NARROW, SERIES_MAX, type MarkValue, type Picked } from "./spec";
import { tr } from "@/format/words";
import { linesIn, textWidth, widest } from "./text-width";

interface Leaf {
  name: string;
  value: number;
  mark: MarkValue[];
}
interface Branch extends Leaf {
  color: string;
  children: Leaf[];
}

/** x makes the branches, the split their leaves; without a split there are only branches. */
export function branchesOf(given: Given): Branch[] {
  const { shape, data, view } = given;
  const hasSplit = Boolean(data.spec.split);
  const branches = shape.names.map((name, key): Branch => {
    const parts = shape.series.flatMap((s, i): Leaf[] => {
      const value = s.values[key] ?? 0;
      return value > 0 ? [{ name: s.name, value, mark: shapeMark(given, key, i) }] : [];
    });
    const value = parts.reduce((sum, p) => sum + p.value, 0);
    const children = hasSplit ? parts.sort((a, b) => b.value - a.value) : [];
    return { name, value, children, color: "", mark: shapeMark(given, key) };
  });
  return branches
    .filter((b) => b.value > 0)
    .sort((a, b) => b.value - a.value)
    .map((b, i) => ({
      ...b,
      // Names stand on the areas, so colours only part the branches that have leaves.
      color: view.theme.series[hasSplit ? i % SERIES_MAX : 0] ?? view.theme.ink,
    }));
}

function inkOn(color: string, { view }: Given): string {
  const { theme } = view;
  return (
    [theme.ink, theme.sheet][readableOn(color, color, 1, [theme.ink, theme.sheet])] ?? theme.ink
  );
}

function tip(given: Given, total: number) {
  const { view, shape } = given;
  const unit = shape.series[0]?.unit ?? "";
  return (p: unknown) => {
    const found = p as { name: string; value: number; treePathInfo?: { name: string }[] };
    const path = (found.treePathInfo ?? []).map((n) => n.name).filter(Boolean);
    const share = formatNumber(
      Math.round((found.value / (total || 1)) * 1000) / 10,
      styleFor("%", view),
    );
    const line = {
      name: given.data.spec.series[0]?.label ?? "",
      value: full(found.value, unit, view),
      notes: [tr("{share} of what is shown", { share })],
    };
    return tipHtml(path.join(" · ") || found.name, [line]);
  };
}

const markOf = (p: Picked): MarkValue[] => (p.data as Partial<Leaf> | undefined)?.mark ?? [];
const sum = (branches: Branch[]) => branches.reduce((total, b) => total + b.value, 0);

export function treemapOption(given: Given): Painted {
  const { view, shape } = given;
  const branches = branchesOf(given);
  const total = sum(branches);
  const unit = shape.series[0]?.unit ?? "";
  const height = plotHeight(view, [], view.width < NARROW ? 140 : 60);
  const area = view.width * height;
  /** The name where the area is likely to hold it; the tooltip has the rest. */
  const text = (name: string, value: number) => {
    // The areas are about square; a word that would be broken in two is left out.
    const side = Math.sqrt((area * value) / (total || 1));
    const room = side * 0.8 - 8;
    if (widest(name.split(" "), 12) > room || side < 34) return "";
    const lines = linesIn(name, room, 12) + 1;
    const number = short(value, unit, view);
    return textWidth(number, 12) <= room && lines * 16 + 8 < side ? `${name}\n${number}` : name;
  };
  const leaf = (name: string, value: number, mark: MarkValue[], color: string) => ({
    name,
    value,
    mark,
    itemStyle: { color },
    label: {
      ...textStyle(view.theme, inkOn(color, given), 12),
      formatter: text(name, value).replace(/[{}]/g, "") || " ",
    },
  });
  return {
    height,
    needs: ["tree"],
    mark: markOf,
    option: {
      ...base(view),
      tooltip: { ...tooltip(view, "item"), formatter: tip(given, total) },
      series: [
        {
          type: "treemap",
          left: 0,
          right: 0,
          top: 0,
          bottom: 0,
          roam: false,
          nodeClick: false,
          breadcrumb: { show: false },
          itemStyle: { borderColor: view.theme.sheet, borderWidth: 1, gapWidth: 2 },
          label: { overflow: "break", lineHeight: 16, padding: 4, position: "insideTopLeft" },
          upperLabel: {
            show: branches.some((b) => b.children.length > 0),
            height: 24,
            ...textStyle(view.theme, view.theme.ink, 13),
            fontWeight: 600,
            overflow: "truncate",
          },
          levels: [
            { itemStyle: { borderWidth: 0, gapWidth: 4 }, upperLabel: { show: false } },
            { itemStyle: { borderColor: view.theme.sheet, borderWidth: 0, gapWidth: 1 } },
          ],
          data: branches.map((b) => {
            if (b.children.length === 0) return leaf(b.name, b.value, b.mark, b.color);
            return {
              name: b.name,
              value: b.value,
              mark: b.mark,
              itemStyle: { color: view.theme.sheet, borderColor: view.theme.sheet },
              children: b.children.map((c) => leaf(c.name, c.value, c.mark, b.color)),
            };
          }),
        },
      ],
    },
  };
}

const HOVER = { emphasis: { focus: "ancestor" } } as const;

/** Narrower than this, a slice has no name: its own would lie over its neighbour's. */
const NAMED_SHARE = 0.025;

export function sunburstOption(given: Given): Painted {
  const { view } = given;
  const branches = branchesOf(given);
  const total = sum(branches);
  const size = Math.min(view.width, 460);
  const radius = size / 2 - 8;
  const label = (name: string, value: number, color: string, room: number) => ({
    ...textStyle(view.theme, inkOn(color, given), 12),
    show: value / (total || 1) >= NAMED_SHARE && textWidth(name, 12) + 6 < room,
  });
  // The outer ring has the longer names and the narrower parts: it gets more of the room.
  const [hole, middle] = [radius * 0.18, radius * 0.5];
  const [inner, outer] = [middle - hole, radius - middle];
  return {
    height: size,
    needs: ["tree"],
    mark: markOf,
    option: {
      ...base(view),
      tooltip: { ...tooltip(view, "item"), formatter: tip(given, total) },
      series: [
        {
          type: "sunburst",
          radius: [hole, radius],
          levels: [{}, { radius: [hole, middle] }, { radius: [middle, radius] }],
          nodeClick: false,
          sort: undefined,
          ...HOVER,
          itemStyle: { borderColor: view.theme.sheet, borderWidth: 1.5 },
          label: { rotate: "radial", minAngle: 7 },
          data: branches.map((b) => ({
            name: b.name,
            mark: b.mark,
            itemStyle: { color: b.color },
            label: label(b.name, b.value, b.color, inner),
            ...(b.children.length === 0 && { value: b.value }),
            children: b.children.map((c) => ({
              name: c.name,
              value: c.value,
              mark: c.mark,
              itemStyle: { color: b.color, opacity: 0.75 },
              label: label(c.name, c.value, b.color, outer),
            })),
          })),
        },
      ],
    },
  };
}
