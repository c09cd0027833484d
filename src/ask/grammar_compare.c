// The rules of conditions: comparisons with numbers, text inside values, absence, averages.

#include "ask/grammar.h"
#include "ask/grammar_units.h"
#include "plan/plan_base.h"

enum { HAVING_MAX = 4 };

static Expr *number_expr(Draft *d, double value) {
    bool whole = value == (double)(int64_t)value;
    return whole ? expr_int(d->a, (int64_t)value) : expr_float(d->a, value);
}

typedef GrammarBounds Bounds;

// "negative": a comparison with nothing, which has no number beside it.
static bool is_sign(Str phrase) {
    static const char *const SIGNS[] = {"negative", "positive", "in the red"};
    for (size_t i = 0; i < COUNT_OF(SIGNS); i++) {
        if (str_eq(phrase, str_from(SIGNS[i]))) return true;
    }
    return false;
}

static bool bounds_read(Draft *d, size_t i, Bounds *ret) {
    const Cue *cue = draft_item(d, i)->link->cue;
    ret->op = (ExprOp)cue->arg;
    ret->first = i;
    if (is_sign(cue->phrase)) {
        ret->last = i;
        draft_use(d, i);
        return true;
    }
    // "two or more", "30 and above": the number stands before.
    bool behind = lexicon_is_behind(cue->phrase);
    if (behind && i > 0 && draft_is(d, i - 1, LINK_NUMBER)) {
        ret->low = ret->high = draft_item(d, i - 1)->link->number;
        ret->first = i - 1;
        ret->last = i;
        draft_use(d, i - 1);
        draft_use(d, i);
        return true;
    }
    size_t at = draft_next(d, i);
    if (!draft_is(d, at, LINK_NUMBER)) return false;
    ret->low = ret->high = draft_item(d, at)->link->number;
    ret->last = at;
    if (ret->op == OP_BETWEEN) {
        size_t joint = draft_next(d, at), end = draft_next(d, joint);
        bool pair = draft_is_cue(d, joint, CUE_AND) || draft_is_cue(d, joint, CUE_OF);
        if (draft_is(d, joint, LINK_NUMBER)) {
            end = joint;  // "between 5 to 10": "to" was passed over
            pair = true;
        }
        if (!pair || !draft_is(d, end, LINK_NUMBER)) return false;
        ret->high = draft_item(d, end)->link->number;
        ret->last = end;
        draft_use(d, joint);
        draft_use(d, end);
    }
    ret->unit = grammar_units_behind(d, ret->last);
    ret->percent = draft_item(d, at)->link->percent;
    draft_use(d, at);
    draft_use(d, i);
    return true;
}

// "longer than 10 minutes", where the column has milliseconds.
static double unit_factor(Draft *d, ColumnRef c, const Bounds *b) {
    if (b->unit.len == 0) return 1;
    double factor = grammar_units_factor(model_at(d->m, c), b->unit);
    if (factor > 0) return factor;
    draft_doubt(d, 2);  // minutes of what?
    return 1;
}

static void filter_number(Draft *d, ColumnRef c, const Bounds *b) {
    Expr *column = draft_column_expr(d, c);
    double unit = unit_factor(d, c, b);
    const Profile *profile = &model_at(d->m, c)->profile;
    bool part = !profile->max.is_null && profile->max.f <= 1 && profile->max.type == TYPE_FLOAT;
    if (b->percent && part) unit = 0.01;  // "above 20 %" of a rate kept as 0.2
    Expr *args[] = {column, number_expr(d, b->low * unit), number_expr(d, b->high * unit)};
    draft_add_filter(
        d, (DraftFilter){.expr = expr_call(d->a, b->op, args, b->op == OP_BETWEEN ? 3 : 2),
                         .column = c});
}

static void having_number(Draft *d, size_t measure, const Bounds *b) {
    if (d->having_count == HAVING_MAX) return;
    d->having[d->having_count++] =
        (DraftHaving){.measure = measure, .op = b->op, .low = b->low, .high = b->high};
}

static bool is_money(const Draft *d, size_t i) {
    static const char *const WORDS[] = {"dollars", "dollar", "usd",    "rupees", "rs",  "inr",
                                        "euros",   "euro",   "pounds", "bucks",  "eur", "gbp"};
    size_t token = d->p->items[i].link->end;
    for (size_t k = 0; k < COUNT_OF(WORDS) && token < d->t->count; k++) {
        if (str_eq(d->t->items[token].text, str_from(WORDS[k]))) return true;
    }
    return false;
}

