#include "flow/demand.h"

#include <assert.h>

#include "model/name_words.h"
#include "plan/plan_base.h"

static const char *const LEVEL_NAMES[] = {
    [DEMAND_ALL] = ERR_WORD("all"),
    [DEMAND_SKU] = ERR_WORD("sku"),
    [DEMAND_CATEGORY] = ERR_WORD("category"),
    [DEMAND_STORE] = ERR_WORD("store"),
};

const char *demand_level_name(DemandLevel level) { return LEVEL_NAMES[level]; }

bool demand_level_from(Str name, DemandLevel *ret) {
    for (int i = 0; i < DEMAND_LEVEL_COUNT; i++) {
        if (!str_eq_nocase(name, str_from(LEVEL_NAMES[i]))) continue;
        *ret = (DemandLevel)i;
        return true;
    }
    return false;
}

typedef struct LevelWord {
    Str word;
    DemandLevel level;
    int score;
} LevelWord;

// What things are called that are sold, that group them, and where they are sold.
static const LevelWord LEVEL_WORDS[] = {
    {STR("sku"), DEMAND_SKU, 10},
    {STR("product"), DEMAND_SKU, 9},
    {STR("item"), DEMAND_SKU, 8},
    {STR("article"), DEMAND_SKU, 8},
    {STR("medicine"), DEMAND_SKU, 7},
    {STR("drug"), DEMAND_SKU, 6},
    {STR("dish"), DEMAND_SKU, 6},
    {STR("material"), DEMAND_SKU, 6},
    {STR("part"), DEMAND_SKU, 5},
    {STR("goods"), DEMAND_SKU, 5},
    {STR("variant"), DEMAND_SKU, 5},
    {STR("barcode"), DEMAND_SKU, 4},
    {STR("category"), DEMAND_CATEGORY, 10},
    {STR("department"), DEMAND_CATEGORY, 7},
    {STR("family"), DEMAND_CATEGORY, 7},
    {STR("group"), DEMAND_CATEGORY, 5},
    {STR("subcategory"), DEMAND_CATEGORY, 6},
    {STR("class"), DEMAND_CATEGORY, 4},
    {STR("division"), DEMAND_CATEGORY, 4},
    {STR("genre"), DEMAND_CATEGORY, 4},
    {STR("store"), DEMAND_STORE, 10},
    {STR("shop"), DEMAND_STORE, 9},
    {STR("outlet"), DEMAND_STORE, 9},
    {STR("branch"), DEMAND_STORE, 9},
    {STR("restaurant"), DEMAND_STORE, 6},
    {STR("warehouse"), DEMAND_STORE, 6},
    {STR("depot"), DEMAND_STORE, 6},
    {STR("location"), DEMAND_STORE, 5},
    {STR("site"), DEMAND_STORE, 4},
};

// What ends the name of a thing's column without changing what thing it is.
static const Str ENDINGS[] = {STR("id"),   STR("code"),  STR("number"), STR("no"),
                              STR("key"),  STR("name"),  STR("title"),  STR("description"),
                              STR("uuid"), STR("label"), STR("nr")};

static bool is_ending(Str word) {
    for (size_t i = 0; i < COUNT_OF(ENDINGS); i++) {
        if (str_eq(word, ENDINGS[i])) return true;
    }
    return false;
}

// How well words name a thing of the level, by their head: "product category" is a category.
static int words_score(StrList words, DemandLevel level, Arena *a) {
    size_t count = words.count;
    while (count > 1 && is_ending(words.items[count - 1])) count--;
    if (count == 0) return 0;
    Str head = name_words_singular(a, words.items[count - 1]);
    for (size_t i = 0; i < COUNT_OF(LEVEL_WORDS); i++) {
        const LevelWord *w = &LEVEL_WORDS[i];
        // "sub category" and "home store" are less than "category" and "store".
        if (w->level == level && str_eq(w->word, head)) return w->score - (int)(count > 1);
    }
    return 0;
}

typedef struct Finding {
    const Model *m;
    Arena *a;
    Demand *demand;
    const int *reach;  // from the base
} Finding;

