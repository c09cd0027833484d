// The rules of counts, aggregates, groups, shares and ranks.

#include "ask/grammar.h"
#include "ask/grammar_average.h"
#include "ask/grammar_frames.h"

static size_t distinct_skip(Draft *d, size_t i, bool *ret_distinct) {
    while (draft_is_cue(d, i, CUE_DISTINCT)) {
        draft_use(d, i);
        *ret_distinct = true;
        i = draft_next(d, i);
    }
    return i;
}

// Values may stand before what is counted: "how many furniture orders".
static size_t counted_find(Draft *d, size_t i) {
    size_t at = i;
    while (draft_is(d, at, LINK_VALUE) || draft_is_cue(d, at, CUE_NEW) ||
           draft_is_cue(d, at, CUE_OFTEN)) {
        at = draft_next_near(d, at);
    }
    bool thing = draft_is(d, at, LINK_TABLE) || draft_is(d, at, LINK_COLUMN);
    return thing ? at : i;
}

static bool is_thing(Draft *d, size_t at) {
    return draft_is(d, at, LINK_TABLE) || draft_is(d, at, LINK_COLUMN);
}

int grammar_pieces(const Draft *d) {
    const NameEntry *best = NULL;
    for (const NameEntry *e = name_index_find(&d->index->names, S("quantiti")); e; e = e->next) {
        if (e->kind == NAME_METRIC && (!best || e->score > best->score)) best = e;
    }
    return best ? best->column : -1;
}

// What the rows of sales are of: the table of goods.
bool grammar_is_goods(Draft *d, size_t at) {
    if (!draft_is(d, at, LINK_TABLE) || d->m->default_metric < 0) return false;
    int sales = d->m->metrics[d->m->default_metric].table, goods = draft_item(d, at)->target->table;
    Str stem = d->t->items[draft_item(d, at)->link->end - 1].stem;
    bool people = name_index_same(&d->index->names, S("custom"), stem) ||
                  name_index_same(&d->index->names, S("employe"), stem);
    for (size_t i = 0; i < d->m->join_count && !people; i++) {
        const ModelJoin *j = &d->m->joins[i];
        if (j->from_table == sales && j->to_table == goods &&
            d->m->tables[goods].kind != TABLE_FACT)
            return true;
    }
    return false;
}

// "how many chairs were sold": pieces, where a value or the goods say of what.
static bool pieces_count(Draft *d, size_t at) {
    bool sold = false;
    for (size_t k = 0; k < d->p->count; k++)
        sold = sold || (draft_is_cue(d, k, CUE_VERB_SELL) && draft_item(d, k)->link->cue->arg == 1);
    bool of = draft_is(d, at, LINK_VALUE) || grammar_is_goods(d, at);
    int metric = sold && of ? grammar_pieces(d) : -1;
    if (metric < 0) return false;
    if (draft_is(d, at, LINK_TABLE)) draft_use(d, at);
    draft_add_measure(d,
                      (DraftMeasure){.expr = expr_metric(d->a, metric),
                                     .column = {.table = d->m->metrics[metric].table, .column = -1},
                                     .at = at});
    return true;
}

// "how many streams": a word that no name has, though it may be a verb elsewhere.
static void unknown_counted(Draft *d, size_t i) {
    const Item *item = draft_item(d, i + 1);
    if (!item || item->link->kind != LINK_SOFT || d->m->default_metric < 0) return;
    const Token *word = &d->t->items[item->link->first];
    bool plural = word->single.len != word->text.len && !lexicon_is_soft(word->text);
    if (plural && d->missing.len == 0) d->missing = word->raw;
}

// "kul bikri kitni hai": of a sum, which stands before.
static bool asks_how_much(Draft *d, size_t i, const Item *behind) {
    Str phrase = draft_item(d, i)->link->cue->phrase;
    bool hindi = str_starts(phrase, S("kit")) || str_starts(phrase, S("कित"));
    size_t before = draft_before(d, i);
    return hindi && (!behind || behind->link->kind < LINK_TABLE) &&
           draft_is(d, before, LINK_METRIC);
}

