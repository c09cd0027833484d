#include "ask/grammar.h"

#include "model/name_words.h"

ExprOp grammar_default_aggregate(const ModelColumn *c) {
    return c->additivity == ADD_AVERAGE ? OP_AVG : OP_SUM;
}

Expr *grammar_metric_of(Draft *d, Expr *expr) {
    for (size_t i = 0; i < d->m->metric_count; i++) {
        const Metric *metric = &d->m->metrics[i];
        if (metric->expr && !metric->filter && expr_equal(metric->expr, expr)) {
            return expr_metric(d->a, (int)i);
        }
    }
    return expr;
}

bool grammar_measure(Draft *d, size_t i, DraftMeasure *ret) {
    const Item *item = draft_item(d, i);
    if (!item) return false;
    if (item->link->kind == LINK_METRIC) {
        *ret = (DraftMeasure){.expr = expr_metric(d->a, item->target->column),
                              .at = i,
                              .column = {.table = item->target->table, .column = -1}};
        return true;
    }
    if (!draft_is_number(d, item) || draft_is_year(d, item)) return false;
    ColumnRef c = draft_ref(item);
    ExprOp op = grammar_default_aggregate(draft_column(d, item));
    *ret =
        (DraftMeasure){.expr = grammar_metric_of(d, expr_call1(d->a, op, draft_column_expr(d, c))),
                       .at = i,
                       .is_plain = true,
                       .column = c};
    return true;
}

// ---- values ----

static bool same_column(const LinkTarget *x, const LinkTarget *y) {
    return x->table == y->table && x->column == y->column;
}

// What joins the parts of a list: commas, "and", "or", fillers between.
static size_t list_next(Draft *d, size_t i) {
    size_t next = i + 1;
    while (next < d->p->count) {
        const Item *item = draft_item(d, next);
        bool joins = item->link->kind == LINK_FILLER || draft_is_cue(d, next, CUE_AND) ||
                     draft_is_cue(d, next, CUE_OR) || draft_is_cue(d, next, CUE_OF);
        if (!joins) break;
        next++;
    }
    return next;
}

static Expr *value_expr(Draft *d, const LinkTarget *t) {
    Expr *column = expr_column(d->a, t->table, t->column), *text = expr_text(d->a, t->value);
    return expr_call2(d->a, t->is_word ? OP_CONTAINS : OP_EQ, column, text);
}

static bool is_negated(Draft *d, size_t i) {
    while (i > 0) {
        i--;
        LinkKind kind = draft_item(d, i)->link->kind;
        if (draft_is_cue(d, i, CUE_NOT)) {
            draft_use(d, i);
            return true;
        }
        bool passes = kind == LINK_FILLER || kind == LINK_COLUMN || draft_is_cue(d, i, CUE_OF);
        if (!passes) return false;
    }
    return false;
}

static bool column_is(Draft *d, size_t i, const LinkTarget *target) {
    Item *item = draft_item(d, i);
    return item && !item->used && item->link->kind == LINK_COLUMN &&
           same_column(item->target, target);
}

// "country Germany", "Germany region": the column beside its value says nothing more.
static void column_absorb(Draft *d, size_t i, const LinkTarget *target) {
    size_t before = draft_before(d, i), after = draft_next_near(d, i);
    while (draft_is_cue(d, before, CUE_NOT)) before = draft_before(d, before);
    for (int steps = 0; steps < 3 && column_is(d, before, target); steps++) {
        draft_use(d, before);
        before = draft_before(d, before);
    }
    if (column_is(d, after, target)) draft_use(d, after);
}

typedef struct ValueList {
    const LinkTarget *targets[12];
    size_t count;
    size_t last;  // the last item of the list
    bool joined;  // commas, "and" or "or" stand between
} ValueList;

static ValueList values_collect(Draft *d, size_t i) {
    ValueList list = {.targets = {draft_item(d, i)->target}, .count = 1, .last = i};
    for (size_t at = list_next(d, i); draft_is(d, at, LINK_VALUE); at = list_next(d, at)) {
        const LinkTarget *t = draft_item(d, at)->target;
        if (!same_column(t, list.targets[0]) || list.count == COUNT_OF(list.targets)) break;
        draft_use(d, at);
        list.targets[list.count++] = t;
        for (size_t k = list.last + 1; k < at; k++) {
            list.joined = list.joined || draft_is(d, k, LINK_CUE);
        }
        list.last = at;
    }
    return list;
}

