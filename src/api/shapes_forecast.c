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

static const Field OUTLOOK_FACTOR_FIELDS[] = {
    {"kind", FIELD_TEXT, true, "level, trend, season, event, driver, change or cleaned.", NULL},
    {"name", FIELD_TEXT, true, "", NULL},
    {"value", FIELD_NUMBER, false,
     "Level: the level; trend: a period; season: its strength; event, driver: times the normal.",
     NULL},
    {"share", FIELD_NUMBER, false, "Of the movement that it accounts for, 0 to 1.", NULL},
    {"text", FIELD_TEXT, true, "One sentence.", NULL},
    {0},
};
const Shape OUTLOOK_FACTOR = {"ForecastFactor", "Why the forecast is what it is.",
                              OUTLOOK_FACTOR_FIELDS};

static const Field OUTLOOK_TRUST_FIELDS[] = {
    {"level", FIELD_TEXT, true, "low, medium or high.", NULL},
    {"score", FIELD_NUMBER, true, "0 to 1.", NULL},
    {"text", FIELD_TEXT, true, "", NULL},
    {0},
};
const Shape OUTLOOK_TRUST = {"ForecastTrust", "How far to trust it.", OUTLOOK_TRUST_FIELDS};

static const Field OUTLOOK_ADVICE_FIELDS[] = {
    {"status", FIELD_TEXT, true,
     "out_of_stock, order_now, order_soon, enough, or unknown where the data has no stock.", NULL},
    {"on_hand", FIELD_NUMBER, false, "", NULL},
    {"days_of_cover", FIELD_NUMBER, false, "That it lasts at the expected demand.", NULL},
    {"outlasts_horizon", FIELD_FLAG, false, "It lasts at least that long.", NULL},
    {"suggested_order", FIELD_NUMBER, false, "0: not yet.", NULL},
    {"stock_out_chance", FIELD_NUMBER, false, "Before an order placed now would come.", NULL},
    {"reorder_point", FIELD_NUMBER, true, "Order when it comes down to this.", NULL},
    {"order_up_to", FIELD_NUMBER, true, "", NULL},
    {"safety_stock", FIELD_NUMBER, true, "", NULL},
    {"lead_days", FIELD_NUMBER, true, "From order to delivery.", NULL},
    {"lead_from", FIELD_TEXT, true, "given, data or default.", NULL},
    {"review_days", FIELD_NUMBER, true, "From one order to the next.", NULL},
    {"service_level", FIELD_NUMBER, true, "Percent of the times that it should not run out.", NULL},
    {"text", FIELD_TEXT, true, "", NULL},
    {0},
};
const Shape OUTLOOK_ADVICE = {"ForecastAdvice", "What to order, and when.", OUTLOOK_ADVICE_FIELDS};

static const Field OUTLOOK_GRADE_POINT_FIELDS[] = {
    {"date", FIELD_DATE, true, "", NULL},
    {"actual", FIELD_NUMBER, true, "", NULL},
    {"quantity", FIELD_NUMBER, true, "As forecast.", NULL},
    {"lower", FIELD_NUMBER, true, "", NULL},
    {"upper", FIELD_NUMBER, true, "", NULL},
    {0},
};
const Shape OUTLOOK_GRADE_POINT = {"ForecastGradePoint", "What was forecast beside what came.",
                                   OUTLOOK_GRADE_POINT_FIELDS};

static const Field OUTLOOK_GRADE_FIELDS[] = {
    {"source", FIELD_TEXT, true,
     "kept: made before the numbers came; backtest: made now on what was known then.", NULL},
    {"made_at", FIELD_MOMENT, false, "Of a kept one.", NULL},
    {"text", FIELD_TEXT, true, "", NULL},
    {"forecast", FIELD_NUMBER, true, "The sum of the points.", NULL},
    {"actual", FIELD_NUMBER, true, "", NULL},
    {"error_percent", FIELD_NUMBER, true, "Mean absolute error over the mean actual value.", NULL},
    {"inside", FIELD_NUMBER, true, "Share of the points within the range, 0 to 1.", NULL},
    {"points", FIELD_LIST, true, "", &OUTLOOK_GRADE_POINT},
    {0},
};
const Shape OUTLOOK_GRADE = {"ForecastScorecard", "How a forecast of the past did.",
                             OUTLOOK_GRADE_FIELDS};

