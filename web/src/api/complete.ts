// From what comes over the wire to what the pages see. The server leaves out what does not
// apply; here it is put in once, so that no page has to ask whether a list is there.
import type {
  Alternative,
  Answer,
  AnswerStatus,
  Cell,
  Chip,
  ImportRecord,
  Job,
  JobStatus,
  Metric,
  Model,
  ModelColumn,
  ModelTable,
  Plan,
  Profile,
  QualityIssue,
  RowPage,
  Severity,
} from "./types";
import type * as wire from "./wire";

const EMPTY_PROFILE: Profile = {
  rows: 0,
  nulls: 0,
  distinct: 0,
  min: null,
  max: null,
  mean: null,
  stddev: null,
  quantiles: [],
  top: [],
  patterns: [],
  histogram: [],
};

/** `base` with all that `raw` has; null and absent leave the base. */
function over<T extends object>(base: T, raw: { [K in keyof T]?: T[K] | null }): T {
  const given = Object.entries(raw).filter(([, value]) => value !== null && value !== undefined);
  return { ...base, ...Object.fromEntries(given) };
}

/** The value when it is one of those that the pages know. */
function oneOf<T extends string>(value: string, known: readonly T[], otherwise: T): T {
  return known.find((k) => k === value) ?? otherwise;
}

const asPlan = (plan: unknown): Plan =>
  typeof plan === "object" && plan !== null ? (plan as Plan) : {};
const asRows = (rows: unknown[][] | undefined) => (rows ?? []) as Cell[][];

function completeChip(chip: wire.Chip): Chip {
  return { ...chip, options: chip.options.map((o) => ({ text: o.text, plan: asPlan(o.plan) })) };
}

function completeAlternative(raw: wire.Alternative): Alternative {
  const { reading, confidence, sql = "", columns = [] } = raw;
  return { reading, confidence, sql, columns, plan: asPlan(raw.plan), rows: asRows(raw.rows) };
}

const STATUSES: readonly AnswerStatus[] = ["answered", "clarify", "refused"];

/** What was asked for may be no picture of this result: `type` is what is drawn. */
export const completeChart = (raw: wire.Chart): wire.Chart => ({
  ...raw,
  type: raw.drawn || raw.type,
});

export function completeAnswer(raw: wire.Answer): Answer {
  return {
    id: raw.id ?? "",
    question: raw.question,
    status: oneOf(raw.status, STATUSES, "refused"),
    confidence: raw.confidence,
    reading: raw.reading ?? "",
    chips: (raw.chips ?? []).map(completeChip),
    plan: raw.plan ? asPlan(raw.plan) : null,
    headline: raw.headline ?? "",
    sql: raw.sql ?? "",
    columns: raw.columns ?? [],
    rows: asRows(raw.rows),
    row_count: raw.row_count ?? 0,
    truncated: raw.truncated ?? false,
    chart: raw.chart ? completeChart(raw.chart) : null,
    ...(raw.forecast && { forecast: raw.forecast }),
    sources: raw.sources ?? [],
    badge: raw.badge ?? "",
    followups: raw.followups ?? [],
    alternatives: raw.alternatives.map(completeAlternative),
    message: raw.message,
    notice: raw.notice ?? "",
    missing: raw.missing,
    elapsed_ms: raw.elapsed_ms,
  };
}

const EMPTY_COLUMN: Omit<ModelColumn, "column" | "profile" | "values"> = {
  label: "",
  synonyms: [],
  type: "text",
  role: "unknown",
  additivity: "none",
  unit: "",
  hidden: false,
};

function completeColumn({ values, profile, ...raw }: wire.ModelColumn): ModelColumn {
  return {
    ...over({ ...EMPTY_COLUMN, column: raw.column, label: raw.column }, raw),
    values: (values ?? {}) as Record<string, string>,
    profile: over(EMPTY_PROFILE, (profile ?? {}) as Partial<Profile>),
  };
}

const EMPTY_TABLE: Omit<ModelTable, "table" | "columns"> = {
  label: "",
  synonyms: [],
  rows: 0,
  fresh_at: "",
  kind: "other",
  key: [],
  name_column: null,
  name_more: null,
  time_column: null,
};

function completeTable({ columns, ...raw }: wire.ModelTable): ModelTable {
  return {
    ...over({ ...EMPTY_TABLE, table: raw.table, label: raw.table }, raw),
    columns: (columns ?? []).map(completeColumn),
  };
}

const EMPTY_METRIC: Metric = {
  name: "",
  label: "",
  synonyms: [],
  expression: "",
  table: "",
  filter: "",
  unit: "",
  additivity: "none",
  origin: "",
};

export function completeModel(raw: wire.Model): Model {
  return {
    version: raw.version,
    joins: raw.joins,
    metrics: raw.metrics.map((m) => over(EMPTY_METRIC, m)),
    tables: raw.tables.map(completeTable),
  };
}

const JOB_STATUSES: readonly JobStatus[] = ["queued", "running", "done", "failed", "cancelled"];

/** A job stands alone in an event and under "job" in an answer. */
export function completeJob(raw: wire.Job | wire.JobAnswer): Job {
  const job = "job" in raw ? raw.job : raw;
  return {
    ...job,
    status: oneOf(job.status, JOB_STATUSES, "running"),
    result: (job.result ?? null) as Job["result"],
    error: job.error ?? null,
  };
}

export function completeImport(raw: wire.ImportRecord): ImportRecord {
  return {
    ...raw,
    status: oneOf(raw.status, JOB_STATUSES, "running"),
    result: raw.result ?? null,
    error: raw.error ?? null,
  };
}

const SEVERITIES: readonly Severity[] = ["info", "warn", "bad"];

export function completeIssue(raw: wire.QualityIssue): QualityIssue {
  return { ...raw, column: raw.column ?? "", severity: oneOf(raw.severity, SEVERITIES, "info") };
}

export function completeRows(raw: wire.Rows): RowPage {
  return { columns: raw.columns, rows: asRows(raw.rows), total: raw.total ?? raw.rows.length };
}