void grammar_cues_count(Draft *d, size_t i) {
    bool distinct = false;
    size_t at = distinct_skip(d, draft_next(d, i), &distinct);
    at = counted_find(d, at);
    // "customer count by state": what is counted stands before.
    bool alone = str_eq(draft_item(d, i)->link->cue->phrase, S("count")) && i > 0;
    bool behind = alone && !(at == i + 1 && is_thing(d, at));
    if (behind && is_thing(d, i - 1) && !draft_item(d, i - 1)->used) at = i - 1;
    Item *item = draft_item(d, at);
    draft_use(d, i);
    if (!distinct && pieces_count(d, at)) return;
    unknown_counted(d, i);
    if (asks_how_much(d, i, item)) return;
    if (draft_is_cue(d, at, CUE_COUNT)) return;  // "count the number of": the second counts
    DraftMeasure measure = {.at = i, .distinct = distinct};
    bool times = draft_item(d, i)->link->cue->arg == 1;
    if (!times && item && !item->used) {
        if (item->link->kind == LINK_METRIC || draft_is_number(d, item)) {
            // "number of units sold": the units are added, not their rows.
            if (!distinct && grammar_measure(d, at, &measure)) {
                draft_use(d, at);
                measure.is_plain = false;
                draft_add_measure(d, measure);
                return;
            }
        }
        if (item->link->kind == LINK_TABLE || item->link->kind == LINK_COLUMN) {
            // "number of orders", read as that of an order's key elsewhere.
            bool weak = item->link->kind == LINK_COLUMN && item->target->score < 0.6;
            if (weak && d->m->default_metric >= 0) draft_doubt(d, 1.5);
            measure.counted = draft_entity(item, at);
            if (draft_is_date(d, item)) {
                // "how many customers joined in 2026": the date says when, its table what.
                measure.counted.column = -1;
                d->time_column = draft_ref(item);
            }
            draft_use(d, at);
        }
    }
    draft_add_measure(d, measure);
}

// "the 90th percentile": which, as a part of one.
static Expr *percentile_of(Draft *d) {
    for (size_t i = 1; i < d->p->count; i++) {
        const Link *link = draft_item(d, i)->link;
        bool is = link->kind == LINK_CUE && link->cue->kind == CUE_AGGREGATE &&
                  link->cue->arg == OP_QUANTILE;
        if (!is) continue;
        int64_t percent = 0;
        Str text = d->t->items[link->first - 1].text;
        if (str_ends(text, S("th")) || str_ends(text, S("st")))
            text = str_slice(text, 0, text.len - 2);
        draft_use(d, i - 1);
        if (str_to_int(text, &percent) && percent > 0 && percent < 100)
            return expr_float(d->a, (double)percent / 100);
    }
    draft_doubt(d, 3);
    return expr_float(d->a, 0.5);
}

static Expr *aggregate_expr(Draft *d, ExprOp op, size_t at, ColumnRef *ret_column) {
    const Item *item = draft_item(d, at);
    if (item->link->kind == LINK_METRIC) {
        const Metric *metric = &d->m->metrics[item->target->column];
        *ret_column = (ColumnRef){.table = metric->table, .column = -1};
        bool sums = metric->expr && metric->expr->kind == EXPR_CALL && metric->expr->op == OP_SUM;
        if (op == OP_SUM || !sums) return expr_metric(d->a, item->target->column);
        // The average sale is over the rows that the metric adds up.
        return expr_call1(d->a, op, expr_copy(d->a, metric->expr->args[0]));
    }
    *ret_column = draft_ref(item);
    if (op == OP_QUANTILE)
        return expr_call2(d->a, op, draft_column_expr(d, *ret_column), percentile_of(d));
    return grammar_metric_of(d, expr_call1(d->a, op, draft_column_expr(d, *ret_column)));
}

// "average and maximum price": the aggregates before the column, read together.
static size_t aggregates_collect(Draft *d, size_t i, ExprOp *ops, size_t *ret_count) {
    size_t at = i, count = 0;
    while (draft_is_cue(d, at, CUE_AGGREGATE) && count < DRAFT_MEASURES_MAX) {
        ops[count++] = (ExprOp)draft_item(d, at)->link->cue->arg;
        draft_use(d, at);
        at = draft_next(d, at);
        while (draft_is_cue(d, at, CUE_AND)) at = draft_next(d, at);
        if (draft_is_cue(d, at, CUE_COUNT)) {
            draft_use(d, at);  // "average number of rooms", where the rooms are a column
            at = draft_next(d, at);
        }
    }
    *ret_count = count;
    return at;
}

