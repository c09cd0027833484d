#include <stdio.h>
#include <unistd.h>

#include "app/app.h"
#include "app/commands.h"
#include "app/options.h"
#include "app/series_read.h"
#include "forecast/batch.h"
#include "sys/clock.h"

enum { FORECAST_OUTPUT_MAX = 1 << 30, HORIZON_DEFAULT = 12, SERIES_SHOWN_MAX = 20 };

const char CMD_FORECAST_USAGE[] =
    "forecast [--jsonl] [--by COL] [--order COL|--date COL] --value COL [--season M] "
    "[--horizon H] [--level 95] [--model NAME] [--language TAG] FILE\n"
    "  munim forecast [--json] [--sku NAME|--category NAME|--store NAME|--by LEVEL]\n"
    "      [--measure NAME] [--grain UNIT] [--horizon H] [--level 95] [--lead-days N] [--service "
    "95] [--price-change PERCENT]\n"
    "      [--promotion FIRST..LAST [--promotion-lift TIMES]] [--calendar FILE.ics] [--region IN] "
    "[--language TAG] SOURCE...";

typedef struct ForecastOptions {
    bool jsonl;
    SeriesWanted wanted;
    int64_t season, horizon, level;  // 0: by what the dates are apart; 95
    const char *model;
    const Language *language;
    char *const *file;
} ForecastOptions;

static bool args_read(int argc, char **argv, ForecastOptions *o, Err *err) {
    const char *date = NULL, *tag = "en";
    const Option options[] = {
        {"--jsonl", OPTION_FLAG, &o->jsonl},        {"--by", OPTION_TEXT, &o->wanted.by},
        {"--order", OPTION_TEXT, &o->wanted.order}, {"--date", OPTION_TEXT, &date},
        {"--value", OPTION_TEXT, &o->wanted.value}, {"--season", OPTION_INT, &o->season},
        {"--horizon", OPTION_INT, &o->horizon},     {"--level", OPTION_INT, &o->level},
        {"--model", OPTION_TEXT, &o->model},        {"--language", OPTION_TEXT, &tag},
    };
    int count = 0;
    if (!options_read(argc, argv, options, COUNT_OF(options), &count, err) ||
        !app_language(tag, &o->language, err)) {
        return false;
    }
    if (date && o->wanted.order) return fail(err, ERR_INVALID, "give --order or --date, not both");
    if (date) o->wanted.order = date;
    if (!o->wanted.value) return fail(err, ERR_INVALID, "--value names the column to forecast");
    if (count != 1) return fail(err, ERR_INVALID, "name one FILE");
    if (o->season < 0 || o->season > FORECAST_SEASON_MAX) {
        return fail(err, ERR_INVALID, "--season must be 1 to %d", FORECAST_SEASON_MAX);
    }
    if (o->horizon < 0 || o->horizon > FORECAST_HORIZON_MAX) {
        return fail(err, ERR_INVALID, "--horizon must be 1 to %d", FORECAST_HORIZON_MAX);
    }
    if (o->level < 1 || o->level > 99) return fail(err, ERR_INVALID, "--level must be 1 to 99");
    o->file = argv;
    return forecast_model_check(str_from(o->model), err);
}

// Season and horizon where the person named none.
typedef struct Habit {
    int64_t season, horizon;
} Habit;

static const Habit HABITS[DATE_UNIT_COUNT] = {
    [DATE_DAY] = {7, 28},    [DATE_WEEK] = {52, 13}, [DATE_MONTH] = {12, 12},
    [DATE_QUARTER] = {4, 8}, [DATE_YEAR] = {1, 6},
};

static void habits_apply(ForecastOptions *o, const SeriesSet *set) {
    Habit habit = set->dated ? HABITS[set->unit] : (Habit){1, HORIZON_DEFAULT};
    if (o->season == 0) o->season = habit.season;
    if (o->horizon == 0) o->horizon = habit.horizon;
}

static ForecastRequest *requests_make(const ForecastOptions *o, const SeriesSet *set, Arena *a) {
    ForecastRequest *requests = arena_new(a, ForecastRequest, set->series.count + 1);
    for (size_t i = 0; i < set->series.count; i++) {
        const SeriesRow *s = &set->series.items[i];
        requests[i] = (ForecastRequest){.values = s->values.items,
                                        .count = s->values.count,
                                        .season = (size_t)o->season,
                                        .horizon = (size_t)o->horizon,
                                        .level = (double)o->level,
                                        .model = str_from(o->model)};
    }
    return requests;
}

