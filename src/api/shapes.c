#include "api/shapes.h"

static const Field CHIP_OPTION_FIELDS[] = {
    {"text", FIELD_TEXT, true, "", NULL},
    {"plan", FIELD_ANY, true, "The plan that it leads to: send it back to run it.", NULL},
    {0},
};
const Shape CHIP_OPTION = {"ChipOption", "Another choice for a part of the reading.",
                           CHIP_OPTION_FIELDS};

static const Field CHIP_FIELDS[] = {
    {"kind", FIELD_TEXT, true,
     "measure, dimension, filter, time, comparison, having, order or limit.", NULL},
    {"text", FIELD_TEXT, true, "", NULL},
    {"path", FIELD_TEXT, true, "Where in the plan.", NULL},
    {"options", FIELD_LIST, true, "", &CHIP_OPTION},
    {0},
};
const Shape CHIP = {"Chip", "One part of the reading that can be changed.", CHIP_FIELDS};

static const Field COLUMN_FIELDS[] = {
    {"name", FIELD_TEXT, true, "", NULL},
    {"label", FIELD_TEXT, true, "For people.", NULL},
    {"type", FIELD_TEXT, true, "bool, int, float, text, date, time or timestamp.", NULL},
    {"role", FIELD_TEXT, true, "What it is for: measure, category, time ...", NULL},
    {"unit", FIELD_TEXT, true, "INR, %, kg ...; empty when not known.", NULL},
    {"grain", FIELD_TEXT, false, "Of a bucketed time: day, week, month, quarter or year.", NULL},
    {"support", FIELD_FLAG, false,
     "Not asked for: what the order or a condition hangs on, shown beside.", NULL},
    {0},
};
const Shape COLUMN = {"Column", "A column of a result.", COLUMN_FIELDS};

static const Field CHART_AXIS_FIELDS[] = {
    {"column", FIELD_INTEGER, true, "Index into the columns.", NULL},
    {"label", FIELD_TEXT, true, "", NULL},
    {"type", FIELD_TEXT, false, "category, time or value.", NULL},
    {"grain", FIELD_TEXT, false, "", NULL},
    {"unit", FIELD_TEXT, false, "", NULL},
    {0},
};
const Shape CHART_AXIS = {"ChartAxis", "", CHART_AXIS_FIELDS};

static const Field CHART_SERIES_FIELDS[] = {
    {"column", FIELD_INTEGER, true, "Index into the columns.", NULL},
    {"label", FIELD_TEXT, true, "", NULL},
    {"unit", FIELD_TEXT, false, "", NULL},
    {0},
};
const Shape CHART_SERIES = {"ChartSeries", "", CHART_SERIES_FIELDS};

static const Field CHART_FIELDS[] = {
    {"type", FIELD_TEXT, true,
     "What suits the result, or what was named: number, gauge, bar, horizontal_bar, grouped_bar, "
     "stacked_bar, percent_bar, line, step, area, stacked_area, combo, scatter, bubble, histogram, "
     "box, heatmap, calendar_heatmap, pie, doughnut, treemap, sunburst, funnel, waterfall, sankey, "
     "radar, gantt, candlestick, pareto, cohort, small_multiples, map_points, map_regions, "
     "forecast or table.",
     NULL},
    {"drawn", FIELD_TEXT, false, "What to draw: the type, unless it can not be of this result.",
     NULL},
    {"warning", FIELD_TEXT, false,
     "What misleads in the chart that was named, or what is drawn instead and why; empty: nothing.",
     NULL},
    {"alternatives", FIELD_LIST, false, "Other types that suit the result.", NULL},
    {"y2", FIELD_LIST, false, "combo: lines along an axis of their own.", &CHART_SERIES},
    {"size", FIELD_OBJECT, false, "bubble, map_points: how large each is.", &CHART_SERIES},
    {"target", FIELD_NUMBER, false, "gauge: the number to reach.", NULL},
    {"lat", FIELD_OBJECT, false, "map_points.", &CHART_SERIES},
    {"lon", FIELD_OBJECT, false, "map_points.", &CHART_SERIES},
    {"start", FIELD_OBJECT, false, "gantt: the first day of each.", &CHART_SERIES},
    {"end", FIELD_OBJECT, false, "gantt: the last day of each.", &CHART_SERIES},
    {"title", FIELD_TEXT, true, "", NULL},
    {"x", FIELD_OBJECT, false, "", &CHART_AXIS},
    {"split", FIELD_OBJECT, false, "The column whose values make the series.", &CHART_SERIES},
    {"series", FIELD_LIST, true, "", &CHART_SERIES},
    {"sort", FIELD_TEXT, true, "value or natural.", NULL},
    {"reason", FIELD_TEXT, true, "", NULL},
    {"unfinished_last", FIELD_FLAG, true, "The last period goes on after today.", NULL},
    {0},
};
const Shape CHART = {"Chart", "Which chart suits the result, and why.", CHART_FIELDS};

