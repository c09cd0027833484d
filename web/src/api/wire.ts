// Written by scripts/api-types.mjs from openapi.json. Do not edit.

/** Another choice for a part of the reading. */
export interface ChipOption {
  text: string;
  plan: unknown;
}

/** One part of the reading that can be changed. */
export interface Chip {
  kind: string;
  text: string;
  path: string;
  options: ChipOption[];
}

/** A column of a result. */
export interface Column {
  name: string;
  label: string;
  type: string;
  role: string;
  unit: string;
  grain?: string;
  support?: boolean;
}

export interface ChartAxis {
  column: number;
  label: string;
  type?: string;
  grain?: string;
  unit?: string;
}

export interface ChartSeries {
  column: number;
  label: string;
  unit?: string;
}

/** Which chart suits the result, and why. */
export interface Chart {
  type: string;
  drawn?: string;
  warning?: string;
  alternatives?: string[];
  y2?: ChartSeries[];
  size?: ChartSeries;
  target?: number;
  lat?: ChartSeries;
  lon?: ChartSeries;
  start?: ChartSeries;
  end?: ChartSeries;
  title: string;
  x?: ChartAxis;
  split?: ChartSeries;
  series: ChartSeries[];
  sort: string;
  reason: string;
  unfinished_last: boolean;
}

/** A table that the answer rests on. */
export interface Source {
  table: string;
  label: string;
  rows: number;
  fresh_at: string;
}

/** Another reading, with its own result. */
export interface Alternative {
  reading: string;
  confidence: number;
  plan: unknown;
  sql?: string;
  columns?: Column[];
  rows?: unknown[][];
  row_count?: number;
  truncated?: boolean;
  chart?: Chart;
}

/** An answer with its reading, or why there is none. */
export interface Answer {
  id?: string;
  question: string;
  status: string;
  confidence: number;
  reading?: string;
  chips?: Chip[];
  plan?: unknown;
  headline?: string;
  sql?: string;
  columns?: Column[];
  rows?: unknown[][];
  row_count?: number;
  truncated?: boolean;
  chart?: Chart;
  sources?: Source[];
  forecast?: Forecast;
  badge?: string;
  followups?: string[];
  alternatives: Alternative[];
  message: string;
  notice?: string;
  missing: string[];
  trace?: string;
  elapsed_ms: number;
}

/** A question in plain language, or a plan to run. */
export interface Ask {
  question?: string;
  today?: string;
  plan?: unknown;
  before?: unknown;
  chart?: string;
  explain?: boolean;
  language?: string;
}

/** A question, by the name that chat clients use. */
export interface Chat {
  message?: string;
  question?: string;
  today?: string;
  before?: unknown;
  language?: string;
}

/** One SELECT statement over the tables. */
export interface Query {
  sql: string;
  limit?: number;
}

/** Rows of a statement or a table. */
export interface Rows {
  columns: Column[];
  rows: unknown[][];
  row_count?: number;
  total?: number;
  truncated?: boolean;
  chart?: Chart;
  sources?: Source[];
  elapsed_ms?: number;
}

/** A table in the list. */
export interface TableBrief {
  name: string;
  label: string;
  rows: number;
  columns: number;
  kind: string;
  fresh_at: string;
  version: number;
  rejects: number;
}

export interface Tables {
  tables: TableBrief[];
}

/** A table that can be restored. */
export interface DeletedTable {
  id: string;
  table: string;
  rows: number;
  deleted_at: string;
  kept_until: string;
  exchanged: boolean;
}

/** A file on its way in. */
export interface Upload {
  id: string;
  name: string;
  length: number;
  offset: number;
  fingerprint: string;
  expires_at: string;
  job?: string;
}

export interface Uploads {
  uploads: Upload[];
}

export interface DeletedTables {
  tables: DeletedTable[];
}

export interface RestoredTable {
  table: string;
  put_aside?: string;
}

/** A column and what it means. */
export interface ModelColumn {
  column: string;
  label?: string;
  synonyms?: string[];
  type?: string;
  role?: string;
  additivity?: string;
  unit?: string;
  hidden?: boolean;
  values?: unknown;
  profile?: unknown;
}

/** A table and what it means. */
export interface ModelTable {
  table: string;
  label?: string;
  synonyms?: string[];
  rows?: number;
  version?: number;
  fresh_at?: string;
  kind?: string;
  key?: string[];
  name_column?: string;
  name_more?: string;
  time_column?: string;
  hidden?: boolean;
  columns?: ModelColumn[];
}

