#include "api/shapes.h"

static const Field CARD_FIELDS[] = {
    {"id", FIELD_TEXT, true, "Chosen by who makes it: letters, digits, - and _.", NULL},
    {"kind", FIELD_TEXT, false, "question, sql, plan, text, image or kpi.", NULL},
    {"title", FIELD_TEXT, false, "", NULL},
    {"x", FIELD_INTEGER, false, "Of 12 columns.", NULL},
    {"y", FIELD_INTEGER, false, "", NULL},
    {"w", FIELD_INTEGER, false, "", NULL},
    {"h", FIELD_INTEGER, false, "", NULL},
    {"question", FIELD_TEXT, false, "Read once; the plan is kept.", NULL},
    {"plan", FIELD_ANY, false, "As POST /ask gives and takes it.", NULL},
    {"sql", FIELD_TEXT, false, "One SELECT.", NULL},
    {"text", FIELD_TEXT, false, "Markdown.", NULL},
    {"image", FIELD_TEXT, false, "A data URL of PNG, JPEG, WebP or GIF, 512 KB at most.", NULL},
    {"chart", FIELD_TEXT, false, "The type wished; chosen when empty.", NULL},
    {"target", FIELD_NUMBER, false, "Of a kpi.", NULL},
    {"note", FIELD_TEXT, false, "", NULL},
    {0},
};
const Shape DASHBOARD_CARD = {"DashboardCard", "A card of a dashboard.", CARD_FIELDS};

static const Field FILTER_FIELDS[] = {
    {"id", FIELD_TEXT, true, "", NULL},
    {"column", FIELD_TEXT, false,
     "table.column; of a period also empty: each card's own time column.", NULL},
    {"label", FIELD_TEXT, false, "", NULL},
    {"op", FIELD_TEXT, false, "in, between or period.", NULL},
    {"values", FIELD_ANY, false,
     "A list. in: the values, null for missing. between: lowest and highest, both included, null "
     "for open. period: words (\"last 30 days\"), or the first and the last day. Empty: no "
     "restriction.",
     NULL},
    {0},
};
const Shape DASHBOARD_FILTER = {"DashboardFilter", "A filter over the cards.", FILTER_FIELDS};

static const Field DASHBOARD_FIELDS[] = {
    {"id", FIELD_TEXT, true, "", NULL},
    {"name", FIELD_TEXT, true, "", NULL},
    {"version", FIELD_INTEGER, true, "Grows by one with each change.", NULL},
    {"created_at", FIELD_MOMENT, true, "", NULL},
    {"updated_at", FIELD_MOMENT, true, "", NULL},
    {"favourite", FIELD_FLAG, true, "Of one's own.", NULL},
    {"owner", FIELD_TEXT, false, "The name of who made it; absent: nobody is known.", NULL},
    {"may_edit", FIELD_FLAG, false, "Whether one may change it. Absent from what a link shows.",
     NULL},
    {"may_share", FIELD_FLAG, false, "Whether one may say who else may, and make links.", NULL},
    {"refresh_seconds", FIELD_INTEGER, true, "0: only when the data changes.", NULL},
    {"filters", FIELD_LIST, true, "", &DASHBOARD_FILTER},
    {"cards", FIELD_LIST, true, "", &DASHBOARD_CARD},
    {0},
};
const Shape DASHBOARD = {"Dashboard", "", DASHBOARD_FIELDS};

static const Field BRIEF_FIELDS[] = {
    {"id", FIELD_TEXT, true, "", NULL},
    {"name", FIELD_TEXT, true, "", NULL},
    {"version", FIELD_INTEGER, true, "", NULL},
    {"updated_at", FIELD_MOMENT, true, "", NULL},
    {"cards", FIELD_INTEGER, true, "", NULL},
    {"favourite", FIELD_FLAG, true, "", NULL},
    {"owner", FIELD_TEXT, false, "", NULL},
    {"may_edit", FIELD_FLAG, false, "", NULL},
    {"may_share", FIELD_FLAG, false, "", NULL},
    {"deleted_at", FIELD_MOMENT, false, "Of those deleted; they are kept 30 days.", NULL},
    {0},
};
const Shape DASHBOARD_BRIEF = {"DashboardBrief", "A dashboard in the list.", BRIEF_FIELDS};