// "artists that sold over 100 tracks": pieces, where the goods are what is counted.
static bool sold_before(Draft *d, size_t i) {
    size_t before = draft_before(d, i);
    return draft_is_cue(d, before, CUE_VERB_SELL) && draft_item(d, before)->link->cue->arg == 1 &&
           grammar_pieces(d) >= 0;
}

// "more than 10 orders": what follows the number is counted, or added up.
static bool compare_counted(Draft *d, const Bounds *b) {
    // "300 se zyada wale grahak": whose it is follows, not what was counted.
    const Link *cue = d->p->items[b->last].link;
    if (cue->kind == LINK_CUE && cue->cue->kind == CUE_COMPARE &&
        (str_starts(cue->cue->phrase, S("se ")) || str_starts(cue->cue->phrase, S("से "))))
        return false;
    if (is_money(d, b->last)) return false;  // "above 15 dollars, billed to Germany"
    if (b->unit.len > 0) return false;       // "longer than six minutes, with the composer"
    size_t next = draft_next_near(d, b->last);
    bool different = draft_is_cue(d, next, CUE_DISTINCT);
    if (different) {
        draft_use(d, next);
        next = draft_next_near(d, next);
    }
    Item *item = draft_item(d, next);
    if (!item || item->used) return false;
    DraftMeasure measure = {.at = next, .distinct = different};
    if (item->link->kind == LINK_TABLE && sold_before(d, b->first) && grammar_is_goods(d, next)) {
        int pieces = grammar_pieces(d);
        measure.expr = expr_metric(d->a, pieces);
        measure.column = (ColumnRef){.table = d->m->metrics[pieces].table, .column = -1};
    } else if (item->link->kind == LINK_TABLE) {
        measure.counted = draft_entity(item, next);
    } else if (item->link->kind == LINK_METRIC) {
        if (!grammar_measure(d, next, &measure)) return false;
    } else if (item->link->kind == LINK_COLUMN && !draft_is_number(d, item) &&
               !draft_is_date(d, item)) {
        measure.counted = draft_entity(item, next);
        measure.distinct = true;
    } else {
        return false;
    }
    draft_use(d, next);
    draft_add_measure(d, measure);
    having_number(d, d->measure_count - 1, b);
    d->focus_listed = true;
    return true;
}

// "contributing more than 5 % of revenue", "with over 10 % of orders": a part of the whole.
static bool compare_part(Draft *d, const Bounds *b) {
    size_t next = draft_next(d, b->last);
    DraftMeasure measure = {.at = next};
    bool of = b->last + 1 < d->p->count &&
              str_eq(d->t->items[d->p->items[b->last].link->end].text, S("of"));
    if (!b->percent || !of || b->op == OP_BETWEEN || d->m->default_metric < 0) return false;
    if (draft_is(d, next, LINK_TABLE)) {
        measure.counted = draft_entity(draft_item(d, next), next);
    } else if (!grammar_measure(d, next, &measure)) {
        return false;
    }
    measure.is_plain = false;
    draft_use(d, next);
    draft_add_measure(d, measure);
    having_number(d, d->measure_count - 1, b);
    d->having[d->having_count - 1].own_part = true;
    d->focus_listed = true;
    return true;
}

static Str word_behind(const Draft *d, size_t i) {
    size_t token = d->p->items[i].link->end;
    return token < d->t->count ? d->t->items[token].text : (Str){0};
}

// "ordered more than 5 times": what people do, counted.
static bool compare_times(Draft *d, const Bounds *b) {
    Expr *deeds = str_eq(word_behind(d, b->last), S("times")) ? grammar_habits_deeds(d) : NULL;
    if (!deeds) return false;
    draft_add_measure(d, (DraftMeasure){.expr = deeds, .at = b->last});
    having_number(d, d->measure_count - 1, b);
    d->focus_listed = true;
    if (b->last + 1 < d->p->count) draft_use(d, b->last + 1);
    return true;
}

