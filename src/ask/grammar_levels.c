// The rules of levels and of one column against another: "out of stock", "below the reorder level",
// "bills above 5000".

#include "ask/grammar.h"
#include "plan/plan_base.h"

// Words of a column that says how much of a thing there is, the surest first; and of those that
// say how much there ought to be.
static const char *const LEVEL_WORDS[] = {"on_hand", "onhand", "in_stock",
                                          "instock", "stock",  "inventory"};
static const char *const WANTED_WORDS[] = {"reorder", "min", "max", "target", "value", "price"};

static bool has_any(Str name, const char *const *words, size_t count, size_t *ret_first) {
    for (size_t i = 0; i < count; i++) {
        if (str_find_nocase(name, str_from(words[i])) == STR_NONE) continue;
        *ret_first = i;
        return true;
    }
    return false;
}

// The column of the level in `table`; in any table when it is -1.
static bool level_column(const Draft *d, int table, ColumnRef *ret) {
    size_t best = COUNT_OF(LEVEL_WORDS), rank = 0, ignored = 0;
    for (size_t t = 0; t < d->m->table_count; t++) {
        const ModelTable *mt = &d->m->tables[t];
        for (size_t c = 0; c < mt->column_count && (table < 0 || table == (int)t); c++) {
            const ModelColumn *column = &mt->columns[c];
            bool number = column->type == TYPE_INT || column->type == TYPE_FLOAT;
            bool is_level = number &&
                            has_any(column->name, LEVEL_WORDS, COUNT_OF(LEVEL_WORDS), &rank) &&
                            !has_any(column->name, WANTED_WORDS, COUNT_OF(WANTED_WORDS), &ignored);
            if (!is_level || rank >= best) continue;
            best = rank;
            *ret = (ColumnRef){.table = (int)t, .column = (int)c};
        }
    }
    return best < COUNT_OF(LEVEL_WORDS);
}

static bool time_said(const Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (d->p->items[i].link->kind == LINK_TIME) return true;
    }
    return false;
}

// Levels of many days: those of the last day count, unless a period was named.
static void latest_only(Draft *d, ColumnRef level) {
    int time = d->m->tables[level.table].time_column;
    if (time < 0) return;
    if (time_said(d)) {
        d->time_column = (ColumnRef){.table = level.table, .column = time};
        return;
    }
    Plan *inner = plan_new(d->a);
    Expr *column = expr_column(d->a, level.table, time);
    plan_add_measure(d->a, inner, expr_call1(d->a, OP_MAX, column));
    Expr *is_last = expr_call2(d->a, OP_EQ, column, expr_plan(d->a, inner));
    draft_add_filter(
        d, (DraftFilter){.expr = is_last, .column = {.table = level.table, .column = time}});
}

// What runs out when no thing was named: the goods.
static void goods_focus(Draft *d, size_t at) {
    for (size_t i = 0; i < d->p->count; i++) {
        LinkKind kind = d->p->items[i].link->kind;
        if (kind == LINK_TABLE || kind == LINK_COLUMN || kind == LINK_METRIC) return;
    }
    const NameEntry *e = name_index_find(&d->index->names, S("product"));
    while (e && (e->kind != NAME_TABLE || e->score < 0.84)) e = e->next;
    if (e) d->focus = (Entity){.table = e->table, .column = -1, .is_set = true, .at = at};
}

// What a level must not fall under: the column that says so, beside it.
static Expr *reorder_level(const Draft *d, ColumnRef level) {
    const ModelTable *t = &d->m->tables[level.table];
    for (size_t c = 0; c < t->column_count; c++) {
        bool number = t->columns[c].type == TYPE_INT || t->columns[c].type == TYPE_FLOAT;
        bool wanted = str_find_nocase(t->columns[c].name, S("reorder")) != STR_NONE ||
                      str_find_nocase(t->columns[c].name, S("min")) != STR_NONE;
        if (number && wanted) return expr_column(d->a, level.table, (int)c);
    }
    return NULL;
}