static bool has_levels(const Draft *d, const Item *item) {
    if (item->link->kind != LINK_TABLE) return false;
    const ModelTable *t = &d->m->tables[item->target->table];
    for (size_t c = 0; c < t->column_count && t->name_column < 0; c++) {
        if (t->columns[c].role == ROLE_MEASURE && t->columns[c].additivity == ADD_LAST) return true;
    }
    return false;
}

// "standard deviation of product prices", "average invoice total": the thing only says whose.
static size_t owner_pass(Draft *d, size_t at) {
    Item *owner = draft_item(d, at), *owned = draft_item(d, at + 1);
    if (!owner || !owned || owned->used || !draft_is_number(d, owned)) return at;
    int table = owner->link->kind == LINK_TABLE         ? owner->target->table
                : grammar_average_counts_rows(d, owner) ? d->m->metrics[owner->target->column].table
                                                        : -1;
    if (table != owned->target->table) return at;
    draft_use(d, at);
    return at + 1;
}

static bool led_by(Draft *d, size_t at, const char *word) {
    size_t first = draft_item(d, at)->link->first;
    if (first > 0 && str_eq(d->t->items[first - 1].text, S("the"))) first--;
    return first > 0 && str_eq(d->t->items[first - 1].text, str_from(word));
}

// "product with the maximum price", "min stock product": which one, not how much.
static bool end_of_things(Draft *d, size_t i, ExprOp op) {
    size_t number = i + 1, behind = i + 2;
    Item *by = draft_item(d, number);
    bool with = led_by(d, i, "with") || led_by(d, i, "having");
    if ((op != OP_MAX && op != OP_MIN) || !by || by->used || !draft_is_number(d, by)) return false;
    ColumnRef c = draft_ref(by);
    bool thing = draft_is(d, behind, LINK_TABLE) && !draft_item(d, behind)->used &&
                 draft_item(d, behind)->target->table == c.table;
    for (size_t k = 0; k < i && with && !thing; k++)
        thing = draft_is(d, k, LINK_TABLE) && draft_item(d, k)->target->table == c.table;
    if (!thing || d->has_top || d->m->default_metric < 0) return false;
    d->has_top = true;
    d->top_descending = op == OP_MAX;
    d->top_at = i;
    d->top_by = draft_column_expr(d, c);
    draft_use(d, i);
    draft_use(d, number);
    return true;
}

// "country having maximum orders", "store with max sales": the one that has the most of it.
static bool most_of_group(Draft *d, size_t i, ExprOp op) {
    static const char *const LEADS[] = {"having", "with", "has", "have", "had", "got"};
    size_t next = draft_next_near(d, i), token = draft_item(d, i)->link->first;
    Entity thing = {0};
    bool led = false, named = false, ends = op == OP_MAX || op == OP_MIN;
    for (size_t k = 0; k < COUNT_OF(LEADS) && token > 0; k++)
        led = led || str_eq(d->t->items[token - 1].text, str_from(LEADS[k]));
    for (size_t k = 0; k < i && led; k++)
        named = named || grammar_frames_thing(d, k, &thing) || d->by_weekday;
    Item *of = draft_item(d, next);
    bool number = of && draft_is_number(d, of);
    bool own = number && thing.table == of->target->table && thing.column < 0;
    bool counted = !draft_is(d, next, LINK_METRIC) && grammar_frames_thing(d, next, &thing);
    if (!ends || !named || d->has_top || d->m->default_metric < 0) return false;
    if (!counted && !number && !draft_is(d, next, LINK_METRIC)) return false;
    if (own) {
        d->top_by = draft_column_expr(d, draft_ref(of));
        draft_use(d, next);
    } else if (!counted && grammar_measure(d, next, &d->top_measure)) {
        d->top_measure.is_plain = false;
        d->has_top_measure = true;
        draft_use(d, next);
    }
    d->has_top = true;
    d->top_descending = op == OP_MAX;
    d->top_counts = counted;
    d->top_at = i;
    draft_use(d, i);
    return true;
}

