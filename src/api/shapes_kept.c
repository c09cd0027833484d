// Questions that are kept: favourites, approved readings, saved queries; and the settings.
#include "api/shapes.h"

static const Field FAVOURITE_FIELDS[] = {
    {"favourite", FIELD_FLAG, true, "", NULL},
    {0},
};
const Shape FAVOURITE_IN = {"FavouriteIn", "", FAVOURITE_FIELDS};

static const Field VERIFIED_IN_FIELDS[] = {
    {"question", FIELD_TEXT, true, "1000 bytes at most.", NULL},
    {"plan", FIELD_ANY, true, "The reading that is approved, as POST /ask gives it.", NULL},
    {0},
};
const Shape VERIFIED_IN = {"VerifiedIn", "A question with its approved reading.",
                           VERIFIED_IN_FIELDS};

static const Field VERIFIED_FIELDS[] = {
    {"id", FIELD_TEXT, true, "", NULL},
    {"question", FIELD_TEXT, true, "", NULL},
    {"reading", FIELD_TEXT, true, "The plan as a sentence; empty when it does not fit.", NULL},
    {"plan", FIELD_ANY, true, "", NULL},
    {"fits", FIELD_FLAG, true, "The data still has what it names.", NULL},
    {"why", FIELD_TEXT, true, "Why it does not fit; else empty.", NULL},
    {"verified_at", FIELD_MOMENT, true, "", NULL},
    {0},
};
const Shape VERIFIED = {"Verified", "A question that is answered by an approved reading.",
                        VERIFIED_FIELDS};

static const Field VERIFIED_LIST_FIELDS[] = {
    {"verified", FIELD_LIST, true, "The newest first.", &VERIFIED},
    {0},
};
const Shape VERIFIED_LIST = {"VerifiedList", "", VERIFIED_LIST_FIELDS};

static const Field SAVED_IN_FIELDS[] = {
    {"name", FIELD_TEXT, false, "Needed for a new one.", NULL},
    {"sql", FIELD_TEXT, false, "One SELECT; or a plan.", NULL},
    {"plan", FIELD_ANY, false, "", NULL},
    {"chart", FIELD_TEXT, false, "", NULL},
    {"shared", FIELD_FLAG, false, "All may see it; true when a new one does not say.", NULL},
    {0},
};
const Shape SAVED_IN = {"SavedIn", "A query to keep by name.", SAVED_IN_FIELDS};

static const Field SAVED_FIELDS[] = {
    {"id", FIELD_TEXT, true, "", NULL},
    {"name", FIELD_TEXT, true, "", NULL},
    {"sql", FIELD_TEXT, false, "", NULL},
    {"plan", FIELD_ANY, false, "", NULL},
    {"chart", FIELD_TEXT, false, "", NULL},
    {"shared", FIELD_FLAG, false, "", NULL},
    {"author", FIELD_TEXT, false, "", NULL},
    {"may_edit", FIELD_FLAG, false, "", NULL},
    {"made_at", FIELD_MOMENT, true, "", NULL},
    {"updated_at", FIELD_MOMENT, true, "", NULL},
    {0},
};
const Shape SAVED = {"Saved", "A query that is kept by name.", SAVED_FIELDS};

static const Field SAVED_LIST_FIELDS[] = {
    {"saved", FIELD_LIST, true, "By name.", &SAVED},
    {0},
};
const Shape SAVED_LIST = {"SavedList", "", SAVED_LIST_FIELDS};

static const Field REGION_FIELDS[] = {
    {"code", FIELD_TEXT, true, "ISO 3166.", NULL},
    {"name", FIELD_TEXT, true, "", NULL},
    {0},
};
const Shape REGION = {"Region", "Where festivals are kept.", REGION_FIELDS};

static const Field SETTINGS_FIELDS[] = {
    {"business_name", FIELD_TEXT, true, "", NULL},
    {"currency", FIELD_TEXT, true, "ISO 4217; empty: by the data.", NULL},
    {"number_format", FIELD_TEXT, true,
     "indian (12,34,567.00), international (1,234,567.00) or european (1.234.567,00); empty: by "
     "the language.",
     NULL},
    {"fiscal_year_start", FIELD_INTEGER, true, "The month that the books' year begins with.", NULL},
    {"festivals_region", FIELD_TEXT, true, "ISO 3166; empty: by the currency.", NULL},
    {"language", FIELD_TEXT, true, "Two letters; empty: the browser's.", NULL},
    {"regions", FIELD_LIST, true, "What festivals_region may be.", &REGION},
    {0},
};
const Shape SETTINGS = {"Settings", "What the workspace prefers.", SETTINGS_FIELDS};

static const Field SETTINGS_IN_FIELDS[] = {
    {"business_name", FIELD_TEXT, false, "300 bytes at most.", NULL},
    {"currency", FIELD_TEXT, false, "", NULL},
    {"number_format", FIELD_TEXT, false, "", NULL},
    {"fiscal_year_start", FIELD_INTEGER, false, "", NULL},
    {"festivals_region", FIELD_TEXT, false, "", NULL},
    {"language", FIELD_TEXT, false, "", NULL},
    {0},
};
const Shape SETTINGS_IN = {"SettingsIn", "Settings to change; null goes back to the usual value.",
                           SETTINGS_IN_FIELDS};