void grammar_levels_ran_out(Draft *d, size_t i) {
    ColumnRef level = {0};
    const Link *link = draft_item(d, i)->link;
    draft_use(d, i);
    bool found = level_column(d, -1, &level);
    bool low = link->cue->arg == 1;
    Expr *least = !found ? NULL : low ? reorder_level(d, level) : expr_int(d->a, 0);
    if (!least) {
        d->missing = d->t->items[low ? link->first : link->end - 1].raw;
        return;
    }
    ExprOp op = link->cue->arg == 2 ? OP_GT : OP_LE;  // "still in stock"
    Expr *none = expr_call2(d->a, op, draft_column_expr(d, level), least);
    draft_add_filter(d, (DraftFilter){.expr = none, .column = level});
    latest_only(d, level);
    goods_focus(d, i);
    d->focus_listed = true;
}

// What one of a level is worth, in the same row.
static Expr *price_beside(const Draft *d, ColumnRef level) {
    static const char *const WORDS[] = {"price", "cost", "rate", "mrp"};
    const ModelTable *t = &d->m->tables[level.table];
    size_t ignored = 0;
    for (size_t c = 0; c < t->column_count; c++) {
        bool number = t->columns[c].type == TYPE_INT || t->columns[c].type == TYPE_FLOAT;
        if (number && has_any(t->columns[c].name, WORDS, COUNT_OF(WORDS), &ignored))
            return expr_column(d->a, level.table, (int)c);
    }
    return NULL;
}

void grammar_levels_value(Draft *d, size_t i) {
    ColumnRef level = {0};
    const Link *link = draft_item(d, i)->link;
    draft_use(d, i);
    Expr *price = level_column(d, -1, &level) ? price_beside(d, level) : NULL;
    if (!price) {
        d->missing = d->t->items[link->first].raw;
        return;
    }
    Expr *worth = expr_call2(d->a, OP_MUL, draft_column_expr(d, level), price);
    draft_add_measure(d, (DraftMeasure){.expr = expr_call1(d->a, OP_SUM, worth),
                                        .column = {.table = level.table, .column = -1},
                                        .at = i});
    latest_only(d, level);
}

// What a metric counts, when it counts things: "bills", "orders".
static bool metric_counts(const Draft *d, int metric, ColumnRef *ret) {
    const Expr *e = d->m->metrics[metric].expr;
    if (!e || e->kind != EXPR_CALL || e->arg_count != 1) return false;
    const Expr *of = e->args[0];
    if (e->op == OP_COUNT_DISTINCT && of->kind == EXPR_COLUMN) {
        *ret = of->column;
        return true;
    }
    if (e->op != OP_COUNT || of->kind != EXPR_ROWS) return false;
    *ret = (ColumnRef){.table = of->column.table,
                       .column = draft_key_column(&d->m->tables[of->column.table])};
    return ret->column >= 0;
}

// The key of what a measure counts.
static bool counted_key(const Draft *d, const DraftMeasure *measure, ColumnRef *ret) {
    if (measure->expr) {
        return measure->expr->kind == EXPR_METRIC && metric_counts(d, measure->expr->metric, ret);
    }
    const Entity *e = &measure->counted;
    if (!e->is_set) return false;
    int key = e->column >= 0 ? e->column : draft_key_column(&d->m->tables[e->table]);
    *ret = (ColumnRef){.table = e->table, .column = key};
    return key >= 0;
}

// The things for which the metric compares so with the bounds.
static Expr *things_with(Draft *d, ColumnRef key, int metric, const GrammarBounds *b) {
    Plan *inner = plan_new(d->a);
    Expr *thing = draft_column_expr(d, key);
    Expr *args[] = {expr_metric(d->a, metric), expr_float(d->a, b->low), expr_float(d->a, b->high)};
    plan_add_dimension(d->a, inner, thing);
    plan_add_having(d->a, inner, expr_call(d->a, b->op, args, b->op == OP_BETWEEN ? 3 : 2));
    return expr_call2(d->a, OP_IN, thing, expr_plan(d->a, inner));
}

static const NameEntry *profit_find(const Draft *d) {
    const NameEntry *best = NULL;
    for (const NameEntry *e = name_index_find(&d->index->names, S("profit")); e; e = e->next) {
        if (e->kind == NAME_METRIC && (!best || e->score > best->score)) best = e;
    }
    return best;
}