static void line_write(Buf *out, const ForecastOptions *o, const SeriesRow *s, const Forecast *f) {
    JsonW w = jsonw_to(out);
    jsonw_object(&w);
    jsonw_key_object(&w, "by");
    if (o->wanted.by) jsonw_key_str(&w, o->wanted.by, s->by);
    jsonw_end(&w);
    jsonw_key_str(&w, "model", f->model);
    jsonw_key(&w, S("forecast"));
    forecast_write(&w, f, &s->clock);
    jsonw_end(&w);
    buf_add_char(out, '\n');
}

static void heads_print(Buf *out, const SeriesRow *s, Words w) {
    buf_add_z(out, "  ");
    app_pad(out, s->clock.dated ? words_text(w, "date") : S("t"), -12);
    app_pad(out, words_text(w, "expected"), -15);
    app_pad(out, words_text(w, "from"), -15);
    buf_add_fmt(out, " " STR_F "\n", STR_A(words_text(w, "to")));
}

static void table_print(Buf *out, const ForecastOptions *o, const SeriesRow *s, const Forecast *f) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Words w = words_for(a, o->language);
    if (o->wanted.by) buf_add_fmt(out, "%s " STR_F ": ", o->wanted.by, STR_A(s->by));
    Str count = words_counted(w, (int64_t)s->values.count, "{n} observation", "{n} observations");
    buf_add(out,
            words_of(w, "{value}, {observations}, by {model}", {"value", str_from(o->wanted.value)},
                     {"observations", count}, {"model", f->model}));
    buf_add_char(out, '\n');
    heads_print(out, s, w);
    for (size_t k = 0; k < f->count; k++) {
        const ForecastPoint *p = &f->points[k];
        Str time = forecast_time(&s->clock, k + 1, a);
        buf_add_fmt(out, "  %12.*s %14.6g %14.6g " STR_F " %-14.6g\n", (int)time.len, time.ptr,
                    p->mean, p->lower, STR_A(words_text(w, "to")), p->upper);
    }
    buf_add_char(out, '\n');
}

static bool results_output(const ForecastOptions *o, const SeriesSet *set, const Batch *batch,
                           Err *err) {
    CLEANUP(buf_done) Buf out;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Words w = words_for(a, o->language);
    buf_init(&out, FORECAST_OUTPUT_MAX);
    for (size_t i = 0; i < batch->count; i++) {
        if (!o->jsonl && i == SERIES_SHOWN_MAX) {
            Str more = str_fmt(a, "%zu", batch->count - i);
            buf_add(&out, words_of(w, "and {n} more series: --jsonl gives all", {"n", more}));
            buf_add_char(&out, '\n');
            break;
        }
        (o->jsonl ? line_write : table_print)(&out, o, &set->series.items[i], &batch->results[i]);
    }
    if (!o->jsonl && batch->count > 0) {
        Str level = str_fmt(a, "%d", (int)o->level);
        buf_add(&out, words_of(w, "{n} of 100 such ranges should hold what comes.", {"n", level}));
        buf_add_char(&out, '\n');
    }
    if (!buf_check(&out, ERR_WORD("the forecast"), err)) return false;
    return app_print(buf_str(&out)) || fail(err, ERR_IO, "standard output went away");
}

// A column of one file is forecast as it stands; else what the data says is sold.
static bool names_value(int argc, char **argv) {
    for (int i = 0; i < argc; i++) {
        Str argument = str_from(argv[i]);
        if (str_eq(argument, S("--value")) || str_starts(argument, S("--value="))) return true;
    }
    return false;
}

int cmd_forecast_run(int argc, char **argv) {
    if (!names_value(argc, argv)) return cmd_outlook_run(argc, argv);
    Err err = {0};
    ForecastOptions o = {.level = 95, .model = ""};
    if (!args_read(argc, argv, &o, &err)) return app_misused(CMD_FORECAST_USAGE, &err);
    CLEANUP(local_closep) Local *local = NULL;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    SeriesSet set;
    if (!local_open(o.file, 1, NULL, clock_today(), &local, &err) ||
        !series_read(local, &o.wanted, a, &set, &err)) {
        return app_failed_in(o.language, &err);
    }
    habits_apply(&o, &set);
    CLEANUP(batch_done) Batch batch = {0};
    const BatchOptions options = {0};
    if (!batch_run(requests_make(&o, &set, a), set.series.count, &options, &batch, &err) ||
        !results_output(&o, &set, &batch, &err)) {
        return app_failed_in(o.language, &err);
    }
    return EXIT_ANSWERED;
}