static const Field SOURCE_OF_FIELDS[] = {
    {"table", FIELD_TEXT, true, "", NULL},
    {"label", FIELD_TEXT, true, "", NULL},
    {"rows", FIELD_INTEGER, true, "", NULL},
    {"fresh_at", FIELD_MOMENT, true, "When its rows last changed.", NULL},
    {0},
};
const Shape SOURCE_OF = {"Source", "A table that the answer rests on.", SOURCE_OF_FIELDS};

static const Field ALTERNATIVE_FIELDS[] = {
    {"reading", FIELD_TEXT, true, "", NULL},
    {"confidence", FIELD_NUMBER, true, "", NULL},
    {"plan", FIELD_ANY, true, "", NULL},
    {"sql", FIELD_TEXT, false, "", NULL},
    {"columns", FIELD_LIST, false, "", &COLUMN},
    {"rows", FIELD_ROWS, false, "When the status is clarify.", NULL},
    {"row_count", FIELD_INTEGER, false, "", NULL},
    {"truncated", FIELD_FLAG, false, "", NULL},
    {"chart", FIELD_OBJECT, false, "Of its own result.", &CHART},
    {0},
};
const Shape ALTERNATIVE = {"Alternative", "Another reading, with its own result.",
                           ALTERNATIVE_FIELDS};

static const Field ANSWER_FIELDS[] = {
    {"id", FIELD_TEXT, false, "Of the record in the history.", NULL},
    {"question", FIELD_TEXT, true, "", NULL},
    {"status", FIELD_TEXT, true, "answered, clarify or refused.", NULL},
    {"confidence", FIELD_NUMBER, true,
     "0 to 1, calibrated: 0.8 is right four times in five or better.", NULL},
    {"reading", FIELD_TEXT, false, "The plan as a sentence.", NULL},
    {"chips", FIELD_LIST, false, "", &CHIP},
    {"plan", FIELD_ANY, false, "Send it back, changed, to run it.", NULL},
    {"headline", FIELD_TEXT, false, "One sentence, from the rows.", NULL},
    {"sql", FIELD_TEXT, false, "", NULL},
    {"columns", FIELD_LIST, false, "", &COLUMN},
    {"rows", FIELD_ROWS, false, "", NULL},
    {"row_count", FIELD_INTEGER, false, "", NULL},
    {"truncated", FIELD_FLAG, false, "Rows were left out here.", NULL},
    {"chart", FIELD_OBJECT, false,
     "Of the result; when it is asked back, of the first alternative; when it is refused, of the "
     "type that was named.",
     &CHART},
    {"sources", FIELD_LIST, false, "", &SOURCE_OF},
    {"forecast", FIELD_OBJECT, false, "Of a question about what will be.", &OUTLOOK},
    {"badge", FIELD_TEXT, false, "parsed, verified or model-written.", NULL},
    {"followups", FIELD_LIST, false, "Questions that may come next.", NULL},
    {"alternatives", FIELD_LIST, true, "The readings to choose from when the status is clarify.",
     &ALTERNATIVE},
    {"message", FIELD_TEXT, true, "Why it asks back or refuses, and what is missing.", NULL},
    {"notice", FIELD_TEXT, false, "What one should know besides.", NULL},
    {"missing", FIELD_LIST, true, "Words that name nothing in the data.", NULL},
    {"trace", FIELD_TEXT, false, "", NULL},
    {"elapsed_ms", FIELD_NUMBER, true, "", NULL},
    {0},
};
const Shape ANSWER = {"Answer", "An answer with its reading, or why there is none.", ANSWER_FIELDS};