// "which states lost money": those whose profit is below nothing.
void grammar_levels_loss(Draft *d, size_t i) {
    const NameEntry *profit = profit_find(d);
    draft_use(d, i);
    ColumnRef key = {0};
    bool counts = d->measure_count > 0 || d->share || d->having_count == COUNT_OF(d->having);
    if (!profit) {
        d->missing = d->t->items[draft_item(d, i)->link->first].raw;
        return;
    }
    if (d->measure_count == 1 && counted_key(d, &d->measures[0], &key)) {
        // "how many orders made a loss": each as a whole.
        GrammarBounds none = {.op = OP_LT};
        draft_add_filter(
            d, (DraftFilter){.expr = things_with(d, key, profit->column, &none), .column = key});
        return;
    }
    if (counts) {
        draft_doubt(d, 2);  // of the groups or of the rows?
        return;
    }
    DraftMeasure measure = {.expr = expr_metric(d->a, profit->column),
                            .column = {.table = profit->table, .column = -1},
                            .at = i};
    draft_add_measure(d, measure);
    d->having[d->having_count++] =
        (DraftHaving){.measure = d->measure_count - 1, .op = OP_LT, .low = 0};
    if (d->has_top && !d->has_top_measure) d->top_descending = false;  // the greatest losses
    for (size_t k = 0; k < d->dimension_count && !d->has_top; k++) d->dimensions[k].by_cue = true;
    d->focus_listed = true;
}

bool grammar_levels_columns(Draft *d, size_t i) {
    size_t next = draft_next(d, i), before = draft_before(d, i);
    Item *right = draft_item(d, next), *left = draft_item(d, before);
    if (!right || !draft_is_number(d, right)) return false;
    ColumnRef low = {0}, high = draft_ref(right);
    bool named = left && draft_is_number(d, left) && left->target->table == high.table;
    if (named) {
        low = draft_ref(left);
        draft_use(d, before);
    } else if (!level_column(d, high.table, &low)) {
        return false;
    }
    ExprOp op = (ExprOp)draft_item(d, i)->link->cue->arg;
    if (op == OP_BETWEEN) return false;
    draft_use(d, i);
    draft_use(d, next);
    Expr *compare = expr_call2(d->a, op, draft_column_expr(d, low), draft_column_expr(d, high));
    draft_add_filter(d, (DraftFilter){.expr = compare, .column = low});
    if (!named) latest_only(d, low);
    d->focus_listed = true;
    return true;
}

static bool thing_key(const Draft *d, const Item *item, ColumnRef *ret) {
    if (item->link->kind == LINK_METRIC) return metric_counts(d, item->target->column, ret);
    if (item->link->kind != LINK_TABLE) return false;
    int key = draft_key_column(&d->m->tables[item->target->table]);
    *ret = (ColumnRef){.table = item->target->table, .column = key};
    return key >= 0;
}

// A thing that stands before has the number: "stores with bills above 5000" counts bills.
static bool thing_before(Draft *d, size_t at) {
    size_t before = draft_before(d, at);
    bool thing = draft_is(d, before, LINK_TABLE) ||
                 (draft_is(d, before, LINK_COLUMN) && !draft_is_number(d, draft_item(d, before)));
    return thing && !draft_is_cue(d, before, CUE_COUNT);
}

// "revenue of bills above 1000": a number is asked for, not the bills.
static bool measured_besides(const Draft *d, size_t at) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (i != at && d->p->items[i].link->kind == LINK_METRIC) return true;
    }
    return false;
}

bool grammar_levels_worth(Draft *d, size_t at, const GrammarBounds *b) {
    Item *item = draft_item(d, at);
    ColumnRef key = {0};
    int metric = d->m->default_metric;
    // "bills with more than 5 products": the number is of something else.
    const Item *behind = draft_item(d, draft_next_near(d, b->last));
    if (behind && behind->link->kind == LINK_VALUE) return false;
    // "orders that took more than 6 days to ship": a number of their own.
    if (behind && draft_is_number(d, behind) && draft_column(d, behind)->additivity != ADD_SUM)
        return false;
    if (metric < 0 || !item || !thing_key(d, item, &key) || thing_before(d, at)) return false;
    if (d->m->tables[key.table].kind != TABLE_FACT && item->link->kind != LINK_METRIC) return false;
    if (plan_reach(d->m, d->m->metrics[metric].table, d->a)[key.table] < 0) return false;
    Expr *in = things_with(d, key, metric, b);
    draft_add_filter(d, (DraftFilter){.expr = in, .column = key});
    if (!item->used && measured_besides(d, at)) {
        draft_use(d, at);
    } else if (!item->used) {
        Entity e = {.table = key.table, .column = key.column, .is_set = true, .at = at};
        d->focus = e;
        d->focus_listed = true;
        draft_use(d, at);
    }
    return true;
}