static Expr *values_expr(Draft *d, const ValueList *list) {
    Expr *args[COUNT_OF(list->targets) + 1] = {0};
    bool any_word = false;
    for (size_t i = 0; i < list->count; i++) any_word = any_word || list->targets[i]->is_word;
    if (list->count == 1) return value_expr(d, list->targets[0]);
    for (size_t i = 0; i < list->count; i++) {
        args[i + 1] =
            any_word ? value_expr(d, list->targets[i]) : expr_text(d->a, list->targets[i]->value);
    }
    // "toor dal": words side by side stand in one value; "oil and rice" in either.
    if (any_word) return expr_call(d->a, list->joined ? OP_OR : OP_AND, args + 1, list->count);
    args[0] = expr_column(d->a, list->targets[0]->table, list->targets[0]->column);
    return expr_call(d->a, OP_IN, args, list->count + 1);
}

// "except rice" keeps those of which nothing is known.
static Expr *not_or_unknown(Draft *d, Expr *expr, ColumnRef c) {
    Expr *either[] = {expr_call1(d->a, OP_NOT, expr), NULL};
    if (model_at(d->m, c)->profile.nulls == 0) return either[0];
    either[1] = expr_call1(d->a, OP_IS_NULL, draft_column_expr(d, c));
    return expr_call(d->a, OP_OR, either, 2);
}

// "who reports to Nancy": the value names the row that is pointed at, not the one asked for.
static Expr *linked_rows(Draft *d, size_t i, int table, Expr *expr) {
    size_t before = draft_before(d, i);
    Item *item = draft_item(d, before);
    if (!item || item->used || item->link->kind != LINK_COLUMN || item->target->table != table)
        return expr;
    for (size_t k = 0; k < d->m->join_count; k++) {
        const ModelJoin *j = &d->m->joins[k];
        bool own = j->from_table == table && j->to_table == table &&
                   j->from_column == item->target->column;
        if (!own) continue;
        Plan *inner = plan_new(d->a);
        plan_add_dimension(d->a, inner, expr_column(d->a, table, j->to_column));
        plan_add_filter(d->a, inner, expr);
        draft_use(d, before);
        if (!d->focus.is_set) d->focus = (Entity){.table = table, .column = -1, .is_set = true};
        d->focus.at = before;
        d->focus_listed = true;
        return expr_call2(d->a, OP_IN, draft_column_expr(d, draft_ref(item)),
                          expr_plan(d->a, inner));
    }
    return expr;
}

// "compare Pune and Mumbai", "UPI vs cash": each beside the other.
static bool compare_said(const Draft *d) {
    static const char *const WORDS[] = {"compare", "compared", "comparison",
                                        "vs",      "versus",   "against"};
    for (size_t i = 0; i < d->t->count; i++) {
        for (size_t k = 0; k < COUNT_OF(WORDS); k++) {
            if (str_eq(d->t->items[i].text, str_from(WORDS[k]))) return true;
        }
    }
    return false;
}

// "nancy davolio": two values of one row, side by side.
static size_t row_partner(Draft *d, size_t i) {
    size_t next = i + 1;
    if (!draft_is(d, next, LINK_VALUE)) return 0;
    const LinkTarget *x = draft_item(d, i)->target, *y = draft_item(d, next)->target;
    return x->table == y->table && x->column != y->column ? next : 0;
}

