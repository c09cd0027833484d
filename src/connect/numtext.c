#include "connect/numtext.h"

#include <string.h>

typedef struct UnitWord {
    Str word;
    Unit unit;
    bool letters;  // must not touch another letter
} UnitWord;

// Longer words stand before those they begin with.
static const UnitWord UNIT_WORDS[] = {
    {STR("₹"), UNIT_INR, false},     {STR("Rupees"), UNIT_INR, true}, {STR("Rs."), UNIT_INR, true},
    {STR("Rs"), UNIT_INR, true},     {STR("INR"), UNIT_INR, true},    {STR("US$"), UNIT_USD, false},
    {STR("S$"), UNIT_SGD, false},    {STR("$"), UNIT_USD, false},     {STR("USD"), UNIT_USD, true},
    {STR("€"), UNIT_EUR, false},     {STR("EUR"), UNIT_EUR, true},    {STR("£"), UNIT_GBP, false},
    {STR("GBP"), UNIT_GBP, true},    {STR("¥"), UNIT_JPY, false},     {STR("JPY"), UNIT_JPY, true},
    {STR("AED"), UNIT_AED, true},    {STR("SGD"), UNIT_SGD, true},    {STR("৳"), UNIT_BDT, false},
    {STR("BDT"), UNIT_BDT, true},    {STR("NPR"), UNIT_NPR, true},    {STR("LKR"), UNIT_LKR, true},
    {STR("%"), UNIT_PERCENT, false},
};

static const Str UNIT_NAMES[UNIT_COUNT] = {
    [UNIT_NONE] = STR(""),   [UNIT_PERCENT] = STR("%"), [UNIT_INR] = STR("INR"),
    [UNIT_USD] = STR("USD"), [UNIT_EUR] = STR("EUR"),   [UNIT_GBP] = STR("GBP"),
    [UNIT_JPY] = STR("JPY"), [UNIT_AED] = STR("AED"),   [UNIT_SGD] = STR("SGD"),
    [UNIT_BDT] = STR("BDT"), [UNIT_NPR] = STR("NPR"),   [UNIT_LKR] = STR("LKR"),
};

Str unit_name(Unit unit) { return UNIT_NAMES[unit]; }

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

Unit unit_in_header(Str header) {
    for (size_t i = 0; i < COUNT_OF(UNIT_WORDS); i++) {
        const UnitWord *w = &UNIT_WORDS[i];
        ptrdiff_t at = str_find_nocase(header, w->word);
        if (at < 0) continue;
        size_t first = (size_t)at, end = first + w->word.len;
        bool touches = (first > 0 && is_letter(header.ptr[first - 1])) ||
                       (end < header.len && is_letter(header.ptr[end]));
        if (!w->letters || !touches) return w->unit;
    }
    return UNIT_NONE;
}

// White space of both ends, also U+00A0 and U+202F, which spreadsheets put before a currency.
static Str space_trim(Str s) {
    for (;;) {
        Str t = str_trim(s);
        if (str_starts(t, S("\xC2\xA0"))) t = str_skip(t, 2);
        if (str_ends(t, S("\xC2\xA0"))) t.len -= 2;
        if (str_starts(t, S("\xE2\x80\xAF"))) t = str_skip(t, 3);
        if (str_ends(t, S("\xE2\x80\xAF"))) t.len -= 3;
        if (t.len == s.len) return t;
        s = t;
    }
}

static bool front_cut(Str *s, Str word) {
    if (!str_starts_nocase(*s, word)) return false;
    *s = space_trim(str_skip(*s, word.len));
    return true;
}

static bool back_cut(Str *s, Str word) {
    if (!str_ends_nocase(*s, word)) return false;
    *s = space_trim(str_of(s->ptr, s->len - word.len));
    return true;
}

// Takes a currency or percent sign off either end; two different units are no number.
static bool unit_cut(Str *s, NumText *n) {
    if (n->unit != UNIT_NONE) return false;
    for (size_t i = 0; i < COUNT_OF(UNIT_WORDS); i++) {
        const UnitWord *w = &UNIT_WORDS[i];
        bool front = w->unit != UNIT_PERCENT && front_cut(s, w->word);
        if (!front && !back_cut(s, w->word)) continue;
        n->unit = w->unit;
        return true;
    }
    return false;
}

