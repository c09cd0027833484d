// The rule of what makes up a part of the whole: "which products make up 80 % of sales", "how many
// customers account for half of revenue", "pareto of products by revenue".

#include "ask/grammar.h"

#define PARETO_PART 0.8

static Str word_at(const Draft *d, size_t t) {
    return t < d->t->count ? d->t->items[t].text : (Str){0};
}

// The part that stands behind the cue: "80 %", "80 percent", "half", "two thirds"; its last token.
static bool part_read(const Draft *d, size_t t, double *ret, size_t *ret_end) {
    static const char *const PASSED[] = {"for", "about", "up", "the", "around", "nearly", "almost"};
    size_t skipped = 0;
    for (size_t k = 0; k < COUNT_OF(PASSED) && skipped < 3; k++) {
        if (!str_eq(word_at(d, t), str_from(PASSED[k]))) continue;
        t++;
        skipped++;
        k = 0;
    }
    if (str_eq(word_at(d, t), S("half"))) {
        *ret = 0.5;
        *ret_end = t + 1;
        return true;
    }
    if (t >= d->t->count || d->t->items[t].kind != TOKEN_NUMBER) return false;
    double number = d->t->items[t].number;
    Str unit = word_at(d, t + 1);
    bool spelled = str_eq(unit, S("percent")) || str_eq(unit, S("%")) || str_eq(unit, S("pct")) ||
                   str_eq(unit, S("per"));
    if ((!d->t->items[t].percent && !spelled) || number <= 0 || number >= 100) return false;
    *ret = number / 100;
    *ret_end = t + 1 + spelled + (str_eq(unit, S("per")) && spelled);
    return true;
}

static void tokens_use(Draft *d, size_t first, size_t end) {
    for (size_t i = 0; i < d->p->count; i++) {
        const Link *link = draft_item(d, i)->link;
        if (link->first >= first && link->first < end) draft_use(d, i);
    }
}

void grammar_until(Draft *d, size_t i) {
    const Link *link = draft_item(d, i)->link;
    size_t end = link->end;
    double part = PARETO_PART;
    bool all = link->cue->arg == 1;
    if (!part_read(d, end, &part, &end) && !all) return;
    d->until = part;
    d->focus_listed = true;
    tokens_use(d, link->first, end);
    // "of", "of all": the share is no cue of its own here.
    if (str_eq(word_at(d, end), S("of"))) tokens_use(d, end, end + 1);
}