static bool rows_read(Draft *d, size_t i) {
    Expr *rows[8] = {0};
    size_t count = 0;
    ColumnRef c = draft_ref(draft_item(d, i));
    for (size_t at = i, partner; count < COUNT_OF(rows); at = list_next(d, partner)) {
        if (!draft_is(d, at, LINK_VALUE) || (partner = row_partner(d, at)) == 0) break;
        Expr *pair[] = {value_expr(d, draft_item(d, at)->target),
                        value_expr(d, draft_item(d, partner)->target)};
        rows[count++] = expr_call(d->a, OP_AND, pair, 2);
        draft_use(d, at);
        draft_use(d, partner);
    }
    if (count < 1) return false;
    Expr *expr = count == 1 ? rows[0] : expr_call(d->a, OP_OR, rows, count);
    expr = linked_rows(d, i, c.table, expr);
    draft_add_filter(d, (DraftFilter){.expr = expr, .column = c});
    // Two named side by side are compared: one row each.
    if (count > 1) {
        Entity who = {.table = c.table, .column = -1, .is_set = true, .at = i};
        draft_add_dimension(d, (DraftDimension){.entity = who, .at = i});
    }
    return true;
}

bool grammar_values(Draft *d, size_t i) {
    Item *item = draft_item(d, i);
    if (!item || item->used || item->link->kind != LINK_VALUE) return false;
    if (row_partner(d, i) > 0 && rows_read(d, i)) return true;
    bool and_only = true;
    bool negated = is_negated(d, i);
    column_absorb(d, i, item->target);
    draft_use(d, i);
    ValueList list = values_collect(d, i);
    column_absorb(d, list.last, item->target);
    for (size_t k = i; k < list.last; k++) and_only = and_only && !draft_is_cue(d, k, CUE_OR);
    Expr *expr = values_expr(d, &list);
    if (negated) expr = not_or_unknown(d, expr, draft_ref(item));
    expr = linked_rows(d, i, item->target->table, expr);
    draft_add_filter(d, (DraftFilter){.expr = expr,
                                      .column = draft_ref(item),
                                      .is_value = !negated,
                                      .all_of = list.count > 1 && and_only && !negated});
    bool sides = list.count > 1 && and_only && !negated && !item->target->is_word;
    if (sides && compare_said(d)) {
        Entity e = {
            .table = item->target->table, .column = item->target->column, .is_set = true, .at = i};
        draft_add_dimension(d, (DraftDimension){.entity = e, .by_cue = true, .at = i});
    }
    return true;
}

// ---- dimensions ----

static bool dimension_of(Draft *d, size_t i, DraftDimension *ret) {
    Item *item = draft_item(d, i);
    if (!item) return false;
    *ret = (DraftDimension){.at = i, .by_cue = true};
    switch (item->link->kind) {
        case LINK_GRAIN:
            ret->is_grain = true;
            ret->grain = item->link->grain;
            return true;
        case LINK_TABLE:
        case LINK_COLUMN: ret->entity = draft_entity(item, i); return true;
        default: return false;
    }
}

// "country of the customer", "customer country": the table only says whose column it is.
static bool is_owner(Draft *d, size_t table_at, size_t column_at) {
    Item *table = draft_item(d, table_at), *column = draft_item(d, column_at);
    if (!table || !column || table->link->kind != LINK_TABLE) return false;
    if (column->link->kind == LINK_COLUMN) return table->target->table == column->target->table;
    if (column->link->kind != LINK_TABLE) return false;
    // "product category": the categories that products have.
    for (size_t i = 0; i < d->m->join_count; i++) {
        const ModelJoin *j = &d->m->joins[i];
        bool leads = j->from_table == table->target->table && j->to_table == column->target->table;
        if (leads && j->from_table != j->to_table) return true;
    }
    return false;
}

static size_t owner_skip(Draft *d, size_t i) {
    size_t next = draft_next_near(d, i);
    if (draft_is(d, i, LINK_TABLE) && next == i + 1 && is_owner(d, i, next)) {
        draft_use(d, i);
        return next;
    }
    return i;
}

size_t grammar_dimensions(Draft *d, size_t i) {
    size_t last = d->p->count;
    while (i < d->p->count) {
        i = owner_skip(d, i);
        DraftDimension dimension = {0};
        Item *item = draft_item(d, i);
        if (item->used && last != d->p->count) break;
        if (!dimension_of(d, i, &dimension)) break;
        draft_use(d, i);
        draft_add_dimension(d, dimension);
        last = i;
        size_t next = i + 1;
        while (next < d->p->count &&
               (draft_item(d, next)->link->kind == LINK_FILLER || draft_is_cue(d, next, CUE_AND) ||
                draft_is_cue(d, next, CUE_BY))) {
            next++;
        }
        bool joined = false;
        for (size_t k = i + 1; k < next; k++) joined = joined || draft_is_cue(d, k, CUE_AND);
        // A grain may follow without a joint: "by region month".
        if (!joined && !(next == i + 1 && draft_is(d, next, LINK_GRAIN))) break;
        for (size_t k = i + 1; k < next; k++) draft_use(d, k);
        i = next;
    }
    return last;
}

