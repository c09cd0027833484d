#include "ask/time_cursor.h"

enum { YEAR_FIRST = 1900, YEAR_LAST = 2100 };

Str time_cursor_word(const TimeCursor *c, size_t ahead) {
    return c->at + ahead < c->t->count ? c->t->items[c->at + ahead].text : (Str){0};
}

bool time_cursor_is(const TimeCursor *c, size_t ahead, const char *word) {
    return str_eq(time_cursor_word(c, ahead), str_from(word));
}

bool time_cursor_skip(TimeCursor *c, const char *word) {
    if (!time_cursor_is(c, 0, word)) return false;
    c->at++;
    return true;
}

bool time_cursor_number(const TimeCursor *c, size_t ahead, int first, int last, int *ret) {
    if (c->at + ahead >= c->t->count) return false;
    const Token *t = &c->t->items[c->at + ahead];
    if (t->kind != TOKEN_NUMBER || t->percent) return false;
    int value = t->number >= first && t->number <= last ? (int)t->number : -1;
    if (value < 0 || (double)value != t->number) return false;
    *ret = value;
    return true;
}

bool time_cursor_year(const TimeCursor *c, size_t ahead, int *ret) {
    return time_cursor_number(c, ahead, YEAR_FIRST, YEAR_LAST, ret) &&
           time_cursor_word(c, ahead).len == 4;
}

bool time_cursor_year_take(TimeCursor *c, int *ret) {
    size_t ahead =
        time_cursor_is(c, 0, "of") || time_cursor_is(c, 0, "in") || time_cursor_is(c, 0, ",");
    if (!time_cursor_year(c, ahead, ret)) return false;
    c->at += ahead + 1;
    return true;
}

DateRange time_cursor_period(Date first, int count, DateUnit unit) {
    return (DateRange){.first = first, .end = date_add(first, count, unit)};
}
