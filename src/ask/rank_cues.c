#include "ask/rank_question.h"

enum { CUE_TIMES_MAX = 3, CONDITIONS_FIRST = 2 };

// The words of each, parted by '|'.
static const Str CUES[] = {
#define CUE_ROW(id, words) STR(words),
    RANK_CUES(CUE_ROW)
#undef CUE_ROW
};

// Words that conditions begin with, when others stand before them.
static const Str CONDITIONS = STR(
    "that|with|whose|who|where|having|has|have|when|if|but|for|in|from|order|sorted|ordered|above|"
    "over|under|below|without|not|who|which");

static bool phrase_stands(const Tokens *t, size_t at, Str phrase) {
    Str word = {0};
    for (size_t i = at; str_next_part(&phrase, ' ', &word); i++) {
        if (i >= t->count || !str_eq(t->items[i].text, word)) return false;
    }
    return true;
}

static bool any_stands(const Tokens *t, size_t at, Str phrases) {
    Str phrase = {0};
    while (str_next_part(&phrases, '|', &phrase)) {
        if (phrase_stands(t, at, phrase)) return true;
    }
    return false;
}

static double times_said(const Tokens *t, Str phrases) {
    double count = 0;
    for (size_t i = 0; i < t->count && count < CUE_TIMES_MAX; i++) {
        count += any_stands(t, i, phrases) ? 1 : 0;
    }
    return count;
}

static size_t conditions_find(const Tokens *t) {
    for (size_t i = CONDITIONS_FIRST; i < t->count; i++) {
        if (any_stands(t, i, CONDITIONS)) return i;
    }
    return t->count;
}

// "names and ages", "sales by city and month", "the number for each type": what joins them.
static bool joins_another(const Tokens *t, size_t i) {
    if (any_stands(t, i, S(",|and|per|each|every|wise|along with|as well as"))) return true;
    return i > 0 && str_eq(t->items[i].text, S("by")) &&
           !any_stands(t, i - 1, S("order|ordered|sort|sorted|ranked|written|made|given|owned"));
}

static double listed_count(const Tokens *t, size_t end) {
    double count = 1;
    bool joined = true;  // ", and" joins once
    for (size_t i = 0; i < end; i++) {
        bool joins = joins_another(t, i);
        count += joins && !joined ? 1 : 0;
        joined = joins;
    }
    return count;
}

void rank_cues_measure(RankQuestion *q) {
    const Tokens *t = q->view->t;
    for (size_t i = 0; i < COUNT_OF(CUES); i++) {
        q->cues[FEATURE_CUE_HOW_MANY + i] = times_said(t, CUES[i]);
    }
    for (size_t i = 0; i < t->count && q->number_count < RANK_NUMBERS_MAX; i++) {
        double number = t->items[i].number;
        bool is_number = t->items[i].kind == TOKEN_NUMBER ||
                         (i > 0 && tokens_number_word(t->items[i].text, &number));
        if (is_number) q->numbers[q->number_count++] = number;
    }
    // "more than once"
    for (size_t i = 0; i < q->view->number_count && q->number_count < RANK_NUMBERS_MAX; i++) {
        bool word = t->items[q->view->numbers[i]].kind == TOKEN_WORD;
        if (word) q->numbers[q->number_count++] = q->view->amounts[i];
    }
    q->conditions_at = conditions_find(t);
    q->listed = listed_count(t, q->conditions_at);
}