// ---- plain reading ----

static void time_plain(Draft *d, size_t i) {
    Item *item = draft_item(d, i);
    draft_use(d, i);
    if (d->time_count == COUNT_OF(d->times)) {
        draft_doubt(d, 1);
        return;
    }
    d->times[d->time_count++] = item->link->time;
    size_t before = draft_before(d, i);
    Item *column = draft_item(d, before);
    if (column && !column->used && draft_is_date(d, column)) {
        d->time_column = draft_ref(column);
        draft_use(d, before);
    }
}

static void grain_plain(Draft *d, size_t i) {
    Item *item = draft_item(d, i);
    draft_use(d, i);
    if (item->link->number == 0) {
        draft_doubt(d, 0.4);  // "month" with nothing that says how
        if (draft_is_cue(d, draft_before(d, i), CUE_WHICH)) d->focus_listed = true;
    }
    draft_add_dimension(d, (DraftDimension){.is_grain = true, .grain = item->link->grain, .at = i});
}

static void table_plain(Draft *d, size_t i) {
    Entity e = draft_entity(draft_item(d, i), i);
    draft_use(d, i);
    if (!d->focus.is_set) {
        d->focus = e;
    } else if (d->focus.table != e.table && d->other_count < COUNT_OF(d->others)) {
        d->others[d->other_count++] = e;
    }
}

// "age 30", "year 1997": a number column with its value.
static bool column_equals(Draft *d, size_t i) {
    size_t next = draft_next_near(d, i);
    bool near = draft_is(d, next, LINK_NUMBER) && !draft_item(d, next)->used && next <= i + 2;
    if (!near) return false;
    const ModelColumn *c = draft_column(d, draft_item(d, i));
    if (c->type != TYPE_INT && c->type != TYPE_FLOAT) return false;
    ColumnRef ref = draft_ref(draft_item(d, i));
    Expr *eq = expr_call2(d->a, OP_EQ, draft_column_expr(d, ref),
                          expr_float(d->a, draft_item(d, next)->link->number));
    draft_add_filter(d, (DraftFilter){.expr = eq, .column = ref, .is_value = true});
    draft_use(d, i);
    draft_use(d, next);
    return true;
}

// "discontinued": nothing but 0 and 1, and a name that says what holds.
static bool is_number_flag(const ModelColumn *c) {
    if (c->type != TYPE_INT || c->profile.min.i != 0 || c->profile.max.i != 1) return false;
    return str_ends(c->name, S("ed")) || str_starts(c->name, S("is_")) ||
           str_starts(c->name, S("Is")) || str_starts(c->name, S("has_"));
}

// "paid orders", "orders that are not paid": a yes or no column is a condition.
static bool flag_holds(Draft *d, size_t i) {
    Item *item = draft_item(d, i);
    const ModelColumn *c = draft_column(d, item);
    if (c->type != TYPE_BOOL && !is_number_flag(c)) return false;
    bool holds = !is_negated(d, i);
    Expr *column = draft_column_expr(d, draft_ref(item));
    Expr *wanted = c->type == TYPE_BOOL ? expr_bool(d->a, holds) : expr_int(d->a, holds);
    draft_use(d, i);
    draft_add_filter(d, (DraftFilter){.expr = expr_call2(d->a, OP_EQ, column, wanted),
                                      .column = draft_ref(item)});
    return true;
}

// "last bill date" that was read as any bill date.
static bool end_passed_over(Draft *d, size_t i) {
    for (size_t k = i > 2 ? i - 2 : 0; k < i; k++) {
        Str word = d->t->items[draft_item(d, k)->link->first].text;
        bool end = str_eq(word, S("last")) || str_eq(word, S("first"));
        if (end && draft_is(d, k, LINK_SOFT)) return true;
    }
    return false;
}

