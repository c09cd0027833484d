#include "data/number_text.h"

#include <math.h>
#include <stdio.h>

#include "base/buf.h"

typedef struct Money {
    Str code, sign;
    bool is_indian;  // 12,34,567 and lakh, crore
    int decimals;    // of an amount that is not whole
} Money;

// A new currency is a new row; what is not here stands behind the number with its code.
static const Money MONEY[] = {
    {STR("INR"), STR("₹"), true, 2},   {STR("USD"), STR("$"), false, 2},
    {STR("EUR"), STR("€"), false, 2},  {STR("GBP"), STR("£"), false, 2},
    {STR("JPY"), STR("¥"), false, 0},  {STR("CNY"), STR("CN¥"), false, 2},
    {STR("BDT"), STR("৳"), true, 2},   {STR("NPR"), STR("Rs "), true, 2},
    {STR("PKR"), STR("Rs "), true, 2}, {STR("LKR"), STR("Rs "), false, 2},
    {STR("KRW"), STR("₩"), false, 0},
};

typedef struct Size {
    double least;
    const char *name;
} Size;

static const Size SIZES[] = {{1e12, " T"}, {1e9, " B"}, {1e6, " M"}};
static const Size SIZES_INDIAN[] = {{1e7, " crore"}, {1e5, " lakh"}};

enum { DIGITS_MAX = 64, TEXT_MAX = 512 };
#define PLAIN_MAX 1e15  // above it a double has no units left to show
#define SHORT_LEAST 1e5

static const Money *money_of(Str unit) {
    for (size_t i = 0; i < COUNT_OF(MONEY); i++) {
        if (str_eq_nocase(MONEY[i].code, unit) || str_eq(str_trim(MONEY[i].sign), unit))
            return &MONEY[i];
    }
    return NULL;
}

// The digits of a whole number with separators: by three, or by two above the last three.
static void digits_group(Buf *out, Str digits, bool is_indian) {
    for (size_t i = 0; i < digits.len; i++) {
        size_t left = digits.len - i;
        bool by_two = left == 3 || (left > 3 && left % 2 == 1);
        if (i > 0 && (is_indian ? by_two : left % 3 == 0)) buf_add_char(out, ',');
        buf_add_char(out, digits.ptr[i]);
    }
}

static Str zeros_cut(Str digits) {
    if (str_find_char(digits, '.') == STR_NONE) return digits;
    while (digits.ptr[digits.len - 1] == '0') digits.len--;
    if (digits.ptr[digits.len - 1] == '.') digits.len--;
    return digits;
}

static bool is_zero(Str digits) {
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.ptr[i] >= '1' && digits.ptr[i] <= '9') return false;
    }
    return true;
}

// The sign, `before` (a currency), the grouped digits.
static void number_add(Buf *out, double value, int decimals, const Money *money) {
    char text[DIGITS_MAX];
    bool is_plain = fabs(value) < PLAIN_MAX;
    int len = snprintf(text, sizeof text, is_plain ? "%.*f" : "%.*e", decimals, fabs(value));
    if (len <= 0 || (size_t)len >= sizeof text) return;
    Str digits = str_of(text, (size_t)len);
    if (is_plain && (!money || decimals != money->decimals)) digits = zeros_cut(digits);
    if (value < 0 && !is_zero(digits)) buf_add_char(out, '-');  // -0.001 is "0", not "-0"
    if (money) buf_add(out, money->sign);
    ptrdiff_t point = str_find_char(digits, '.');
    size_t whole = point == STR_NONE ? digits.len : (size_t)point;
    if (!is_plain) whole = 0;
    digits_group(out, str_slice(digits, 0, whole), money && money->is_indian);
    buf_add(out, str_skip(digits, whole));
}