static const Field ASK_IN_FIELDS[] = {
    {"question", FIELD_TEXT, false, "Needed unless there is a plan.", NULL},
    {"today", FIELD_DATE, false,
     "The day that 'last month' is counted from; the server's own when absent.", NULL},
    {"plan", FIELD_ANY, false, "A plan from an earlier answer, changed or not.", NULL},
    {"before", FIELD_ANY, false, "The plan of the turn before, for a follow-up.", NULL},
    {"chart", FIELD_TEXT, false, "The type of chart wished for, whatever the question names.",
     NULL},
    {"explain", FIELD_FLAG, false, "With the trace of the stages.", NULL},
    {"language", FIELD_TEXT, false, "Of the answer, such as hi; else by Accept-Language.", NULL},
    {0},
};
const Shape ASK_IN = {"Ask", "A question in plain language, or a plan to run.", ASK_IN_FIELDS};

static const Field CHAT_IN_FIELDS[] = {
    {"message", FIELD_TEXT, false, "", NULL},  {"question", FIELD_TEXT, false, "", NULL},
    {"today", FIELD_DATE, false, "", NULL},    {"before", FIELD_ANY, false, "", NULL},
    {"language", FIELD_TEXT, false, "", NULL}, {0},
};
const Shape CHAT_IN = {"Chat", "A question, by the name that chat clients use.", CHAT_IN_FIELDS};

static const Field QUERY_IN_FIELDS[] = {
    {"sql", FIELD_TEXT, true, "", NULL},
    {"limit", FIELD_INTEGER, false, "Rows at most, 1000 when absent.", NULL},
    {0},
};
const Shape QUERY_IN = {"Query", "One SELECT statement over the tables.", QUERY_IN_FIELDS};

static const Field ROWS_OUT_FIELDS[] = {
    {"columns", FIELD_LIST, true, "", &COLUMN},
    {"rows", FIELD_ROWS, true, "", NULL},
    {"row_count", FIELD_INTEGER, false, "", NULL},
    {"total", FIELD_INTEGER, false, "Rows in all, before the page was cut.", NULL},
    {"truncated", FIELD_FLAG, false, "", NULL},
    {"chart", FIELD_OBJECT, false, "Of a statement: what suits its rows.", &CHART},
    {"sources", FIELD_LIST, false, "", &SOURCE_OF},
    {"elapsed_ms", FIELD_NUMBER, false, "", NULL},
    {0},
};
const Shape ROWS_OUT = {"Rows", "Rows of a statement or a table.", ROWS_OUT_FIELDS};

static const Field TABLE_BRIEF_FIELDS[] = {
    {"name", FIELD_TEXT, true, "", NULL},
    {"label", FIELD_TEXT, true, "", NULL},
    {"rows", FIELD_INTEGER, true, "", NULL},
    {"columns", FIELD_INTEGER, true, "", NULL},
    {"kind", FIELD_TEXT, true, "fact, dimension, bridge or other.", NULL},
    {"fresh_at", FIELD_MOMENT, true, "", NULL},
    {"version", FIELD_INTEGER, true, "", NULL},
    {"rejects", FIELD_INTEGER, true, "Cells and rows kept aside at import.", NULL},
    {0},
};
const Shape TABLE_BRIEF = {"TableBrief", "A table in the list.", TABLE_BRIEF_FIELDS};