// "spent more than 45", "worth over 5000": the money of each.
static bool compare_worth(Draft *d, size_t i, const Bounds *b) {
    static const char *const VERBS[] = {"spent",     "spend",   "spends",  "bought", "paid",
                                        "purchased", "earned",  "brought", "made",   "generated",
                                        "sold",      "kharcha", "kharch",  "worth",  "spending"};
    size_t first = d->p->items[i].link->first;
    bool said = false;
    for (size_t k = 0; k < COUNT_OF(VERBS) && first > 0; k++)
        said = said || str_eq(d->t->items[first - 1].text, str_from(VERBS[k]));
    if (!said || d->m->default_metric < 0) return false;
    for (size_t k = 0; k < i; k++) {
        const Link *link = draft_item(d, k)->link;
        bool verb = link->end == first && (link->kind == LINK_UNREAD || link->kind == LINK_CUE);
        if (verb) draft_use(d, k);
    }
    const Metric *metric = &d->m->metrics[d->m->default_metric];
    draft_add_measure(d, (DraftMeasure){.expr = expr_metric(d->a, d->m->default_metric),
                                        .column = {.table = metric->table, .column = -1},
                                        .at = i});
    having_number(d, d->measure_count - 1, b);
    d->focus_listed = true;
    return true;
}

// The measure that an aggregate before the comparison made ("average price above 5").
static bool compare_measure(Draft *d, size_t i, const Bounds *b) {
    for (size_t k = d->measure_count; k > 0; k--) {
        if (d->measures[k - 1].at >= i) continue;
        having_number(d, k - 1, b);
        return true;
    }
    return false;
}

// "which states had sales below 1000": of a wide file, the states' sales as a whole.
static bool compare_group(Draft *d, size_t at, const Bounds *b) {
    const Item *number = draft_item(d, at);
    const ModelTable *t = &d->m->tables[number->target->table];
    if (number->used || t->kind != TABLE_FACT || d->m->default_metric < 0) return false;
    if (draft_column(d, number)->additivity != ADD_SUM) return false;
    for (size_t k = 0; k < at; k++) {
        const Item *item = draft_item(d, k);
        bool text = item->link->kind == LINK_COLUMN && !draft_is_number(d, item) &&
                    !draft_is_date(d, item) && item->target->table == number->target->table;
        if (!text) continue;
        ModelColumn *c = &t->columns[item->target->column];
        if (c->role == ROLE_KEY || c->profile.distinct * 2 > c->profile.rows) continue;
        DraftMeasure measure = {0};
        if (!grammar_measure(d, at, &measure)) return false;
        measure.is_plain = false;
        draft_add_measure(d, measure);
        having_number(d, d->measure_count - 1, b);
        d->focus_listed = true;
        return true;
    }
    return false;
}

// "customers with total over 40": what adds up in the table of deeds, of each of the things.
static bool compare_total(Draft *d, size_t at, const Bounds *b) {
    const Item *number = draft_item(d, at);
    int table = number->target->table;
    bool sums = d->m->default_metric >= 0 && d->m->tables[table].kind == TABLE_FACT &&
                draft_column(d, number)->additivity == ADD_SUM;
    bool total = str_eq(d->t->items[number->link->first].text, S("total"));
    DraftMeasure measure = {0};
    if (number->used || !sums || !total) return false;
    for (size_t k = 0; k < at; k++) {
        const Item *item = draft_item(d, k);
        bool thing = item->link->kind == LINK_TABLE && item->target->table != table &&
                     d->m->tables[item->target->table].kind != TABLE_FACT;
        if (!thing || !grammar_measure(d, at, &measure)) continue;
        measure.is_plain = false;
        draft_add_measure(d, measure);
        having_number(d, d->measure_count - 1, b);
        d->focus_listed = true;
        return true;
    }
    return false;
}

static bool compare_before(Draft *d, size_t i, const Bounds *b) {
    size_t at = draft_before(d, i);
    // Passes over "is", "and" and other small words, and one value: "price of Tofu over 5".
    for (int steps = 0; steps < 2 && draft_item(d, at); steps++, at = draft_before(d, at)) {
        Item *item = draft_item(d, at);
        if (grammar_levels_worth(d, at, b)) return true;
        if (item->used && !draft_is_number(d, item)) break;
        if (draft_is_number(d, item)) {
            bool aggregated = item->used && compare_measure(d, i, b);
            if (!aggregated && !compare_group(d, at, b) && !compare_total(d, at, b))
                filter_number(d, draft_ref(item), b);
            draft_use(d, at);
            return true;
        }
        if (item->link->kind == LINK_METRIC) {
            DraftMeasure measure = {0};
            if (!grammar_measure(d, at, &measure)) return false;
            draft_use(d, at);
            draft_add_measure(d, measure);
            having_number(d, d->measure_count - 1, b);
            d->focus_listed = true;
            return true;
        }
    }
    return compare_measure(d, i, b);
}