static void column_plain(Draft *d, size_t i) {
    Item *item = draft_item(d, i);
    if (draft_is_date(d, item) && end_passed_over(d, i)) draft_doubt(d, 3);
    DraftMeasure measure = {0};
    if (column_equals(d, i) || flag_holds(d, i)) return;
    draft_use(d, i);
    if (grammar_measure(d, i, &measure)) {
        draft_add_measure(d, measure);
        return;
    }
    draft_add_dimension(d, (DraftDimension){.entity = draft_entity(item, i), .at = i});
}

static void metric_plain(Draft *d, size_t i) {
    DraftMeasure measure = {0};
    draft_use(d, i);
    if (grammar_measure(d, i, &measure)) draft_add_measure(d, measure);
}

static void number_plain(Draft *d, size_t i) {
    draft_use(d, i);
    draft_doubt(d, 0.8);
}

// "'a' in their names", "name 'Tofu'": the text column beside a quoted word.
static bool text_beside(Draft *d, size_t i) {
    size_t after = draft_next(d, i), before = draft_before(d, i);
    bool inside = draft_is_cue(d, draft_next_near(d, i), CUE_OF) && draft_is(d, after, LINK_COLUMN);
    size_t at = inside ? after : before;
    Item *item = draft_item(d, at);
    if (!item || item->link->kind != LINK_COLUMN || draft_column(d, item)->type != TYPE_TEXT)
        return false;
    Expr *text = expr_text(d->a, draft_item(d, i)->link->text);
    Expr *column = draft_column_expr(d, draft_ref(item));
    draft_add_filter(
        d, (DraftFilter){.expr = expr_call2(d->a, inside ? OP_CONTAINS : OP_EQ, column, text),
                         .column = draft_ref(item)});
    draft_use(d, at);
    return true;
}

static void text_plain(Draft *d, size_t i) {
    draft_use(d, i);
    if (text_beside(d, i)) return;
    draft_doubt(d, 1);  // a quoted word that no column has
    if (d->missing.len == 0) d->missing = draft_item(d, i)->link->text;
}

static void value_plain(Draft *d, size_t i) { (void)grammar_values(d, i); }

static const GrammarRule PLAIN[] = {
    [LINK_TABLE] = table_plain, [LINK_COLUMN] = column_plain, [LINK_METRIC] = metric_plain,
    [LINK_VALUE] = value_plain, [LINK_NUMBER] = number_plain, [LINK_TIME] = time_plain,
    [LINK_GRAIN] = grain_plain, [LINK_TEXT] = text_plain,
};

// ---- small cues that only set a mark ----

static void rule_mark(Draft *d, size_t i) {
    const Cue *cue = draft_item(d, i)->link->cue;
    draft_use(d, i);
    switch (cue->kind) {
        case CUE_RUNNING: d->running = true; break;
        case CUE_PREVIOUS: d->compare = (Compare)cue->arg; break;
        case CUE_ALSO: d->also = d->turn_cue = true; break;
        case CUE_INSTEAD: d->instead = d->turn_cue = true; break;
        case CUE_ONLY: d->only = true; break;
        case CUE_WHICH: d->focus_listed = d->focus_listed || cue->arg != 1; break;
        case CUE_ALL: d->all_columns = true; break;
        case CUE_LIST: d->focus_listed = true; break;
        case CUE_HOW_MUCH: d->how_much = true; break;
        case CUE_INTENT: d->intent = cue->arg; break;
        default: break;
    }
}

static void rule_trend(Draft *d, size_t i) {
    int arg = draft_item(d, i)->link->cue->arg;
    draft_use(d, i);
    d->trend = true;
    if (arg >= 2) {
        d->has_grain = true;
        d->grain = (DateUnit)(arg - 2);
    }
}

static void rule_chart(Draft *d, size_t i) {
    static const char *const TYPES[] = {"number",      "bar",       "horizontal_bar", "grouped_bar",
                                        "stacked_bar", "line",      "area",           "pie",
                                        "scatter",     "histogram", "heatmap",        "table"};
    draft_use(d, i);
    d->chart = str_from(TYPES[draft_item(d, i)->link->cue->arg]);
}