static bool sign_cut(Str *s, NumText *n) {
    if (n->negative || n->credit || n->debit) return false;
    if (s->len > 2 && s->ptr[0] == '(' && s->ptr[s->len - 1] == ')') {
        *s = space_trim(str_slice(*s, 1, s->len - 1));
        return n->negative = true;
    }
    if (front_cut(s, S("-")) || front_cut(s, S("\xE2\x88\x92"))) return n->negative = true;
    if (back_cut(s, S("/-"))) return true;
    if (back_cut(s, S("-"))) return n->negative = true;
    if (back_cut(s, S("CR")) || back_cut(s, S("CR."))) return n->credit = true;
    if (back_cut(s, S("DR")) || back_cut(s, S("DR."))) return n->debit = true;
    return front_cut(s, S("+"));
}

// Takes off everything around the digits. At most a sign, a unit and "/-" may stand there.
static void dress_cut(Str *s, NumText *n) {
    for (int i = 0; i < 4 && s->len > 0; i++) {
        if (is_digit(s->ptr[0]) && is_digit(s->ptr[s->len - 1])) return;
        if (!sign_cut(s, n) && !unit_cut(s, n)) return;
    }
}

// What stands between groups: ',' '.' '\'' or a space of any width.
static char separator_at(Str s, size_t at, size_t *ret_width) {
    char c = s.ptr[at];
    *ret_width = 1;
    if (c == ',' || c == '.' || c == '\'' || c == ' ') return c;
    if (str_starts(str_skip(s, at), S("\xC2\xA0"))) return (void)(*ret_width = 2), ' ';
    if (str_starts(str_skip(s, at), S("\xE2\x80\xAF"))) return (void)(*ret_width = 3), ' ';
    return 0;
}

enum { GROUPS_MAX = 24 };

typedef struct Groups {
    int len[GROUPS_MAX];   // digits of each group
    char sep[GROUPS_MAX];  // what stands before it; 0 before the first
    int count;
} Groups;

static bool groups_read(Str body, Groups *g) {
    *g = (Groups){.count = 1};
    for (size_t i = 0; i < body.len;) {
        if (is_digit(body.ptr[i])) {
            g->len[g->count - 1]++;
            i++;
            continue;
        }
        size_t width;
        char sep = separator_at(body, i, &width);
        if (!sep || g->count == GROUPS_MAX) return false;
        g->sep[g->count++] = sep;
        i += width;
    }
    return true;
}

// Whether groups 0..count are thousands: by three, or Indian.
static bool thousands_fit(const Groups *g, int count, char forbidden, bool *ret_indian) {
    *ret_indian = false;
    if (count == 1) return true;
    char sep = g->sep[1];
    bool by_three = g->len[0] >= 1 && g->len[0] <= 3, by_two = g->len[0] >= 1 && g->len[0] <= 2;
    for (int i = 1; i < count; i++) {
        if (g->sep[i] != sep || sep == forbidden) return false;
        if (g->len[i] != 3) by_three = false;
        if (g->len[i] != (i == count - 1 ? 3 : 2)) by_two = false;
    }
    *ret_indian = by_two && !by_three && sep == ',';
    return by_three || *ret_indian;
}

static void style_fit(const Groups *g, NumStyle style, Str body, NumText *n) {
    char mark = style == NUM_DOT ? '.' : ',';
    int last = g->count - 1;
    bool fraction = last > 0 && g->sep[last] == mark;
    int whole = fraction ? last : g->count;
    bool indian;
    if (!thousands_fit(g, whole, mark, &indian)) return;
    if (whole > 1 && body.ptr[0] == '0') return;              // "0,123" is no thousand
    if (g->len[0] == 0 && !(fraction && whole == 1)) return;  // ".5" is fine, ",123" is not
    if (fraction && g->len[last] == 0 && g->len[0] == 0) return;
    n->fits[style] = true;
    n->whole[style] = !fraction;
    if (whole > 1) n->grouped = true;
    if (indian) n->indian = true;
}

static bool exponent_scan(Str body, NumText *n) {
    double value;
    if (!str_to_float(body, &value)) return false;
    n->exponent = n->fits[NUM_DOT] = true;
    return true;
}

static void digits_count(NumText *n) {
    for (size_t i = 0; i < n->body.len; i++) n->digits += is_digit(n->body.ptr[i]);
}