// "tracks that run longer than 10 minutes": the one column of the things that is kept in such a
// unit.
static bool compare_unit(Draft *d, size_t i, const Bounds *b) {
    for (size_t k = i; k > 0 && b->unit.len > 0; k--) {
        const Item *item = draft_item(d, k - 1);
        if (draft_is_number(d, item)) return false;
        if (item->link->kind != LINK_TABLE) continue;
        ColumnRef c = {.table = item->target->table, .column = -1};
        c.column = grammar_units_column(&d->m->tables[c.table], b->unit);
        if (c.column < 0) return false;
        filter_number(d, c, b);
        return true;
    }
    return false;
}

// "over 500 grams of price ...": the number column right behind the number.
static bool compare_after(Draft *d, const Bounds *b) {
    size_t next = draft_next(d, b->last);
    Item *item = draft_item(d, next);
    if (!item || item->used || !draft_is_number(d, item)) return false;
    filter_number(d, draft_ref(item), b);
    draft_use(d, next);
    return true;
}

// "took more than 6 days to ship": what is compared follows, and is no sum.
static bool own_number_behind(Draft *d, const Bounds *b) {
    const Item *item = draft_item(d, b->last + 1);
    return item && draft_is_number(d, item) && draft_column(d, item)->additivity != ADD_SUM;
}

// "before the year of 2000", "over a price of 5": the column stands before its number.
static bool compare_named(Draft *d, size_t i) {
    size_t column = draft_next(d, i), number = draft_next(d, column);
    const Item *item = draft_item(d, column), *value = draft_item(d, number);
    ExprOp op = (ExprOp)draft_item(d, i)->link->cue->arg;
    Bounds b = {.op = op};
    if (!item || !value || op == OP_BETWEEN) return false;
    const TimePhrase *t = &value->link->time;
    bool year = value->link->kind == LINK_TIME && t->unit == DATE_YEAR && t->has_first &&
                t->has_end && draft_is_year(d, item);
    if (!year && (value->link->kind != LINK_NUMBER || !draft_is_number(d, item))) return false;
    b.low = year ? date_parts(t->range.first).year : value->link->number;
    filter_number(d, draft_ref(item), &b);
    draft_use(d, i);
    draft_use(d, column);
    draft_use(d, number);
    return true;
}

// "older than 40".
static bool compare_meant(Draft *d, size_t i, const Bounds *b) {
    ColumnRef c = {0};
    if (!grammar_than_column(d, i, &c)) return false;
    ColumnType type = model_at(d->m, c)->type;
    if (type != TYPE_INT && type != TYPE_FLOAT) return false;
    filter_number(d, c, b);
    return true;
}

// "products under 20": what a thing is compared by, when nothing is said, is its price.
static bool compare_price(Draft *d, size_t i, const Bounds *b) {
    static const Superlative PRICE = {STR("price"), true, "price cost rate mrp fee", false};
    size_t at = draft_before(d, i);
    if (d->m->default_metric < 0 || !draft_is(d, at, LINK_TABLE) || b->unit.len > 0) return false;
    int table = draft_item(d, at)->target->table;
    int column = grammar_top_column(d, &PRICE, table);
    if (column < 0 || d->m->tables[table].kind == TABLE_FACT) return false;
    filter_number(d, (ColumnRef){.table = table, .column = column}, b);
    draft_doubt(d, 0.2);
    return true;
}