/** Many rows of `from` for one of `to`. */
export interface ModelJoin {
  from: string;
  to: string;
  coverage: number;
  origin: string;
  kind: string;
}

/** A number that the business knows by name. */
export interface Metric {
  name: string;
  label?: string;
  synonyms?: string[];
  expression: string;
  table: string;
  filter?: string;
  unit?: string;
  additivity?: string;
  origin?: string;
}

/** The semantic model. */
export interface Model {
  version: number;
  tables: ModelTable[];
  joins: ModelJoin[];
  metrics: Metric[];
  default_metric?: string;
}

/** Corrections to lay over the model; null takes one back. */
export interface ModelPatch {
  tables?: unknown;
  columns?: unknown;
  relationships?: unknown;
  not_relationships?: unknown;
  default_metric?: string;
  metrics?: unknown;
}

/** Something poor in the data. */
export interface QualityIssue {
  table: string;
  column?: string;
  kind: string;
  severity: string;
  count: number;
  share: number;
  message: string;
}

export interface Quality {
  issues: QualityIssue[];
}

/** What a column was read as. */
export interface ImportedColumn {
  name: string;
  header: string;
  type: string;
  format: string;
  unit: string;
  guessed: boolean;
  note: string;
  rejects: number;
}

/** What became of one table of the file. */
export interface ImportedTable {
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
  put_aside?: string;
  encoding: string;
  delimiter: string;
  columns: ImportedColumn[];
  notes: string[];
}

/** Many rows of one table for one of the other. */
export interface ImportedLink {
  from_table: string;
  from_column: string;
  to_table: string;
  to_column: string;
}

/** What an import did. */
export interface Imported {
  tables: ImportedTable[];
  links: ImportedLink[];
}

/** multipart/form-data with one or more files. */
export interface ImportForm {
  file: string;
  mode?: string;
  table?: string;
  key?: string;
}

export interface JobError {
  code: string;
  detail: string;
}

/** Work in the background. */
export interface Job {
  id: string;
  kind: string;
  title: string;
  status: string;
  progress: number;
  doing: string;
  created_at: string;
  updated_at: string;
  result?: unknown;
  error?: JobError;
}

export interface JobAnswer {
  job: Job;
}

export interface Jobs {
  jobs: Job[];
}

/** An import of the past. */
export interface ImportRecord {
  id: string;
  file: string;
  status: string;
  started_at: string;
  finished_at?: string;
  result?: Imported;
  error?: JobError;
}

export interface Imports {
  imports: ImportRecord[];
}

/** Somebody with an account. */
export interface Person {
  id: string;
  name: string;
  role: string;
  made_at?: string;
  seen_at?: string;
  deleted_at?: string;
}

export interface People {
  people: Person[];
}

/** A new account. */
export interface PersonIn {
  name: string;
  password: string;
  role: string;
}

/** What of an account to change. */
export interface PersonPatch {
  name?: string;
  role?: string;
  password?: string;
}

/** Who sends this request. */
export interface Session {
  accounts: boolean;
  person?: Person;
  expires_at?: string;
  token?: string;
}

/** Signing in. */
export interface SessionIn {
  name: string;
  password: string;
  bearer?: boolean;
}

/** What of one's own account to change. */
export interface SessionPatch {
  old_password: string;
  name?: string;
  password?: string;
}

/** A session of one's own. */
export interface SessionDevice {
  id: string;
  made_at: string;
  seen_at: string;
  agent: string;
  address: string;
  current: boolean;
}

export interface SessionDevices {
  devices: SessionDevice[];
}

export interface AccessPerson {
  id: string;
  name: string;
}

/** Who may do what with a dashboard. */
export interface AccessGrant {
  person?: AccessPerson;
  role?: string;
  level: string;
}

export interface AccessGrantIn {
  person?: string;
  role?: string;
  level: string;
}

/** Who may see and change a dashboard. */
export interface DashboardAccess {
  owner?: AccessPerson;
  everyone: string;
  grants: AccessGrant[];
}

export interface DashboardAccessIn {
  owner?: string;
  everyone: string;
  grants: AccessGrantIn[];
}

/** A question of the past. */
export interface QuestionRecord {
  id: string;
  question: string;
  status: string;
  reading: string;
  asked_at: string;
  elapsed_ms: number;
  favourite: boolean;
}

export interface Questions {
  questions: QuestionRecord[];
  next?: string;
}

export interface Suggestions {
  questions: string[];
}

export interface Health {
  status: string;
}

export interface DataHealth {
  status: string;
  tables: number;
  rows: number;
  fresh_at?: string;
  quality: unknown;
}

