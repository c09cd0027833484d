// The rules of tops and superlatives: "top 5", "most sold", "oldest".

#include "ask/grammar.h"

static bool top_number(Draft *d, size_t i, size_t beside) {
    Item *item = draft_item(d, beside);
    bool adjoins = item && item->link->kind == LINK_NUMBER && !item->used &&
                   (beside == i + 1 || beside + 1 == i);
    if (!adjoins || item->link->number < 1 || item->link->number > PLAN_LIMIT_MAX) return false;
    d->top_limit = (int64_t)item->link->number;
    if (item->link->percent) draft_doubt(d, 3);  // so many in a hundred of them
    draft_use(d, beside);
    return true;
}

// "which five customers spent the most": how many stands before the thing.
static void thing_number(Draft *d, size_t i) {
    for (size_t k = 1; k + 1 < i && d->top_limit == 0 && d->m->default_metric >= 0; k++) {
        Item *item = draft_item(d, k), *thing = draft_item(d, k + 1);
        bool named = thing->link->kind == LINK_TABLE || thing->link->kind == LINK_COLUMN;
        bool led = draft_is_cue(d, k - 1, CUE_WHICH) || draft_is_cue(d, k - 1, CUE_LIST) ||
                   draft_item(d, k - 1)->link->kind == LINK_FILLER;
        if (item->link->kind == LINK_NUMBER && !item->used && named && led && !thing->used &&
            item->link->number >= 1 && item->link->number <= PLAN_LIMIT_MAX) {
            d->top_limit = (int64_t)item->link->number;
            draft_use(d, k);
        }
    }
}

static void place_read(Draft *d, size_t i) {
    if (i == 0 || !draft_is_cue(d, i - 1, CUE_ORDINAL)) return;
    d->place = draft_item(d, i - 1)->link->cue->arg;
    draft_use(d, i - 1);
}

// "slow moving": by how much is sold.
static void moving_read(Draft *d, size_t i) {
    Str phrase = draft_item(d, i)->link->cue->phrase;
    bool popular = str_ends(phrase, S(" popular")) && d->m->default_metric >= 0;
    if (popular) d->top_counts = false;
    bool used = str_find_nocase(phrase, S("used")) != STR_NONE;
    Expr *deeds = used && d->m->default_metric >= 0 ? grammar_habits_deeds(d) : NULL;
    if (deeds) {
        d->top_measure =
            (DraftMeasure){.expr = deeds, .column = {.table = -1, .column = -1}, .at = i};
        d->has_top_measure = true;
        d->top_counts = false;
    }
    int pieces = str_ends(phrase, S(" moving")) ? grammar_pieces(d) : -1;
    if (pieces >= 0) {
        d->top_measure =
            (DraftMeasure){.expr = expr_metric(d->a, pieces),
                           .column = {.table = d->m->metrics[pieces].table, .column = -1},
                           .at = i};
        d->has_top_measure = true;
    }
    if (!popular && !str_ends(phrase, S(" moving")) && !str_ends(phrase, S(" selling"))) return;
    d->has_sell_verb = d->sell_counts = true;
}

// "the most common age": the ages themselves are counted, though they are numbers.
static bool top_frequent(Draft *d, size_t i, size_t at) {
    const Link *link = draft_item(d, i)->link;
    bool of = str_eq(d->t->items[link->end - 1].text, S("of"));  // "the largest number of"
    Item *item = draft_item(d, at);
    if (!d->top_counts || of || !item || item->used || !draft_is_number(d, item)) return false;
    draft_use(d, at);
    draft_add_dimension(d, (DraftDimension){.entity = draft_entity(item, at), .at = at});
    return true;
}

void grammar_top(Draft *d, size_t i) {
    int arg = draft_item(d, i)->link->cue->arg;
    size_t next = draft_next_near(d, i);
    draft_use(d, i);
    d->has_top = true;
    d->top_descending = (arg & 1) != 0;
    d->top_counts = arg >= 2;
    d->top_at = i;
    moving_read(d, i);
    place_read(d, i);
    bool many = top_number(d, i, next);
    if (!many && i > 0) (void)top_number(d, i, i - 1);
    thing_number(d, i);
    next = draft_next(d, next < d->p->count && draft_item(d, next)->used ? next : i);
    if (draft_is_cue(d, next, CUE_COUNT) || draft_is_cue(d, next, CUE_AGGREGATE)) return;
    if (top_frequent(d, i, next)) return;
    // "top selling", "most sold": the verb is the measure.
    DraftMeasure measure = {0};
    if (!many && grammar_measure(d, next, &measure)) {
        draft_use(d, next);
        d->top_measure = measure;
        d->has_top_measure = true;
    }
}