static const ModelTable *table_at(const Finding *f, size_t t) { return &f->m->tables[t]; }

// A table of its own: products(product_id, product_name).
static void thing_by_table(const Finding *f, DemandLevel level, DemandThing *thing, int *best) {
    for (size_t t = 0; t < f->m->table_count; t++) {
        const ModelTable *table = table_at(f, t);
        bool fits = f->reach[t] > 0 && table->key_count == 1 && !table->hidden;
        if (!fits) continue;
        int score = 2 * words_score(name_words_full(f->a, table->name), level, f->a) - f->reach[t];
        if (score <= *best) continue;
        *best = score;
        ColumnRef key = {.table = (int)t, .column = table->key[0]};
        bool named = table->name_column >= 0;
        ColumnRef name = {.table = (int)t, .column = named ? table->name_column : key.column};
        thing->is_known = true;
        thing->key = key;
        thing->name = name;
        thing->label = name_words_singular(f->a, table->label);
    }
}

// What one such thing is called: "product" of "product name".
static Str label_of(const ModelColumn *c) {
    Str label = c->label;
    for (size_t i = 0; i < COUNT_OF(ENDINGS); i++) {
        Str rest = str_trim(str_cut_suffix_nocase(label, ENDINGS[i]));
        if (rest.len > 0 && rest.len < label.len - ENDINGS[i].len) return rest;
    }
    return label;
}

static bool can_tell_apart(const ModelColumn *c) {
    bool sort = c->type == TYPE_TEXT || c->type == TYPE_INT;
    bool role = c->role != ROLE_MEASURE && c->role != ROLE_TIME && c->role != ROLE_FLAG;
    return sort && role && !c->hidden && c->profile.distinct > 0;
}

// Columns of a wider table: sales(sku, product_name, category, store).
static void thing_by_columns(const Finding *f, DemandLevel level, DemandThing *thing, int *best) {
    for (size_t t = 0; t < f->m->table_count; t++) {
        const ModelTable *table = table_at(f, t);
        if (f->reach[t] < 0 || table->hidden) continue;
        for (size_t c = 0; c < table->column_count; c++) {
            const ModelColumn *column = &table->columns[c];
            if (!can_tell_apart(column)) continue;
            StrList words = name_words_full(f->a, column->name);
            int score = 2 * words_score(words, level, f->a) - f->reach[t] - 1;
            if (score <= *best) continue;
            *best = score;
            ColumnRef ref = {.table = (int)t, .column = (int)c};
            *thing = (DemandThing){.is_known = true, .key = ref, .name = ref};
            thing->label = label_of(column);
        }
    }
}

// "product_name" beside "product_id"; or "product" beside "sku", longer and about as many.
static bool is_name_of(const Finding *f, const ModelColumn *c, const ModelColumn *key,
                       DemandLevel level) {
    StrList words = name_words_full(f->a, c->name);
    if (c->type != TYPE_TEXT || words_score(words, level, f->a) <= 0) return false;
    bool named = name_words_has(words, S("name")) || name_words_has(words, S("description")) ||
                 name_words_has(words, S("title"));
    const Profile *p = &c->profile, *of = &key->profile;
    bool as_many = 2 * p->distinct >= of->distinct && p->distinct <= of->distinct;
    bool longer = key->type != TYPE_TEXT || p->text_length_mean > of->text_length_mean;
    return named || (as_many && longer);
}

// The name that stands beside a code in the same wide table.
static void name_beside(const Finding *f, DemandLevel level, DemandThing *thing) {
    const ModelTable *table = table_at(f, (size_t)thing->key.table);
    if (thing->key.column != thing->name.column) return;
    for (size_t c = 0; c < table->column_count; c++) {
        if ((int)c == thing->key.column) continue;
        if (!is_name_of(f, &table->columns[c], model_at(f->m, thing->key), level)) continue;
        thing->name.column = (int)c;
        thing->label = label_of(&table->columns[c]);
        return;
    }
}

