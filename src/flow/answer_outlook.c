#include "flow/answer_outlook.h"

#include "flow/outlook.h"
#include "plan/plan_words.h"

enum { BY_DAY_MAX = 35 };  // days asked about up to which each is forecast by itself

// The thing that a filter says by its very name: "product name is Toor Dal 1 kg".
static bool filter_is_thing(const Demand *d, const Expr *filter, DemandLevel level, Str *ret) {
    const DemandThing *thing = &d->things[level];
    if (!thing->is_known || filter->kind != EXPR_CALL || filter->op != OP_EQ) return false;
    const Expr *column = filter->args[0], *value = filter->args[1];
    if (column->kind != EXPR_COLUMN || value->kind != EXPR_LITERAL) return false;
    if (value->literal.is_null || value->literal.type != TYPE_TEXT) return false;
    const ColumnRef *c = &column->column;
    bool same = c->table == thing->key.table &&
                (c->column == thing->key.column || c->column == thing->name.column);
    if (same) *ret = value->literal.s;
    return same;
}

// Takes filters that name a thing out of the plan: a product has stock and advice besides.
static void things_take(const Demand *d, Plan *p, OutlookRequest *r) {
    size_t kept = 0;
    for (size_t i = 0; i < p->filter_count; i++) {
        Str value = {0};
        bool taken = false;
        for (int level = DEMAND_SKU; level < DEMAND_LEVEL_COUNT && !taken; level++) {
            if (!filter_is_thing(d, p->filters[i], (DemandLevel)level, &value)) continue;
            if (r->subject.len > 0 && !(r->level == DEMAND_SKU && level == DEMAND_STORE)) continue;
            taken = true;
            if (r->subject.len > 0) {
                r->store = value;
            } else {
                r->level = (DemandLevel)level;
                r->subject = value;
            }
        }
        if (!taken) p->filters[kept++] = p->filters[i];
    }
    p->filter_count = kept;
}

// "Rice", "toor dal", "Rice, Pune": what the filters that are left say, by their values.
static void values_add(const Expr *e, bool word, Str *name, Arena *a) {
    if (e->kind == EXPR_LITERAL && !e->literal.is_null && e->literal.type == TYPE_TEXT) {
        const char *between = name->len == 0 ? "" : (word ? " " : ", ");
        *name = str_fmt(a, STR_F "%s" STR_F, STR_A(*name), between, STR_A(e->literal.s));
    }
    bool words = e->kind == EXPR_CALL && e->op == OP_CONTAINS;
    for (size_t i = 0; i < e->arg_count; i++) values_add(e->args[i], words, name, a);
}

// A plan by store asks for the stores as parts.
static void split_take(const Demand *d, const Plan *p, OutlookRequest *r) {
    for (size_t i = 0; i < p->dimension_count && r->subject.len == 0; i++) {
        const Expr *e = p->dimensions[i].expr;
        if (e->kind != EXPR_COLUMN) continue;
        for (int level = DEMAND_SKU; level < DEMAND_LEVEL_COUNT; level++) {
            const DemandThing *thing = &d->things[level];
            bool same =
                thing->is_known && e->column.table == thing->key.table &&
                (e->column.column == thing->key.column || e->column.column == thing->name.column);
            if (same) r->level = (DemandLevel)level;
        }
    }
}

static void time_take(const AskTask *task, OutlookRequest *r) {
    DateRange span = task->period;
    r->span_is_set = span.end > span.first;
    r->span = span;
    if (!r->span_is_set && task->horizon > 0) r->horizon = (size_t)task->horizon;
    bool few = r->span_is_set && span.end - span.first <= BY_DAY_MAX;
    r->unit_is_set = !few && task->unit != DATE_DAY;
    r->unit = task->unit;
}

static bool request_make(const QueryDoor *door, const AskTask *task, Date today, Arena *a,
                         OutlookRequest *ret, Err *err) {
    Demand d = {0};
    Plan *plan = plan_copy(a, task->plan);
    OutlookRequest r = {.today = today, .plan = plan};
    if (!demand_of_plan(door->model, plan, a, &d, err)) return false;
    things_take(&d, plan, &r);
    split_take(&d, plan, &r);
    for (size_t i = 0; i < plan->filter_count; i++) values_add(plan->filters[i], false, &r.name, a);
    time_take(task, &r);
    *ret = r;
    return true;
}

enum { COLUMN_DATE, COLUMN_EXPECTED, COLUMN_FROM, COLUMN_TO, COLUMN_COUNT };