static const Field TABLES_FIELDS[] = {
    {"tables", FIELD_LIST, true, "", &TABLE_BRIEF},
    {0},
};
const Shape TABLES = {"Tables", "", TABLES_FIELDS};

static const Field MODEL_COLUMN_FIELDS[] = {
    {"column", FIELD_TEXT, true, "", NULL},
    {"label", FIELD_TEXT, false, "", NULL},
    {"synonyms", FIELD_LIST, false, "", NULL},
    {"type", FIELD_TEXT, false, "", NULL},
    {"role", FIELD_TEXT, false, "", NULL},
    {"additivity", FIELD_TEXT, false, "none, sum, average or last.", NULL},
    {"unit", FIELD_TEXT, false, "", NULL},
    {"hidden", FIELD_FLAG, false, "", NULL},
    {"values", FIELD_ANY, false, "Meanings of values: {\"SI\": \"sales invoice\"}.", NULL},
    {"profile", FIELD_ANY, false, "Counts, range, quantiles, top values, patterns, histogram.",
     NULL},
    {0},
};
const Shape MODEL_COLUMN = {"ModelColumn", "A column and what it means.", MODEL_COLUMN_FIELDS};

static const Field MODEL_TABLE_FIELDS[] = {
    {"table", FIELD_TEXT, true, "", NULL},
    {"label", FIELD_TEXT, false, "", NULL},
    {"synonyms", FIELD_LIST, false, "", NULL},
    {"rows", FIELD_INTEGER, false, "", NULL},
    {"version", FIELD_INTEGER, false, "", NULL},
    {"fresh_at", FIELD_MOMENT, false, "", NULL},
    {"kind", FIELD_TEXT, false, "", NULL},
    {"key", FIELD_LIST, false, "", NULL},
    {"name_column", FIELD_TEXT, false, "", NULL},
    {"name_more", FIELD_TEXT, false, "What completes the name: the last name.", NULL},
    {"time_column", FIELD_TEXT, false, "", NULL},
    {"hidden", FIELD_FLAG, false, "", NULL},
    {"columns", FIELD_LIST, false, "", &MODEL_COLUMN},
    {0},
};
const Shape MODEL_TABLE = {"ModelTable", "A table and what it means.", MODEL_TABLE_FIELDS};

static const Field MODEL_JOIN_FIELDS[] = {
    {"from", FIELD_TEXT, true, "table.column", NULL},
    {"to", FIELD_TEXT, true, "table.column", NULL},
    {"coverage", FIELD_NUMBER, true, "Share of the values that are found.", NULL},
    {"origin", FIELD_TEXT, true, "inferred, declared or edited.", NULL},
    {"kind", FIELD_TEXT, true, "many-to-one or one-to-one.", NULL},
    {0},
};
const Shape MODEL_JOIN = {"ModelJoin", "Many rows of `from` for one of `to`.", MODEL_JOIN_FIELDS};

static const Field METRIC_FIELDS[] = {
    {"name", FIELD_TEXT, true, "", NULL},
    {"label", FIELD_TEXT, false, "", NULL},
    {"synonyms", FIELD_LIST, false, "", NULL},
    {"expression", FIELD_TEXT, true, "Such as sum(qty * rate).", NULL},
    {"table", FIELD_TEXT, true, "", NULL},
    {"filter", FIELD_TEXT, false, "", NULL},
    {"unit", FIELD_TEXT, false, "", NULL},
    {"additivity", FIELD_TEXT, false, "none, sum, average or last.", NULL},
    {"origin", FIELD_TEXT, false, "", NULL},
    {0},
};
const Shape METRIC = {"Metric", "A number that the business knows by name.", METRIC_FIELDS};

static const Field MODEL_FIELDS[] = {
    {"version", FIELD_INTEGER, true, "", NULL},      {"tables", FIELD_LIST, true, "", &MODEL_TABLE},
    {"joins", FIELD_LIST, true, "", &MODEL_JOIN},    {"metrics", FIELD_LIST, true, "", &METRIC},
    {"default_metric", FIELD_TEXT, false, "", NULL}, {0},
};
const Shape MODEL = {"Model", "The semantic model.", MODEL_FIELDS};

