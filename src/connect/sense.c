#include "connect/sense.h"

#include <string.h>

// After so many values, more than half of which are words, the column is one of words.
enum { WORDS_AFTER = 4096 };

const Str NULL_WORDS_HARD[] = {STR("null"), STR("n/a"), STR("#n/a"), STR("(null)"), STR("<na>")};
const size_t NULL_WORDS_HARD_COUNT = COUNT_OF(NULL_WORDS_HARD);
const Str NULL_WORDS_SOFT[] = {STR("na"),   STR("-"),    STR("--"),  STR("—"),  STR("–"),
                               STR("nil"),  STR("none"), STR("nan"), STR("?"),  STR("."),
                               STR("n.a."), STR("tbd"),  STR("…"),   STR("...")};
const size_t NULL_WORDS_SOFT_COUNT = COUNT_OF(NULL_WORDS_SOFT);

static bool word_among(Str text, const Str *words, size_t count) {
    if (text.len > 6) return false;
    for (size_t i = 0; i < count; i++) {
        if (str_eq_nocase(text, words[i])) return true;
    }
    return false;
}

bool sense_null_hard(Str text) {
    return text.len == 0 || word_among(text, NULL_WORDS_HARD, NULL_WORDS_HARD_COUNT);
}

bool sense_null_soft(Str text) { return word_among(text, NULL_WORDS_SOFT, NULL_WORDS_SOFT_COUNT); }

typedef struct BoolWord {
    Str word;
    bool value;
} BoolWord;

static const BoolWord BOOL_WORDS[] = {
    {STR("true"), true}, {STR("false"), false}, {STR("yes"), true}, {STR("no"), false},
    {STR("y"), true},    {STR("n"), false},     {STR("t"), true},   {STR("f"), false},
};

static bool bool_read(Str text, bool *ret_value) {
    if (text.len == 0 || text.len > 5) return false;
    for (size_t i = 0; i < COUNT_OF(BOOL_WORDS); i++) {
        if (!str_eq_nocase(text, BOOL_WORDS[i].word)) continue;
        *ret_value = BOOL_WORDS[i].value;
        return true;
    }
    return false;
}

static void bool_add(Sense *s, bool value, bool letter) {
    s->bools++;
    s->bool_letters += letter;
    if (value)
        s->trues++;
    else
        s->falses++;
}

// The check digit of GTIN-8, -12, -13 and -14 (GS1 General Specifications, 7.9).
static bool gtin_valid(Str digits) {
    if (digits.len != 8 && (digits.len < 12 || digits.len > 14)) return false;
    int sum = 0;
    for (size_t i = 0; i + 1 < digits.len; i++) {
        sum += (digits.ptr[i] - '0') * ((digits.len - i) % 2 == 0 ? 3 : 1);
    }
    return (10 - sum % 10) % 10 == digits.ptr[digits.len - 1] - '0';
}

static void plain_add(Sense *s, const NumText *n) {
    s->plain++;
    if (s->plain == 1) {
        s->digits_first = n->digits;
        s->digits_same = true;
    }
    if (n->digits != s->digits_first) s->digits_same = false;
    s->checked_gtins += !n->negative && gtin_valid(n->body);
    s->phones += !n->negative && n->digits == 10 && n->body.ptr[0] >= '6';
}

static void number_add(Sense *s, const NumText *n) {
    for (int k = 0; k < NUM_STYLE_COUNT; k++) {
        s->numbers[k] += n->fits[k];
        s->wholes[k] += n->fits[k] && n->whole[k];
    }
    s->ambiguous += n->fits[0] && n->fits[1] && n->grouped;
    s->comma_groups += n->grouped && n->fits[0] && str_find_char(n->body, ',') >= 0;
    s->dressed += !n->simple;
    s->leading_zeros += n->leading_zero;
    s->long_digits += n->digits > 15 && n->whole[NUM_DOT] && !n->grouped;
    s->indian += n->indian;
    s->credits += n->credit;
    s->debits += n->debit;
    s->units[n->unit]++;
    if (n->plain) plain_add(s, n);
}

// Rising and falling steps tell a log's true order of day and month.
static void order_add(Sense *s, DateOrder order, Date day, Date today) {
    bool first = s->dates[order]++ == 0;
    if (first) s->first_day[order] = s->last_day[order] = day;
    if (day < s->first_day[order]) s->first_day[order] = day;
    if (day > s->last_day[order]) s->last_day[order] = day;
    if (!first && day > s->last[order]) s->rising[order]++;
    if (!first && day < s->last[order]) s->falling[order]++;
    if (day > today) s->future[order]++;
    s->last[order] = day;
}