static bool is_about_people(const Finding *f, const ModelTable *table) {
    static const Str WORDS[] = {STR("customer"), STR("client"),   STR("employee"), STR("staff"),
                                STR("user"),     STR("supplier"), STR("vendor"),   STR("person"),
                                STR("member"),   STR("patient"),  STR("shipper"),  STR("city"),
                                STR("country"),  STR("state"),    STR("region"),   STR("address")};
    StrList words = name_words_full(f->a, table->name);
    for (size_t i = 0; i < words.count; i++) {
        Str word = name_words_singular(f->a, words.items[i]);
        for (size_t k = 0; k < COUNT_OF(WORDS); k++) {
            if (str_eq(word, WORDS[k])) return true;
        }
    }
    return false;
}

// What is sold may be called anything (tracks, films, rooms): the named things that a row of the
// measure refers to itself.
static void sku_by_reference(const Finding *f, DemandThing *thing) {
    for (size_t t = 0; t < f->m->table_count; t++) {
        const ModelTable *table = table_at(f, t);
        bool named = f->reach[t] == 1 && table->key_count == 1 && table->name_column >= 0;
        bool sold = table->kind != TABLE_FACT && !table->hidden && !is_about_people(f, table);
        bool other = (int)t != f->demand->things[DEMAND_CATEGORY].key.table &&
                     (int)t != f->demand->things[DEMAND_STORE].key.table;
        if (!named || !sold || !other) continue;
        *thing = (DemandThing){.is_known = true,
                               .key = {.table = (int)t, .column = table->key[0]},
                               .name = {.table = (int)t, .column = table->name_column},
                               .label = name_words_singular(f->a, table->label)};
        return;
    }
}

// A code that refers to a table of such things is known best by that table.
static void link_follow(const Finding *f, DemandThing *thing) {
    for (size_t i = 0; i < f->m->join_count; i++) {
        const ModelJoin *j = &f->m->joins[i];
        if (j->from_table != thing->key.table || j->from_column != thing->key.column) continue;
        int name = table_at(f, (size_t)j->to_table)->name_column;
        thing->key = (ColumnRef){.table = j->to_table, .column = j->to_column};
        thing->name = thing->key;
        if (name >= 0) thing->name.column = name;
        thing->label = name_words_singular(f->a, table_at(f, (size_t)j->to_table)->label);
        return;
    }
}

static void thing_find(const Finding *f, DemandLevel level) {
    DemandThing *thing = &f->demand->things[level];
    int best = 0;
    thing_by_table(f, level, thing, &best);
    thing_by_columns(f, level, thing, &best);
    if (!thing->is_known) return;
    link_follow(f, thing);
    name_beside(f, level, thing);
}

static ColumnRef nearest_time(const Model *m, const int *reach) {
    ColumnRef best = {.table = -1};
    for (size_t t = 0; t < m->table_count; t++) {
        if (reach[t] < 0 || m->tables[t].time_column < 0) continue;
        if (m->tables[t].kind == TABLE_DIMENSION && reach[t] > 0) continue;  // when it was opened
        if (best.table >= 0 && reach[t] >= reach[best.table]) continue;
        best = (ColumnRef){.table = (int)t, .column = m->tables[t].time_column};
    }
    return best;
}

// The base of a measure, and its time; false when nothing says when.
static bool base_set(Finding *f, int base) {
    f->reach = plan_reach(f->m, base, f->a);
    ColumnRef time = nearest_time(f->m, f->reach);
    if (time.table < 0) return false;
    f->demand->base = base;
    f->demand->time = time;
    return true;
}

static bool metric_take(Finding *f, int index) {
    const Metric *metric = &f->m->metrics[index];
    if (metric->additivity != ADD_SUM || !base_set(f, metric->table)) return false;
    f->demand->measure = expr_metric(f->a, index);
    f->demand->name = metric->name;
    f->demand->label = metric->label;
    f->demand->unit = metric->unit;
    return true;
}

static bool column_take(Finding *f, ColumnRef c) {
    const ModelColumn *column = model_at(f->m, c);
    bool adds = column->role == ROLE_MEASURE && column->additivity == ADD_SUM;
    if (!adds || !base_set(f, c.table)) return false;
    f->demand->measure = expr_call1(f->a, OP_SUM, expr_column(f->a, c.table, c.column));
    f->demand->name = column->name;
    f->demand->label = column->label;
    f->demand->unit = column->unit;
    return true;
}