/** What went wrong (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code?: string;
  request_id?: string;
  version?: number;
  role?: string;
  retry_after?: number;
}

/** What of the data can be forecast. */
export interface Forecastable {
  measure: ForecastMeasure;
  measures: ForecastMeasure[];
  levels: ForecastLevel[];
  has_stock: boolean;
  has_lead_time: boolean;
}

/** Something that adds up over time. */
export interface ForecastMeasure {
  name: string;
  label: string;
  unit: string;
}

export interface ForecastLevel {
  level: string;
  label: string;
}

export interface ForecastThings {
  level: string;
  things: ForecastThing[];
  total: number;
}

export interface ForecastThing {
  key: string;
  name: string;
  category?: string;
  sold: number;
}

/** What will be sold, with its range, and what that rests on. */
export interface Forecast {
  sku?: string;
  level: string;
  key: string;
  name: string;
  label: string;
  store?: string;
  measure: string;
  unit: string;
  grain: string;
  headline: string;
  forecast: ForecastPoint[];
  confidence_level: number;
  explanation: string;
  factors: ForecastFactor[];
  trust: ForecastTrust;
  recommendation?: ForecastAdvice;
  scorecard?: ForecastScorecard;
  what_if?: ForecastWhatIf;
  total: ForecastTotal;
  parts_level?: string;
  parts?: ForecastPart[];
  history: ForecastPast[];
  events: ForecastEvent[];
  lifts?: ForecastLift[];
  lifts_used: boolean;
  model: string;
  data_end: string;
  data_version: string;
  made_at: string;
  notes: string[];
  sources: Source[];
}

/** One period ahead. */
export interface ForecastPoint {
  date: string;
  quantity: number;
  lower: number;
  upper: number;
  confidence: number;
}

/** One period of the past. */
export interface ForecastPast {
  date: string;
  quantity?: number;
}

/** The sum of the periods asked about. */
export interface ForecastTotal {
  first: string;
  last: string;
  quantity: number;
  lower: number;
  upper: number;
  before?: number;
}

/** A part of the whole: parts add up. */
export interface ForecastPart {
  key: string;
  name: string;
  quantity: number;
  lower: number;
  upper: number;
  share: number;
}

/** Why the forecast is what it is. */
export interface ForecastFactor {
  kind: string;
  name: string;
  value?: number;
  share?: number;
  text: string;
}

/** How far to trust it. */
export interface ForecastTrust {
  level: string;
  score: number;
  text: string;
}

/** What to order, and when. */
export interface ForecastAdvice {
  status: string;
  on_hand?: number;
  days_of_cover?: number;
  outlasts_horizon?: boolean;
  suggested_order?: number;
  stock_out_chance?: number;
  reorder_point: number;
  order_up_to: number;
  safety_stock: number;
  lead_days: number;
  lead_from: string;
  review_days: number;
  service_level: number;
  text: string;
}

/** What was forecast beside what came. */
export interface ForecastGradePoint {
  date: string;
  actual: number;
  quantity: number;
  lower: number;
  upper: number;
}

/** How a forecast of the past did. */
export interface ForecastScorecard {
  source: string;
  made_at?: string;
  text: string;
  forecast: number;
  actual: number;
  error_percent: number;
  inside: number;
  points: ForecastGradePoint[];
}

/** A festival or a day of note within the past or the time ahead. */
export interface ForecastEvent {
  date: string;
  name: string;
  own?: boolean;
  major?: boolean;
}

/** What another price or a promotion would do. */
export interface ForecastWhatIf {
  price_change?: number;
  promotion_from?: string;
  promotion_to?: string;
  assumed: boolean;
  base?: number;
  first?: string;
  last?: string;
  quantity?: number;
  lower?: number;
  upper?: number;
  before?: number;
  sure: boolean;
  text: string;
}

/** What to forecast, all of a level at once. */
export interface ForecastGenerate {
  level?: string;
  horizon?: number;
  grain?: string;
  measure?: string;
  model?: string;
  confidence?: number;
  lead_days?: number;
  review_days?: number;
  service_level?: number;
}

export interface ForecastItem {
  key: string;
  name: string;
  category?: string;
  first: string;
  last: string;
  quantity: number;
  lower: number;
  upper: number;
  before?: number;
  model: string;
  recommendation?: ForecastAdvice;
}

