#include "ask/grammar_units.h"

typedef struct TimeUnit {
    const char *word;
    double seconds;
} TimeUnit;

static const TimeUnit UNITS[] = {
    {"milliseconds", 0.001},
    {"ms", 0.001},
    {"second", 1},
    {"seconds", 1},
    {"sec", 1},
    {"secs", 1},
    {"s", 1},
    {"minute", 60},
    {"minutes", 60},
    {"min", 60},
    {"mins", 60},
    {"hour", 3600},
    {"hours", 3600},
    {"hrs", 3600},
    {"hr", 3600},
    {"minat", 60},
    {"ghante", 3600},
};

static double seconds_of(Str word) {
    for (size_t i = 0; i < COUNT_OF(UNITS); i++) {
        if (str_eq(word, str_from(UNITS[i].word))) return UNITS[i].seconds;
    }
    return 0;
}

bool grammar_units_is(Str word) { return word.len >= 2 && seconds_of(word) > 0; }

double grammar_units_factor(const ModelColumn *c, Str word) {
    double own = seconds_of(c->unit), said = seconds_of(word);
    return own > 0 && said > 0 ? said / own : 0;
}

int grammar_units_column(const ModelTable *t, Str word) {
    int found = -1;
    for (size_t c = 0; c < t->column_count; c++) {
        if (grammar_units_factor(&t->columns[c], word) == 0) continue;
        if (found >= 0) return -1;
        found = (int)c;
    }
    return found;
}

static size_t item_of(const Draft *d, size_t token) {
    for (size_t i = 0; i < d->p->count; i++) {
        const Link *link = d->p->items[i].link;
        if (link->first <= token && token < link->end) return i;
    }
    return d->p->count;
}

Str grammar_units_behind(Draft *d, size_t i) {
    size_t token = d->p->items[i].link->end;
    Str word = token < d->t->count ? d->t->items[token].text : (Str){0};
    if (!grammar_units_is(word)) return (Str){0};
    draft_use(d, item_of(d, token));
    return word;
}

void grammar_units_read(Draft *d) {
    for (size_t t = 1; t < d->t->count; t++) {
        Str word = d->t->items[t].text;
        if (!str_eq(d->t->items[t - 1].text, S("in")) || seconds_of(word) == 0) continue;
        for (size_t i = 0; i < d->measure_count; i++) {
            DraftMeasure *measure = &d->measures[i];
            if (!measure->expr || measure->column.table < 0 || measure->column.column < 0) continue;
            double factor = grammar_units_factor(model_at(d->m, measure->column), word);
            if (factor == 0 || factor == 1) continue;
            measure->expr = expr_call2(d->a, OP_DIV, measure->expr, expr_float(d->a, factor));
            measure->label = str_fmt(d->a, "time in " STR_F, STR_A(word));
            measure->is_plain = false;
            draft_use(d, item_of(d, t));
        }
        return;
    }
}
