// table: the columnar result that flows through the house: typed, nullable, chunked.
//
// A Table lives in one arena and is never changed once built. Each column says what it means
// (role, unit) besides its type, so that a chart or a sentence needs nothing else.
//
//     for (size_t c = 0; c < t->chunk_count; c++)
//         for (size_t r = 0; r < t->chunks[c].rows; r++)
//             if (!vector_is_null(&t->chunks[c].vectors[k], r)) use(...ints[r]);
#pragma once

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/str.h"

typedef enum ColumnType {
    TYPE_BOOL,       // ints: 0 or 1
    TYPE_INT,        // ints: int64
    TYPE_FLOAT,      // floats: double (decimals and huge integers arrive as such)
    TYPE_TEXT,       // texts: UTF-8
    TYPE_DATE,       // ints: Date
    TYPE_TIME,       // ints: microseconds since midnight
    TYPE_TIMESTAMP,  // ints: Moment
} ColumnType;

// What a column is for, in a result and in the semantic model.
typedef enum ColumnRole {
    ROLE_UNKNOWN,
    ROLE_KEY,       // identifies a row of its table
    ROLE_LINK,      // a key of another table
    ROLE_NAME,      // what a person calls the thing: product name, customer name
    ROLE_MEASURE,   // a number to compute with
    ROLE_CATEGORY,  // few values that repeat
    ROLE_TIME,      // date or moment of the event
    ROLE_PLACE,     // city, state, country, postal code ...
    ROLE_CODE,      // looks like a number or word but only labels: phone, invoice number, GTIN
    ROLE_TEXT,      // free text
    ROLE_FLAG,      // yes or no
} ColumnRole;

// How one value of the measure combines with others.
typedef enum Additivity {
    ADD_NONE,     // not a measure
    ADD_SUM,      // money taken, quantity
    ADD_AVERAGE,  // price, rate, percent, age: averages mean something, sums do not
    ADD_LAST,     // stock level, balance: sums over things, takes the last over time
} Additivity;

typedef struct Column {
    Str name;   // as in the result
    Str label;  // for people; the name when nothing better is known
    ColumnType type;
    ColumnRole role;
    Str unit;         // "INR", "%", "kg", "days"; "" when unknown
    DateUnit grain;   // for a bucketed time column
    bool is_bucket;   // grain holds
    bool is_support;  // not asked for: beside the answer, as what it hangs on
    bool is_rate;     // of a measure: its groups do not add up to the whole (a margin, an average)
} Column;

// One column of one chunk. `valid` is NULL when no value is null, else a bit a row, 1 = valid,
// least significant bit first.
typedef struct Vector {
    const uint64_t *valid;
    union {
        const int64_t *ints;
        const double *floats;
        const Str *texts;
    };
} Vector;

typedef struct Chunk {
    size_t rows;
    const Vector *vectors;  // one a column
} Chunk;

typedef struct Table {
    const Column *columns;
    size_t column_count;
    const Chunk *chunks;
    size_t chunk_count;
    size_t rows;
    bool truncated;  // more rows were there than the limit let through
} Table;

static inline bool vector_is_null(const Vector *v, size_t row) {
    return v->valid && !(v->valid[row / 64] >> (row % 64) & 1);
}

// One value, for callers that are not hot.
typedef struct Value {
    bool is_null;
    ColumnType type;
    int64_t i;  // BOOL, INT, DATE, TIME, TIMESTAMP
    double f;   // FLOAT; for INT the same number
    Str s;      // TEXT
} Value;

Value table_value(const Table *t, size_t row, size_t column);
// The number in a BOOL, INT or FLOAT cell; false for null and other types.
bool table_number(const Table *t, size_t row, size_t column, double *ret_number);
// One cell of a chunk as plain text: ISO dates, shortest-exact numbers, nothing for null.
void vector_write(Buf *out, const Vector *v, ColumnType type, size_t row);
// The cell as text for people and CSV: ISO dates, plain numbers, "" for null.
Str table_text(const Table *t, size_t row, size_t column, Arena *a);
// The same rows with these columns alone, in this order; shares the cells with `t`.
Table *table_with(const Table *t, const size_t *columns, size_t count, Arena *a);
// The column's index, STR_NONE when absent.
ptrdiff_t table_column(const Table *t, Str name);

const char *column_type_name(ColumnType type);       // "bool", "int", "float", "text", "date" ...
const char *column_role_name(ColumnRole role);       // "key", "link", "name", "measure" ...
const char *additivity_name(Additivity additivity);  // "none", "sum", "average", "last"
bool column_type_from(Str name, ColumnType *ret_type);
bool column_role_from(Str name, ColumnRole *ret_role);
bool additivity_from(Str name, Additivity *ret_additivity);
