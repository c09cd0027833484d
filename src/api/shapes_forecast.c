// The objects of the forecast routes.
#include "api/shapes.h"

static const Field FORECAST_MEASURE_FIELDS[] = {
    {"name", FIELD_TEXT, true, "", NULL},
    {"label", FIELD_TEXT, true, "", NULL},
    {"unit", FIELD_TEXT, true, "", NULL},
    {0},
};
const Shape FORECAST_MEASURE = {"ForecastMeasure", "Something that adds up over time.",
                                FORECAST_MEASURE_FIELDS};

static const Field FORECAST_LEVEL_FIELDS[] = {
    {"level", FIELD_TEXT, true, "sku, category or store.", NULL},
    {"label", FIELD_TEXT, true, "What one such thing is called in this data.", NULL},
    {0},
};
const Shape FORECAST_LEVEL = {"ForecastLevel", "", FORECAST_LEVEL_FIELDS};

static const Field FORECASTABLE_FIELDS[] = {
    {"measure", FIELD_OBJECT, true, "What is forecast unless another is named.", &FORECAST_MEASURE},
    {"measures", FIELD_LIST, true, "", &FORECAST_MEASURE},
    {"levels", FIELD_LIST, true, "Of what the data tells apart.", &FORECAST_LEVEL},
    {"has_stock", FIELD_FLAG, true, "The data says what is on hand.", NULL},
    {"has_lead_time", FIELD_FLAG, true, "The data says how long an order takes.", NULL},
    {0},
};
const Shape FORECASTABLE = {"Forecastable", "What of the data can be forecast.",
                            FORECASTABLE_FIELDS};

static const Field FORECAST_THING_FIELDS[] = {
    {"key", FIELD_TEXT, true, "What to ask for.", NULL},
    {"name", FIELD_TEXT, true, "", NULL},
    {"category", FIELD_TEXT, false, "", NULL},
    {"sold", FIELD_NUMBER, true, "In all of the data.", NULL},
    {0},
};
const Shape FORECAST_THING = {"ForecastThing", "", FORECAST_THING_FIELDS};

static const Field FORECAST_THINGS_FIELDS[] = {
    {"level", FIELD_TEXT, true, "", NULL},
    {"things", FIELD_LIST, true, "", &FORECAST_THING},
    {"total", FIELD_INTEGER, true, "That fit the search.", NULL},
    {0},
};
const Shape FORECAST_THINGS = {"ForecastThings", "", FORECAST_THINGS_FIELDS};

static const Field OUTLOOK_POINT_FIELDS[] = {
    {"date", FIELD_DATE, true, "The first day of the period.", NULL},
    {"quantity", FIELD_NUMBER, true, "Expected.", NULL},
    {"lower", FIELD_NUMBER, true, "", NULL},
    {"upper", FIELD_NUMBER, true, "", NULL},
    {"confidence", FIELD_NUMBER, true,
     "How narrow the range is: quantity / (quantity + half of the range), 0 to 1.", NULL},
    {0},
};
const Shape OUTLOOK_POINT = {"ForecastPoint", "One period ahead.", OUTLOOK_POINT_FIELDS};

static const Field OUTLOOK_PAST_FIELDS[] = {
    {"date", FIELD_DATE, true, "", NULL},
    {"quantity", FIELD_NUMBER, false, "Absent where the data has a gap.", NULL},
    {0},
};
const Shape OUTLOOK_PAST = {"ForecastPast", "One period of the past.", OUTLOOK_PAST_FIELDS};

static const Field OUTLOOK_TOTAL_FIELDS[] = {
    {"first", FIELD_DATE, true, "", NULL},
    {"last", FIELD_DATE, true, "", NULL},
    {"quantity", FIELD_NUMBER, true, "", NULL},
    {"lower", FIELD_NUMBER, true, "", NULL},
    {"upper", FIELD_NUMBER, true, "", NULL},
    {"before", FIELD_NUMBER, false, "The same number of periods up to the end of the data.", NULL},
    {0},
};
const Shape OUTLOOK_TOTAL = {"ForecastTotal", "The sum of the periods asked about.",
                             OUTLOOK_TOTAL_FIELDS};

static const Field OUTLOOK_PART_FIELDS[] = {
    {"key", FIELD_TEXT, true, "", NULL},
    {"name", FIELD_TEXT, true, "", NULL},
    {"quantity", FIELD_NUMBER, true, "", NULL},
    {"lower", FIELD_NUMBER, true, "", NULL},
    {"upper", FIELD_NUMBER, true, "", NULL},
    {"share", FIELD_NUMBER, true, "Of the whole, 0 to 1.", NULL},
    {0},
};
const Shape OUTLOOK_PART = {"ForecastPart", "A part of the whole: parts add up.",
                            OUTLOOK_PART_FIELDS};

static const Field OUTLOOK_FIELDS[] = {
    {"sku", FIELD_TEXT, false, "Of a product.", NULL},
    {"level", FIELD_TEXT, true, "all, sku, category or store.", NULL},
    {"key", FIELD_TEXT, true, "", NULL},
    {"name", FIELD_TEXT, true, "", NULL},
    {"label", FIELD_TEXT, true, "", NULL},
    {"store", FIELD_TEXT, false, "Only what is sold there.", NULL},
    {"measure", FIELD_TEXT, true, "", NULL},
    {"unit", FIELD_TEXT, true, "", NULL},
    {"grain", FIELD_TEXT, true, "day, week, month, quarter or year.", NULL},
    {"headline", FIELD_TEXT, true, "", NULL},
    {"forecast", FIELD_LIST, true, "", &OUTLOOK_POINT},
    {"confidence_level", FIELD_NUMBER, true, "Percent of such ranges that hold what comes.", NULL},
    {"explanation", FIELD_TEXT, true, "", NULL},
    {"total", FIELD_OBJECT, true, "", &OUTLOOK_TOTAL},
    {"parts_level", FIELD_TEXT, false, "", NULL},
    {"parts", FIELD_LIST, false, "", &OUTLOOK_PART},
    {"history", FIELD_LIST, true, "", &OUTLOOK_PAST},
    {"model", FIELD_TEXT, true, "", NULL},
    {"data_end", FIELD_DATE, true, "The last day with rows.", NULL},
    {"data_version", FIELD_TEXT, true, "Other data has another.", NULL},
    {"made_at", FIELD_MOMENT, true, "", NULL},
    {"notes", FIELD_LIST, true, "What to know about it, as sentences.", NULL},
    {"sources", FIELD_LIST, true, "", &SOURCE_OF},
    {0},
};
const Shape OUTLOOK = {"Forecast", "What will be sold, with its range, and what that rests on.",
                       OUTLOOK_FIELDS};