static const Field MODEL_PATCH_FIELDS[] = {
    {"tables", FIELD_ANY, false, "[{\"table\", \"label\", \"synonyms\": []}]", NULL},
    {"columns", FIELD_ANY, false,
     "[{\"table\", \"column\", \"label\", \"synonyms\": [], \"unit\", \"role\", \"hidden\", "
     "\"values\": {}}]",
     NULL},
    {"relationships", FIELD_ANY, false, "[[\"lines.bill_id\", \"bills.bill_id\"]]", NULL},
    {"not_relationships", FIELD_ANY, false, "Found, but wrong: as relationships.", NULL},
    {"default_metric", FIELD_TEXT, false, "What \"how much\" means.", NULL},
    {"metrics", FIELD_ANY, false,
     "[{\"name\", \"synonyms\": [], \"expression\", \"table\", \"filter\", \"unit\"}]", NULL},
    {0},
};
const Shape MODEL_PATCH = {"ModelPatch", "Corrections to lay over the model; null takes one back.",
                           MODEL_PATCH_FIELDS};

static const Field QUALITY_ISSUE_FIELDS[] = {
    {"table", FIELD_TEXT, true, "", NULL},
    {"column", FIELD_TEXT, false, "", NULL},
    {"kind", FIELD_TEXT, true, "missing, duplicates, outliers, orphans, gaps, constant ...", NULL},
    {"severity", FIELD_TEXT, true, "info, warn or bad.", NULL},
    {"count", FIELD_INTEGER, true, "", NULL},
    {"share", FIELD_NUMBER, true, "", NULL},
    {"message", FIELD_TEXT, true, "", NULL},
    {0},
};
const Shape QUALITY_ISSUE = {"QualityIssue", "Something poor in the data.", QUALITY_ISSUE_FIELDS};

static const Field QUALITY_FIELDS[] = {
    {"issues", FIELD_LIST, true, "", &QUALITY_ISSUE},
    {0},
};
const Shape QUALITY = {"Quality", "", QUALITY_FIELDS};

static const Field IMPORTED_COLUMN_FIELDS[] = {
    {"name", FIELD_TEXT, true, "", NULL},
    {"header", FIELD_TEXT, true, "", NULL},
    {"type", FIELD_TEXT, true, "", NULL},
    {"format", FIELD_TEXT, true, "", NULL},
    {"unit", FIELD_TEXT, true, "", NULL},
    {"guessed", FIELD_FLAG, true, "Another reading fits the values as well.", NULL},
    {"note", FIELD_TEXT, true, "", NULL},
    {"rejects", FIELD_INTEGER, true, "", NULL},
    {0},
};
const Shape IMPORTED_COLUMN = {"ImportedColumn", "What a column was read as.",
                               IMPORTED_COLUMN_FIELDS};

static const Field IMPORTED_TABLE_FIELDS[] = {
    {"table", FIELD_TEXT, true, "", NULL},
    {"origin", FIELD_TEXT, true, "", NULL},
    {"rows_read", FIELD_INTEGER, true, "", NULL},
    {"rows_loaded", FIELD_INTEGER, true, "", NULL},
    {"rows_replaced", FIELD_INTEGER, true, "", NULL},
    {"rows_same", FIELD_INTEGER, true, "", NULL},
    {"blank_lines", FIELD_INTEGER, true, "", NULL},
    {"totals_rows", FIELD_INTEGER, true, "", NULL},
    {"rejects", FIELD_INTEGER, true, "", NULL},
    {"header_row", FIELD_INTEGER, true, "", NULL},
    {"put_aside", FIELD_TEXT, false,
     "Of replace: the rows before, among the deleted tables, by which they can be restored.", NULL},
    {"encoding", FIELD_TEXT, true, "", NULL},
    {"delimiter", FIELD_TEXT, true, "", NULL},
    {"columns", FIELD_LIST, true, "", &IMPORTED_COLUMN},
    {"notes", FIELD_LIST, true, "", NULL},
    {0},
};
const Shape IMPORTED_TABLE = {"ImportedTable", "What became of one table of the file.",
                              IMPORTED_TABLE_FIELDS};