void grammar_cues_aggregate(Draft *d, size_t i) {
    ExprOp ops[DRAFT_MEASURES_MAX] = {OP_SUM}, first = (ExprOp)draft_item(d, i)->link->cue->arg;
    size_t count = 0, next = draft_next(d, i);
    if (grammar_average_on(d, i) || end_of_things(d, i, first)) return;
    if (most_of_group(d, i, first)) return;
    next = owner_pass(d, next);
    if (first == OP_AVG && grammar_average_per_thing(d, next)) {
        draft_use(d, i);
        return;
    }
    if (first != OP_AVG && grammar_average_worth(d, next, first)) {
        draft_use(d, i);
        return;
    }
    if (grammar_average_of_grain(d, i, next, first) || grammar_average_of_groups(d, i, next, first))
        return;
    bool distinct = false;
    size_t at = distinct_skip(d, aggregates_collect(d, i, ops, &count), &distinct);
    Item *item = draft_item(d, at);
    while (item && item->link->kind == LINK_VALUE)
        item = draft_item(d, at = draft_next_near(d, at));
    if (item) item = draft_item(d, at = owner_pass(d, at));
    if (item && (item->link->kind == LINK_METRIC || draft_is_number(d, item))) {
        for (size_t k = 0; k < count; k++) {
            ColumnRef c = {0};
            Expr *expr = aggregate_expr(d, ops[k], at, &c);
            draft_add_measure(d, (DraftMeasure){.expr = expr, .column = c, .at = i});
        }
        draft_use(d, at);
    } else if (item && first == OP_SUM && has_levels(d, item) && !item->used) {
        return;  // "total stock": the level, not its rows; read as the thing asked about
    } else if (item && first == OP_SUM && !item->used && pieces_count(d, at)) {
        return;  // "total tracks sold"
    } else if (item && first == OP_SUM && led_by(d, at, "to")) {
        return;  // "what did we sell in total to customers"
    } else if (item && first == OP_SUM && item->link->kind == LINK_TABLE && !item->used) {
        draft_use(d, at);
        draft_add_measure(d, (DraftMeasure){.counted = draft_entity(item, at), .at = i});
    } else if (first != OP_SUM) {
        draft_doubt(d, 0.8);  // an average of nothing that was said
    }
}

// "top product in each category": what is ranked stands between.
static bool thing_between(Draft *d, size_t first, size_t end) {
    for (size_t k = first + 1; k < end; k++) {
        Item *item = draft_item(d, k);
        if (item->link->kind == LINK_TABLE) return true;
        if (item->link->kind == LINK_COLUMN && !draft_is_number(d, item)) return true;
    }
    return false;
}

// What there is one of in each: a thing's key, or what a metric counts.
static Expr *count_of(Draft *d, size_t at) {
    const Item *thing = draft_item(d, at);
    if (grammar_average_counts_rows(d, thing)) return expr_metric(d->a, thing->target->column);
    if (thing->link->kind != LINK_TABLE && thing->link->kind != LINK_COLUMN) return NULL;
    if (thing->link->kind == LINK_COLUMN && (draft_is_number(d, thing) || draft_is_date(d, thing)))
        return NULL;
    Entity e = draft_entity(thing, at);
    int column = e.column >= 0 ? e.column : draft_key_column(&d->m->tables[e.table]);
    if (column < 0) return NULL;
    return expr_call1(d->a, OP_COUNT_DISTINCT, expr_column(d->a, e.table, column));
}

static bool groups_besides(Draft *d, size_t per) {
    for (size_t k = 0; k < d->p->count; k++) {
        bool groups = draft_is_cue(d, k, CUE_BY) || draft_is_cue(d, k, CUE_WISE);
        if (k != per && groups) return true;
    }
    return false;
}