/** Forecasts of everything of a level. */
export interface ForecastAll {
  level: string;
  label: string;
  measure: string;
  unit: string;
  grain: string;
  horizon: number;
  confidence_level: number;
  headline: string;
  total: ForecastTotal;
  has_stock: boolean;
  to_order: number;
  left_out: number;
  items: ForecastItem[];
  data_end: string;
  made_at: string;
}

/** The list that was generated last. */
export interface ForecastList {
  is_current: boolean;
  list?: ForecastAll;
}

/** How many times a normal period an event sold. */
export interface ForecastLift {
  name: string;
  own: boolean;
  seen: number;
  factor: number;
  low: number;
  high: number;
  sure: boolean;
  next?: string;
  text: string;
}

/** A calendar file. */
export interface CalendarIn {
  name: string;
  text: string;
}

/** Days of note that were brought in. */
export interface Calendar {
  id: string;
  name: string;
  added_at: string;
  names: string[];
  events: number;
  days: number;
  first: string;
  last: string;
}

/** All calendars that were brought in. */
export interface Calendars {
  calendars: Calendar[];
}

/** A card of a dashboard. */
export interface DashboardCard {
  id: string;
  kind?: string;
  title?: string;
  x?: number;
  y?: number;
  w?: number;
  h?: number;
  question?: string;
  plan?: unknown;
  sql?: string;
  text?: string;
  image?: string;
  chart?: string;
  target?: number;
  note?: string;
}

/** A filter over the cards. */
export interface DashboardFilter {
  id: string;
  column?: string;
  label?: string;
  op?: string;
  values?: unknown;
}

export interface Dashboard {
  id: string;
  name: string;
  version: number;
  created_at: string;
  updated_at: string;
  favourite: boolean;
  owner?: string;
  may_edit?: boolean;
  may_share?: boolean;
  refresh_seconds: number;
  filters: DashboardFilter[];
  cards: DashboardCard[];
}

/** A dashboard in the list. */
export interface DashboardBrief {
  id: string;
  name: string;
  version: number;
  updated_at: string;
  cards: number;
  favourite: boolean;
  owner?: string;
  may_edit?: boolean;
  may_share?: boolean;
  deleted_at?: string;
}

export interface Dashboards {
  dashboards: DashboardBrief[];
}

/** A new dashboard. */
export interface DashboardIn {
  name?: string;
  copy_of?: string;
  template?: string;
  refresh_seconds?: number;
  filters?: DashboardFilter[];
  cards?: DashboardCard[];
}

/** One change of a dashboard. */
export interface DashboardChange {
  op: string;
  fields?: unknown;
  card?: unknown;
  id?: string;
  cards?: unknown;
  filter?: unknown;
}

/** Changes of a dashboard. */
export interface DashboardPatch {
  base?: number;
  changes: DashboardChange[];
}

export interface DashboardVersion {
  version: number;
  at: string;
  what: string;
  author?: string;
}

export interface DashboardVersions {
  versions: DashboardVersion[];
}

export interface CardDataIn {
  filters?: DashboardFilter[];
  chart?: string;
  today?: string;
}

/** A filter that says nothing of the card. */
export interface CardUnfiltered {
  id: string;
  why: string;
}

export interface CardSparkPoint {
  t: string;
  value: number;
}

/** How a number came about. */
export interface CardSpark {
  grain: string;
  unit: string;
  points: CardSparkPoint[];
}

/** A number in some days. */
export interface CardBeforeDays {
  value: number;
  first: string;
  last: string;
}

/** A number against the period before. */
export interface CardBefore {
  now: CardBeforeDays;
  then: CardBeforeDays;
  partial: boolean;
  grain: string;
}

/** What a card shows. */
export interface CardData {
  answer: Answer;
  not_filtered: CardUnfiltered[];
  spark?: CardSpark;
  before?: CardBefore;
  target?: number;
}

/** Which rows behind a card's mark. */
export interface CardRowsIn {
  filters?: DashboardFilter[];
  where?: unknown;
  limit?: number;
  offset?: number;
  today?: string;
  chart?: string;
}

/** Which rows behind an answer's mark. */
export interface PlanRowsIn {
  plan: unknown;
  where?: unknown;
  limit?: number;
  offset?: number;
  today?: string;
}

/** A page of the rows behind a mark, the newest first. */
export interface CardRows {
  columns: Column[];
  rows: unknown[][];
  row_count: number;
  truncated: boolean;
  total: number;
  sources: Source[];
  not_filtered: CardUnfiltered[];
}

/** How a table is cleaned, now and after each import. */
export interface Recipe {
  table: string;
  steps: RecipeStep[];
  columns: string[];
}

/** Steps of cleaning. */
export interface RecipeIn {
  steps: RecipeStep[];
}

