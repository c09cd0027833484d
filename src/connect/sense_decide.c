// The choice among the readings that a Sense counted. Kept apart from the counting: this is
// where judgement is, and where a new rule goes.
#include "connect/sense.h"

#include <ctype.h>

static const Str CODE_WORDS[] = {
    STR("phone"),    STR("mobile"),  STR("tel"),    STR("telephone"), STR("fax"),
    STR("whatsapp"), STR("gtin"),    STR("ean"),    STR("upc"),       STR("barcode"),
    STR("isbn"),     STR("hsn"),     STR("gstin"),  STR("pin"),       STR("pincode"),
    STR("zip"),      STR("zipcode"), STR("postal"), STR("postcode"),  STR("aadhaar"),
    STR("imei"),     STR("iban"),    STR("ifsc"),   STR("account"),
};
static const Str MONEY_WORDS[] = {STR("balance"), STR("amount"), STR("total"),  STR("value"),
                                  STR("sum"),     STR("due"),    STR("credit"), STR("debit")};
static const Str KEY_WORDS[] = {STR("id"),  STR("code"), STR("no"),   STR("number"), STR("num"),
                                STR("ref"), STR("sku"),  STR("bill"), STR("invoice")};
static const Str DATE_WORDS[] = {STR("date"),  STR("dt"),   STR("day"), STR("dob"),
                                 STR("dated"), STR("when"), STR("on")};

static bool boundary(Str s, size_t i) {
    bool upper_after_lower =
        islower((unsigned char)s.ptr[i - 1]) && isupper((unsigned char)s.ptr[i]);
    return upper_after_lower || !isalpha((unsigned char)s.ptr[i]) ||
           !isalpha((unsigned char)s.ptr[i - 1]);
}

// Whether one of the words stands in the header, as a word: "PinCode", "pin_code", "Pin Code".
static bool header_has(Str header, const Str *words, size_t count) {
    for (size_t first = 0; first < header.len;) {
        size_t end = first + 1;
        while (end < header.len && !boundary(header, end)) end++;
        Str word = str_slice(header, first, end);
        for (size_t i = 0; i < count; i++) {
            if (str_eq_nocase(word, words[i])) return true;
        }
        first = end;
    }
    return false;
}
#define HEADER_HAS(header, words) header_has(header, words, COUNT_OF(words))

// Values that a typed column must account for.
static uint64_t typed_values(const Sense *s) { return s->values - s->soft_nulls - s->errors; }

static bool fits_all(const Sense *s, uint64_t count) {
    uint64_t all = typed_values(s);
    return count > 0 && count * 100 >= all * SENSE_FIT_PERCENT;
}

static uint64_t date_count(const Sense *s, DateOrder order) {
    // A day that is written year first is plain in any column.
    uint64_t also = order == ORDER_YMD ? 0 : s->dates[ORDER_YMD];
    return s->dates[order] + s->typed_dates + also;
}

static bool is_bool(const Sense *s) {
    if (!fits_all(s, s->bools)) return false;
    bool only_letters = s->bool_letters == s->bools;
    return !only_letters || (s->trues > 0 && s->falses > 0);
}

void sense_hint(const Sense *s, SenseHints *hints) {
    if (fits_all(s, s->numbers[NUM_COMMA]) && !fits_all(s, s->numbers[NUM_DOT])) {
        hints->comma_decimal = true;
    }
    bool day_first = fits_all(s, date_count(s, ORDER_DMY)) && s->named_dates == 0;
    bool month_first = fits_all(s, date_count(s, ORDER_MDY)) && s->named_dates == 0;
    if (day_first && !month_first) hints->day_first = true;
    if (month_first && !day_first) hints->month_first = true;
    if (s->units[UNIT_INR] > 0 || s->indian > 0) hints->indian = true;
    if (s->units[UNIT_USD] > 0) hints->dollars = true;
}

// ---- dates