// "sales per customer by region", "freight per order": so much for each of them, not a group each.
static bool ratio_per(Draft *d, size_t i) {
    size_t at = draft_next(d, i), before = draft_before(d, i);
    Item *thing = draft_item(d, at), *of = draft_item(d, before);
    DraftMeasure measure = {0};
    if (!thing || !of || of->used || thing->used || before + 1 != i) return false;
    if (!str_eq(draft_item(d, i)->link->cue->phrase, S("per"))) return false;
    bool deed =
        grammar_average_counts_rows(d, thing) ||
        (thing->link->kind == LINK_TABLE && d->m->tables[thing->target->table].kind == TABLE_FACT);
    DraftMeasure pieces = {0};
    bool summed = draft_is_number(d, thing) && draft_column(d, thing)->additivity == ADD_SUM;
    bool amount = thing->link->kind == LINK_METRIC && thing->target->column == grammar_pieces(d);
    bool unit = (summed || amount) && grammar_measure(d, at, &pieces);
    if (!deed && !unit && !groups_besides(d, i)) return false;
    if (grammar_average_counts_rows(d, of) || !grammar_measure(d, before, &measure)) return false;
    Expr *count = unit ? pieces.expr : count_of(d, at);
    if (!count || d->m->default_metric < 0) return false;
    measure.expr = expr_call2(d->a, OP_DIV, measure.expr, count);
    measure.is_plain = false;
    draft_use(d, before);
    draft_use(d, i);
    draft_use(d, at);
    draft_add_measure(d, measure);
    return true;
}

// "average freight per order", where each order has one freight: it says nothing more.
static bool own_per(Draft *d, size_t i) {
    size_t at = draft_next(d, i);
    const Item *thing = draft_item(d, at);
    if (!thing || d->measure_count == 0 || !groups_besides(d, i)) return false;
    const DraftMeasure *measure = &d->measures[d->measure_count - 1];
    int table = thing->link->kind == LINK_TABLE         ? thing->target->table
                : grammar_average_counts_rows(d, thing) ? d->m->metrics[thing->target->column].table
                                                        : -1;
    if (table < 0 || measure->counted.is_set || measure->column.column < 0 ||
        measure->column.table != table)
        return false;
    draft_use(d, i);
    draft_use(d, at);
    return true;
}

// "list every blues song with its album": all of them, and no groups.
static bool lists_each(Draft *d, size_t i) {
    Str phrase = draft_item(d, i)->link->cue->phrase;
    size_t at = draft_next_near(d, i);
    bool all =
        (str_eq(phrase, S("every")) || str_eq(phrase, S("each"))) && d->m->default_metric >= 0;
    if (!all || (i > 0 && !draft_is_cue(d, i - 1, CUE_LIST))) return false;
    while (draft_is(d, at, LINK_VALUE)) at = draft_next_near(d, at);
    if (!draft_is(d, at, LINK_TABLE) || d->measure_count > 0) return false;
    draft_use(d, i);
    d->focus_listed = true;
    return true;
}

// "by" before a measure orders; before anything else it groups.
void grammar_cues_by(Draft *d, size_t i) {
    const Cue *cue = draft_item(d, i)->link->cue;
    size_t at = draft_next(d, i);
    Item *item = draft_item(d, at);
    if (!item || item->used || (cue->kind == CUE_BY && grammar_order_by(d, i))) return;
    if (cue->kind == CUE_BY && (ratio_per(d, i) || own_per(d, i) || lists_each(d, i))) return;
    bool ranks = d->has_top || d->rank || d->has_order;
    bool is_measure = item->link->kind == LINK_METRIC || draft_is_number(d, item);
    bool in_each = cue->kind == CUE_EACH_TOP || str_starts(cue->phrase, S("within")) ||
                   (cue->arg == 1 && str_starts(cue->phrase, S("in ")));
    bool each = in_each || (d->rank && cue->arg == 1);
    d->within = d->within || ((d->rank || d->share) && each);
    if (cue->kind == CUE_EACH_TOP) d->per_entity_top = d->has_top;
    if (cue->kind == CUE_BY && cue->arg == 1 && d->has_top && thing_between(d, d->top_at, i)) {
        d->per_entity_top = true;
    }
    if (cue->arg == 0 &&
        (is_measure || draft_is_cue(d, at, CUE_COUNT) || draft_is_cue(d, at, CUE_AGGREGATE))) {
        if (draft_is(d, at, LINK_CUE)) {
            draft_use(d, i);
            return;  // "by number of orders": the count itself is the measure
        }
        DraftMeasure measure = {0};
        if (grammar_measure(d, at, &measure)) {
            draft_use(d, i);
            draft_use(d, at);
            if (!ranks) d->turn_cue = true;
            measure.is_plain = item->link->kind == LINK_COLUMN;
            d->top_measure = measure;
            d->has_top_measure = d->top_by_said = true;
            return;
        }
    }
    // "across all farms" spans them; "across regions" compares them.
    bool spans = cue->kind == CUE_BY && cue->arg == 0 && item->link->kind == LINK_TABLE &&
                 str_eq(cue->phrase, S("across"));
    if (!spans && grammar_dimensions(d, at) < d->p->count) draft_use(d, i);
}