enum { DAY_FIRST = 10 };  // of the arguments of CUE_ON_DAYS: 11 is Monday

static void rule_days(Draft *d, size_t i) {
    draft_use(d, i);
    int arg = draft_item(d, i)->link->cue->arg;
    bool weekend = arg == 1;
    if (arg >= DAY_FIRST) {
        d->on_weekday = arg - DAY_FIRST;
        return;
    }
    d->weekend_both = d->weekend_set && d->weekend != weekend;
    d->weekend_set = true;
    d->weekend = draft_item(d, i)->link->cue->arg == 1;
}

// "by weekday", "which day of the week"; "weekday sales" are those of Monday to Friday.
static void rule_weekday(Draft *d, size_t i) {
    const Link *link = draft_item(d, i)->link;
    size_t before = i > 0 ? i - 1 : d->p->count;
    bool asked = draft_is_cue(d, before, CUE_BY) || draft_is_cue(d, before, CUE_WHICH) ||
                 draft_is_cue(d, before, CUE_TOP) || draft_is_cue(d, i + 1, CUE_WISE);
    draft_use(d, i);
    for (size_t k = 0; k < d->p->count; k++) {
        // Of the rows, or of the days? An average a weekday is one of days.
        if (draft_is_cue(d, k, CUE_AGGREGATE) && draft_item(d, k)->link->cue->arg == OP_AVG)
            draft_doubt(d, 1.2);
    }
    if (link->end - link->first == 1 && !asked) {
        d->weekend_both = d->weekend_set && d->weekend;
        d->weekend_set = true;
        d->weekend = false;
        return;
    }
    if (draft_is_cue(d, before, CUE_BY)) draft_use(d, before);
    if (draft_is_cue(d, i + 1, CUE_WISE)) draft_use(d, i + 1);
    d->by_weekday = true;
}

// The hour can only be told where the data has times of day.
static void rule_hour(Draft *d, size_t i) {
    draft_use(d, i);
    d->by_hour = true;
    if (!d->index->has_times) d->missing = S("time of day");
}

// "last purchase date", "first bill date": one date, not all of them.
static bool end_date(Draft *d, size_t i) {
    size_t at = i + 1;
    if (draft_is(d, at, LINK_TABLE) || draft_is(d, at, LINK_METRIC)) at++;
    Item *date = draft_item(d, at);
    if (!date || !draft_is_date(d, date) || date->used) return false;
    ColumnRef c = draft_ref(date);
    ExprOp op = (ExprOp)draft_item(d, i)->link->cue->arg;
    for (size_t k = i; k <= at; k++) draft_use(d, k);
    draft_add_measure(
        d, (DraftMeasure){
               .expr = expr_call1(d->a, op, draft_column_expr(d, c)), .column = c, .at = i});
    return true;
}

// "whose last purchase was before July": the time of the last one, in place of a period.
static void rule_last(Draft *d, size_t i) {
    if (end_date(d, i)) return;
    for (size_t at = i + 1; at < d->p->count && at <= i + 5; at++) {
        Item *item = draft_item(d, at);
        bool thing = item->link->kind == LINK_TABLE || item->link->kind == LINK_METRIC;
        if (item->link->kind != LINK_TIME) {
            if (thing) d->last_of = item->target->table;
            continue;
        }
        const TimePhrase *t = &item->link->time;
        if (t->has_first == t->has_end) return;
        for (size_t k = i; k <= at; k++) draft_use(d, k);
        d->has_last = d->focus_listed = true;
        d->last_op = (ExprOp)draft_item(d, i)->link->cue->arg;
        d->last = *t;
        return;
    }
}

static void rule_sell(Draft *d, size_t i) {
    draft_use(d, i);
    d->has_sell_verb = true;
    d->sell_counts = draft_item(d, i)->link->cue->arg == 1;
}

static void rule_distinct(Draft *d, size_t i) {
    draft_use(d, i);
    d->focus_listed = d->focus_listed || d->measure_count == 0;
}

typedef struct RuleRow {
    CueKind kind;
    GrammarRule rule;
    int pass;  // rules that bind tightly come first
} RuleRow;