/** One step of cleaning. */
export interface RecipeStep {
  op: string;
  column?: string;
  from?: string;
  to?: string;
  by?: string;
  into?: string[];
  as?: string;
  format?: string;
  with?: string;
  how?: string;
  columns?: string[];
  expression?: string;
}

/** What one step does. */
export interface RecipeEffect {
  op: string;
  column: string;
  changed: number;
  lost: number;
}

/** What steps would do. */
export interface RecipePreview {
  effects: RecipeEffect[];
  rows_before: number;
  rows_after: number;
  columns: Column[];
  rows: unknown[][];
  row_count?: number;
  truncated?: boolean;
}

export interface DashboardTemplate {
  id: string;
  name: string;
  why: string;
  cards: number;
}

/** Those that this data fills. */
export interface DashboardTemplates {
  templates: DashboardTemplate[];
}

/** A comment, or an annotation of a day. */
export interface DashboardComment {
  id: string;
  card?: string;
  at?: string;
  text: string;
  author: string;
  may_delete?: boolean;
  made_at: string;
}

export interface DashboardComments {
  comments: DashboardComment[];
}

export interface DashboardCommentIn {
  text: string;
  card?: string;
  at?: string;
  author?: string;
}

/** A link to read one dashboard. */
export interface DashboardLink {
  token: string;
  made_at: string;
  expires_at?: string;
}

export interface DashboardLinks {
  links: DashboardLink[];
}

export interface DashboardLinkIn {
  days?: number;
}

/** What a link shows. */
export interface SharedDashboard {
  dashboard: Dashboard;
}

export interface FilterValue {
  value: unknown;
  rows: number;
}

/** What a filter can be set to. */
export interface FilterValues {
  values: FilterValue[];
  more: boolean;
}

export interface FavouriteIn {
  favourite: boolean;
}

/** A question with its approved reading. */
export interface VerifiedIn {
  question: string;
  plan: unknown;
}

/** A question that is answered by an approved reading. */
export interface Verified {
  id: string;
  question: string;
  reading: string;
  plan: unknown;
  fits: boolean;
  why: string;
  verified_at: string;
}

export interface VerifiedList {
  verified: Verified[];
}

/** A query to keep by name. */
export interface SavedIn {
  name?: string;
  sql?: string;
  plan?: unknown;
  chart?: string;
  shared?: boolean;
}

/** A query that is kept by name. */
export interface Saved {
  id: string;
  name: string;
  sql?: string;
  plan?: unknown;
  chart?: string;
  shared?: boolean;
  author?: string;
  may_edit?: boolean;
  made_at: string;
  updated_at: string;
}

export interface SavedList {
  saved: Saved[];
}

/** Where festivals are kept. */
export interface Region {
  code: string;
  name: string;
}

/** What the workspace prefers. */
export interface Settings {
  business_name: string;
  currency: string;
  number_format: string;
  fiscal_year_start: number;
  festivals_region: string;
  language: string;
  regions: Region[];
}

/** Settings to change; null goes back to the usual value. */
export interface SettingsIn {
  business_name?: string;
  currency?: string;
  number_format?: string;
  fiscal_year_start?: number;
  festivals_region?: string;
  language?: string;
}

/** A condition on a column of the result. */
export interface ResultWhere {
  column: unknown;
  op?: string;
  value?: unknown;
}

export interface ResultSort {
  column: unknown;
  desc?: boolean;
}

/** A page of a large result. */
export interface ResultPageIn {
  plan?: unknown;
  sql?: string;
  table?: string;
  where?: ResultWhere[];
  sort?: ResultSort[];
  limit?: number;
  offset?: number;
}

/** A result to be had as a file. */
export interface ExportIn {
  format: string;
  plan?: unknown;
  sql?: string;
  table?: string;
  where?: ResultWhere[];
  sort?: ResultSort[];
  name?: string;
}

/** A metric to try. */
export interface MetricCheckIn {
  expression: string;
  table: string;
  filter?: string;
  unit?: string;
  additivity?: string;
  name?: string;
}

/** What a metric would come to. */
export interface MetricCheck {
  ok: boolean;
  message: string;
  value?: number;
  text?: string;
  type?: string;
  additivity?: string;
  sources?: Source[];
}

/** Two columns to try as a join. */
export interface JoinCheckIn {
  from: string;
  to: string;
}

/** How two columns meet. */
export interface JoinCheck {
  ok: boolean;
  message: string;
  coverage: number;
  kind: string;
  unmatched: string[];
}
