#include "chart/cell_words.h"

#include <math.h>
#include <stdio.h>

#include "base/buf.h"

typedef struct Money {
    Str unit;
    const char *sign;
    bool indian;  // 12,34,567
} Money;

static const Money MONEY[] = {
    {STR("INR"), "₹", true},  {STR("USD"), "$", false},   {STR("EUR"), "€", false},
    {STR("GBP"), "£", false}, {STR("JPY"), "¥", false},   {STR("NPR"), "Rs ", true},
    {STR("BDT"), "৳", true},  {STR("LKR"), "Rs ", false},
};

typedef struct Size {
    double least;
    const char *name;
} Size;

static const Size SIZES[] = {{1e9, " B"}, {1e6, " M"}, {1e3, " k"}};
static const Size SIZES_INDIAN[] = {{1e7, " crore"}, {1e5, " lakh"}, {1e3, " k"}};

static const Money *money_of(Str unit) {
    for (size_t i = 0; i < COUNT_OF(MONEY); i++) {
        if (str_eq(MONEY[i].unit, unit)) return &MONEY[i];
    }
    return NULL;
}

// The digits of a whole number with separators: by three, or by two above the last three.
static void digits_group(Buf *out, const char *digits, size_t len, bool indian) {
    for (size_t i = 0; i < len; i++) {
        size_t left = len - i;
        bool by_three = left % 3 == 0, by_two = left == 3 || (left > 3 && left % 2 == 1);
        if (i > 0 && (indian ? by_two : by_three)) buf_add_char(out, ',');
        buf_add_char(out, digits[i]);
    }
}

static void number_add(Buf *out, double value, int decimals, bool indian) {
    char digits[350];
    int len = snprintf(digits, sizeof digits, "%.*f", decimals, fabs(value));
    if (len <= 0 || (size_t)len >= sizeof digits) return;
    Str text = str_of(digits, (size_t)len);
    ptrdiff_t point = str_find_char(text, '.');
    size_t whole = point == STR_NONE ? text.len : (size_t)point;
    digits_group(out, digits, whole, indian);
    if (point != STR_NONE) buf_add(out, str_skip(text, whole));
}

static int decimals_of(double value, const Column *c, bool money) {
    bool whole = value == floor(value);
    if (c->type == TYPE_INT || (whole && !money)) return 0;
    if (money) return whole || fabs(value) >= 100000 ? 0 : 2;
    if (fabs(value) >= 1000) return 1;
    return fabs(value) >= 1 ? 2 : 3;
}

static Str unit_wrap(Buf *out, const Column *c, const Money *money, Arena *a) {
    if (!money && c->unit.len > 0) buf_add_fmt(out, " " STR_F, STR_A(c->unit));
    Str text = str_dup(a, buf_str(out));
    buf_done(out);
    return text;
}

Str cell_words_number(double value, const Column *c, Arena *a) {
    if (!isfinite(value)) return S("-");
    const Money *money = money_of(c->unit);
    Buf out;
    buf_init(&out, 512);
    if (value < 0) buf_add_char(&out, '-');
    if (money) buf_add_z(&out, money->sign);
    number_add(&out, value, decimals_of(value, c, money != NULL), money && money->indian);
    return unit_wrap(&out, c, money, a);
}

Str cell_words_short(double value, const Column *c, Arena *a) {
    const Money *money = money_of(c->unit);
    bool indian = money && money->indian;
    const Size *sizes = indian ? SIZES_INDIAN : SIZES;
    for (size_t i = 0; i < COUNT_OF(SIZES); i++) {
        // Thousands are short enough as they are.
        if (fabs(value) < sizes[i].least || (sizes[i].least <= 1e3 && fabs(value) < 1e5)) continue;
        Buf out;
        buf_init(&out, 512);
        if (value < 0) buf_add_char(&out, '-');
        if (money) buf_add_z(&out, money->sign);
        number_add(&out, value / sizes[i].least, 2, indian);
        buf_add_z(&out, sizes[i].name);
        return unit_wrap(&out, c, money, a);
    }
    return cell_words_number(value, c, a);
}

Str cell_words_period(Date date, DateUnit grain, Arena *a) {
    static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    DateParts p = date_parts(date);
    const char *month = MONTHS[p.month - 1];
    switch (grain) {
        case DATE_YEAR: return str_fmt(a, "%d", p.year);
        case DATE_QUARTER: return str_fmt(a, "Q%d %d", (p.month + 2) / 3, p.year);
        case DATE_MONTH: return str_fmt(a, "%s %d", month, p.year);
        case DATE_WEEK: return str_fmt(a, "week of %d %s %d", p.day, month, p.year);
        case DATE_DAY: break;
    }
    return str_fmt(a, "%d %s %d", p.day, month, p.year);
}

static Date cell_date(const Value *v) {
    if (v->type == TYPE_DATE) return (Date)v->i;
    int64_t days = v->i / MOMENT_DAY;
    return (Date)(v->i % MOMENT_DAY < 0 ? days - 1 : days);
}

Str cell_words(const Table *t, size_t row, size_t column, Arena *a) {
    const Column *c = &t->columns[column];
    Value v = table_value(t, row, column);
    if (v.is_null) return S("-");
    switch (c->type) {
        case TYPE_INT:
        case TYPE_FLOAT:
            // A year or a code is no amount: no separators.
            if (c->role != ROLE_MEASURE && c->role != ROLE_UNKNOWN)
                return table_text(t, row, column, a);
            return cell_words_number(c->type == TYPE_INT ? (double)v.i : v.f, c, a);
        case TYPE_BOOL: return v.i ? S("yes") : S("no");
        case TYPE_DATE:
        case TYPE_TIMESTAMP: {
            bool has_time = c->type == TYPE_TIMESTAMP && v.i % MOMENT_DAY != 0;
            if (has_time && !c->is_bucket) return table_text(t, row, column, a);
            return cell_words_period(cell_date(&v), c->is_bucket ? c->grain : DATE_DAY, a);
        }
        default: return table_text(t, row, column, a);
    }
}