static const Field IMPORTED_LINK_FIELDS[] = {
    {"from_table", FIELD_TEXT, true, "", NULL},
    {"from_column", FIELD_TEXT, true, "", NULL},
    {"to_table", FIELD_TEXT, true, "", NULL},
    {"to_column", FIELD_TEXT, true, "", NULL},
    {0},
};
const Shape IMPORTED_LINK = {"ImportedLink", "Many rows of one table for one of the other.",
                             IMPORTED_LINK_FIELDS};

static const Field IMPORTED_FIELDS[] = {
    {"tables", FIELD_LIST, true, "", &IMPORTED_TABLE},
    {"links", FIELD_LIST, true, "Keys that a database file declares.", &IMPORTED_LINK},
    {0},
};
const Shape IMPORTED = {"Imported", "What an import did.", IMPORTED_FIELDS};

static const Field IMPORT_FORM_FIELDS[] = {
    {"file", FIELD_TEXT, true, "The file; may be repeated.", NULL},
    {"mode", FIELD_TEXT, false, "create, append, merge or replace.", NULL},
    {"table", FIELD_TEXT, false, "", NULL},
    {"key", FIELD_TEXT, false, "For merge: the column that identifies a row.", NULL},
    {0},
};
const Shape IMPORT_FORM = {"ImportForm", "multipart/form-data with one or more files.",
                           IMPORT_FORM_FIELDS};

static const Field JOB_ERROR_FIELDS[] = {
    {"code", FIELD_TEXT, true, "", NULL},
    {"detail", FIELD_TEXT, true, "", NULL},
    {0},
};
const Shape JOB_ERROR = {"JobError", "", JOB_ERROR_FIELDS};

static const Field JOB_ONE_FIELDS[] = {
    {"id", FIELD_TEXT, true, "", NULL},
    {"kind", FIELD_TEXT, true, "", NULL},
    {"title", FIELD_TEXT, true, "", NULL},
    {"status", FIELD_TEXT, true, "queued, running, done, failed or cancelled.", NULL},
    {"progress", FIELD_NUMBER, true, "0 to 1.", NULL},
    {"doing", FIELD_TEXT, true, "", NULL},
    {"created_at", FIELD_MOMENT, true, "", NULL},
    {"updated_at", FIELD_MOMENT, true, "", NULL},
    {"result", FIELD_ANY, false, "Of an import: Imported; of a forecast: its headline.", NULL},
    {"error", FIELD_OBJECT, false, "", &JOB_ERROR},
    {0},
};
const Shape JOB_ONE = {"Job", "Work in the background.", JOB_ONE_FIELDS};

static const Field JOB_FIELDS[] = {
    {"job", FIELD_OBJECT, true, "", &JOB_ONE},
    {0},
};
const Shape JOB = {"JobAnswer", "", JOB_FIELDS};

static const Field JOBS_FIELDS[] = {
    {"jobs", FIELD_LIST, true, "", &JOB_ONE},
    {0},
};
const Shape JOBS = {"Jobs", "", JOBS_FIELDS};

static const Field IMPORT_RECORD_FIELDS[] = {
    {"id", FIELD_TEXT, true, "", NULL},
    {"file", FIELD_TEXT, true, "", NULL},
    {"status", FIELD_TEXT, true, "queued, running, done, failed or cancelled.", NULL},
    {"started_at", FIELD_MOMENT, true, "", NULL},
    {"finished_at", FIELD_MOMENT, false, "", NULL},
    {"result", FIELD_OBJECT, false, "When it is done.", &IMPORTED},
    {"error", FIELD_OBJECT, false, "", &JOB_ERROR},
    {0},
};
const Shape IMPORT_RECORD = {"ImportRecord", "An import of the past.", IMPORT_RECORD_FIELDS};