void grammar_top_many(Draft *d) {
    if (!d->has_top || d->top_limit > 0 || d->place > 0 || d->m->default_metric < 0) return;
    for (size_t i = 0; i + 1 < d->p->count; i++) {
        const Item *thing = draft_item(d, i + 1);
        bool text = thing->link->kind == LINK_TABLE ||
                    (thing->link->kind == LINK_COLUMN && !draft_is_number(d, thing));
        bool led = i > 0 && draft_is_cue(d, i - 1, CUE_COMPARE);
        if (draft_is(d, i, LINK_NUMBER) && text && !led && top_number(d, i + 1, i)) return;
    }
}

int grammar_top_column(const Draft *d, const Superlative *s, int table) {
    const ModelTable *t = &d->m->tables[table];
    Str rest = str_from(s->columns);
    for (Str w = str_next_word(&rest); w.len > 0; w = str_next_word(&rest)) {
        for (size_t c = 0; c < t->column_count; c++) {
            const ModelColumn *column = &t->columns[c];
            bool number = column->type == TYPE_INT || column->type == TYPE_FLOAT;
            bool date = column->type == TYPE_DATE || column->type == TYPE_TIMESTAMP;
            if (!number && !date) continue;
            if (str_find_nocase(column->name, w) != STR_NONE ||
                str_find_nocase(column->label, w) != STR_NONE) {
                return (int)c;
            }
        }
    }
    return s->of_time ? t->time_column : -1;
}

// "fastest ship mode", where nothing has a speed but what is done takes a time: the least of it, of
// groups on average.
static bool pace_read(Draft *d, const Superlative *s, size_t i) {
    static const Superlative TIME = {STR("time"), false, "days hours minutes duration", false};
    bool pace = str_eq(s->word, S("fastest")) || str_eq(s->word, S("slowest"));
    for (size_t k = 0; k < d->p->count && pace; k++) {
        Item *item = draft_item(d, k);
        bool text =
            item->link->kind == LINK_COLUMN && !draft_is_number(d, item) && !draft_is_date(d, item);
        if (!text || grammar_top_column(d, s, item->target->table) >= 0) continue;
        int column = grammar_top_column(d, &TIME, item->target->table);
        if (column < 0) continue;
        Expr *time = expr_column(d->a, item->target->table, column);
        d->top_measure = (DraftMeasure){
            .expr = expr_call1(d->a, OP_AVG, time), .column = draft_ref(item), .at = i};
        d->has_top_measure = true;
        d->top_descending = !s->descending;
        return true;
    }
    return false;
}

void grammar_top_superlative(Draft *d, size_t i) {
    const Superlative *s = &LEXICON_SUPERLATIVES[draft_item(d, i)->link->cue->arg];
    size_t around[2] = {draft_next(d, i), draft_before(d, i)};
    draft_use(d, i);
    d->has_top = true;
    d->top_descending = s->descending;
    d->top_at = i;
    place_read(d, i);
    if (!top_number(d, i, i + 1) && i > 0) (void)top_number(d, i, i - 1);
    if (d->top_limit > 0) around[0] = draft_next(d, around[0]);
    if (pace_read(d, s, i)) return;
    Expr *extent = grammar_text_extent(d, i);
    if (extent) {
        d->top_by = extent;
        return;
    }
    Item *named = draft_item(d, around[0]);
    if (named && draft_is_number(d, named) && !named->used) {
        d->top_by = draft_column_expr(d, draft_ref(named));  // "shortest duration"
        draft_use(d, around[0]);
        return;
    }
    for (size_t k = 0; k < d->p->count + 2; k++) {
        size_t at = k < 2 ? around[k] : k - 2;
        Item *item = draft_item(d, at);
        if (!item || !item->target || item->link->kind == LINK_METRIC) continue;
        int column = grammar_top_column(d, s, item->target->table);
        if (column < 0) continue;
        bool age_by_date = s->of_time && str_starts(str_from(s->columns), S("age")) &&
                           d->m->tables[item->target->table].columns[column].type != TYPE_INT;
        if (age_by_date) d->top_descending = !d->top_descending;
        d->top_by = expr_column(d->a, item->target->table, column);
        return;
    }
    draft_doubt(d, 1);
}
