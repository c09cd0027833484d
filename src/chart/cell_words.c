#include "chart/cell_words.h"

#include "data/number_text.h"

typedef enum PartWords {
    PART_NUMBER,
    PART_MONTHS,
    PART_WEEKDAYS,
    PART_CLOCK,
    PART_QUARTERS
} PartWords;

typedef struct Part {
    Str unit;  // as plan_columns names it
    PartWords words;
} Part;

static const Part PARTS[] = {
    {STR("year"), PART_NUMBER}, {STR("quarter"), PART_QUARTERS}, {STR("month"), PART_MONTHS},
    {STR("week"), PART_NUMBER}, {STR("day"), PART_NUMBER},       {STR("weekday"), PART_WEEKDAYS},
    {STR("hour"), PART_CLOCK},
};

static const Part *part_of(const Column *c) {
    bool is_number = c->type == TYPE_INT || c->type == TYPE_FLOAT;
    if (!is_number || c->role == ROLE_MEASURE) return NULL;
    for (size_t i = 0; i < COUNT_OF(PARTS); i++) {
        if (str_eq(c->unit, PARTS[i].unit)) return &PARTS[i];
    }
    return NULL;
}

bool cell_words_is_part(const Column *c) { return part_of(c) != NULL; }

static Str part_words(const Part *part, int64_t value, Words w) {
    switch (part->words) {
        case PART_MONTHS:
            if (value >= 1 && value <= 12) return words_month_short(w, (int)value);
            break;
        case PART_WEEKDAYS:  // ISO: 1 is Monday
            if (value >= 1 && value <= 7) return words_weekday(w, (int)value - 1);
            break;
        case PART_CLOCK: return str_fmt(w.a, "%02lld:00", (long long)value);
        case PART_QUARTERS:
            return words_of(w, "Q{number}", {"number", str_fmt(w.a, "%lld", (long long)value)});
        case PART_NUMBER: break;
    }
    return str_fmt(w.a, "%lld", (long long)value);
}

Str cell_words_number(double value, const Column *c, Words w) {
    return number_text(value, c->unit, w);
}

static Str month_year(Date date, Words w) {
    DateParts p = date_parts(date);
    return words_of(w, "{mon} {year}", {"mon", words_month_short(w, p.month)},
                    {"month", words_month(w, p.month)}, {"year", str_fmt(w.a, "%d", p.year)});
}

Str cell_words_period(Date date, DateUnit grain, Words w) {
    DateParts p = date_parts(date);
    switch (grain) {
        case DATE_YEAR: return str_fmt(w.a, "%d", p.year);
        case DATE_QUARTER:
            return words_of(w, "Q{number} {year}",
                            {"number", str_fmt(w.a, "%d", (p.month + 2) / 3)},
                            {"year", str_fmt(w.a, "%d", p.year)});
        case DATE_MONTH: return month_year(date, w);
        case DATE_WEEK: return words_of(w, "week of {day}", {"day", words_day_short(w, date)});
        case DATE_DAY: break;
    }
    return words_day_short(w, date);
}

Date cell_words_date(const Value *v) {
    if (v->type == TYPE_DATE) return (Date)v->i;
    int64_t days = v->i / MOMENT_DAY;
    return (Date)(v->i % MOMENT_DAY < 0 ? days - 1 : days);
}

static Str number_cell(const Table *t, size_t row, size_t column, bool bare, Words w) {
    const Column *c = &t->columns[column];
    Value v = table_value(t, row, column);
    double value = c->type == TYPE_INT ? (double)v.i : v.f;
    const Part *part = part_of(c);
    if (part) return part_words(part, (int64_t)value, w);
    // A year or a code is no amount: no separators.
    if (c->role != ROLE_MEASURE && c->role != ROLE_UNKNOWN) return table_text(t, row, column, w.a);
    return bare ? number_text_bare(value, c->unit, w) : number_text(value, c->unit, w);
}

static Str words(const Table *t, size_t row, size_t column, bool bare, Words w) {
    const Column *c = &t->columns[column];
    Value v = table_value(t, row, column);
    if (v.is_null) return S("-");
    switch (c->type) {
        case TYPE_INT:
        case TYPE_FLOAT: return number_cell(t, row, column, bare, w);
        case TYPE_BOOL: return words_text(w, v.i ? WORD("yes") : WORD("no"));
        case TYPE_DATE:
        case TYPE_TIMESTAMP: {
            bool has_time = c->type == TYPE_TIMESTAMP && v.i % MOMENT_DAY != 0;
            if (has_time && !c->is_bucket) return table_text(t, row, column, w.a);
            return cell_words_period(cell_words_date(&v), c->is_bucket ? c->grain : DATE_DAY, w);
        }
        default: return table_text(t, row, column, w.a);
    }
}

Str cell_words(const Table *t, size_t row, size_t column, Words w) {
    return words(t, row, column, false, w);
}

Str cell_words_bare(const Table *t, size_t row, size_t column, Words w) {
    return words(t, row, column, true, w);
}
