// Corrections of the model that are tried before they are made.
#include "api/shapes.h"

static const Field METRIC_IN_FIELDS[] = {
    {"expression", FIELD_TEXT, true, "Such as sum(qty * rate).", NULL},
    {"table", FIELD_TEXT, true, "", NULL},
    {"filter", FIELD_TEXT, false, "", NULL},
    {"unit", FIELD_TEXT, false, "", NULL},
    {"additivity", FIELD_TEXT, false, "", NULL},
    {"name", FIELD_TEXT, false, "", NULL},
    {0},
};
const Shape METRIC_CHECK_IN = {"MetricCheckIn", "A metric to try.", METRIC_IN_FIELDS};

static const Field METRIC_OUT_FIELDS[] = {
    {"ok", FIELD_FLAG, true, "", NULL},
    {"message", FIELD_TEXT, true, "What is wrong, and where; else empty.", NULL},
    {"value", FIELD_NUMBER, false, "What it is now, over all rows.", NULL},
    {"text", FIELD_TEXT, false, "The same when it is no number.", NULL},
    {"type", FIELD_TEXT, false, "", NULL},
    {"additivity", FIELD_TEXT, false, "none, sum, average or last.", NULL},
    {"sources", FIELD_LIST, false, "", &SOURCE_OF},
    {0},
};
const Shape METRIC_CHECK = {"MetricCheck", "What a metric would come to.", METRIC_OUT_FIELDS};

static const Field JOIN_IN_FIELDS[] = {
    {"from", FIELD_TEXT, true, "table.column, of which many rows belong to one.", NULL},
    {"to", FIELD_TEXT, true, "table.column", NULL},
    {0},
};
const Shape JOIN_CHECK_IN = {"JoinCheckIn", "Two columns to try as a join.", JOIN_IN_FIELDS};

static const Field JOIN_OUT_FIELDS[] = {
    {"ok", FIELD_FLAG, true, "", NULL},
    {"message", FIELD_TEXT, true, "Why it may be wrong; else empty.", NULL},
    {"coverage", FIELD_NUMBER, true, "Share of the different values of `from` that are found.",
     NULL},
    {"kind", FIELD_TEXT, true, "many-to-one or many-to-many.", NULL},
    {"unmatched", FIELD_LIST, true, "Some values that are not found.", NULL},
    {0},
};
const Shape JOIN_CHECK = {"JoinCheck", "How two columns meet.", JOIN_OUT_FIELDS};
