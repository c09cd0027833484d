// The server leaves out what does not apply. Here it is put in once, so that no page has to ask
// whether a list is there.
import type {
  Alternative,
  Answer,
  Chip,
  Job,
  Metric,
  Model,
  ModelColumn,
  ModelTable,
  Profile,
  QualityIssue,
} from "./types";

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

const EMPTY_ANSWER: Omit<Answer, "question" | "status"> = {
  id: "",
  confidence: 0,
  reading: "",
  chips: [],
  plan: null,
  headline: "",
  sql: "",
  columns: [],
  rows: [],
  row_count: 0,
  truncated: false,
  chart: null,
  sources: [],
  badge: "",
  followups: [],
  alternatives: [],
  message: "",
  missing: [],
  elapsed_ms: 0,
  notes: [],
};

/** `base` with all that `raw` has; null and absent leave the base. */
function over<T extends object>(base: T, raw: Partial<{ [K in keyof T]: T[K] | null }>): T {
  const given = Object.entries(raw).filter(([, value]) => value !== null && value !== undefined);
  return { ...base, ...Object.fromEntries(given) };
}

const EMPTY_ALTERNATIVE: Alternative = {
  reading: "",
  sql: "",
  confidence: 0,
  plan: {},
  columns: [],
  rows: [],
};
const EMPTY_CHIP: Chip = { kind: "", text: "", path: "", options: [] };

export function completeAnswer(raw: Partial<Answer> & Pick<Answer, "question" | "status">): Answer {
  return {
    ...over<Answer>({ ...EMPTY_ANSWER, question: raw.question, status: raw.status }, raw),
    chips: (raw.chips ?? []).map((chip) => over(EMPTY_CHIP, chip)),
    alternatives: (raw.alternatives ?? []).map((a) => over(EMPTY_ALTERNATIVE, a)),
  };
}

const EMPTY_COLUMN: Omit<ModelColumn, "column"> = {
  label: "",
  synonyms: [],
  type: "text",
  role: "unknown",
  additivity: "none",
  unit: "",
  hidden: false,
  values: {},
  profile: EMPTY_PROFILE,
};

function completeColumn(raw: Partial<ModelColumn> & Pick<ModelColumn, "column">): ModelColumn {
  const column = over<ModelColumn>({ ...EMPTY_COLUMN, column: raw.column, label: raw.column }, raw);
  return { ...column, profile: over(EMPTY_PROFILE, raw.profile ?? {}) };
}

const EMPTY_TABLE: Omit<ModelTable, "table"> = {
  label: "",
  synonyms: [],
  rows: 0,
  fresh_at: "",
  kind: "other",
  key: [],
  name_column: null,
  time_column: null,
  columns: [],
};

const EMPTY_METRIC: Metric = {
  name: "",
  label: "",
  synonyms: [],
  expression: "",
  table: "",
  filter: "",
  unit: "",
  origin: "",
};

export function completeModel(raw: Partial<Model>): Model {
  return {
    version: raw.version ?? 0,
    joins: raw.joins ?? [],
    metrics: (raw.metrics ?? []).map((m) => over(EMPTY_METRIC, m)),
    tables: (raw.tables ?? []).map((t) => ({
      ...over<ModelTable>({ ...EMPTY_TABLE, table: t.table, label: t.table }, t),
      columns: t.columns.map(completeColumn),
    })),
  };
}

const EMPTY_JOB: Job = {
  id: "",
  kind: "",
  title: "",
  status: "queued",
  progress: 0,
  doing: "",
  created_at: "",
  updated_at: "",
  result: null,
  error: null,
};

/** A job stands alone in an event and under "job" in an answer. */
export function completeJob(raw: Partial<Job> | { job: Partial<Job> }): Job {
  return over(EMPTY_JOB, "job" in raw ? raw.job : raw);
}

export function completeIssue(raw: Partial<QualityIssue>): QualityIssue {
  const empty = {
    table: "",
    column: "",
    kind: "",
    severity: "info" as const,
    count: 0,
    share: 0,
    message: "",
  };
  return over<QualityIssue>(empty, raw);
}
