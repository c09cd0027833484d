// The mock's tables: a CSV read in the simplest way, with what the real import would say of it.

export function parseCsv(text) {
  const rows = [];
  let row = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') cell += text[++i];
      else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"') quoted = true;
    else if (c === "," || c === "\n") {
      row.push(cell.replace(/\r$/, ""));
      cell = "";
      if (c === "\n") {
        rows.push(row);
        row = [];
      }
    } else cell += c;
  }
  if (cell || row.length) rows.push([...row, cell]);
  return rows;
}

const isDate = (v) => /^\d{4}-\d{2}-\d{2}$/.test(v);
const toNumber = (v) =>
  /^[₹$]?\s?-?[\d,]*\.?\d+$/.test(v) ? Number(v.replace(/[₹$,\s]/g, "")) : NaN;
const snake = (v) =>
  v
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_");

function typeOf(values) {
  const known = values.filter((v) => v !== "");
  const share = (test) => known.filter(test).length / Math.max(1, known.length);
  if (share(isDate) > 0.95) return "date";
  if (share((v) => !Number.isNaN(toNumber(v))) > 0.95) {
    return known.every((v) => !v.includes(".")) ? "int" : "float";
  }
  return "text";
}

function histogram(numbers, min, max) {
  const width = (max - min) / 16 || 1;
  const bins = Array.from({ length: 16 }, (_, i) => ({
    low: min + i * width,
    high: min + (i + 1) * width,
    count: 0,
  }));
  for (const n of numbers) bins[Math.min(15, Math.floor((n - min) / width))].count++;
  return bins;
}

function profileOf(values, type) {
  const known = values.filter((v) => v !== null);
  const counts = new Map();
  for (const v of known) counts.set(v, (counts.get(v) ?? 0) + 1);
  const sorted = [...known].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const at = (q) => sorted[Math.floor(q * (sorted.length - 1))];
  const isNumber = type === "int" || type === "float";
  const mean = isNumber ? known.reduce((a, b) => a + b, 0) / known.length : null;
  const top = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 8);
  return {
    rows: values.length,
    nulls: values.length - known.length,
    distinct: counts.size,
    min: sorted[0] ?? null,
    max: sorted.at(-1) ?? null,
    mean,
    stddev: null,
    quantiles: isNumber ? [0.05, 0.25, 0.5, 0.75, 0.95].map(at) : [],
    top: top.map(([value, count]) => ({ value, count })),
    patterns: [],
    histogram: isNumber ? histogram(known, sorted[0], sorted.at(-1)) : [],
  };
}

function roleOf(name, type, distinct, rows) {
  if (type === "date") return "time";
  if (type !== "text") return /(_id|_no)$/.test(name) ? "key" : "measure";
  return distinct < rows / 10 ? "category" : "text";
}

/** Reads a file as the server would; `rejects` and left-out rows are counted, not lost. */
export function readTable(name, text) {
  const all = parseCsv(text);
  const [header, ...body] = all;
  const filled = body.filter((r) => r.some((c) => c.trim() !== ""));
  const kept = filled.filter((r) => !/^(grand )?total$/i.test(r[0].trim()));
  const rejects = [];
  const columns = header.map((title, k) => {
    const raw = kept.map((r) => (r[k] ?? "").trim());
    const type = typeOf(raw);
    const values = raw.map((v, i) => {
      if (v === "") return null;
      if (type === "int" || type === "float") {
        const n = toNumber(v);
        if (!Number.isNaN(n)) return n;
        rejects.push([i + 2, title, v, "not a number"]);
        return null;
      }
      return v;
    });
    const profile = profileOf(values, type);
    const name = snake(title);
    const role = roleOf(name, type, profile.distinct, kept.length);
    const unit = raw.some((v) => v.startsWith("₹")) || /amount|rate/.test(name) ? "INR" : "";
    const label = title.replaceAll("_", " ").toLowerCase();
    return {
      column: name,
      header: title,
      label,
      type,
      role,
      unit: type === "text" ? "" : unit,
      values,
      profile,
    };
  });
  return {
    name,
    label: name.replaceAll("_", " "),
    columns,
    rejects,
    rows: kept.length,
    blank: body.length - filled.length,
    totals: filled.length - kept.length,
    fresh_at: new Date().toISOString(),
  };
}
