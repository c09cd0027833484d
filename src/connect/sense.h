// sense: what a column means, decided over all of its values as a person would.
//
// Pure but for the arena that notes are written in. A Sense counts readings while cells go by;
// sense_decide picks the reading that fits at least SENSE_FIT_PERCENT of the values, text when
// none does; sense_convert then turns each cell into a value or says why it cannot.
#pragma once

#include "base/date.h"
#include "connect/cell.h"
#include "connect/datetext.h"
#include "connect/numtext.h"
#include "data/table.h"

enum { SENSE_FIT_PERCENT = 98 };

typedef struct Sense {
    uint64_t values;      // cells that are not empty
    uint64_t soft_nulls;  // "NA", "-": missing in a column of numbers, a word in one of words
    uint64_t errors;      // "#DIV/0!"
    uint64_t damaged;
    bool is_words;  // plainly text: the rest was not looked at

    uint64_t bools, trues, falses, bool_letters, bool_digits;
    uint64_t numbers[NUM_STYLE_COUNT], wholes[NUM_STYLE_COUNT];
    uint64_t plain, ambiguous, comma_groups, leading_zeros, long_digits, indian;
    uint64_t checked_gtins, phones;
    uint64_t dressed;  // numbers with a separator, sign or unit that a plain cast does not read
    uint64_t credits, debits;
    uint64_t units[UNIT_COUNT];
    int digits_first;  // of the first plain number
    bool digits_same;  // all plain numbers have as many
    uint64_t dates[ORDER_COUNT], typed_dates, not_midnight, times, odd_layouts, other_layouts;
    uint64_t named_dates, zones;
    int zone_min, zone_max;
    DateLayout layout;
    uint64_t layout_seen;
    Date last[ORDER_COUNT], first_day[ORDER_COUNT], last_day[ORDER_COUNT];
    uint64_t rising[ORDER_COUNT], falling[ORDER_COUNT], future[ORDER_COUNT];
    double number_min, number_max;  // of typed numbers
    uint64_t typed_numbers;
    uint64_t text_bytes_max;
} Sense;

// What the rest of the file tells about a column that could be read in two ways.
typedef struct SenseHints {
    Date today;
    bool comma_decimal;  // another column can only be read with a decimal comma
    bool day_first;      // another column has dates that are only day/month
    bool month_first;    // ... only month/day
    bool indian;         // rupees, or 1,23,456 somewhere
    bool dollars;
    bool serial_dates;  // a workbook: dates may stand as bare day numbers
    bool has_wanted;    // the table is there already and its column has
    ColumnType wanted;  // this type
} SenseHints;

typedef struct ValueFormat {
    ColumnType type;
    NumStyle style;
    DateOrder order;
    Unit unit;
    Date today;
    bool serial;      // day numbers of a workbook
    bool to_utc;      // offsets differ: all are brought to UTC
    bool is_uniform;  // all dates seen have `layout`
    bool is_plain;    // numbers without anything a person put in
    DateLayout layout;
    bool guessed;
    Str example;  // "31/12/2026", "1,23,456.78", "" for plain
    Str note;
} ValueFormat;

void sense_add(Sense *s, const Cell *cell, Date today);
// Adds to the hints what this column alone makes certain.
void sense_hint(const Sense *s, SenseHints *hints);
ValueFormat sense_decide(const Sense *s, Str header, const SenseHints *hints, Arena *a);

// Words for a missing value: in any column ("", "null", "N/A"), or in one of numbers and dates
// alone ("NA", "-", "nil").
bool sense_null_hard(Str text);
bool sense_null_soft(Str text);
extern const Str NULL_WORDS_HARD[];  // as matched, without regard to case
extern const Str NULL_WORDS_SOFT[];
extern const size_t NULL_WORDS_HARD_COUNT, NULL_WORDS_SOFT_COUNT;

// The cell as a value of the format's type. Text may point into `scratch`, which holds it until
// the next call. False with a reason when it does not fit; the value is null then.
bool sense_convert(const ValueFormat *f, const Cell *cell, Buf *scratch, Value *ret_value,
                   const char **ret_reason);
// What stood in the cell, as text.
Str cell_text(const Cell *cell, Buf *scratch);
