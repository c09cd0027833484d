// What is said of dashboards, who may see them, and what they are made from.
#include "api/shapes.h"

static const Field TEMPLATE_FIELDS[] = {
    {"id", FIELD_TEXT, true, "", NULL},
    {"name", FIELD_TEXT, true, "", NULL},
    {"why", FIELD_TEXT, true, "", NULL},
    {"cards", FIELD_INTEGER, true, "That this data fills.", NULL},
    {0},
};
const Shape DASHBOARD_TEMPLATE = {"DashboardTemplate", "", TEMPLATE_FIELDS};

static const Field TEMPLATES_FIELDS[] = {
    {"templates", FIELD_LIST, true, "", &DASHBOARD_TEMPLATE},
    {0},
};
const Shape DASHBOARD_TEMPLATES = {"DashboardTemplates", "Those that this data fills.",
                                   TEMPLATES_FIELDS};

static const Field NOTE_FIELDS[] = {
    {"id", FIELD_TEXT, true, "", NULL},
    {"card", FIELD_TEXT, false, "Of the dashboard as a whole when absent.", NULL},
    {"at", FIELD_DATE, false, "The day that an annotation points to.", NULL},
    {"text", FIELD_TEXT, true, "", NULL},
    {"author", FIELD_TEXT, true, "", NULL},
    {"may_delete", FIELD_FLAG, false, "It is one's own, or the dashboard may be changed.", NULL},
    {"made_at", FIELD_MOMENT, true, "", NULL},
    {0},
};
const Shape DASHBOARD_NOTE = {"DashboardComment", "A comment, or an annotation of a day.",
                              NOTE_FIELDS};

static const Field NOTES_FIELDS[] = {
    {"comments", FIELD_LIST, true, "In the order in which they were made.", &DASHBOARD_NOTE},
    {0},
};
const Shape DASHBOARD_NOTES = {"DashboardComments", "", NOTES_FIELDS};

static const Field NOTE_IN_FIELDS[] = {
    {"text", FIELD_TEXT, true, "4000 bytes at most.", NULL},
    {"card", FIELD_TEXT, false, "", NULL},
    {"at", FIELD_DATE, false, "", NULL},
    {"author", FIELD_TEXT, false, "Where there are no accounts; else it is who is signed in.",
     NULL},
    {0},
};
const Shape DASHBOARD_NOTE_IN = {"DashboardCommentIn", "", NOTE_IN_FIELDS};

static const Field LINK_FIELDS[] = {
    {"token", FIELD_TEXT, true, "What GET /shared/:token takes.", NULL},
    {"made_at", FIELD_MOMENT, true, "", NULL},
    {"expires_at", FIELD_MOMENT, false, "Never when absent.", NULL},
    {0},
};
const Shape DASHBOARD_LINK = {"DashboardLink", "A link to read one dashboard.", LINK_FIELDS};

static const Field LINKS_FIELDS[] = {
    {"links", FIELD_LIST, true, "Those that were not withdrawn, the newest first.",
     &DASHBOARD_LINK},
    {0},
};
const Shape DASHBOARD_LINKS = {"DashboardLinks", "", LINKS_FIELDS};

static const Field LINK_IN_FIELDS[] = {
    {"days", FIELD_INTEGER, false, "How long it holds; for ever when absent.", NULL},
    {0},
};
const Shape DASHBOARD_LINK_IN = {"DashboardLinkIn", "", LINK_IN_FIELDS};

static const Field SHARED_FIELDS[] = {
    {"dashboard", FIELD_OBJECT, true, "Its cards without plans and statements.", &DASHBOARD},
    {0},
};
const Shape SHARED_DASHBOARD = {"SharedDashboard", "What a link shows.", SHARED_FIELDS};

static const Field VALUE_FIELDS[] = {
    {"value", FIELD_ANY, true, "", NULL},
    {"rows", FIELD_INTEGER, true, "Of the column's table.", NULL},
    {0},
};
const Shape FILTER_VALUE = {"FilterValue", "", VALUE_FIELDS};

static const Field VALUES_FIELDS[] = {
    {"values", FIELD_LIST, true, "Those of the most rows first.", &FILTER_VALUE},
    {"more", FIELD_FLAG, true, "There are more than the limit.", NULL},
    {0},
};
const Shape FILTER_VALUES = {"FilterValues", "What a filter can be set to.", VALUES_FIELDS};