static const Field LIST_FIELDS[] = {
    {"dashboards", FIELD_LIST, true, "", &DASHBOARD_BRIEF},
    {0},
};
const Shape DASHBOARDS = {"Dashboards", "", LIST_FIELDS};

static const Field IN_FIELDS[] = {
    {"name", FIELD_TEXT, false, "May be left out with a template.", NULL},
    {"copy_of", FIELD_TEXT, false, "The id of another: its cards and filters.", NULL},
    {"template", FIELD_TEXT, false, "The id of a template: its cards and filters.", NULL},
    {"refresh_seconds", FIELD_INTEGER, false, "", NULL},
    {"filters", FIELD_LIST, false, "", &DASHBOARD_FILTER},
    {"cards", FIELD_LIST, false, "", &DASHBOARD_CARD},
    {0},
};
const Shape DASHBOARD_IN = {"DashboardIn", "A new dashboard.", IN_FIELDS};

static const Field CHANGE_FIELDS[] = {
    {"op", FIELD_TEXT, true, "set, card, remove_card, layout, filter or remove_filter.", NULL},
    {"fields", FIELD_ANY, false, "Of set: {name, refresh_seconds, favourite}.", NULL},
    {"card", FIELD_ANY, false,
     "Of card: its id and the members to change; null removes one; a new id adds a card.", NULL},
    {"id", FIELD_TEXT, false, "Of remove_card and remove_filter.", NULL},
    {"cards", FIELD_ANY, false, "Of layout: [{id, x, y, w, h}].", NULL},
    {"filter", FIELD_ANY, false, "Of filter: as card.", NULL},
    {0},
};
const Shape DASHBOARD_CHANGE = {"DashboardChange", "One change of a dashboard.", CHANGE_FIELDS};

static const Field PATCH_FIELDS[] = {
    {"base", FIELD_INTEGER, false, "The version that the person saw.", NULL},
    {"changes", FIELD_LIST, true, "Laid on the newest version in this order; all or none.",
     &DASHBOARD_CHANGE},
    {0},
};
const Shape DASHBOARD_PATCH = {"DashboardPatch", "Changes of a dashboard.", PATCH_FIELDS};

static const Field VERSION_FIELDS[] = {
    {"version", FIELD_INTEGER, true, "", NULL},
    {"at", FIELD_MOMENT, true, "", NULL},
    {"what", FIELD_TEXT, true, "A sentence.", NULL},
    {"author", FIELD_TEXT, false, "The name; absent where nobody was signed in.", NULL},
    {0},
};
const Shape DASHBOARD_VERSION = {"DashboardVersion", "", VERSION_FIELDS};

static const Field VERSIONS_FIELDS[] = {
    {"versions", FIELD_LIST, true, "The newest first, 100 at most.", &DASHBOARD_VERSION},
    {0},
};
const Shape DASHBOARD_VERSIONS = {"DashboardVersions", "", VERSIONS_FIELDS};

static const Field DATA_IN_FIELDS[] = {
    {"filters", FIELD_LIST, false, "In the place of those that are kept.", &DASHBOARD_FILTER},
    {"chart", FIELD_TEXT, false, "A type to show it as.", NULL},
    {"today", FIELD_DATE, false, "", NULL},
    {0},
};
const Shape CARD_DATA_IN = {"CardDataIn", "", DATA_IN_FIELDS};

static const Field UNFILTERED_FIELDS[] = {
    {"id", FIELD_TEXT, true, "Of the filter.", NULL},
    {"why", FIELD_TEXT, true, "", NULL},
    {0},
};
const Shape CARD_UNFILTERED = {"CardUnfiltered", "A filter that says nothing of the card.",
                               UNFILTERED_FIELDS};

static const Field SPARK_POINT_FIELDS[] = {
    {"t", FIELD_DATE, true, "", NULL},
    {"value", FIELD_NUMBER, true, "", NULL},
    {0},
};
const Shape CARD_SPARK_POINT = {"CardSparkPoint", "", SPARK_POINT_FIELDS};

