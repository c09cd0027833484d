// One part of every year: "sales in december across years", "Q3 revenue each year", "diwali week
// sales over the years".

#include "ask/grammar_frames.h"

// Longer parts are years themselves; shorter than a day there are none.
enum { PART_DAYS_MAX = 100 };

// "december", "q3", "diwali week": neither a year nor "last" says which.
static bool is_part(Draft *d, size_t i) {
    static const char *const RELATIVE[] = {"this",    "last",  "past",      "next",  "previous",
                                           "current", "today", "yesterday", "coming"};
    if (!draft_is(d, i, LINK_TIME) || draft_item(d, i)->used) return false;
    const Link *link = draft_item(d, i)->link;
    const TimePhrase *t = &link->time;
    if (!t->has_first || !t->has_end || t->range.end - t->range.first > PART_DAYS_MAX) return false;
    for (size_t k = link->first; k < link->end; k++) {
        const Token *token = &d->t->items[k];
        if (token->kind != TOKEN_WORD && token->number >= 1000) return false;
        for (size_t w = 0; w < COUNT_OF(RELATIVE); w++) {
            if (str_eq(token->text, str_from(RELATIVE[w]))) return false;
        }
    }
    return true;
}

// "each year", "by year", "across years", "over the years", "yearly": where it stands.
bool grammar_years_find(Draft *d, size_t *ret_first, size_t *ret_end) {
    static const char *const LED[] = {"across", "over", "all", "different", "through", "between"};
    for (size_t i = 0; i < d->p->count; i++) {
        const Item *item = draft_item(d, i);
        bool trend = draft_is_cue(d, i, CUE_TREND) && item->link->cue->arg == 2 + DATE_YEAR;
        bool adverb = draft_is(d, i, LINK_GRAIN) && item->link->number > 0;
        bool year = draft_is(d, i, LINK_GRAIN) && item->link->grain == DATE_YEAR;
        *ret_first = i;
        *ret_end = i + 1;
        if (trend || (year && adverb) || (year && draft_is_cue(d, i + 1, CUE_WISE))) return true;
        if (!year || i == 0) continue;
        size_t before = i - 1;
        while (before > 0 && str_eq(d->t->items[draft_item(d, before)->link->first].text, S("the")))
            before--;
        *ret_first = before;
        if (draft_is_cue(d, before, CUE_BY) || draft_is_cue(d, before, CUE_EACH_TOP)) return true;
        Str word = d->t->items[draft_item(d, before)->link->end - 1].text;
        for (size_t k = 0; k < COUNT_OF(LED); k++) {
            if (str_eq(word, str_from(LED[k]))) return true;
        }
    }
    return false;
}

bool grammar_years_read(Draft *d) {
    size_t first = 0, end = 0, part = d->p->count, parts = 0;
    for (size_t i = 0; i < d->p->count; i++) {
        if (!is_part(d, i)) continue;
        part = i;
        parts++;
    }
    if (parts != 1 || !grammar_years_find(d, &first, &end)) return false;
    d->every_year = true;
    d->every_year_at = draft_item(d, part)->link->first;
    d->every_year_part = draft_item(d, part)->link->time;
    draft_use(d, part);
    for (size_t i = first; i < end; i++) draft_use(d, i);
    if (draft_is_cue(d, end, CUE_WISE)) draft_use(d, end);
    draft_add_dimension(
        d, (DraftDimension){.is_grain = true, .grain = DATE_YEAR, .by_cue = true, .at = first});
    return false;  // what is measured may stand in a frame of its own
}