static int decimals_of(double value, Str unit, const Money *money) {
    double size = fabs(value);
    if (size >= PLAIN_MAX) return 3;
    if (value == floor(value) || size >= 10000) return 0;
    if (money && size >= 0.1) return money->decimals;
    if (str_eq(unit, S("%"))) return size < 0.1 ? 2 : 1;
    if (size >= 1000) return 1;
    if (size >= 1) return 2;
    // Three figures: 0.123, 0.00123.
    int zeros = (int)-floor(log10(size)) - 1;
    return zeros > 9 ? 12 : zeros + 3;
}

// "1 day", not "1 days".
static void word_add(Buf *out, double value, Str unit) {
    if (unit.len == 0) return;
    bool cut =
        fabs(value) == 1 && unit.len > 2 && str_ends(unit, S("s")) && !str_ends(unit, S("ss"));
    buf_add_fmt(out, " " STR_F, STR_A(str_slice(unit, 0, unit.len - (cut ? 1 : 0))));
}

static Str taken(Buf *out, Arena *a) {
    Str text = str_dup(a, buf_str(out));
    buf_done(out);
    return text;
}

Str number_text_bare(double value, Str unit, Arena *a) {
    if (!isfinite(value)) return S("-");
    const Money *money = money_of(unit);
    Buf out;
    buf_init(&out, TEXT_MAX);
    number_add(&out, value, decimals_of(value, unit, money), money);
    return taken(&out, a);
}

Str number_text(double value, Str unit, Arena *a) {
    Str number = number_text_bare(value, unit, a);
    if (!isfinite(value) || money_of(unit)) return number;
    Buf out;
    buf_init(&out, TEXT_MAX);
    buf_add(&out, number);
    word_add(&out, value, unit);
    return taken(&out, a);
}

Str number_text_short(double value, Str unit, Arena *a) {
    const Money *money = money_of(unit);
    bool is_indian = money && money->is_indian;
    const Size *sizes = is_indian ? SIZES_INDIAN : SIZES;
    size_t count = is_indian ? COUNT_OF(SIZES_INDIAN) : COUNT_OF(SIZES);
    if (!isfinite(value) || fabs(value) < SHORT_LEAST) return number_text(value, unit, a);
    for (size_t i = 0; i < count; i++) {
        if (fabs(value) < sizes[i].least) continue;
        double scaled = value / sizes[i].least;
        Buf out;
        buf_init(&out, TEXT_MAX);
        number_add(&out, scaled, fabs(scaled) < 100 ? 1 : 0, money);
        buf_add_z(&out, sizes[i].name);
        if (!money) word_add(&out, value, unit);
        return taken(&out, a);
    }
    return number_text(value, unit, a);
}

Str number_text_change(double now, double before, Arena *a) {
    if (!isfinite(now) || !isfinite(before) || before <= 0) return (Str){0};
    if (now == before) return S("no change");
    double rate = 100 * (now - before) / before;
    if (fabs(rate) < 0.05) return S("almost no change");
    int decimals = fabs(rate) < 10 ? 1 : 0;
    Buf out;
    buf_init(&out, TEXT_MAX);
    if (rate > 0) buf_add_char(&out, '+');
    number_add(&out, rate, decimals, NULL);
    buf_add_z(&out, " %");
    return taken(&out, a);
}

Str number_text_share(double share, Arena *a) {
    double percent = 100 * share;
    if (!isfinite(percent)) return (Str){0};
    if (percent > 0 && percent < 0.1) return S("less than 0.1 %");
    // 99.6 % is not all of it.
    bool fine = percent < 10 || (percent > 99 && percent < 100);
    if (percent > 99.9 && percent < 100) return S("almost 100 %");
    Buf out;
    buf_init(&out, TEXT_MAX);
    number_add(&out, percent, fine ? 1 : 0, NULL);
    buf_add_z(&out, " %");
    return taken(&out, a);
}

bool number_text_is_currency(Str unit) {
    if (money_of(unit)) return true;
    for (size_t i = 0; i < unit.len; i++) {
        if (unit.ptr[i] < 'A' || unit.ptr[i] > 'Z') return false;
    }
    return unit.len == 3;
}