static uint64_t steps_against(const Sense *s, DateOrder o) {
    return s->rising[o] < s->falling[o] ? s->rising[o] : s->falling[o];
}

// Sorted under one reading and not under the other.
static bool order_by_sorting(const Sense *s, DateOrder *ret_order) {
    uint64_t d = steps_against(s, ORDER_DMY), m = steps_against(s, ORDER_MDY);
    uint64_t steps = s->rising[ORDER_DMY] + s->falling[ORDER_DMY];
    if (steps < 3 || d == m) return false;
    DateOrder better = d < m ? ORDER_DMY : ORDER_MDY;
    uint64_t few = d < m ? d : m, many = d < m ? m : d;
    if (few * 20 > steps || many * 8 < steps) return false;
    *ret_order = better;
    return true;
}

static bool order_by_range(const Sense *s, DateOrder *ret_order) {
    bool d_future = s->future[ORDER_DMY] > 0, m_future = s->future[ORDER_MDY] > 0;
    if (d_future != m_future) {
        *ret_order = d_future ? ORDER_MDY : ORDER_DMY;
        return true;
    }
    int64_t d = (int64_t)s->last_day[ORDER_DMY] - s->first_day[ORDER_DMY];
    int64_t m = (int64_t)s->last_day[ORDER_MDY] - s->first_day[ORDER_MDY];
    int64_t near = d < m ? d : m, far = d < m ? m : d;
    if (s->dates[ORDER_DMY] < 3 || near * 3 > far) return false;
    *ret_order = d < m ? ORDER_DMY : ORDER_MDY;
    return true;
}

// 03/04/2026 all the way down: asks the order of the rows, the other columns, the calendar,
// and guesses when none of them tells.
static DateOrder order_choose(const Sense *s, const SenseHints *h, ValueFormat *f) {
    DateOrder order;
    if (order_by_sorting(s, &order)) {
        f->note = order == ORDER_DMY
                      ? S(ERR_WORD("read as day/month: the rows are in order that way"))
                      : S(ERR_WORD("read as month/day: the rows are in order that way"));
        return order;
    }
    if (h->day_first != h->month_first) {
        f->note = S(ERR_WORD("day and month as in the other date columns"));
        return h->day_first ? ORDER_DMY : ORDER_MDY;
    }
    f->guessed = true;
    if (order_by_range(s, &order)) {
        f->note =
            order == ORDER_DMY
                ? S(ERR_WORD("read as day/month: the other way the dates spread or lie ahead"))
                : S(ERR_WORD("read as month/day: the other way the dates spread or lie ahead"));
        return order;
    }
    bool month = h->dollars && !h->indian && s->layout.sep == '/';
    f->note = month ? S(ERR_WORD("read as month/day; no day above 12 was seen"))
                    : S(ERR_WORD("read as day/month; no day above 12 was seen"));
    return month ? ORDER_MDY : ORDER_DMY;
}

static bool order_find(const Sense *s, const SenseHints *h, ValueFormat *f) {
    bool d = fits_all(s, date_count(s, ORDER_DMY)), m = fits_all(s, date_count(s, ORDER_MDY));
    if (fits_all(s, date_count(s, ORDER_YMD))) {
        f->order = ORDER_YMD;
    } else if (d && m && s->named_dates < s->layout_seen) {
        f->order = order_choose(s, h, f);
    } else if (d || m) {
        f->order = d ? ORDER_DMY : ORDER_MDY;
    } else if (fits_all(s, date_count(s, ORDER_YMD2))) {
        f->order = ORDER_YMD2;
    } else if (fits_all(s, date_count(s, ORDER_MONTH))) {
        f->order = ORDER_MONTH;
        f->guessed = s->layout.year_digits == 2;
        f->note = f->guessed ? S(ERR_WORD("read as month and year")) : S("");
    } else {
        return false;
    }
    return true;
}

