// What the pages see: the shapes of wire.ts with nothing left open. complete.ts makes the one
// from the other, and the compiler checks it whenever wire.ts is generated anew.
import type * as wire from "./wire";

export type Cell = string | number | boolean | null;
/** Opaque here: it comes from the server and goes back to it. */
export type Plan = Record<string, unknown>;

export type {
  ChartSeries,
  Column,
  Imported as ImportResult,
  ImportedColumn as ImportColumn,
  ImportedTable as ImportTable,
  JobError,
  ModelJoin,
  Problem,
  QuestionRecord as AskedQuestion,
  Questions as QuestionList,
  Source,
  Suggestions,
  TableBrief as TableSummary,
  Tables as TableList,
} from "./wire";
export type ChartSpec = wire.Chart;

export type JobStatus = "queued" | "running" | "done" | "failed" | "cancelled";

export interface Job extends Omit<wire.Job, "status" | "result" | "error"> {
  status: JobStatus;
  result: wire.Imported | null;
  error: wire.JobError | null;
}

export interface ImportRecord extends Omit<wire.ImportRecord, "status" | "result" | "error"> {
  status: JobStatus;
  result: wire.Imported | null;
  error: wire.JobError | null;
}

export interface RowPage {
  columns: wire.Column[];
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

export interface ModelColumn extends Required<Omit<wire.ModelColumn, "values" | "profile">> {
  values: Record<string, string>;
  profile: Profile;
}

export interface ModelTable extends Required<
  Omit<
    wire.ModelTable,
    "columns" | "version" | "hidden" | "name_column" | "name_more" | "time_column"
  >
> {
  name_column: string | null;
  name_more: string | null;
  time_column: string | null;
  columns: ModelColumn[];
}

export type Metric = Required<wire.Metric>;

export interface Model {
  version: number;
  tables: ModelTable[];
  joins: wire.ModelJoin[];
  metrics: Metric[];
}

type Pair = [string, string];

/** A correction laid over the model; what is absent stays, null takes one back. */
export interface ModelPatch {
  relationships?: Pair[];
  not_relationships?: Pair[];
  metrics?: ({ name: string } & { [K in keyof Omit<Metric, "name">]?: Metric[K] | null })[];
  tables?: { table: string; label?: string; synonyms?: string[] }[];
  columns?: {
    table: string;
    column: string;
    label?: string;
    synonyms?: string[];
    unit?: string;
    role?: string;
    hidden?: boolean;
  }[];
}

export type Severity = "info" | "warn" | "bad";

export interface QualityIssue extends Required<Omit<wire.QualityIssue, "severity">> {
  severity: Severity;
}

export interface ChipOption {
  text: string;
  plan: Plan;
}

export interface Chip extends Omit<wire.Chip, "options"> {
  options: ChipOption[];
}

export interface Alternative {
  reading: string;
  confidence: number;
  plan: Plan;
  sql: string;
  columns: wire.Column[];
  rows: Cell[][];
}

export type AnswerStatus = "answered" | "clarify" | "refused";

export interface Answer extends Required<
  Omit<
    wire.Answer,
    "status" | "chips" | "plan" | "rows" | "chart" | "alternatives" | "trace" | "forecast"
  >
> {
  /** Of a question about what will be. */
  forecast?: wire.Forecast;
  status: AnswerStatus;
  chips: Chip[];
  plan: Plan | null;
  rows: Cell[][];
  chart: wire.Chart | null;
  alternatives: Alternative[];
}

export interface AskRequest extends wire.Ask {
  plan?: Plan;
  /** The plan of the turn before, for a follow-up. */
  before?: Plan;
}