static const Field OUTLOOK_WHAT_IF_FIELDS[] = {
    {"price_change", FIELD_NUMBER, false, "Percent; of another price.", NULL},
    {"promotion_from", FIELD_DATE, false, "Of a promotion.", NULL},
    {"promotion_to", FIELD_DATE, false, "", NULL},
    {"assumed", FIELD_FLAG, true, "It rests on promotion_lift, not on the past.", NULL},
    {"base", FIELD_NUMBER, false,
     "What would sell as things are; absent, as the numbers below, where nothing of the past "
     "tells.",
     NULL},
    {"first", FIELD_DATE, false, "", NULL},
    {"last", FIELD_DATE, false, "", NULL},
    {"quantity", FIELD_NUMBER, false, "", NULL},
    {"lower", FIELD_NUMBER, false, "", NULL},
    {"upper", FIELD_NUMBER, false, "", NULL},
    {"before", FIELD_NUMBER, false, "", NULL},
    {"sure", FIELD_FLAG, true, "The past shows that it moves what is sold.", NULL},
    {"text", FIELD_TEXT, true, "", NULL},
    {0},
};
const Shape OUTLOOK_WHAT_IF = {"ForecastWhatIf", "What another price or a promotion would do.",
                               OUTLOOK_WHAT_IF_FIELDS};

static const Field OUTLOOK_EVENT_FIELDS[] = {
    {"date", FIELD_DATE, true, "", NULL},
    {"name", FIELD_TEXT, true, "", NULL},
    {"own", FIELD_FLAG, false, "Of a calendar that was brought in.", NULL},
    {"major", FIELD_FLAG, false, "A public holiday, or of one's own.", NULL},
    {0},
};
const Shape OUTLOOK_EVENT = {"ForecastEvent",
                             "A festival or a day of note within the past or the time ahead.",
                             OUTLOOK_EVENT_FIELDS};

static const Field OUTLOOK_LIFT_FIELDS[] = {
    {"name", FIELD_TEXT, true, "", NULL},
    {"own", FIELD_FLAG, true, "Of a calendar that was brought in.", NULL},
    {"seen", FIELD_INTEGER, true, "Times in the past that tell of it.", NULL},
    {"factor", FIELD_NUMBER, true, "Of a normal week or day; 1 where nothing was seen.", NULL},
    {"low", FIELD_NUMBER, true, "95 percent.", NULL},
    {"high", FIELD_NUMBER, true, "", NULL},
    {"sure", FIELD_FLAG, true, "It stands out from what ordinary weeks do.", NULL},
    {"next", FIELD_DATE, false, "When it lies ahead, within the horizon.", NULL},
    {"text", FIELD_TEXT, true, "", NULL},
    {0},
};
const Shape OUTLOOK_LIFT = {"ForecastLift", "How many times a normal period an event sold.",
                            OUTLOOK_LIFT_FIELDS};

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
    {"factors", FIELD_LIST, true, "", &OUTLOOK_FACTOR},
    {"trust", FIELD_OBJECT, true, "", &OUTLOOK_TRUST},
    {"recommendation", FIELD_OBJECT, false, "Of a product that is counted in things.",
     &OUTLOOK_ADVICE},
    {"scorecard", FIELD_OBJECT, false, "", &OUTLOOK_GRADE},
    {"what_if", FIELD_OBJECT, false, "When price_change or a promotion was given.",
     &OUTLOOK_WHAT_IF},
    {"total", FIELD_OBJECT, true, "", &OUTLOOK_TOTAL},
    {"parts_level", FIELD_TEXT, false, "", NULL},
    {"parts", FIELD_LIST, false, "", &OUTLOOK_PART},
    {"history", FIELD_LIST, true, "", &OUTLOOK_PAST},
    {"events", FIELD_LIST, true, "Festivals and days of note in that time.", &OUTLOOK_EVENT},
    {"lifts", FIELD_LIST, false, "Of days and weeks: what each event did, the most telling first.",
     &OUTLOOK_LIFT},
    {"lifts_used", FIELD_FLAG, true, "They move the numbers: back-tests are better for it.", NULL},
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

static const Field FORECAST_IN_FIELDS[] = {
    {"level", FIELD_TEXT, false, "sku (when absent), category or store.", NULL},
    {"horizon", FIELD_INTEGER, false, "Periods ahead.", NULL},
    {"grain", FIELD_TEXT, false, "day, week, month, quarter or year.", NULL},
    {"measure", FIELD_TEXT, false, "", NULL},
    {"model", FIELD_TEXT, false, "", NULL},
    {"confidence", FIELD_NUMBER, false, "Percent.", NULL},
    {"lead_days", FIELD_NUMBER, false, "By the data, else 7, when absent.", NULL},
    {"review_days", FIELD_NUMBER, false, "7 when absent.", NULL},
    {"service_level", FIELD_NUMBER, false, "Percent; 95 when absent.", NULL},
    {0},
};
const Shape FORECAST_IN = {"ForecastGenerate", "What to forecast, all of a level at once.",
                           FORECAST_IN_FIELDS};