// The common case at the price of one pass: "12", "-7", "12.50".
static bool plain_scan(Str text, NumText *n) {
    size_t i = text.ptr[0] == '-', first = i, dot = 0;
    for (; i < text.len; i++) {
        if (is_digit(text.ptr[i])) continue;
        if (text.ptr[i] != '.' || dot || i == first || i + 1 == text.len) return false;
        dot = i;
    }
    if (text.len == first) return false;
    size_t whole_len = (dot ? dot : text.len) - first;
    *n = (NumText){
        .simple = true, .plain = !dot, .negative = first == 1, .body = str_skip(text, first)};
    n->digits = (int)(n->body.len - (dot ? 1 : 0));
    n->leading_zero = !dot && whole_len > 1 && text.ptr[first] == '0';
    n->fits[NUM_DOT] = true;
    n->whole[NUM_DOT] = !dot;
    // "1.234" may be a thousand where the comma is the decimal mark.
    bool thousand = dot && text.len - dot == 4 && whole_len <= 3 && text.ptr[first] != '0';
    n->fits[NUM_COMMA] = n->whole[NUM_COMMA] = !dot || thousand;
    n->grouped = thousand;
    return true;
}

static bool has_digit(Str s) {
    for (size_t i = 0; i < s.len; i++) {
        if (is_digit(s.ptr[i])) return true;
    }
    return false;
}

bool numtext_scan(Str text, NumText *ret_number) {
    if (text.len == 0 || text.len > NUMTEXT_MAX) return false;
    if (plain_scan(text, ret_number)) return true;
    if (!has_digit(text)) return false;
    NumText n = {0};
    Str body = space_trim(text);
    dress_cut(&body, &n);
    if (body.len == 0 || !(is_digit(body.ptr[0]) || body.ptr[0] == '.' || body.ptr[0] == ','))
        return false;
    n.body = body;
    Groups g;
    if (groups_read(body, &g)) {
        style_fit(&g, NUM_DOT, body, &n);
        style_fit(&g, NUM_COMMA, body, &n);
    } else if (!exponent_scan(body, &n)) {
        return false;
    }
    if (!n.fits[NUM_DOT] && !n.fits[NUM_COMMA]) return false;
    digits_count(&n);
    n.leading_zero = n.body.ptr[0] == '0' && n.body.len > 1 && is_digit(n.body.ptr[1]);
    *ret_number = n;
    return true;
}

// Digits with a '.' for the decimal mark, into `out` of NUMTEXT_MAX + 1 bytes.
static Str body_clean(const NumText *n, NumStyle style, char *out) {
    char mark = style == NUM_DOT ? '.' : ',';
    size_t len = 0;
    for (size_t i = 0; i < n->body.len; i++) {
        char c = n->body.ptr[i];
        if (is_digit(c) || n->exponent) out[len++] = c;
        if (c == mark && !n->exponent) {
            if (len == 0) out[len++] = '0';
            out[len++] = '.';
        }
    }
    if (len > 0 && out[len - 1] == '.') len--;
    return str_of(out, len);
}

// Up to 15 digits and a small power of ten divide exactly rounded (Clinger, "How to read
// floating point numbers accurately", 1990); the rest is left to the C library.
static bool float_fast(Str clean, double *ret_value) {
    static const double POWERS[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    if (clean.len > 16) return false;
    int64_t mantissa = 0;
    size_t fraction = 0, digits = 0;
    bool after_dot = false;
    for (size_t i = 0; i < clean.len; i++) {
        char c = clean.ptr[i];
        if (c == '.') {
            after_dot = true;
            continue;
        }
        if (!is_digit(c)) return false;
        mantissa = mantissa * 10 + (c - '0');
        fraction += after_dot;
        digits++;
    }
    if (digits > 15) return false;
    *ret_value = (double)mantissa / POWERS[fraction];
    return true;
}

double numtext_float(const NumText *n, NumStyle style) {
    char digits[NUMTEXT_MAX + 2];
    Str clean = body_clean(n, style, digits);
    double value = 0;
    if (!float_fast(clean, &value) && !str_to_float(clean, &value)) return 0;
    return n->negative || n->debit ? -value : value;
}

bool numtext_int(const NumText *n, NumStyle style, int64_t *ret_value) {
    char digits[NUMTEXT_MAX + 2];
    if (!n->whole[style] || n->exponent) return false;
    Str clean = body_clean(n, style, digits);
    if (clean.len > 18) return false;
    int64_t value = 0;
    for (size_t i = 0; i < clean.len; i++) value = value * 10 + (clean.ptr[i] - '0');
    *ret_value = n->negative || n->debit ? -value : value;
    return true;
}