static const RuleRow RULES[] = {
    {CUE_LIKE, grammar_compare_text, 0},
    {CUE_AVERAGE_OF_ALL, grammar_compare_average, 0},
    {CUE_WISE, grammar_cues_wise, 0},
    {CUE_MOVING, grammar_cues_moving, 0},
    {CUE_COUNT, grammar_cues_count, 1},
    {CUE_AGGREGATE, grammar_cues_aggregate, 1},
    {CUE_SUPERLATIVE, grammar_cues_superlative, 1},
    {CUE_TOP, grammar_cues_top, 1},
    {CUE_RANK, grammar_cues_rank, 1},
    {CUE_ORDER, grammar_cues_order, 1},
    {CUE_DIRECTION, grammar_cues_order, 1},
    {CUE_COMPARE, grammar_compare_number, 1},
    {CUE_NEVER, grammar_compare_never, 1},
    {CUE_NULL, grammar_compare_null, 1},
    {CUE_BY, grammar_cues_by, 1},
    {CUE_EACH_TOP, grammar_cues_by, 1},
    {CUE_SHARE, grammar_cues_share, 1},
    {CUE_CHANGE, grammar_cues_change, 1},
    {CUE_TREND, rule_trend, 1},
    {CUE_DISTINCT, rule_distinct, 2},
    {CUE_RUNNING, rule_mark, 1},
    {CUE_PREVIOUS, rule_mark, 1},
    {CUE_ALSO, rule_mark, 1},
    {CUE_INSTEAD, rule_mark, 1},
    {CUE_ONLY, rule_mark, 1},
    {CUE_WHICH, rule_mark, 0},
    {CUE_LIST, rule_mark, 0},
    {CUE_ALL, rule_mark, 0},
    {CUE_HOW_MUCH, rule_mark, 1},
    {CUE_INTENT, rule_mark, 1},
    {CUE_CHART, rule_chart, 1},
    {CUE_ON_DAYS, rule_days, 1},
    {CUE_HOUR, rule_hour, 1},
    {CUE_LAST, rule_last, 0},
    {CUE_VERB_SELL, rule_sell, 1},
    {CUE_AND, rule_mark, 2},
    {CUE_OR, rule_mark, 2},
    {CUE_OF, rule_mark, 2},
    {CUE_NOT, grammar_compare_not, 1},
    {CUE_NOT, rule_mark, 2},
    {CUE_WEEKDAY, rule_weekday, 1},
    {CUE_LOSS, grammar_levels_loss, 2},
    {CUE_RAN_OUT, grammar_levels_ran_out, 0},
};
enum { PASSES = 3 };

static void pass_read(Draft *d, int pass) {
    for (size_t i = 0; i < d->p->count; i++) {
        Item *item = draft_item(d, i);
        if (item->used || item->link->kind != LINK_CUE) continue;
        for (size_t r = 0; r < COUNT_OF(RULES); r++) {
            if (RULES[r].pass == pass && RULES[r].kind == item->link->cue->kind)
                RULES[r].rule(d, i);
        }
    }
}

void grammar_read(Draft *d) {
    for (int pass = 0; pass < PASSES - 1; pass++) pass_read(d, pass);
    // Conditions first: a column beside its value is not asked for.
    for (size_t i = 0; i < d->p->count; i++) {
        if (draft_is(d, i, LINK_VALUE)) (void)grammar_values(d, i);
        if (draft_is(d, i, LINK_TEXT) && !draft_item(d, i)->used) text_plain(d, i);
    }
    // "employees hired after 1993": the date beside a period is its column, not asked for.
    for (size_t i = 0; i < d->p->count; i++) {
        if (draft_is(d, i, LINK_TIME) && !draft_item(d, i)->used) time_plain(d, i);
    }
    for (size_t i = 0; i < d->p->count; i++) {
        Item *item = draft_item(d, i);
        GrammarRule rule = item->link->kind < COUNT_OF(PLAIN) ? PLAIN[item->link->kind] : NULL;
        if (!item->used && rule) rule(d, i);
    }
    pass_read(d, PASSES - 1);
}
