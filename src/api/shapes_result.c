// Large results, by pages and as files.
#include "api/shapes.h"

static const Field WHERE_FIELDS[] = {
    {"column", FIELD_ANY, true, "Its name, or its place from 0.", NULL},
    {"op", FIELD_TEXT, false,
     "= (when absent), !=, <, <=, >, >=, contains, starts, in, between, empty or not_empty.", NULL},
    {"value", FIELD_ANY, false, "A list for in and between; null: missing.", NULL},
    {0},
};
const Shape RESULT_WHERE = {"ResultWhere", "A condition on a column of the result.", WHERE_FIELDS};

static const Field SORT_FIELDS[] = {
    {"column", FIELD_ANY, true, "Its name, or its place from 0.", NULL},
    {"desc", FIELD_FLAG, false, "", NULL},
    {0},
};
const Shape RESULT_SORT = {"ResultSort", "", SORT_FIELDS};

static const Field PAGE_FIELDS[] = {
    {"plan", FIELD_ANY, false, "Or sql, or table.", NULL},
    {"sql", FIELD_TEXT, false, "One SELECT.", NULL},
    {"table", FIELD_TEXT, false, "", NULL},
    {"where", FIELD_LIST, false, "All must hold.", &RESULT_WHERE},
    {"sort", FIELD_LIST, false, "The first counts most; missing values come last.", &RESULT_SORT},
    {"limit", FIELD_INTEGER, false, "10,000 at most; 200 when absent.", NULL},
    {"offset", FIELD_INTEGER, false, "", NULL},
    {0},
};
const Shape RESULT_PAGE_IN = {"ResultPageIn", "A page of a large result.", PAGE_FIELDS};

static const Field EXPORT_FIELDS[] = {
    {"format", FIELD_TEXT, true, "csv (10 million rows at most) or xlsx (1,048,575 rows at most).",
     NULL},
    {"plan", FIELD_ANY, false, "Or sql, or table.", NULL},
    {"sql", FIELD_TEXT, false, "One SELECT.", NULL},
    {"table", FIELD_TEXT, false, "", NULL},
    {"where", FIELD_LIST, false, "", &RESULT_WHERE},
    {"sort", FIELD_LIST, false, "", &RESULT_SORT},
    {"name", FIELD_TEXT, false, "Of the file, without its ending.", NULL},
    {0},
};
const Shape EXPORT_IN = {"ExportIn", "A result to be had as a file.", EXPORT_FIELDS};