void grammar_compare_number(Draft *d, size_t i) {
    Bounds b = {0};
    if (compare_named(d, i)) return;
    if (!bounds_read(d, i, &b)) {
        if (grammar_than_read(d, i, i, (ExprOp)draft_item(d, i)->link->cue->arg)) return;
        if (grammar_levels_columns(d, i)) return;
        if (b.op == OP_BETWEEN && grammar_dimensions(d, draft_next(d, i)) < d->p->count) {
            draft_use(d, i);  // "split between categories"
            return;
        }
        draft_doubt(d, 2);  // "below the reorder level": no number to compare with
        return;
    }
    if (grammar_text_length(d, b.first, &b)) return;
    bool sign = is_sign(draft_item(d, i)->link->cue->phrase);
    if (!sign && (compare_part(d, &b) || compare_times(d, &b) || compare_counted(d, &b))) return;
    if (compare_worth(d, b.first, &b)) return;
    if (own_number_behind(d, &b) && compare_after(d, &b)) return;
    if (compare_unit(d, b.first, &b)) return;
    if (compare_before(d, b.first, &b)) return;
    if (compare_after(d, &b)) return;
    if (compare_meant(d, i, &b) || compare_price(d, b.first, &b)) return;
    draft_doubt(d, 1);
    d->loose = (Loose){.is_set = true, .op = b.op, .low = b.low, .high = b.high};
    if (d->missing.len > 0) return;
    d->missing = d->t->items[draft_item(d, i)->link->first].text;
    d->adrift = true;
}

void grammar_compare_null(Draft *d, size_t i) {
    const Cue *cue = draft_item(d, i)->link->cue;
    size_t before = draft_before(d, i), after = draft_next(d, i);
    Item *item = draft_item(d, before);
    size_t at = before;
    if (!item || item->link->kind != LINK_COLUMN) item = draft_item(d, at = after);
    if (cue->arg == 2) {
        draft_use(d, i);  // "on record" says nothing more
        return;
    }
    if (!item || item->used || item->link->kind != LINK_COLUMN) return;
    ColumnRef c = draft_ref(item);
    Expr *is_null = expr_call1(d->a, OP_IS_NULL, draft_column_expr(d, c));
    draft_use(d, i);
    draft_use(d, at);
    draft_add_filter(
        d, (DraftFilter){.expr = cue->arg == 1 ? is_null : expr_call1(d->a, OP_NOT, is_null),
                         .column = c});
}

// ---- absence ----

static int table_before(Draft *d, size_t i, size_t *ret_at) {
    for (size_t k = i; k > 0; k--) {
        Item *item = draft_item(d, k - 1);
        bool thing = item->link->kind == LINK_TABLE || item->link->kind == LINK_COLUMN;
        if (!thing || item->link->kind == LINK_METRIC) continue;
        *ret_at = k - 1;
        return item->target->table;
    }
    return -1;
}

// Where nothing says what did not happen, it is what the default metric adds up: the sales.
static const ModelJoin *fact_join(Draft *d, int table) {
    const Model *m = d->m;
    const int *sales =
        m->default_metric >= 0 ? plan_reach(m, m->metrics[m->default_metric].table, d->a) : NULL;
    const ModelJoin *best = NULL;
    bool best_sells = false;
    for (size_t i = 0; i < m->join_count; i++) {
        const ModelJoin *j = &m->joins[i];
        if (j->to_table != table || j->from_table == table) continue;
        bool sells = sales && sales[j->from_table] >= 0;
        bool better = !best || (sells && !best_sells) ||
                      (sells == best_sells && m->tables[j->from_table].time_column >= 0);
        if (!better) continue;
        best = j;
        best_sells = sells;
    }
    return best;
}

// The time of a table's rows: its own, or that of the nearest it hangs on.
static ColumnRef time_of(Draft *d, int table) {
    ColumnRef best = {.table = -1};
    const int *reach = plan_reach(d->m, table, d->a);
    for (size_t t = 0; t < d->m->table_count; t++) {
        int column = d->m->tables[t].time_column;
        if (column < 0 || reach[t] < 0) continue;
        if (best.table < 0 || reach[t] < reach[best.table])
            best = (ColumnRef){.table = (int)t, .column = column};
    }
    return best;
}

