#include "flow/period_renew.h"

#include "ask/timephrase.h"

bool period_renew_read(Str words, PeriodDay day, Arena *a, PlanTime *time) {
    if (str_trim(words).len == 0) return false;
    CLEANUP(stemmer_freep) Stemmer *stemmer = stemmer_new();
    Tokens tokens = tokens_read(words, stemmer, a);
    tokens.fiscal_month = day.fiscal_month;
    TimePhrase phrase = {0};
    bool read = tokens.count > 0 && timephrase_read(&tokens, 0, day.today, &phrase) &&
                phrase.count == tokens.count && !phrase.yearless && !phrase.bare_number;
    if (!read) return false;
    time->has_first = phrase.has_first;
    time->has_end = phrase.has_end;
    time->range = phrase.range;
    time->words = str_dup(a, words);
    return true;
}

void period_renew(Plan *p, PeriodDay day, Arena *a) {
    for (; p; p = p->from) {
        if (p->time.is_set && p->time.words.len > 0) {
            (void)period_renew_read(p->time.words, day, a, &p->time);
        }
        if (p->other) period_renew(p->other, day, a);
    }
}
