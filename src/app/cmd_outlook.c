// munim forecast without --value: what the data itself says is sold, by product, category or store.
#include <stdio.h>

#include "app/app.h"
#include "app/commands.h"
#include "app/local.h"
#include "app/options.h"
#include "flow/advice.h"
#include "flow/calendars.h"
#include "flow/kept_said.h"
#include "flow/outlook_words.h"
#include "forecast/icalendar.h"
#include "sys/clock.h"
#include "sys/file.h"

enum { OUTLOOK_OUTPUT_MAX = 256 << 20, PARTS_SHOWN_MAX = 20, DAY_PLACES = 21 };

typedef struct OutlookOptions {
    bool json;
    const char *things[DEMAND_LEVEL_COUNT];
    const char *by, *measure, *grain, *model, *region, *calendar;
    const char *promotion, *promotion_lift;
    int64_t horizon, level, lead_days, review_days, service, price_change;
    Date today;
    const Language *language;
    char *const *sources;
    int source_count;
} OutlookOptions;

static bool subject_read(const OutlookOptions *o, OutlookRequest *r, Err *err) {
    int named = 0;
    for (int level = DEMAND_SKU; level < DEMAND_LEVEL_COUNT; level++) named += !!o->things[level];
    const char *sku = o->things[DEMAND_SKU], *store = o->things[DEMAND_STORE];
    // A product may be asked about at one store.
    if (sku && store) {
        r->store = str_from(store);
        named--;
    }
    if (named > 1) return fail(err, ERR_INVALID, "give one of --sku, --category and --store");
    for (int level = DEMAND_SKU; level < DEMAND_LEVEL_COUNT; level++) {
        if (!o->things[level] || (sku && level != DEMAND_SKU)) continue;
        r->level = (DemandLevel)level;
        r->subject = str_from(o->things[level]);
    }
    if (!o->by) return true;
    if (named > 0) return fail(err, ERR_INVALID, "--by is of the whole: leave out --sku and so on");
    if (demand_level_from(str_from(o->by), &r->level)) return true;
    return fail(err, ERR_INVALID, "--by is sku, category or store, not '%s'", o->by);
}

static bool grain_read(const OutlookOptions *o, OutlookRequest *r, Err *err) {
    if (!o->grain) return true;
    for (int unit = DATE_DAY; unit < DATE_UNIT_COUNT; unit++) {
        if (!str_eq_nocase(str_from(o->grain), str_from(date_unit_name((DateUnit)unit)))) continue;
        r->unit_is_set = true;
        r->unit = (DateUnit)unit;
        return true;
    }
    return fail(err, ERR_INVALID, "--grain is day, week, month, quarter or year, not '%s'",
                o->grain);
}

// "2026-11-05..2026-11-09", or one day.
static bool promotion_read(const OutlookOptions *o, OutlookRequest *r, Err *err) {
    if (o->promotion_lift && !str_to_float(str_from(o->promotion_lift), &r->promotion_lift)) {
        return fail(err, ERR_INVALID, "--promotion-lift must be a number such as 1.5, not '%s'",
                    o->promotion_lift);
    }
    if (!o->promotion) return true;
    Str text = str_from(o->promotion);
    ptrdiff_t dots = str_find(text, S(".."));
    size_t at = dots < 0 ? text.len : (size_t)dots;
    Str from = str_slice(text, 0, at);
    Str to = dots < 0 ? text : str_slice(text, at + 2, text.len);
    Date last = 0;
    if (!date_parse_iso(from, &r->promotion.first) || !date_parse_iso(to, &last)) {
        return fail(err, ERR_INVALID,
                    "--promotion is FIRST..LAST, as 2026-11-05..2026-11-09, not '%s'",
                    o->promotion);
    }
    r->promotion.end = last + 1;
    return true;
}