// Everything said after "never" belongs to what did not happen.
static void never_conditions(Draft *d, size_t i, int table, Plan *inner) {
    for (size_t k = i + 1; k < d->p->count; k++) {
        Item *item = draft_item(d, k);
        ColumnRef when = time_of(d, table);
        if (item->link->kind == LINK_TIME && when.table >= 0) {
            const TimePhrase *t = &item->link->time;
            inner->time = (PlanTime){.is_set = true,
                                     .has_first = t->has_first,
                                     .has_end = t->has_end,
                                     .range = t->range,
                                     .column = when};
            draft_use(d, k);
        }
        if (item->link->kind == LINK_VALUE && !item->used) {
            Expr *column = expr_column(d->a, item->target->table, item->target->column);
            plan_add_filter(d->a, inner,
                            expr_call2(d->a, OP_EQ, column, expr_text(d->a, item->target->value)));
            draft_use(d, k);
        }
    }
}

static void never_join(Draft *d, size_t i, const ModelJoin *j) {
    Plan *inner = plan_new(d->a);
    plan_add_dimension(d->a, inner, expr_column(d->a, j->from_table, j->from_column));
    inner->distinct = true;
    Expr *from = expr_column(d->a, j->from_table, j->from_column);
    plan_add_filter(d->a, inner, expr_call1(d->a, OP_NOT, expr_call1(d->a, OP_IS_NULL, from)));
    never_conditions(d, i, j->from_table, inner);
    Expr *key = expr_column(d->a, j->to_table, j->to_column);
    Expr *in = expr_call2(d->a, OP_IN, key, expr_plan(d->a, inner));
    draft_add_filter(d, (DraftFilter){.expr = expr_call1(d->a, OP_NOT, in),
                                      .column = {.table = j->to_table, .column = j->to_column}});
}

// "albums never sold", of which the sales know only through their tracks.
static bool never_sold(Draft *d, size_t i, int subject, const ModelJoin *j) {
    int sales = d->m->default_metric >= 0 ? d->m->metrics[d->m->default_metric].table : -1;
    if (sales < 0 || j->from_table == sales || j->to_table != subject) return false;
    if (plan_reach(d->m, sales, d->a)[subject] < 0) return false;
    int key = draft_key_column(&d->m->tables[sales]);
    if (key < 0) return false;
    Plan *inner = plan_new(d->a);
    Expr *thing = expr_column(d->a, subject, j->to_column);
    Expr *nothing = expr_call1(d->a, OP_IS_NULL, expr_column(d->a, sales, key));
    plan_add_dimension(d->a, inner, thing);
    plan_add_filter(d->a, inner, expr_call1(d->a, OP_NOT, nothing));
    inner->distinct = true;
    never_conditions(d, i, sales, inner);
    Expr *in = expr_call2(d->a, OP_IN, thing, expr_plan(d->a, inner));
    draft_add_filter(d, (DraftFilter){.expr = expr_call1(d->a, OP_NOT, in),
                                      .column = {.table = subject, .column = j->to_column}});
    draft_use(d, i);
    d->focus_listed = true;
    return true;
}

// "albums never bought by anyone": of the goods, what people do is that they are sold.
static bool is_bought(const Draft *d, size_t i) {
    static const char *const VERBS[] = {"bought", "purchased", "ordered"};
    size_t token = d->p->items[i].link->end;
    for (size_t k = 0; k < COUNT_OF(VERBS) && token + 1 < d->t->count; k++) {
        bool by = str_eq(d->t->items[token + 1].text, S("by"));
        if (by && str_eq(d->t->items[token].text, str_from(VERBS[k]))) return true;
    }
    return false;
}

// "customers who never bought", "not sold last month": what grammar_not finds nothing named in.
void grammar_compare_never(Draft *d, size_t i) {
    size_t subject_at = 0, next = draft_next(d, i);
    int subject = table_before(d, i, &subject_at);
    const Item *item = draft_item(d, next);
    if (item && !item->used && item->link->kind != LINK_TIME && item->link->kind != LINK_CUE)
        return;
    const ModelJoin *j = subject < 0 ? NULL : fact_join(d, subject);
    if (!j) return;
    bool sold = draft_is_cue(d, next, CUE_VERB_SELL);
    if (sold) draft_use(d, next);
    sold = sold || is_bought(d, i);
    if (sold && never_sold(d, i, subject, j)) return;
    draft_doubt(d, sold ? 0 : 0.2);
    draft_use(d, i);
    d->focus_listed = true;
    never_join(d, i, j);
}

// "products not sold last month".
void grammar_compare_not(Draft *d, size_t i) {
    if (draft_is_cue(d, draft_next(d, i), CUE_VERB_SELL)) grammar_compare_never(d, i);
}