static void zone_add(Sense *s, int minutes) {
    if (s->zones++ == 0) s->zone_min = s->zone_max = minutes;
    if (minutes < s->zone_min) s->zone_min = minutes;
    if (minutes > s->zone_max) s->zone_max = minutes;
}

static void date_add_text(Sense *s, const DateText *d, Date today) {
    for (int order = 0; order < ORDER_COUNT; order++) {
        if (!(d->orders >> order & 1)) continue;
        order_add(s, (DateOrder)order, datetext_day(d, (DateOrder)order, today), today);
    }
    s->not_midnight += d->has_time && d->time_us != 0;
    s->named_dates += d->named;
    if (d->has_zone) zone_add(s, d->zone_minutes);
    if (s->layout_seen++ == 0) s->layout = d->layout;
    s->odd_layouts += d->layout.odd;
    s->other_layouts += !datetext_same_layout(&s->layout, &d->layout);
}

// True when the text was anything but words.
static bool text_add(Sense *s, Str text, Date today) {
    bool flag, known = false;
    int64_t time_us;
    NumText number;
    DateText date;
    if (bool_read(text, &flag)) {
        bool_add(s, flag, text.len == 1);
        known = true;
    }
    if (numtext_scan(text, &number)) {
        number_add(s, &number);
        known = true;
        if (!number.plain || number.digits != 8) return true;
    }
    if (datetext_scan(text, &date)) {
        date_add_text(s, &date, today);
        known = true;
    } else if (datetext_time(text, &time_us)) {
        s->times++;
        known = true;
    }
    if (!known && sense_null_soft(text)) {
        s->soft_nulls++;
        known = true;
    }
    return known;
}

static void typed_number_add(Sense *s, const Cell *cell, bool whole) {
    double value = cell->kind == CELL_INT ? (double)cell->i : cell->f;
    for (int k = 0; k < NUM_STYLE_COUNT; k++) {
        s->numbers[k]++;
        s->wholes[k] += whole;
    }
    if (s->typed_numbers++ == 0) s->number_min = s->number_max = value;
    if (value < s->number_min) s->number_min = value;
    if (value > s->number_max) s->number_max = value;
    s->units[cell->unit]++;
    s->bool_digits += whole && (value == 0 || value == 1);
}

static bool is_whole(double f) { return f == (double)(int64_t)f; }

static void typed_add(Sense *s, const Cell *cell) {
    switch (cell->kind) {
        case CELL_INT: typed_number_add(s, cell, true); break;
        case CELL_FLOAT:
            typed_number_add(s, cell, cell->f > -9e15 && cell->f < 9e15 && is_whole(cell->f));
            break;
        case CELL_BOOL: bool_add(s, cell->i != 0, false); break;
        case CELL_DATE: s->typed_dates++; break;
        case CELL_TIMESTAMP:
            s->typed_dates++;
            s->not_midnight += cell->i % MOMENT_DAY != 0;
            break;
        case CELL_TIME: s->times++; break;
        case CELL_ERROR: s->errors++; break;
        case CELL_EMPTY:
        case CELL_TEXT: break;
    }
}

void sense_add(Sense *s, const Cell *cell, Date today) {
    if (cell->kind == CELL_EMPTY) return;
    if (cell->kind != CELL_TEXT) {
        s->values++;
        typed_add(s, cell);
        return;
    }
    if (sense_null_hard(cell->text)) return;
    s->values++;
    s->damaged += cell->damaged;
    if (cell->text.len > s->text_bytes_max) s->text_bytes_max = cell->text.len;
    if (s->is_words) return;
    if (text_add(s, cell->text, today) || s->values < WORDS_AFTER) return;
    uint64_t known = s->numbers[0] + s->numbers[1] + s->bools + s->times + s->layout_seen;
    s->is_words = known < s->values / 2;
}

// ---- converting

Str cell_text(const Cell *cell, Buf *scratch) {
    buf_clear(scratch);
    switch (cell->kind) {
        case CELL_EMPTY: break;
        case CELL_TEXT:
        case CELL_ERROR: return cell->text;
        case CELL_INT: buf_add_int(scratch, cell->i); break;
        case CELL_FLOAT: buf_add_float(scratch, cell->f); break;
        case CELL_BOOL: buf_add_z(scratch, cell->i ? "TRUE" : "FALSE"); break;
        case CELL_DATE: date_write(scratch, (Date)cell->i); break;
        case CELL_TIMESTAMP: moment_write(scratch, cell->i); break;
        case CELL_TIME:
            buf_add_fmt(scratch, "%02d:%02d:%02d", (int)(cell->i / (3600 * MOMENT_SECOND)),
                        (int)(cell->i / (60 * MOMENT_SECOND) % 60),
                        (int)(cell->i / MOMENT_SECOND % 60));
            break;
    }
    return buf_str(scratch);
}

