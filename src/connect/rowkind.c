#include "connect/rowkind.h"

// Cells that are only this, give or take a colon.
static const Str TOTAL_WORDS[] = {
    STR("total"),        STR("totals"),       STR("grand total"),
    STR("sub total"),    STR("subtotal"),     STR("sub-total"),
    STR("gross total"),  STR("net total"),    STR("overall total"),
    STR("total amount"), STR("column total"), STR("sum"),
    STR("कुल"),           STR("कुल योग"),       STR("योग"),
};
static const Str REMARK_WORDS[] = {
    STR("note"),    STR("notes"),  STR("generated"), STR("source"),
    STR("printed"), STR("report"), STR("end of"),    STR("***"),
    STR("* "),      STR("page"),   STR("this is a"), STR("disclaimer"),
};

static Str label_trim(Str s) {
    while (s.len > 0 && (s.ptr[s.len - 1] == ':' || s.ptr[s.len - 1] == ' ')) s.len--;
    while (s.len > 0 && (s.ptr[0] == '*' || s.ptr[0] == ' ')) s = str_skip(s, 1);
    while (s.len > 0 && s.ptr[s.len - 1] == '*') s.len--;
    return str_trim(s);
}

static bool is_total_word(Str label) {
    for (size_t i = 0; i < COUNT_OF(TOTAL_WORDS); i++) {
        if (str_eq_nocase(label, TOTAL_WORDS[i])) return true;
    }
    return false;
}

static bool names_total(Str label) {
    return str_ends_nocase(label, S(" total")) || str_starts_nocase(label, S("total ")) ||
           str_starts_nocase(label, S("sub total ")) || str_starts_nocase(label, S("subtotal ")) ||
           str_starts_nocase(label, S("grand total "));
}

static bool is_remark(Str text) {
    if (text.len > 60) return true;
    for (size_t i = 0; i < COUNT_OF(REMARK_WORDS); i++) {
        if (str_starts_nocase(text, REMARK_WORDS[i])) return true;
    }
    return false;
}

typedef struct Tally {
    size_t filled, numbers, words;
    Str first;  // words
    bool total, maybe;
} Tally;

static Tally row_tally(const Record *r) {
    Tally t = {0};
    for (size_t i = 0; i < r->count; i++) {
        const Cell *c = &r->cells[i];
        NumText n;
        if (c->kind == CELL_EMPTY) continue;
        t.filled++;
        bool number = c->kind == CELL_INT || c->kind == CELL_FLOAT ||
                      (c->kind == CELL_TEXT && numtext_scan(c->text, &n));
        if (number) t.numbers++;
        if (number || c->kind != CELL_TEXT) continue;
        if (t.words++ == 0) t.first = c->text;
        Str label = label_trim(c->text);
        if (label.len > 80) continue;
        if (is_total_word(label))
            t.total = true;
        else if (names_total(label))
            t.maybe = true;
    }
    return t;
}

// Most rows are told by their first words: nothing that starts like a label of totals.
static bool has_total_word(const Record *r) {
    for (size_t i = 0; i < r->count; i++) {
        const Cell *c = &r->cells[i];
        if (c->kind != CELL_TEXT || c->text.len < 3 || c->text.len > 100) continue;
        if (str_contains(c->text, S("otal")) || str_contains(c->text, S("OTAL"))) return true;
        Str label = label_trim(c->text);
        if (label.len < 24 && is_total_word(label)) return true;
    }
    return false;
}

RowKind rowkind_of(const Record *r, size_t width) {
    size_t filled = 0;
    for (size_t i = 0; i < r->count; i++) filled += r->cells[i].kind != CELL_EMPTY;
    if (filled == 0) return ROW_BLANK;
    bool lone = filled == 1 && width >= 4 && r->cells[0].kind == CELL_TEXT;
    if (lone && is_remark(r->cells[0].text)) return ROW_REMARK;
    if (width < 2 || !has_total_word(r)) return ROW_DATA;
    Tally t = row_tally(r);
    if (t.numbers == 0 || t.numbers + t.words < t.filled) return ROW_DATA;
    if (t.total && t.words == 1) return ROW_TOTAL;
    if ((t.total || t.maybe) && t.words <= 2) return ROW_TOTAL_MAYBE;
    return ROW_DATA;
}