static void date_finish(const Sense *s, const SenseHints *h, ValueFormat *f, Arena *a) {
    f->type = s->not_midnight > 0 ? TYPE_TIMESTAMP : TYPE_DATE;
    if (h->has_wanted && h->wanted == TYPE_TIMESTAMP) f->type = TYPE_TIMESTAMP;
    f->layout = s->layout;
    f->is_uniform = s->other_layouts == 0 && s->odd_layouts == 0 && s->typed_dates == 0;
    f->to_utc = s->zones > 0 && s->zone_min != s->zone_max;
    if (f->to_utc) f->note = S(ERR_WORD("the offsets from UTC differ: all times are in UTC"));
    bool plain = f->order == ORDER_YMD && f->layout.sep == '-';
    if (s->layout_seen > 0 && !plain) f->example = datetext_example(&s->layout, f->order, a);
}

static bool compact_find(const Sense *s, Str header, ValueFormat *f) {
    if (s->dates[ORDER_COMPACT] == 0 || !fits_all(s, s->dates[ORDER_COMPACT])) return false;
    if (s->dates[ORDER_COMPACT] < 5 && !HEADER_HAS(header, DATE_WORDS)) return false;
    f->order = ORDER_COMPACT;
    return true;
}

static bool serial_find(const Sense *s, Str header, const SenseHints *h, ValueFormat *f) {
    if (!h->serial_dates || s->typed_numbers == 0 || !HEADER_HAS(header, DATE_WORDS)) return false;
    if (s->number_min < 20000 || s->number_max > 80000) return false;
    if (!fits_all(s, s->typed_numbers + s->typed_dates)) return false;
    f->serial = f->guessed = true;
    f->order = ORDER_YMD;
    f->note = S(ERR_WORD("numbers read as day numbers of the workbook"));
    return true;
}

static bool date_decide(const Sense *s, Str header, const SenseHints *h, ValueFormat *f, Arena *a) {
    if (!order_find(s, h, f) && !compact_find(s, header, f) && !serial_find(s, header, h, f)) {
        return false;
    }
    date_finish(s, h, f, a);
    return true;
}

// ---- numbers

static bool names_code(Str header) {
    return HEADER_HAS(header, CODE_WORDS) && !HEADER_HAS(header, MONEY_WORDS);
}

// Digits that name a thing rather than count it.
static const char *code_reason(const Sense *s, Str header) {
    uint64_t numbers = s->numbers[NUM_DOT];
    bool strays = numbers < typed_values(s);
    // "94107" beside "V6Z 2X8" is a code even where the source stores a number.
    if (strays && names_code(header)) return "kept as text: not all of these codes are numbers";
    if (s->typed_numbers == numbers) return NULL;
    bool dressed = s->plain + s->long_digits < numbers && s->leading_zeros == 0;
    if (s->leading_zeros > 0 && s->wholes[NUM_DOT] == numbers && s->comma_groups == 0) {
        return "kept as text: leading zeros";
    }
    if (dressed && s->long_digits == 0) return NULL;
    if (s->long_digits > 0) return "kept as text: more digits than a number holds";
    if (s->plain == numbers && names_code(header)) {
        return "kept as text: a code, not a quantity";
    }
    bool fixed = s->digits_same && s->plain == numbers && numbers >= 3;
    if (fixed && s->digits_first >= 12 && s->checked_gtins == numbers) {
        return "kept as text: trade item numbers (GTIN)";
    }
    if (fixed && s->digits_first == 10 && s->phones == numbers) {
        return "kept as text: telephone numbers";
    }
    if (strays && HEADER_HAS(header, KEY_WORDS)) {
        return "kept as text: not all of these codes are numbers";
    }
    return NULL;
}