static bool args_read(int argc, char **argv, OutlookOptions *o, OutlookRequest *r, Err *err) {
    const char *tag = "en";
    const Option options[] = {
        {"--json", OPTION_FLAG, &o->json},
        {"--jsonl", OPTION_FLAG, &o->json},
        {"--sku", OPTION_TEXT, &o->things[DEMAND_SKU]},
        {"--category", OPTION_TEXT, &o->things[DEMAND_CATEGORY]},
        {"--store", OPTION_TEXT, &o->things[DEMAND_STORE]},
        {"--by", OPTION_TEXT, &o->by},
        {"--measure", OPTION_TEXT, &o->measure},
        {"--grain", OPTION_TEXT, &o->grain},
        {"--horizon", OPTION_INT, &o->horizon},
        {"--level", OPTION_INT, &o->level},
        {"--lead-days", OPTION_INT, &o->lead_days},
        {"--review-days", OPTION_INT, &o->review_days},
        {"--service", OPTION_INT, &o->service},
        {"--price-change", OPTION_INT, &o->price_change},
        {"--promotion", OPTION_TEXT, &o->promotion},
        {"--promotion-lift", OPTION_TEXT, &o->promotion_lift},
        {"--calendar", OPTION_TEXT, &o->calendar},
        {"--region", OPTION_TEXT, &o->region},
        {"--model", OPTION_TEXT, &o->model},
        {"--today", OPTION_DATE, &o->today},
        {"--language", OPTION_TEXT, &tag},
    };
    if (!options_read(argc, argv, options, COUNT_OF(options), &o->source_count, err) ||
        !app_language(tag, &o->language, err)) {
        return false;
    }
    if (o->source_count == 0) return fail(err, ERR_INVALID, "name a SOURCE to forecast from");
    o->sources = argv;
    if (o->horizon < 0 || o->horizon > OUTLOOK_HORIZON_MAX) {
        return fail(err, ERR_INVALID, "--horizon must be 1 to %d", OUTLOOK_HORIZON_MAX);
    }
    *r = (OutlookRequest){.measure = str_from(o->measure),
                          .model = str_from(o->model),
                          .region = str_from(o->region),
                          .horizon = (size_t)o->horizon,
                          .confidence = (double)o->level,
                          .terms = {.lead_days = (double)o->lead_days,
                                    .review_days = (double)o->review_days,
                                    .service_percent = (double)o->service},
                          .price_change = (double)o->price_change,
                          .today = o->today};
    return subject_read(o, r, err) && grain_read(o, r, err) && promotion_read(o, r, err) &&
           outlook_check(r, err);
}

static void points_print(Buf *out, const Outlook *o, Words w) {
    buf_add_z(out, "\n  ");
    app_pad(out, words_message(w, str_from(date_unit_name(o->set->unit))), DAY_PLACES);
    app_pad(out, words_text(w, "expected"), -13);
    app_pad(out, words_text(w, "from"), -13);
    app_pad(out, words_text(w, "to"), -13);
    buf_add_char(out, '\n');
    for (size_t i = 0; i < o->forecast.count; i++) {
        const ForecastPoint *p = &o->forecast.points[i];
        Date day = history_period(o->set, o->set->count + i);
        buf_add_z(out, "  ");
        app_pad(
            out,
            words_of(w, "{weekday} {day}", {"weekday", words_weekday_short(w, date_weekday(day))},
                     {"day", words_day_short(w, day)}),
            DAY_PLACES);
        buf_add_fmt(out, " %12.1f %12.1f %12.1f\n", p->mean, p->lower, p->upper);
    }
}

static void parts_print(Buf *out, const Outlook *o, Words w) {
    if (o->part_count == 0) return;
    Str label = words_term(w, o->demand->things[o->part_level].label);
    buf_add_fmt(out, "\n" STR_F "\n",
                STR_A(words_of(w, "By {thing}, adding up to the whole:", {"thing", label})));
    for (size_t i = 0; i < o->part_count; i++) {
        const OutlookPart *p = &o->parts[i];
        if (i == PARTS_SHOWN_MAX) {
            Str more = str_fmt(w.a, "%zu", o->part_count - i);
            buf_add_fmt(out, "  " STR_F "\n",
                        STR_A(words_of(w, "and {n} more: --json gives all", {"n", more})));
            break;
        }
        buf_add_z(out, "  ");
        app_pad(out, p->name, 32);
        buf_add_fmt(out, " %10.0f  (%.0f " STR_F " %.0f), %.0f %%\n", p->total.quantity,
                    p->total.lower, STR_A(words_text(w, "to")), p->total.upper, 100 * p->share);
    }
}

static void line_print(Buf *out, Str english, Words w) {
    buf_add_fmt(out, STR_F "\n", STR_A(words_message(w, english)));
}