static const Field SPARK_FIELDS[] = {
    {"grain", FIELD_TEXT, true, "", NULL},
    {"unit", FIELD_TEXT, true, "", NULL},
    {"points", FIELD_LIST, true, "The oldest first, 60 at most.", &CARD_SPARK_POINT},
    {0},
};
const Shape CARD_SPARK = {"CardSpark", "How a number came about.", SPARK_FIELDS};

static const Field BEFORE_DAYS_FIELDS[] = {
    {"value", FIELD_NUMBER, true, "", NULL},
    {"first", FIELD_DATE, true, "", NULL},
    {"last", FIELD_DATE, true, "", NULL},
    {0},
};
const Shape CARD_BEFORE_DAYS = {"CardBeforeDays", "A number in some days.", BEFORE_DAYS_FIELDS};

static const Field BEFORE_FIELDS[] = {
    {"now", FIELD_OBJECT, true, "The days that are compared.", &CARD_BEFORE_DAYS},
    {"then", FIELD_OBJECT, true, "The days before that they stand against.", &CARD_BEFORE_DAYS},
    {"partial", FIELD_FLAG, true,
     "The period goes on: its full days so far stand against the same days of the one before.",
     NULL},
    {"grain", FIELD_TEXT, true, "What the period is: day to year; empty: some days.", NULL},
    {0},
};
const Shape CARD_BEFORE = {"CardBefore", "A number against the period before.", BEFORE_FIELDS};

static const Field DATA_FIELDS[] = {
    {"answer", FIELD_OBJECT, true, "As POST /ask gives it; of a statement without a reading.",
     &ANSWER},
    {"not_filtered", FIELD_LIST, true, "", &CARD_UNFILTERED},
    {"spark", FIELD_OBJECT, false, "Of a kpi.", &CARD_SPARK},
    {"before", FIELD_OBJECT, false, "Of a kpi with a period.", &CARD_BEFORE},
    {"target", FIELD_NUMBER, false, "Of a kpi.", NULL},
    {0},
};
const Shape CARD_DATA = {"CardData", "What a card shows.", DATA_FIELDS};

static const Field ROWS_IN_FIELDS[] = {
    {"filters", FIELD_LIST, false, "", &DASHBOARD_FILTER},
    {"where", FIELD_ANY, false,
     "What the mark stands for: [{column: name or index of a result column, value}].", NULL},
    {"limit", FIELD_INTEGER, false, "1000 at most; 100 when absent.", NULL},
    {"offset", FIELD_INTEGER, false, "", NULL},
    {"today", FIELD_DATE, false, "", NULL},
    {"chart", FIELD_TEXT, false, "", NULL},
    {0},
};
const Shape CARD_ROWS_IN = {"CardRowsIn", "Which rows behind a card's mark.", ROWS_IN_FIELDS};

static const Field PLAN_ROWS_IN_FIELDS[] = {
    {"plan", FIELD_ANY, true, "", NULL},
    {"where", FIELD_ANY, false, "As in CardRowsIn.", NULL},
    {"limit", FIELD_INTEGER, false, "1000 at most; 100 when absent.", NULL},
    {"offset", FIELD_INTEGER, false, "", NULL},
    {"today", FIELD_DATE, false, "", NULL},
    {0},
};
const Shape PLAN_ROWS_IN = {"PlanRowsIn", "Which rows behind an answer's mark.",
                            PLAN_ROWS_IN_FIELDS};

static const Field ROWS_FIELDS[] = {
    {"columns", FIELD_LIST, true, "", &COLUMN},
    {"rows", FIELD_ROWS, true, "", NULL},
    {"row_count", FIELD_INTEGER, true, "", NULL},
    {"truncated", FIELD_FLAG, true, "", NULL},
    {"total", FIELD_INTEGER, true, "Rows in all, before the page was cut.", NULL},
    {"sources", FIELD_LIST, true, "", &SOURCE_OF},
    {"not_filtered", FIELD_LIST, true, "", &CARD_UNFILTERED},
    {0},
};
const Shape CARD_ROWS = {"CardRows", "A page of the rows behind a mark, the newest first.",
                         ROWS_FIELDS};