static bool number_convert(const ValueFormat *f, const Cell *cell, Value *v) {
    NumText n;
    if (cell->kind == CELL_INT || cell->kind == CELL_FLOAT) {
        double value = cell->kind == CELL_INT ? (double)cell->i : cell->f;
        if (cell->kind == CELL_FLOAT && f->type == TYPE_INT && !is_whole(value)) return false;
        v->i = cell->kind == CELL_INT ? cell->i : (int64_t)value;
        v->f = value;
        return true;
    }
    if (cell->kind != CELL_TEXT || !numtext_scan(cell->text, &n)) return false;
    if (!n.fits[f->style]) return false;
    bool foreign = n.unit != UNIT_NONE && n.unit != f->unit;
    if (foreign) return false;
    if (f->type == TYPE_INT) return numtext_int(&n, f->style, &v->i);
    v->f = numtext_float(&n, f->style);
    return true;
}

static bool day_convert(const ValueFormat *f, const Cell *cell, Value *v) {
    DateText d;
    int64_t moment;
    if (cell->kind == CELL_DATE) {
        moment = cell->i * MOMENT_DAY;
    } else if (cell->kind == CELL_TIMESTAMP) {
        moment = cell->i;
    } else if (f->serial && (cell->kind == CELL_INT || cell->kind == CELL_FLOAT)) {
        double serial = cell->kind == CELL_INT ? (double)cell->i : cell->f;
        if (serial < 1 || serial > 200000) return false;
        moment = ((int64_t)serial - 25569) * MOMENT_DAY;
    } else {
        if (cell->kind != CELL_TEXT || !datetext_scan(cell->text, &d)) return false;
        if (!(d.orders >> f->order & 1) && !(d.orders & 1u << ORDER_YMD)) return false;
        DateOrder order = d.orders >> f->order & 1 ? f->order : ORDER_YMD;
        moment = datetext_day(&d, order, f->today) * MOMENT_DAY + d.time_us;
        if (f->to_utc && d.has_zone) moment -= d.zone_minutes * 60 * MOMENT_SECOND;
    }
    int64_t day = moment / MOMENT_DAY - (moment % MOMENT_DAY < 0);
    if (f->type == TYPE_DATE && day * MOMENT_DAY != moment) return false;
    v->i = f->type == TYPE_DATE ? day : moment;
    return true;
}

static bool flag_convert(const Cell *cell, Value *v) {
    bool flag;
    if (cell->kind == CELL_BOOL) return (void)(v->i = cell->i), true;
    if (cell->kind == CELL_INT && (cell->i == 0 || cell->i == 1)) {
        v->i = cell->i;
        return true;
    }
    if (cell->kind != CELL_TEXT || !bool_read(cell->text, &flag)) return false;
    v->i = flag;
    return true;
}

static bool time_convert(const Cell *cell, Value *v) {
    if (cell->kind == CELL_TIME) return (void)(v->i = cell->i), true;
    return cell->kind == CELL_TEXT && datetext_time(cell->text, &v->i);
}

static const char *const MISFIT_REASONS[] = {
    [TYPE_BOOL] = "not yes or no",
    [TYPE_INT] = "not a whole number",
    [TYPE_FLOAT] = "not a number",
    [TYPE_TEXT] = "not text",
    [TYPE_DATE] = "not a date in the column's format",
    [TYPE_TIME] = "not a time of day",
    [TYPE_TIMESTAMP] = "not a date and time in the column's format",
};

bool sense_convert(const ValueFormat *f, const Cell *cell, Buf *scratch, Value *v,
                   const char **ret_reason) {
    *v = (Value){.is_null = true, .type = f->type};
    if (cell->kind == CELL_EMPTY) return true;
    if (cell->kind == CELL_TEXT && sense_null_hard(cell->text)) return true;
    if (cell->kind == CELL_ERROR) {
        *ret_reason = "an error in the workbook";
        return false;
    }
    bool ok = true;
    switch (f->type) {
        case TYPE_BOOL: ok = flag_convert(cell, v); break;
        case TYPE_INT:
        case TYPE_FLOAT: ok = number_convert(f, cell, v); break;
        case TYPE_DATE:
        case TYPE_TIMESTAMP: ok = day_convert(f, cell, v); break;
        case TYPE_TIME: ok = time_convert(cell, v); break;
        case TYPE_TEXT: v->s = cell_text(cell, scratch); break;
    }
    v->is_null = !ok;
    if (!ok && cell->kind == CELL_TEXT && sense_null_soft(cell->text)) return true;
    if (!ok) *ret_reason = MISFIT_REASONS[f->type];
    return ok;
}