static const Field FORECAST_ITEM_FIELDS[] = {
    {"key", FIELD_TEXT, true, "", NULL},
    {"name", FIELD_TEXT, true, "", NULL},
    {"category", FIELD_TEXT, false, "", NULL},
    {"first", FIELD_DATE, true, "", NULL},
    {"last", FIELD_DATE, true, "", NULL},
    {"quantity", FIELD_NUMBER, true, "The sum of the periods ahead.", NULL},
    {"lower", FIELD_NUMBER, true, "", NULL},
    {"upper", FIELD_NUMBER, true, "", NULL},
    {"before", FIELD_NUMBER, false, "The same number of periods up to the end of the data.", NULL},
    {"model", FIELD_TEXT, true, "", NULL},
    {"recommendation", FIELD_OBJECT, false, "", &OUTLOOK_ADVICE},
    {0},
};
const Shape FORECAST_ITEM = {"ForecastItem", "", FORECAST_ITEM_FIELDS};

static const Field FORECAST_ALL_FIELDS[] = {
    {"level", FIELD_TEXT, true, "", NULL},
    {"label", FIELD_TEXT, true, "", NULL},
    {"measure", FIELD_TEXT, true, "", NULL},
    {"unit", FIELD_TEXT, true, "", NULL},
    {"grain", FIELD_TEXT, true, "", NULL},
    {"horizon", FIELD_INTEGER, true, "", NULL},
    {"confidence_level", FIELD_NUMBER, true, "", NULL},
    {"headline", FIELD_TEXT, true, "", NULL},
    {"total", FIELD_OBJECT, true, "Of the whole; the items add up to it.", &OUTLOOK_TOTAL},
    {"has_stock", FIELD_FLAG, true, "", NULL},
    {"to_order", FIELD_INTEGER, true, "Items at or below their reorder point.", NULL},
    {"left_out", FIELD_INTEGER, true, "Items sold for too short a time to be forecast.", NULL},
    {"items", FIELD_LIST, true, "The most urgent to order first, then the most sold.",
     &FORECAST_ITEM},
    {"data_end", FIELD_DATE, true, "", NULL},
    {"made_at", FIELD_MOMENT, true, "", NULL},
    {0},
};
const Shape FORECAST_ALL = {"ForecastAll", "Forecasts of everything of a level.",
                            FORECAST_ALL_FIELDS};

static const Field FORECAST_LIST_FIELDS[] = {
    {"is_current", FIELD_FLAG, true, "Made of the data as it is now.", NULL},
    {"list", FIELD_OBJECT, false, "Absent until one was generated.", &FORECAST_ALL},
    {0},
};
const Shape FORECAST_LIST = {"ForecastList", "The list that was generated last.",
                             FORECAST_LIST_FIELDS};

static const Field CALENDAR_IN_FIELDS[] = {
    {"name", FIELD_TEXT, true, "What it is called.", NULL},
    {"text", FIELD_TEXT, true, "The file's text (iCalendar, RFC 5545).", NULL},
    {0},
};
const Shape CALENDAR_IN = {"CalendarIn", "A calendar file.", CALENDAR_IN_FIELDS};

static const Field CALENDAR_FIELDS[] = {
    {"id", FIELD_TEXT, true, "", NULL},
    {"name", FIELD_TEXT, true, "", NULL},
    {"added_at", FIELD_MOMENT, true, "", NULL},
    {"names", FIELD_LIST, true, "The first events that it names.", NULL},
    {"events", FIELD_INTEGER, true, "How many it names.", NULL},
    {"days", FIELD_INTEGER, true, "On how many days.", NULL},
    {"first", FIELD_DATE, true, "", NULL},
    {"last", FIELD_DATE, true, "", NULL},
    {0},
};
const Shape CALENDAR = {"Calendar", "Days of note that were brought in.", CALENDAR_FIELDS};

static const Field CALENDARS_FIELDS[] = {
    {"calendars", FIELD_LIST, true, "", &CALENDAR},
    {0},
};
const Shape CALENDARS = {"Calendars", "All calendars that were brought in.", CALENDARS_FIELDS};