static const Str QUANTITY_WORDS[] = {STR("quantity"), STR("unit"),   STR("sold"),
                                     STR("demand"),   STR("piece"),  STR("volume"),
                                     STR("count"),    STR("number"), STR("consumption")};

static bool is_quantity_name(Str name, Arena *a) {
    StrList words = name_words_full(a, name);
    for (size_t i = 0; i < words.count; i++) {
        Str word = name_words_singular(a, words.items[i]);
        for (size_t k = 0; k < COUNT_OF(QUANTITY_WORDS); k++) {
            if (str_eq(word, QUANTITY_WORDS[k])) return true;
        }
    }
    return false;
}

// The column of the largest table that has a time; with `quantity`, only what is named as one.
static bool column_choose(Finding *f, bool quantity) {
    uint64_t most = 0;
    ColumnRef best = {.table = -1};
    for (size_t t = 0; t < f->m->table_count; t++) {
        const ModelTable *table = table_at(f, t);
        if (table->hidden || table->rows <= most) continue;
        for (size_t c = 0; c < table->column_count; c++) {
            ColumnRef ref = {.table = (int)t, .column = (int)c};
            if (quantity && !is_quantity_name(table->columns[c].name, f->a)) continue;
            if (!column_take(f, ref)) continue;
            best = ref;
            most = table->rows;
            break;
        }
    }
    return best.table >= 0 && column_take(f, best);
}

static bool measure_choose(Finding *f) {
    int quantity = model_metric(f->m, S("quantity"));
    if (quantity >= 0 && metric_take(f, quantity)) return true;
    if (column_choose(f, true)) return true;
    if (f->m->default_metric >= 0 && metric_take(f, f->m->default_metric)) return true;
    for (size_t i = 0; i < f->m->metric_count; i++) {
        if (metric_take(f, (int)i)) return true;
    }
    return column_choose(f, false);
}

static bool names_metric(const Metric *metric, Str name) {
    if (str_eq_nocase(metric->name, name) || str_eq_nocase(metric->label, name)) return true;
    for (size_t i = 0; i < metric->synonyms.count; i++) {
        if (str_eq_nocase(metric->synonyms.items[i], name)) return true;
    }
    return false;
}

static bool measure_named(Finding *f, Str name, Err *err) {
    Nearest near = name_words_nearest(name);
    for (size_t i = 0; i < f->m->metric_count; i++) {
        if (names_metric(&f->m->metrics[i], name) && metric_take(f, (int)i)) return true;
        name_words_try(&near, f->m->metrics[i].name);
    }
    for (size_t t = 0; t < f->m->table_count; t++) {
        int c = model_column(table_at(f, t), name);
        if (c >= 0 && column_take(f, (ColumnRef){.table = (int)t, .column = c})) return true;
    }
    if (near.name.len > 0) {
        return fail(err, ERR_NOT_FOUND,
                    "'" STR_F "' is not something that adds up over time; did you mean '" STR_F
                    "'?",
                    STR_A(name), STR_A(near.name));
    }
    return fail(err, ERR_NOT_FOUND, "'" STR_F "' is not something that adds up over time",
                STR_A(name));
}

static bool has_time(const Model *m) {
    for (size_t t = 0; t < m->table_count; t++) {
        if (m->tables[t].time_column >= 0) return true;
    }
    return false;
}

static bool nothing_found(const Model *m, Err *err) {
    if (!has_time(m)) {
        return fail(err, ERR_NOT_FOUND,
                    "no column says when something was sold: a forecast needs a date in each row");
    }
    return fail(err, ERR_NOT_FOUND,
                "no column says how much was sold: a forecast needs a quantity or an amount beside "
                "a date");
}

