#include "flow/outlook_words.h"

#include <math.h>

#include "data/number_text.h"

Str outlook_amount(const Demand *d, double value, Arena *a) {
    double size = fabs(value);
    if (size >= 20) {
        value = round(value);
    } else if (size >= 0.05) {
        value = round(value * 10) / 10;
    }
    return number_text(value, d->unit, words_english(a));
}

Str outlook_periods(size_t count, DateUnit unit, Arena *a) {
    return str_fmt(a, "%zu %s%s", count, date_unit_name(unit), count == 1 ? "" : "s");
}

Str outlook_day(Date date, Arena *a) {
    static const char *const WEEKDAYS[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    DateParts p = date_parts(date);
    return str_fmt(a, "%s %d %s %d", WEEKDAYS[date_weekday(date)], p.day, MONTHS[p.month - 1],
                   p.year);
}

static Str change_words(const Outlook *o, size_t periods, Arena *a) {
    const OutlookTotal *t = &o->total;
    if (isnan(t->before) || t->before <= 0) return (Str){0};
    double change = 100 * (t->quantity - t->before) / t->before;
    Str before = outlook_periods(periods, o->set->unit, a);
    if (fabs(change) < 1) return str_fmt(a, ", as in the " STR_F " before", STR_A(before));
    return str_fmt(a, ", %.0f %% %s than in the " STR_F " before", fabs(change),
                   change > 0 ? "more" : "less", STR_A(before));
}

static size_t total_periods(const Outlook *o) {
    size_t count = 0;
    while (date_add(o->total.first, (int)count, o->set->unit) <= o->total.last) count++;
    return count;
}

static Str when_words(const Outlook *o, size_t periods, Arena *a) {
    const OutlookTotal *t = &o->total;
    if (t->first != o->first) {
        return str_fmt(a, "from " STR_F " to " STR_F, STR_A(outlook_day(t->first, a)),
                       STR_A(outlook_day(t->last, a)));
    }
    if (periods == 1) return str_fmt(a, "in the next %s", date_unit_name(o->set->unit));
    return str_fmt(a, "in the next " STR_F, STR_A(outlook_periods(periods, o->set->unit, a)));
}

static void headline_make(Outlook *o, Arena *a) {
    const OutlookTotal *t = &o->total;
    const Demand *d = o->demand;
    size_t periods = total_periods(o);
    Str change = t->first == o->first ? change_words(o, periods, a) : (Str){0};
    Str amount = outlook_amount(d, t->quantity, a);
    // Things are sold; money is taken "of revenue". Of things whose unit is unknown at least that
    // they are counted is said.
    const char *units = d->unit.len > 0 ? "" : " units";
    Str what = d->is_quantity ? str_fmt(a, STR_F "%s will sell", STR_A(amount), units)
                              : str_fmt(a, STR_F " of " STR_F, STR_A(amount), STR_A(d->label));
    Str range = str_fmt(a, STR_F " to " STR_F, STR_A(outlook_amount(d, t->lower, a)),
                        STR_A(outlook_amount(d, t->upper, a)));
    o->headline =
        str_fmt(a, STR_F ": about " STR_F " " STR_F ", likely " STR_F STR_F ".", STR_A(o->name),
                STR_A(what), STR_A(when_words(o, periods, a)), STR_A(range), STR_A(change));
}

void outlook_note(Outlook *o, Str text, Arena *a) {
    Str *items = arena_new(a, Str, o->notes.count + 1);
    for (size_t i = 0; i < o->notes.count; i++) items[i] = o->notes.items[i];
    items[o->notes.count] = text;
    o->notes = (StrList){items, o->notes.count + 1};
}

static void notes_make(Outlook *o, Arena *a) {
    const HistorySet *set = o->set;
    if (o->lifts_text.len > 0) outlook_note(o, o->lifts_text, a);
    if (!set->is_cut) return;
    const char *unit = date_unit_name(set->unit);
    outlook_note(
        o,
        str_fmt(a, "The data ends on " STR_F ", within a %s: that %s is forecast as a whole.",
                STR_A(outlook_day(set->data_end, a)), unit, unit),
        a);
}

void outlook_words(Outlook *o, Arena *a) {
    headline_make(o, a);
    notes_make(o, a);
}