static const Field IMPORTS_FIELDS[] = {
    {"imports", FIELD_LIST, true, "", &IMPORT_RECORD},
    {0},
};
const Shape IMPORTS = {"Imports", "", IMPORTS_FIELDS};

static const Field QUESTION_RECORD_FIELDS[] = {
    {"id", FIELD_TEXT, true, "", NULL},
    {"question", FIELD_TEXT, true, "", NULL},
    {"status", FIELD_TEXT, true, "", NULL},
    {"reading", FIELD_TEXT, true, "How it was read.", NULL},
    {"asked_at", FIELD_MOMENT, true, "", NULL},
    {"elapsed_ms", FIELD_NUMBER, true, "", NULL},
    {"favourite", FIELD_FLAG, true, "", NULL},
    {0},
};
const Shape QUESTION_RECORD = {"QuestionRecord", "A question of the past.", QUESTION_RECORD_FIELDS};

static const Field QUESTIONS_FIELDS[] = {
    {"questions", FIELD_LIST, true, "", &QUESTION_RECORD},
    {"next", FIELD_TEXT, false, "", NULL},
    {0},
};
const Shape QUESTIONS = {"Questions", "", QUESTIONS_FIELDS};

static const Field SUGGESTIONS_FIELDS[] = {
    {"questions", FIELD_LIST, true, "", NULL},
    {0},
};
const Shape SUGGESTIONS = {"Suggestions", "", SUGGESTIONS_FIELDS};

static const Field HEALTH_FIELDS[] = {
    {"status", FIELD_TEXT, true, "ok, or what is wrong.", NULL},
    {0},
};
const Shape HEALTH = {"Health", "", HEALTH_FIELDS};

static const Field DATA_HEALTH_FIELDS[] = {
    {"status", FIELD_TEXT, true, "", NULL},
    {"tables", FIELD_INTEGER, true, "", NULL},
    {"rows", FIELD_INTEGER, true, "", NULL},
    {"fresh_at", FIELD_MOMENT, false, "", NULL},
    {"quality", FIELD_ANY, true, "Issues a table.", NULL},
    {0},
};
const Shape DATA_HEALTH = {"DataHealth", "", DATA_HEALTH_FIELDS};

static const Field PROBLEM_FIELDS[] = {
    {"type", FIELD_TEXT, true,
     "/problems/signed-out: nobody is signed in; /problems/role: their role is not enough; "
     "/problems/access: they may not do that with this dashboard; /problems/password: name or "
     "password is not right; /problems/wait: wrong too often; else "
     "about:blank.",
     NULL},
    {"title", FIELD_TEXT, true, "", NULL},
    {"status", FIELD_INTEGER, true, "", NULL},
    {"detail", FIELD_TEXT, true, "For a person.", NULL},
    {"code", FIELD_TEXT, false, "For a program.", NULL},
    {"request_id", FIELD_TEXT, false, "", NULL},
    {"version", FIELD_INTEGER, false, "Of a conflict: the newest version.", NULL},
    {"role", FIELD_TEXT, false, "The role that is needed: viewer, editor or owner.", NULL},
    {"retry_after", FIELD_INTEGER, false, "Seconds to wait before the next attempt.", NULL},
    {0},
};
const Shape PROBLEM = {"Problem", "What went wrong (RFC 9457).", PROBLEM_FIELDS};