static NumStyle style_choose(const Sense *s, const SenseHints *h, ValueFormat *f) {
    bool dot = fits_all(s, s->numbers[NUM_DOT]), comma = fits_all(s, s->numbers[NUM_COMMA]);
    if (dot != comma) return dot ? NUM_DOT : NUM_COMMA;
    if (s->numbers[NUM_DOT] != s->numbers[NUM_COMMA]) {
        return s->numbers[NUM_DOT] > s->numbers[NUM_COMMA] ? NUM_DOT : NUM_COMMA;
    }
    if (s->ambiguous == 0) return NUM_DOT;
    if (h->comma_decimal) {
        f->note = S(ERR_WORD("decimal comma, as in the other columns"));
        return NUM_COMMA;
    }
    // "1.234" alone: three decimals everywhere, or thousands in the European way.
    if (s->ambiguous > s->comma_groups) {
        f->guessed = true;
        f->note = S(ERR_WORD("read with a decimal point; it could be one between thousands"));
    }
    return NUM_DOT;
}

// The unit that is written on the values; else the header's.
static Unit unit_choose(const Sense *s, Str header) {
    for (int u = UNIT_NONE + 1; u < UNIT_COUNT; u++) {
        if (s->units[u] > 0 && s->units[u] * 2 > s->numbers[0] / 50) {
            uint64_t most = s->units[u];
            for (int v = u + 1; v < UNIT_COUNT; v++) {
                if (s->units[v] > most) return (Unit)v;
            }
            return (Unit)u;
        }
    }
    return unit_in_header(header);
}

static uint64_t units_other(const Sense *s, Unit unit) {
    uint64_t other = 0;
    for (int u = UNIT_NONE + 1; u < UNIT_COUNT; u++) other += u == (int)unit ? 0 : s->units[u];
    return other;
}

static bool number_decide(const Sense *s, Str header, const SenseHints *h, ValueFormat *f) {
    if (!fits_all(s, s->numbers[NUM_DOT]) && !fits_all(s, s->numbers[NUM_COMMA])) return false;
    const char *code = h->has_wanted ? NULL : code_reason(s, header);
    if (code) {
        f->note = str_from(code);
        return false;
    }
    f->unit = unit_choose(s, header);
    uint64_t other = units_other(s, f->unit);
    if (other > 0 && !fits_all(s, typed_values(s) - other)) {
        f->note = S(ERR_WORD("kept as text: amounts in more than one currency"));
        f->unit = UNIT_NONE;
        return false;
    }
    f->style = style_choose(s, h, f);
    bool whole = s->wholes[f->style] == s->numbers[f->style] && s->long_digits == 0;
    f->type = whole ? TYPE_INT : TYPE_FLOAT;
    if (h->has_wanted && h->wanted == TYPE_FLOAT) f->type = TYPE_FLOAT;
    f->is_plain = s->dressed == 0 && f->style == NUM_DOT;
    if (s->indian > 0)
        f->example = S("1,23,456.78");
    else if (f->style == NUM_COMMA)
        f->example = S("1.234,56");
    else if (s->comma_groups > 0)
        f->example = S("1,234.56");
    if (s->credits + s->debits > 0) {
        f->guessed = true;
        f->note = S(ERR_WORD("Dr read as minus, Cr as plus"));
    }
    return true;
}

ValueFormat sense_decide(const Sense *s, Str header, const SenseHints *h, Arena *a) {
    ValueFormat f = {.type = TYPE_TEXT, .today = h->today};
    if (h->has_wanted && (h->wanted == TYPE_TEXT || typed_values(s) == 0)) {
        f.type = h->wanted;
        return f;
    }
    if (typed_values(s) == 0 || s->is_words) return f;
    if (is_bool(s)) {
        f.type = TYPE_BOOL;
    } else if (date_decide(s, header, h, &f, a)) {
    } else if (fits_all(s, s->times)) {
        f.type = TYPE_TIME;
    } else if (number_decide(s, header, h, &f)) {
    } else {
        Str note = f.note;
        f = (ValueFormat){.type = TYPE_TEXT, .today = h->today, .note = note};
    }
    return f;
}
