// The mock's book-keeper: sums a column by the columns that the question names. Numbers are
// worked out from the uploaded rows, never written down here.

const GRAINS = { day: 10, month: 7, year: 4 };

function column(table, word) {
  return table.columns.find((c) => c.label === word || c.column === word);
}

function plan(table, question) {
  const words = question.toLowerCase().split(/[^\p{L}\p{N}_]+/u);
  const dims = [];
  let measure = null;
  for (const word of words) {
    const found = column(table, word);
    if (word in GRAINS) dims.push({ grain: word });
    else if (found && found.role === "measure") measure ??= found.column;
    else if (found) dims.push({ column: found.column });
  }
  return { measure, dims, descending: true };
}

function keyOf(table, dim, row) {
  if (dim.grain) {
    const time = table.columns.find((c) => c.role === "time");
    const text = time.values[row].slice(0, GRAINS[dim.grain]);
    return text + "-01-01".slice(0, 10 - text.length);
  }
  return table.columns.find((c) => c.column === dim.column).values[row];
}

function run(table, p) {
  const measure = table.columns.find((c) => c.column === p.measure);
  const groups = new Map();
  for (let i = 0; i < table.rows; i++) {
    const keys = p.dims.map((d) => keyOf(table, d, i));
    const id = JSON.stringify(keys);
    const group = groups.get(id) ?? { keys, sum: 0 };
    group.sum += measure.values[i] ?? 0;
    groups.set(id, group);
  }
  const rows = [...groups.values()].map((g) => [...g.keys, Math.round(g.sum * 100) / 100]);
  const byTime = p.dims[0]?.grain;
  const at = p.dims.length;
  rows.sort((a, b) =>
    byTime ? (a[0] < b[0] ? -1 : 1) : (b[at] - a[at]) * (p.descending ? 1 : -1),
  );
  return { measure, rows };
}

const dimName = (d) => d.grain ?? d.column;

function columnsOf(table, p, measure) {
  const dims = p.dims.map((d) =>
    d.grain
      ? { name: d.grain, label: d.grain, type: "date", role: "time", unit: "", grain: d.grain }
      : { name: d.column, label: d.column, type: "text", role: "category", unit: "" },
  );
  return [
    ...dims,
    {
      name: measure.column,
      label: `total ${measure.label}`,
      type: "float",
      role: "measure",
      unit: measure.unit,
    },
  ];
}

function chartOf(p, columns, question) {
  const last = columns.length - 1;
  const series = [{ column: last, label: columns[last].label, unit: columns[last].unit }];
  const asked = ["pie", "area", "heatmap"].find((t) => question.includes(t));
  const type =
    p.dims.length === 0
      ? "number"
      : (asked ??
        (p.dims[0].grain ? "line" : p.dims.length > 1 ? "stacked_bar" : "horizontal_bar"));
  return {
    type,
    title: "",
    ...(p.dims[0] && {
      x: {
        column: 0,
        label: dimName(p.dims[0]),
        type: p.dims[0].grain ? "time" : "category",
        grain: p.dims[0].grain ?? "",
      },
    }),
    ...(p.dims[1] && { split: { column: 1, label: dimName(p.dims[1]) } }),
    series,
    sort: p.dims[0]?.grain ? "natural" : "value",
    reason: "",
    unfinished_last: Boolean(p.dims[0]?.grain),
  };
}

function headlineOf(p, rows, measure) {
  const say = (n) => `${measure.unit === "INR" ? "₹" : ""}${n.toLocaleString("en-IN")}`;
  if (p.dims.length === 0) return `Total ${measure.label} is ${say(rows[0][0])}.`;
  const best = rows.reduce((a, b) => (b.at(-1) > a.at(-1) ? b : a));
  const total = rows.reduce((sum, r) => sum + r.at(-1), 0);
  const share = Math.round((best.at(-1) / total) * 100);
  return `${best[0]} has the most ${measure.label}: ${say(best.at(-1))}, ${share} % of all.`;
}

function chipsOf(table, p) {
  const measures = table.columns.filter((c) => c.role === "measure" && c.column !== p.measure);
  const chips = [
    {
      kind: "measure",
      text: `total ${p.measure}`,
      path: "measures/0",
      options: measures.map((m) => ({
        text: `total ${m.label}`,
        plan: { ...p, measure: m.column },
      })),
    },
  ];
  p.dims.forEach((d, i) => {
    const others = table.columns.filter((c) => c.role === "category" && c.column !== d.column);
    chips.push({
      kind: "dimension",
      text: `by ${dimName(d)}`,
      path: `dimensions/${i}`,
      options: [
        ...others.map((c) => ({
          text: `by ${c.label}`,
          plan: { ...p, dims: p.dims.with(i, { column: c.column }) },
        })),
        { text: "without this", plan: { ...p, dims: p.dims.filter((_, k) => k !== i) } },
      ],
    });
  });
  chips.push({
    kind: "order",
    text: p.descending ? "highest first" : "lowest first",
    path: "order",
    options: [
      {
        text: p.descending ? "lowest first" : "highest first",
        plan: { ...p, descending: !p.descending },
      },
    ],
  });
  return chips;
}

const sqlOf = (table, p) => {
  const dims = p.dims.map((d) => (d.grain ? `date_trunc('${d.grain}', date)` : d.column));
  const by = dims.length ? `\nGROUP BY ${dims.join(", ")}\nORDER BY ${p.measure} DESC` : "";
  return `SELECT ${[...dims, `sum(${p.measure}) AS ${p.measure}`].join(", ")}\nFROM ${table.name}${by}`;
};

const base = (question) => ({
  question,
  confidence: 0.4,
  alternatives: [],
  message: "",
  missing: [],
  elapsed_ms: 2.1,
});

function answered(table, p, question) {
  const { measure, rows } = run(table, p);
  const columns = columnsOf(table, p, measure);
  return {
    ...base(question),
    id: "a1",
    status: "answered",
    confidence: 0.93,
    reading: `total ${measure.label} ${p.dims.map((d) => `by ${dimName(d)}`).join(" ")}`,
    chips: chipsOf(table, p),
    plan: p,
    headline: headlineOf(p, rows, measure),
    sql: sqlOf(table, p),
    columns,
    rows,
    row_count: rows.length,
    truncated: false,
    chart: chartOf(p, columns, question),
    sources: [
      { table: table.name, label: table.label, rows: table.rows, fresh_at: table.fresh_at },
    ],
    badge: "parsed",
    followups: [`total ${measure.label} by month`, `total ${measure.label} by store`].filter(
      (q) => q !== question,
    ),
  };
}

export function answer(table, { question = "", plan: given }) {
  if (!table)
    return {
      ...base(question),
      status: "refused",
      message: "There is no data yet. Bring in a file first.",
    };
  if (given) return answered(table, given, question);
  const p = plan(table, question);
  if (p.measure) return answered(table, p, question);
  if (!/sales|sold/.test(question)) {
    return {
      ...base(question),
      status: "refused",
      message: `Nothing in your data is called that. There are ${table.columns.map((c) => c.label).join(", ")}.`,
    };
  }
  const readings = table.columns.filter((c) => c.role === "measure").slice(0, 2);
  return {
    ...base(question),
    status: "clarify",
    message: "“Sales” can mean more than one thing here.",
    alternatives: readings.map((m) => {
      const full = answered(table, { ...p, measure: m.column }, question);
      const { reading, confidence, plan, sql, columns, rows } = full;
      return { reading, confidence: confidence / 2, plan, sql, columns, rows };
    }),
  };
}