const Shape *const SHAPES[] = {
    &CHIP_OPTION,
    &CHIP,
    &COLUMN,
    &CHART_AXIS,
    &CHART_SERIES,
    &CHART,
    &SOURCE_OF,
    &ALTERNATIVE,
    &ANSWER,
    &ASK_IN,
    &CHAT_IN,
    &QUERY_IN,
    &ROWS_OUT,
    &TABLE_BRIEF,
    &TABLES,
    &DELETED_TABLE,
    &UPLOAD,
    &UPLOADS,
    &DELETED_TABLES,
    &RESTORED_TABLE,
    &MODEL_COLUMN,
    &MODEL_TABLE,
    &MODEL_JOIN,
    &METRIC,
    &MODEL,
    &MODEL_PATCH,
    &QUALITY_ISSUE,
    &QUALITY,
    &IMPORTED_COLUMN,
    &IMPORTED_TABLE,
    &IMPORTED_LINK,
    &IMPORTED,
    &IMPORT_FORM,
    &JOB_ERROR,
    &JOB_ONE,
    &JOB,
    &JOBS,
    &IMPORT_RECORD,
    &IMPORTS,
    &PERSON,
    &PEOPLE,
    &PERSON_IN,
    &PERSON_PATCH,
    &SESSION,
    &SESSION_IN,
    &SESSION_PATCH,
    &SESSION_DEVICE,
    &SESSION_DEVICES,
    &ACCESS_PERSON,
    &ACCESS_GRANT,
    &ACCESS_GRANT_IN,
    &DASHBOARD_ACCESS,
    &DASHBOARD_ACCESS_IN,
    &QUESTION_RECORD,
    &QUESTIONS,
    &SUGGESTIONS,
    &HEALTH,
    &DATA_HEALTH,
    &PROBLEM,
    &FORECASTABLE,
    &FORECAST_MEASURE,
    &FORECAST_LEVEL,
    &FORECAST_THINGS,
    &FORECAST_THING,
    &OUTLOOK,
    &OUTLOOK_POINT,
    &OUTLOOK_PAST,
    &OUTLOOK_TOTAL,
    &OUTLOOK_PART,
    &OUTLOOK_FACTOR,
    &OUTLOOK_TRUST,
    &OUTLOOK_ADVICE,
    &OUTLOOK_GRADE_POINT,
    &OUTLOOK_GRADE,
    &OUTLOOK_EVENT,
    &OUTLOOK_WHAT_IF,
    &FORECAST_IN,
    &FORECAST_ITEM,
    &FORECAST_ALL,
    &FORECAST_LIST,
    &OUTLOOK_LIFT,
    &CALENDAR_IN,
    &CALENDAR,
    &CALENDARS,
    &DASHBOARD_CARD,
    &DASHBOARD_FILTER,
    &DASHBOARD,
    &DASHBOARD_BRIEF,
    &DASHBOARDS,
    &DASHBOARD_IN,
    &DASHBOARD_CHANGE,
    &DASHBOARD_PATCH,
    &DASHBOARD_VERSION,
    &DASHBOARD_VERSIONS,
    &CARD_DATA_IN,
    &CARD_UNFILTERED,
    &CARD_SPARK_POINT,
    &CARD_SPARK,
    &CARD_BEFORE_DAYS,
    &CARD_BEFORE,
    &CARD_DATA,
    &CARD_ROWS_IN,
    &PLAN_ROWS_IN,
    &CARD_ROWS,
    &RECIPE,
    &RECIPE_IN,
    &RECIPE_STEP,
    &RECIPE_EFFECT,
    &RECIPE_PREVIEW,
    &DASHBOARD_TEMPLATE,
    &DASHBOARD_TEMPLATES,
    &DASHBOARD_NOTE,
    &DASHBOARD_NOTES,
    &DASHBOARD_NOTE_IN,
    &DASHBOARD_LINK,
    &DASHBOARD_LINKS,
    &DASHBOARD_LINK_IN,
    &SHARED_DASHBOARD,
    &FILTER_VALUE,
    &FILTER_VALUES,
    &FAVOURITE_IN,
    &VERIFIED_IN,
    &VERIFIED,
    &VERIFIED_LIST,
    &SAVED_IN,
    &SAVED,
    &SAVED_LIST,
    &REGION,
    &SETTINGS,
    &SETTINGS_IN,
    &RESULT_WHERE,
    &RESULT_SORT,
    &RESULT_PAGE_IN,
    &EXPORT_IN,
    &METRIC_CHECK_IN,
    &METRIC_CHECK,
    &JOIN_CHECK_IN,
    &JOIN_CHECK,
    NULL,
};