void grammar_cues_wise(Draft *d, size_t i) {
    size_t before = draft_before(d, i);
    Item *item = draft_item(d, before);
    if (!item || item->used) return;
    LinkKind kind = item->link->kind;
    if (kind == LINK_METRIC) draft_use(d, i);  // "bottom 5 states profit wise"
    if (kind != LINK_TABLE && kind != LINK_COLUMN && kind != LINK_GRAIN) return;
    bool adds_up = draft_is_number(d, item) && draft_column(d, item)->additivity == ADD_SUM;
    if (adds_up) return;
    draft_use(d, before);
    draft_use(d, i);
    DraftDimension dimension = {.at = before, .by_cue = true};
    if (kind == LINK_GRAIN) {
        dimension.is_grain = true;
        dimension.grain = item->link->grain;
    } else {
        dimension.entity = draft_entity(item, before);
    }
    draft_add_dimension(d, dimension);
}

void grammar_cues_share(Draft *d, size_t i) {
    draft_use(d, i);
    // "share" alone is a noun behind what is shared, and a request before it.
    Item *before = draft_item(d, draft_before(d, i));
    bool is_request =
        draft_item(d, i)->link->cue->arg == 2 && (!before || before->link->kind < LINK_TABLE);
    Item *after = draft_item(d, i + 1);
    bool of_each = after && after->link->kind == LINK_CUE &&
                   (str_starts(after->link->cue->phrase, S("of")) ||
                    str_starts(after->link->cue->phrase, S("in")));
    // "share of customers per city": a noun, since what is shared follows.
    size_t behind = draft_item(d, i)->link->end;
    of_each = of_each || (behind < d->t->count && str_eq(d->t->items[behind].text, S("of")));
    if (is_request && !of_each) return;
    size_t shared = draft_next(d, i);
    Entity counted = {0};
    if (is_request && draft_is_cue(d, shared + 1, CUE_BY) &&
        grammar_frames_thing(d, shared, &counted)) {
        draft_use(d, shared);
        draft_add_measure(
            d, (DraftMeasure){.counted = counted, .distinct = counted.column >= 0, .at = i});
    }
    d->share = true;
    d->conditional_share = draft_item(d, i)->link->cue->arg == 1;
    // "percentage of customers who ...": of their number.
    size_t thing = draft_next(d, i);
    if (d->conditional_share && draft_is(d, thing, LINK_TABLE) && !draft_item(d, thing)->used) {
        draft_use(d, thing);
        draft_add_measure(
            d, (DraftMeasure){.counted = draft_entity(draft_item(d, thing), thing), .at = i});
    }
}

void grammar_cues_change(Draft *d, size_t i) {
    int arg = draft_item(d, i)->link->cue->arg;
    draft_use(d, i);
    if (arg >= 2) {
        d->has_grain = true;
        d->grain = (DateUnit)(arg - 2);
        if (!d->change) d->change_rate = true;
    } else if (arg == 0) {
        d->change = true;
        d->change_rate = false;
    } else {
        d->change_rate = true;
    }
}

// "4 quarter rolling average", "rolling average over 3 months".
void grammar_cues_moving(Draft *d, size_t i) {
    draft_use(d, i);
    d->moving = true;
    d->window = 3;
    for (size_t k = 0; k + 1 < d->p->count; k++) {
        bool sized = draft_is(d, k, LINK_NUMBER) && draft_is(d, k + 1, LINK_GRAIN);
        if (!sized || draft_item(d, k)->used) continue;
        double window = draft_item(d, k)->link->number;
        if (window < 2 || window > 1000) continue;
        d->window = (int)window;
        d->has_grain = true;
        d->grain = draft_item(d, k + 1)->link->grain;
        draft_use(d, k);
        draft_use(d, k + 1);
        if (k > 0 && draft_is_cue(d, k - 1, CUE_COMPARE)) draft_use(d, k - 1);  // "over 3 months"
        return;
    }
}

void grammar_cues_rank(Draft *d, size_t i) {
    draft_use(d, i);
    d->rank = true;
    d->focus_listed = true;
}