// What stands out, and what lies ahead.
static void lifts_print(Buf *out, const Outlook *o, Words w) {
    for (size_t i = 0; i < o->lift_count; i++) {
        const OutlookLift *l = &o->lifts[i];
        if (l->lift.sure || (l->own && l->lift.seen > 0)) {
            Str text = words_message(w, l->text);
            buf_add_fmt(out, STR_F "\n", STR_A(words_of(w, "{text}.", {"text", text})));
        }
    }
}

static void outlook_print(Buf *out, const Outlook *o, Words w) {
    line_print(out, o->headline, w);
    line_print(out, o->reasons.summary, w);
    for (size_t i = 0; i < o->notes.count; i++) line_print(out, o->notes.items[i], w);
    lifts_print(out, o, w);
    if (o->advice) line_print(out, o->advice->stock.words, w);
    if (o->what_if) line_print(out, o->what_if->words, w);
    line_print(out, o->reasons.trust_words, w);
    if (o->grade.count > 0) line_print(out, o->grade.words, w);
    parts_print(out, o, w);
    points_print(out, o, w);
    Str level = str_fmt(w.a, "%.0f", o->confidence);
    buf_add_fmt(out, "\n" STR_F "\n",
                STR_A(words_of(w, "{n} of 100 such ranges should hold what comes.", {"n", level})));
}

static bool json_print(Buf *out, const Outlook *o, Words w, Err *err) {
    CLEANUP(buf_done) Buf english;
    buf_init(&english, OUTLOOK_OUTPUT_MAX);
    JsonW made = jsonw_to(&english), said = jsonw_to(out);
    outlook_write(&made, o, clock_now());
    if (!kept_said_outlook(&said, buf_str(&english), w, err)) return false;
    buf_add_char(out, '\n');
    return true;
}

static bool outlook_output(const OutlookOptions *options, const Outlook *o, Arena *a, Err *err) {
    CLEANUP(buf_done) Buf out;
    Words w = words_for(a, options->language);
    buf_init(&out, OUTLOOK_OUTPUT_MAX);
    if (options->json) {
        if (!json_print(&out, o, w, err)) return false;
    } else {
        outlook_print(&out, o, w);
    }
    if (!buf_check(&out, ERR_WORD("the forecast"), err)) return false;
    return app_print(buf_str(&out)) || fail(err, ERR_IO, "standard output went away");
}

static bool local_make(const OutlookOptions *o, Local **ret, Err *err) {
    if (o->source_count == 1 && local_is_data(o->sources[0])) {
        return local_open_data(o->sources[0], ret, err);
    }
    return local_open(o->sources, o->source_count, NULL, o->today, ret, err);
}

static bool outlook_run(const OutlookOptions *o, const OutlookRequest *request, Err *err) {
    CLEANUP(local_closep) Local *local = NULL;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    QueryDoor door = {0};
    Outlook *outlook = NULL;
    if (!local_make(o, &local, err)) return false;
    Workspace *w = local_workspace(local);
    if (!workspace_snapshot(w, &snapshot, err) ||
        !workspace_door_take(w, snapshot, NULL, &door, err)) {
        return false;
    }
    bool ok = outlook_make(&door, request, a, &outlook, err);
    workspace_door_give(w, &door);
    return ok && outlook_output(o, outlook, a, err);
}

// The days of a calendar file live in `a`.
static bool calendar_read(const OutlookOptions *o, OutlookRequest *r, Arena *a, Err *err) {
    Str text = {0};
    Calendars own = {0};
    if (!o->calendar) return true;
    if (!file_read(o->calendar, ICALENDAR_BYTES_MAX, a, &text, err) ||
        !calendars_read(text, a, &own, err)) {
        return false;
    }
    r->own = own.days;
    r->own_count = own.count;
    r->own_version = own.version;
    return true;
}

int cmd_outlook_run(int argc, char **argv) {
    Err err = {0};
    OutlookOptions o = {.today = clock_today()};
    OutlookRequest request = {0};
    if (!args_read(argc, argv, &o, &request, &err)) return app_misused(CMD_FORECAST_USAGE, &err);
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    if (!calendar_read(&o, &request, a, &err)) return app_failed_in(o.language, &err);
    return outlook_run(&o, &request, &err) ? EXIT_ANSWERED : app_failed_in(o.language, &err);
}