static bool is_level(const Finding *f, ColumnRef c) {
    static const Str WORDS[] = {STR("stock"), STR("hand"), STR("inventory"), STR("balance"),
                                STR("available")};
    const ModelColumn *column = model_at(f->m, c);
    if (column->role != ROLE_MEASURE || column->additivity != ADD_LAST) return false;
    StrList words = name_words_full(f->a, column->name);
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        if (name_words_has(words, WORDS[i])) return true;
    }
    return false;
}

static bool is_lead(const Finding *f, ColumnRef c) {
    const ModelColumn *column = model_at(f->m, c);
    StrList words = name_words_full(f->a, column->name);
    return column->role == ROLE_MEASURE && name_words_has(words, S("lead"));
}

// A discount above nothing, or a flag, on the rows that are counted or on the bill that they are
// of.
static bool is_promotion(const Finding *f, ColumnRef c) {
    static const Str WORDS[] = {STR("discount"),    STR("promo"), STR("promotion"),
                                STR("promotional"), STR("offer"), STR("markdown"),
                                STR("scheme"),      STR("rebate")};
    const ModelColumn *column = model_at(f->m, c);
    bool number = column->type == TYPE_INT || column->type == TYPE_FLOAT;
    if (!number && column->type != TYPE_BOOL) return false;
    StrList words = name_words_full(f->a, column->name);
    if (name_words_has(words, S("id")) || name_words_has(words, S("code"))) return false;
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        if (name_words_has(words, WORDS[i])) return true;
    }
    return false;
}

static ColumnRef promotion_find(const Finding *f) {
    ColumnRef best = {.table = -1};
    for (size_t t = 0; t < f->m->table_count; t++) {
        bool nearer = best.table < 0 || f->reach[t] < f->reach[best.table];
        if (f->reach[t] < 0 || table_at(f, t)->kind == TABLE_DIMENSION || !nearer) continue;
        for (size_t c = 0; c < table_at(f, t)->column_count; c++) {
            ColumnRef ref = {.table = (int)t, .column = (int)c};
            if (!is_promotion(f, ref)) continue;
            best = ref;
            break;
        }
    }
    return best;
}

// The first column of that kind in a table from which (`down`: to which) products are told apart.
static ColumnRef column_near_sku(const Finding *f, bool (*fits)(const Finding *, ColumnRef),
                                 bool down) {
    const DemandThing *sku = &f->demand->things[DEMAND_SKU];
    for (size_t t = 0; t < f->m->table_count && sku->is_known; t++) {
        int from = down ? sku->key.table : (int)t;
        int to = down ? (int)t : sku->key.table;
        if (plan_reach(f->m, from, f->a)[to] < 0) continue;
        for (size_t c = 0; c < table_at(f, t)->column_count; c++) {
            ColumnRef ref = {.table = (int)t, .column = (int)c};
            if (fits(f, ref)) return ref;
        }
    }
    return (ColumnRef){.table = -1};
}

// The stock's own word for a store: two tables may have one each without meeting.
static DemandThing shelves_find(const Finding *f) {
    Demand stock = *f->demand;
    Finding own = {.m = f->m, .a = f->a, .demand = &stock};
    own.reach = plan_reach(f->m, f->demand->stock.table, f->a);
    stock.things[DEMAND_STORE] = (DemandThing){.key = {.table = -1}};
    thing_find(&own, DEMAND_STORE);
    return stock.things[DEMAND_STORE];
}

static Demand demand_none(void) {
    Demand d = {
        .base = -1, .stock = {.table = -1}, .lead = {.table = -1}, .promotion = {.table = -1}};
    for (int i = 0; i < DEMAND_LEVEL_COUNT; i++) d.things[i].key.table = -1;
    return d;
}

// What is known besides the measure and its time.
static Demand demand_complete(Finding *f) {
    Demand *d = f->demand;
    d->is_quantity = is_quantity_name(d->name, f->a);
    for (int level = DEMAND_SKU; level < DEMAND_LEVEL_COUNT; level++) {
        thing_find(f, (DemandLevel)level);
    }
    if (!d->things[DEMAND_SKU].is_known) sku_by_reference(f, &d->things[DEMAND_SKU]);
    d->things[DEMAND_ALL].label = S("business");
    d->stock = column_near_sku(f, is_level, false);
    if (d->stock.table >= 0) d->shelves = shelves_find(f);
    d->lead = column_near_sku(f, is_lead, true);
    d->promotion = promotion_find(f);
    return *d;
}

