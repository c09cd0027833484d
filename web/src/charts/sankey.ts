// How much goes from where to where. Circles are refused: a flow runs one way.
import { tr } from "@/format/words";
import type { Given, Painted } from "./paint";
import { base, full, short, textStyle, tipHtml, tooltip } from "./parts";
import { asNumber } from "./shape";
import { NARROW, SERIES_MAX, type ChartData, type MarkValue, type Picked } from "./spec";
import { T } from "./strings";

export interface Flow {
  from: string;
  to: string;
  value: number;
}

const FLOWS_MAX = 60;
const NODES_MAX = 30;

/** Flows above zero, the largest first; a name that stands on both sides is two nodes. */
export function flowsOf({ spec, rows }: ChartData): Flow[] {
  const { x, split } = spec;
  if (!x || !split) return [];
  const sums = new Map<string, Flow>();
  for (const row of rows) {
    const from = String(row[x.column] ?? T.none);
    const to = String(row[split.column] ?? T.none);
    const value = asNumber(row[spec.series[0]?.column ?? -1]) ?? 0;
    const key = JSON.stringify([from, to]);
    sums.set(key, { from, to, value: (sums.get(key)?.value ?? 0) + value });
  }
  return [...sums.values()].filter((f) => f.value > 0).sort((a, b) => b.value - a.value);
}

/** The largest flows whose ends are few enough to be named. */
function readable(flows: Flow[]): Flow[] {
  const ends = new Set<string>();
  return flows.slice(0, FLOWS_MAX).filter((f) => {
    const fresh = [`f ${f.from}`, `t ${f.to}`].filter((e) => !ends.has(e));
    if (ends.size + fresh.length > NODES_MAX) return false;
    fresh.forEach((e) => ends.add(e));
    return true;
  });
}

// Names are told apart by their side: "Delhi" may send and receive.
const SIDE = { from: "\u2060", to: "\u2061" };
const bare = (name: string) => name.replace(/[\u2060\u2061]/g, "");

function markOf({ data }: Given, p: Picked): MarkValue[] {
  const { x, split } = data.spec;
  const found = p.data as { source?: string; target?: string; name?: string } | undefined;
  if (!found || !x || !split) return [];
  if (found.source !== undefined) {
    return [
      { column: x.column, value: bare(found.source) },
      { column: split.column, value: bare(found.target ?? "") },
    ];
  }
  const name = found.name ?? "";
  return [{ column: name.startsWith(SIDE.from) ? x.column : split.column, value: bare(name) }];
}

/** What hangs together with the mark under the pointer stays; the rest fades. */
const HOVER = { emphasis: { focus: "adjacency" } } as const;

export function sankeyOption(given: Given): Painted {
  const { data, view } = given;
  const { theme } = view;
  const all = flowsOf(data);
  const flows = readable(all);
  const unit = data.spec.series[0]?.unit ?? "";
  const froms = [...new Set(flows.map((f) => f.from))];
  const tos = [...new Set(flows.map((f) => f.to))];
  const narrow = view.width < NARROW;
  const room = Math.round(view.width * (narrow ? 0.27 : 0.2));
  const color = (i: number) => theme.series[i % SERIES_MAX];
  const nodes = [
    ...froms.map((name, i) => ({
      name: SIDE.from + name,
      itemStyle: { color: color(i) },
      label: { position: "left" as const },
    })),
    ...tos.map((name) => ({ name: SIDE.to + name, itemStyle: { color: theme.ink3 } })),
  ];
  const total = (side: "from" | "to", name: string) =>
    flows.filter((f) => f[side] === name).reduce((sum, f) => sum + f.value, 0);
  const sum = (name: string) => total(name.startsWith(SIDE.from) ? "from" : "to", bare(name));
  const words = { n: flows.length, others: all.length - flows.length };
  return {
    needs: ["sankey"],
    height: Math.max(narrow ? 300 : 340, Math.max(froms.length, tos.length) * (narrow ? 44 : 34)),
    notes:
      words.others > 0
        ? [tr("The top {n} are drawn, and {others} others are in the table.", words)]
        : [],
    mark: (p) => markOf(given, p),
    option: {
      ...base(view),
      tooltip: {
        ...tooltip(view, "item"),
        formatter: (p: unknown) => {
          const found = (p as Picked).data as { source?: string; target?: string; name?: string };
          if (found.source === undefined) {
            const name = found.name ?? "";
            return tipHtml(bare(name), [{ name: T.total, value: full(sum(name), unit, view) }]);
          }
          const title = `${bare(found.source)} → ${bare(found.target ?? "")}`;
          const value = (p as { value: number }).value;
          return tipHtml(title, [
            { name: data.spec.series[0]?.label ?? "", value: full(value, unit, view) },
          ]);
        },
      },
      series: [
        {
          type: "sankey",
          left: room,
          right: room,
          top: 8,
          bottom: 8,
          nodeWidth: 12,
          nodeGap: narrow ? 20 : 14,
          layoutIterations: 32,
          draggable: false,
          ...HOVER,
          label: {
            ...textStyle(theme, theme.ink, narrow ? 12 : 13),
            width: room - 12,
            overflow: "break",
            lineHeight: 15,
            formatter: (p) => {
              const name = (p as { name: string }).name;
              return `${bare(name)}\n${short(sum(name), unit, view)}`;
            },
          },
          lineStyle: { color: "source", opacity: 0.28, curveness: 0.5 },
          data: nodes,
          links: flows.map((f) => ({
            source: SIDE.from + f.from,
            target: SIDE.to + f.to,
            value: f.value,
          })),
        },
      ],
    },
  };
}
