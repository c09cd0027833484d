// The shapes of the API. `npm run api-types` writes this file anew from openapi.json.

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code?: string;
  request_id?: string;
}

export type Cell = string | number | boolean | null;

export interface Column {
  name: string;
  label: string;
  type: string;
  role: string;
  unit: string;
  grain?: string;
}

export interface ImportColumn {
  name: string;
  header: string;
  type: string;
  format: string;
  unit: string;
  guessed: boolean;
  note: string;
  rejects: number;
}

export interface ImportTable {
  table: string;
  origin: string;
  rows_read: number;
  rows_loaded: number;
  rows_replaced: number;
  rows_same: number;
  blank_lines: number;
  totals_rows: number;
  rejects: number;
  header_row: number;
  encoding: string;
  delimiter: string;
  columns: ImportColumn[];
  notes: string[];
}

export interface JobError {
  code: string;
  detail: string;
}

export interface ImportResult {
  tables: ImportTable[];
}

export type JobStatus = "queued" | "running" | "done" | "failed" | "cancelled";

export interface Job {
  id: string;
  kind: string;
  title: string;
  status: JobStatus;
  progress: number;
  doing: string;
  created_at: string;
  updated_at: string;
  result: ImportResult | null;
  error: JobError | null;
}

export interface JobList {
  jobs: Job[];
}

export interface ImportRecord {
  id: string;
  file: string;
  status: JobStatus;
  started_at: string;
  finished_at?: string | null;
  result?: ImportResult | null;
  error?: JobError | null;
}

export interface ImportList {
  imports: ImportRecord[];
  next?: string | null;
}

export interface TableSummary {
  name: string;
  label: string;
  rows: number;
  columns: number;
  kind: string;
  fresh_at: string;
  version: number;
  rejects: number;
}

export interface TableList {
  tables: TableSummary[];
}

export interface RowPage {
  columns: Column[];
  rows: Cell[][];
  total: number;
}

export interface TopValue {
  value: Cell;
  count: number;
}

export interface HistogramBin {
  low: number;
  high: number;
  count: number;
}

export interface Profile {
  rows: number;
  nulls: number;
  distinct: number;
  min: Cell;
  max: Cell;
  mean: number | null;
  stddev: number | null;
  quantiles: number[];
  top: TopValue[];
  patterns: (string | TopValue)[];
  histogram: HistogramBin[];
}

export interface ModelColumn {
  column: string;
  label: string;
  synonyms: string[];
  type: string;
  role: string;
  additivity: string;
  unit: string;
  hidden: boolean;
  values: Record<string, string>;
  profile: Profile;
}

export interface ModelTable {
  table: string;
  label: string;
  synonyms: string[];
  rows: number;
  fresh_at: string;
  kind: string;
  key: string[];
  name_column: string | null;
  time_column: string | null;
  columns: ModelColumn[];
}

export interface ModelJoin {
  from: string;
  to: string;
  coverage: number;
  origin: string;
  kind: string;
}

export interface Metric {
  name: string;
  label: string;
  synonyms: string[];
  expression: string;
  table: string;
  filter: string;
  unit: string;
  origin: string;
}

export interface Model {
  version: number;
  tables: ModelTable[];
  joins: ModelJoin[];
  metrics: Metric[];
}

/** A correction laid over the model; what is absent stays. */
export interface ModelPatch {
  tables?: { table: string; label?: string; synonyms?: string[] }[];
  columns?: {
    table: string;
    column: string;
    label?: string;
    synonyms?: string[];
    unit?: string;
    role?: string;
    hidden?: boolean;
    values?: Record<string, string>;
  }[];
  relationships?: [string, string][];
  metrics?: {
    name: string;
    synonyms?: string[];
    expression: string;
    table: string;
    filter?: string;
    unit?: string;
  }[];
}

export interface QualityIssue {
  table: string;
  column: string;
  kind: string;
  severity: "info" | "warn" | "bad";
  count: number;
  share: number;
  message: string;
}

export interface QualityReport {
  issues: QualityIssue[];
}

/** The plan is opaque here: it comes from the server and goes back to it. */
export type Plan = Record<string, unknown>;

export interface ChipOption {
  text: string;
  plan: Plan;
}

export interface Chip {
  kind: string;
  text: string;
  path: string;
  options: ChipOption[];
}

export interface ChartAxis {
  column: number;
  label: string;
  type: string;
  grain?: string | null;
  unit?: string;
}

export interface ChartSeries {
  column: number;
  label: string;
  unit?: string;
}

export interface ChartSplit {
  column: number;
  label: string;
}

export interface ChartSpec {
  type: string;
  title: string;
  x?: ChartAxis | null;
  series: ChartSeries[];
  split?: ChartSplit | null;
  sort: string;
  reason: string;
  unfinished_last: boolean;
}

export interface Source {
  table: string;
  label: string;
  rows: number;
  fresh_at: string;
}

export interface Alternative {
  reading: string;
  sql: string;
  confidence: number;
  plan: Plan;
  columns: Column[];
  rows: Cell[][];
}

export interface Answer {
  id: string;
  question: string;
  status: "answered" | "clarify" | "refused";
  confidence: number;
  reading: string;
  chips: Chip[];
  plan: Plan | null;
  headline: string;
  sql: string;
  columns: Column[];
  rows: Cell[][];
  row_count: number;
  truncated: boolean;
  chart: ChartSpec | null;
  sources: Source[];
  badge: string;
  followups: string[];
  alternatives: Alternative[];
  message: string;
  missing: string[];
  elapsed_ms: number;
  notes: string[];
}

export interface AskRequest {
  question?: string;
  today?: string;
  plan?: Plan;
  /** The plan of the turn before, for a follow-up. */
  before?: Plan;
}

export interface AskedQuestion {
  id: string;
  question: string;
  status: string;
  asked_at: string;
  elapsed_ms: number;
}

export interface QuestionList {
  questions: AskedQuestion[];
}

export interface Suggestions {
  questions: string[];
}