bool demand_find(const Model *m, Str measure, Arena *a, Demand *ret, Err *err) {
    assert(m && ret && err);
    Demand d = demand_none();
    Finding f = {.m = m, .a = a, .demand = &d};
    if (m->table_count == 0) {
        return fail(err, ERR_NOT_FOUND,
                    "there is no data yet: add a file with dates and quantities sold first");
    }
    if (measure.len > 0) {
        if (!measure_named(&f, measure, err)) return false;
    } else if (!measure_choose(&f)) {
        return nothing_found(m, err);
    }
    *ret = demand_complete(&f);
    return true;
}

// The table whose rows a measure counts, where they add up; -1 where they do not.
static int summed_table(const Model *m, const Expr *e) {
    if (e->kind == EXPR_METRIC) {
        const Metric *metric = &m->metrics[e->metric];
        return metric->additivity == ADD_SUM ? metric->table : -1;
    }
    if (e->kind != EXPR_CALL || (e->op != OP_SUM && e->op != OP_COUNT)) return -1;
    const Expr *of = e->args[0];
    if (of->kind != EXPR_COLUMN && of->kind != EXPR_ROWS) return -1;
    bool adds = e->op == OP_COUNT || model_at(m, of->column)->additivity == ADD_SUM;
    return adds ? of->column.table : -1;
}

static Str measure_label(const Model *m, const PlanMeasure *measure) {
    const Expr *e = measure->expr;
    if (measure->label.len > 0) return measure->label;
    if (e->kind == EXPR_METRIC) return m->metrics[e->metric].label;
    if (e->args[0]->kind == EXPR_ROWS) return m->tables[e->args[0]->column.table].label;
    return model_at(m, e->args[0]->column)->label;
}

static bool plan_time_find(const Plan *p, ColumnRef *ret) {
    for (size_t i = 0; i < p->dimension_count; i++) {
        const Expr *e = p->dimensions[i].expr;
        if (e->kind != EXPR_CALL || e->op != OP_BUCKET || e->args[0]->kind != EXPR_COLUMN) continue;
        *ret = e->args[0]->column;
        return true;
    }
    return false;
}

bool demand_of_plan(const Model *m, const Plan *p, Arena *a, Demand *ret, Err *err) {
    Demand d = demand_none();
    Finding f = {.m = m, .a = a, .demand = &d};
    int base = p->measure_count > 0 ? summed_table(m, p->measures[0].expr) : -1;
    if (base < 0) {
        return fail(
            err, ERR_INVALID,
            "only what adds up over time can be forecast: a quantity, an amount or a count");
    }
    if (!plan_time_find(p, &d.time)) {
        return fail(err, ERR_INVALID, "a forecast needs the past by day, week or month");
    }
    const Expr *measure = p->measures[0].expr;
    f.reach = plan_reach(m, base, a);
    d.base = base;
    d.measure = p->measures[0].expr;
    d.label = measure_label(m, &p->measures[0]);
    d.name = measure->kind == EXPR_METRIC ? m->metrics[measure->metric].name : d.label;
    d.unit = measure->kind == EXPR_METRIC ? m->metrics[measure->metric].unit : (Str){0};
    *ret = demand_complete(&f);
    return true;
}

bool demand_need(const Demand *d, DemandLevel level, Err *err) {
    static const char *const WANTED[] = {
        [DEMAND_ALL] = "",
        [DEMAND_SKU] = ERR_WORD("products apart: a column such as product or sku"),
        [DEMAND_CATEGORY] = ERR_WORD("categories apart: a column such as category or department"),
        [DEMAND_STORE] = ERR_WORD("stores apart: a column such as store or branch"),
    };
    if (level == DEMAND_ALL || d->things[level].is_known) return true;
    return fail(err, ERR_NOT_FOUND, "no column tells %s is needed", WANTED[level]);
}