// The periods asked about as rows, so that they can be shown and taken along like any other
// answer's.
static const Table *table_of(const Outlook *o, Words w) {
    Arena *a = w.a;
    size_t first = 0;
    while (first + 1 < o->forecast.count &&
           history_period(o->set, o->set->count + first) < o->total.first) {
        first++;
    }
    size_t rows = o->forecast.count - first;
    int64_t *dates = arena_new(a, int64_t, rows + 1);
    double *numbers[COLUMN_COUNT] = {0};
    for (int c = COLUMN_EXPECTED; c < COLUMN_COUNT; c++)
        numbers[c] = arena_new(a, double, rows + 1);
    for (size_t i = 0; i < rows; i++) {
        const ForecastPoint *p = &o->forecast.points[first + i];
        dates[i] = history_period(o->set, o->set->count + first + i);
        numbers[COLUMN_EXPECTED][i] = p->mean;
        numbers[COLUMN_FROM][i] = p->lower;
        numbers[COLUMN_TO][i] = p->upper;
    }
    static const char *const NAMES[] = {WORD("date"), WORD("expected"), WORD("from"), WORD("to")};
    Column *columns = arena_new(a, Column, COLUMN_COUNT);
    Vector *vectors = arena_new(a, Vector, COLUMN_COUNT);
    for (int c = 0; c < COLUMN_COUNT; c++) {
        columns[c] = (Column){.name = str_from(NAMES[c]),
                              .label = words_text(w, NAMES[c]),
                              .type = TYPE_FLOAT,
                              .role = ROLE_MEASURE,
                              .unit = o->demand->unit};
        vectors[c].floats = numbers[c];
    }
    columns[COLUMN_DATE] = (Column){.name = str_from(NAMES[COLUMN_DATE]),
                                    .label = plan_words_unit(o->set->unit, w),
                                    .type = TYPE_DATE,
                                    .role = ROLE_TIME,
                                    .grain = o->set->unit,
                                    .is_bucket = true};
    vectors[COLUMN_DATE].ints = dates;
    Chunk *chunk = arena_new(a, Chunk, 1);
    *chunk = (Chunk){.rows = rows, .vectors = vectors};
    Table *t = arena_new(a, Table, 1);
    *t = (Table){.columns = columns,
                 .column_count = COLUMN_COUNT,
                 .chunks = chunk,
                 .chunk_count = 1,
                 .rows = rows};
    return t;
}

static void answer_fill(const QueryDoor *door, const AskTask *task, const Outlook *o, Arena *a,
                        Answer *answer) {
    Words w = words_for(a, door->language);
    QueryResult *result = arena_new(a, QueryResult, 1);
    *result = (QueryResult){.table = table_of(o, w),
                            .sql = o->set->sql,
                            .sources = o->set->sources,
                            .source_count = o->set->source_count};
    Plan *said = plan_copy(a, task->plan);
    said->order_count = 0;
    Str what = plan_sentence(door->model, said, w);
    answer->status = ASK_ANSWERED;
    answer->message = (Str){0};
    answer->plan = plan_copy(a, task->plan);
    answer->outlook = o;
    answer->headline = words_message(w, o->headline);
    answer->reading =
        words_of(w, "forecast of {what}, {from} to {to}", {"what", what},
                 {"from", words_day(w, o->total.first)}, {"to", words_day(w, o->total.last)});
    answer->result = result;
    answer->chart = chart_new(CHART_FORECAST);
    answer->chart.title = answer->headline;
    answer->chart.x = COLUMN_DATE;
    answer->chart.series[answer->chart.series_count++] = COLUMN_EXPECTED;
    answer->chart.reason =
        words_text(w, "A line with its range shows what is expected, and how sure that is.");
}

bool answer_outlook(const QueryDoor *door, const AskTask *task, const AnswerRequest *request,
                    Arena *a, Answer *answer, Err *err) {
    OutlookRequest wanted = {0};
    Outlook *o = NULL;
    Err why = {0};
    bool ok = task->plan && request_make(door, task, request->today, a, &wanted, &why) &&
              outlook_make(door, &wanted, a, &o, &why);
    if (ok) {
        answer_fill(door, task, o, a, answer);
        return true;
    }
    if (answer_must_stop(&why)) {
        *err = why;
        return false;
    }
    // Without a plan ask has said why.
    if (why.code != ERR_NONE) {
        answer->message =
            words_message(words_for(a, door->language), str_dup(a, str_from(why.message)));
    }
    answer->status = ASK_REFUSED;
    return true;
}
