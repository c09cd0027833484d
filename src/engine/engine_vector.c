#include "engine/engine_vector.h"

#include <math.h>
#include <string.h>

#include "engine/engine_nested.h"

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

enum { NESTED_TEXT_MAX = 64 << 20, DECIMAL_INT_DIGITS = 18 };

typedef struct Reading {
    const EngineColumnPlan *plan;
    duckdb_vector source;
    const void *data;
    size_t rows;
    Arena *scratch;
    Vector *out;
} Reading;

typedef struct EngineKind {
    duckdb_type type;
    ColumnType as;
    bool (*read)(Reading *r, Err *err);
} EngineKind;

static int64_t *ints_new(Reading *r) {
    int64_t *ints = arena_new(r->scratch, int64_t, r->rows);
    r->out->ints = ints;
    return ints;
}

static double *floats_new(Reading *r) {
    double *floats = arena_new(r->scratch, double, r->rows);
    r->out->floats = floats;
    return floats;
}

static bool same_ints(Reading *r, Err *err) {
    (void)err;
    r->out->ints = r->data;
    return true;
}

static bool same_floats(Reading *r, Err *err) {
    (void)err;
    r->out->floats = r->data;
    return true;
}

#define READ_INTS(name, from)                                                                      \
    static bool name(Reading *r, Err *err) {                                                       \
        (void)err;                                                                                 \
        const from *in = r->data;                                                                  \
        int64_t *out = ints_new(r);                                                                \
        for (size_t i = 0; i < r->rows; i++) out[i] = (int64_t)in[i];                              \
        return true;                                                                               \
    }
#define READ_FLOATS(name, from)                                                                    \
    static bool name(Reading *r, Err *err) {                                                       \
        (void)err;                                                                                 \
        const from *in = r->data;                                                                  \
        double *out = floats_new(r);                                                               \
        for (size_t i = 0; i < r->rows; i++) out[i] = (double)in[i];                               \
        return true;                                                                               \
    }

READ_INTS(read_bool, uint8_t)
READ_INTS(read_int8, int8_t)
READ_INTS(read_int16, int16_t)
READ_INTS(read_int32, int32_t)
READ_INTS(read_uint8, uint8_t)
READ_INTS(read_uint16, uint16_t)
READ_INTS(read_uint32, uint32_t)
READ_FLOATS(read_uint64, uint64_t)
READ_FLOATS(read_float32, float)
READ_FLOATS(read_int128, Int128)
READ_FLOATS(read_uint128, UInt128)

static uint64_t *valid_own(Reading *r) {
    size_t words = (r->rows + 63) / 64;
    uint64_t *valid = arena_new(r->scratch, uint64_t, words);
    if (r->out->valid) {
        memcpy(valid, r->out->valid, words * sizeof *valid);
    } else {
        memset(valid, 0xff, words * sizeof *valid);
    }
    r->out->valid = valid;
    return valid;
}

static void null_out(Reading *r, uint64_t **valid, size_t row) {
    if (!*valid) *valid = valid_own(r);
    (*valid)[row / 64] &= ~(UINT64_C(1) << (row % 64));
}

static bool read_date(Reading *r, Err *err) {
    (void)err;
    const int32_t *in = r->data;
    int64_t *out = ints_new(r);
    uint64_t *valid = NULL;
    for (size_t i = 0; i < r->rows; i++) {
        out[i] = in[i];
        if (in[i] == INT32_MAX || in[i] == -INT32_MAX) null_out(r, &valid, i);
    }
    return true;
}

static bool is_infinite(int64_t value) { return value == INT64_MAX || value == -INT64_MAX; }

static bool read_timestamp(Reading *r, Err *err) {
    (void)err;
    const int64_t *in = r->data;
    uint64_t *valid = NULL;
    r->out->ints = in;
    for (size_t i = 0; i < r->rows; i++) {
        if (is_infinite(in[i])) null_out(r, &valid, i);
    }
    return true;
}

// Values of null rows are garbage: the multiplication must not be undefined for them.
static void timestamp_scale(Reading *r, int64_t times) {
    const int64_t *in = r->data;
    int64_t *out = ints_new(r);
    uint64_t *valid = NULL;
    for (size_t i = 0; i < r->rows; i++) {
        bool over = __builtin_mul_overflow(in[i], times, &out[i]);
        if (over || is_infinite(in[i])) null_out(r, &valid, i);
    }
}

static bool read_timestamp_s(Reading *r, Err *err) {
    (void)err;
    timestamp_scale(r, MOMENT_SECOND);
    return true;
}

static bool read_timestamp_ms(Reading *r, Err *err) {
    (void)err;
    timestamp_scale(r, MOMENT_SECOND / 1000);
    return true;
}

// Floors, so that a moment before 1970 stays in its own microsecond.
static int64_t nanos_to_micros(int64_t nanos) { return nanos / 1000 - (nanos % 1000 < 0 ? 1 : 0); }

static bool read_timestamp_ns(Reading *r, Err *err) {
    (void)err;
    const int64_t *in = r->data;
    int64_t *out = ints_new(r);
    uint64_t *valid = NULL;
    for (size_t i = 0; i < r->rows; i++) {
        out[i] = nanos_to_micros(in[i]);
        if (is_infinite(in[i])) null_out(r, &valid, i);
    }
    return true;
}

static bool read_time_ns(Reading *r, Err *err) {
    (void)err;
    const int64_t *in = r->data;
    int64_t *out = ints_new(r);
    for (size_t i = 0; i < r->rows; i++) out[i] = nanos_to_micros(in[i]);
    return true;
}

#define DIVIDE_ALL(from)                                                                           \
    do {                                                                                           \
        const from *in = r->data;                                                                  \
        for (size_t i = 0; i < r->rows; i++) out[i] = (double)in[i] / r->plan->scale;              \
    } while (0)

// Dividing by a power of ten rounds once; multiplying by 0.01 would round twice.
static bool read_decimal(Reading *r, Err *err) {
    (void)err;
    double *out = floats_new(r);
    switch (r->plan->inside) {
        case DUCKDB_TYPE_SMALLINT: DIVIDE_ALL(int16_t); break;
        case DUCKDB_TYPE_INTEGER: DIVIDE_ALL(int32_t); break;
        case DUCKDB_TYPE_BIGINT: DIVIDE_ALL(int64_t); break;
        default: DIVIDE_ALL(Int128); break;
    }
    return true;
}

static bool read_decimal_int(Reading *r, Err *err) {
    switch (r->plan->inside) {
        case DUCKDB_TYPE_SMALLINT: return read_int16(r, err);
        case DUCKDB_TYPE_INTEGER: return read_int32(r, err);
        default: return same_ints(r, err);
    }
}

Str engine_vector_text(const duckdb_string_t *s) {
    uint32_t length = s->value.inlined.length;
    bool inlined = length <= sizeof s->value.inlined.inlined;
    return str_of(inlined ? s->value.inlined.inlined : s->value.pointer.ptr, length);
}

static Str *texts_new(Reading *r) {
    Str *texts = arena_new(r->scratch, Str, r->rows);
    r->out->texts = texts;
    return texts;
}

static bool row_valid(const Reading *r, size_t row) { return !vector_is_null(r->out, row); }

static bool read_text(Reading *r, Err *err) {
    (void)err;
    const duckdb_string_t *in = r->data;
    Str *out = texts_new(r);
    for (size_t i = 0; i < r->rows; i++) {
        if (row_valid(r, i)) out[i] = engine_vector_text(&in[i]);
    }
    return true;
}

static uint32_t enum_index(const EngineColumnPlan *plan, const void *data, size_t row) {
    switch (plan->inside) {
        case DUCKDB_TYPE_UTINYINT: return ((const uint8_t *)data)[row];
        case DUCKDB_TYPE_USMALLINT: return ((const uint16_t *)data)[row];
        default: return ((const uint32_t *)data)[row];
    }
}

static bool read_enum(Reading *r, Err *err) {
    (void)err;
    Str *out = texts_new(r);
    for (size_t i = 0; i < r->rows; i++) {
        if (row_valid(r, i)) out[i] = r->plan->dictionary[enum_index(r->plan, r->data, i)];
    }
    return true;
}

// Writes all texts into one buffer, then copies them out together: offsets first, as the
// buffer moves while it grows.
static bool nested_write(Reading *r, Buf *text, Str *out, Err *err) {
    size_t *ends = arena_new(r->scratch, size_t, r->rows);
    for (size_t i = 0; i < r->rows; i++) {
        if (row_valid(r, i)) engine_nested_write(text, r->plan->logical, r->source, i);
        ends[i] = text->len;
    }
    if (!buf_check(text, ERR_WORD("the text of a nested column"), err)) return false;
    char *copy = arena_try(r->scratch, text->len + 1);
    if (!copy) return fail(err, ERR_LIMIT, "out of memory");
    memcpy(copy, text->ptr ? text->ptr : "", text->len);
    for (size_t i = 0, from = 0; i < r->rows; from = ends[i++]) {
        out[i] = str_of(copy + from, ends[i] - from);
    }
    return true;
}

static bool read_nested(Reading *r, Err *err) {
    Buf text;
    buf_init(&text, NESTED_TEXT_MAX);
    bool ok = nested_write(r, &text, texts_new(r), err);
    buf_done(&text);
    return ok;
}

static bool read_nulls(Reading *r, Err *err) {
    (void)err;
    texts_new(r);
    r->out->valid = arena_new(r->scratch, uint64_t, (r->rows + 63) / 64);
    return true;
}

static const EngineKind KINDS[] = {
    {DUCKDB_TYPE_BOOLEAN, TYPE_BOOL, read_bool},
    {DUCKDB_TYPE_TINYINT, TYPE_INT, read_int8},
    {DUCKDB_TYPE_SMALLINT, TYPE_INT, read_int16},
    {DUCKDB_TYPE_INTEGER, TYPE_INT, read_int32},
    {DUCKDB_TYPE_BIGINT, TYPE_INT, same_ints},
    {DUCKDB_TYPE_UTINYINT, TYPE_INT, read_uint8},
    {DUCKDB_TYPE_USMALLINT, TYPE_INT, read_uint16},
    {DUCKDB_TYPE_UINTEGER, TYPE_INT, read_uint32},
    {DUCKDB_TYPE_UBIGINT, TYPE_FLOAT, read_uint64},
    {DUCKDB_TYPE_HUGEINT, TYPE_FLOAT, read_int128},
    {DUCKDB_TYPE_UHUGEINT, TYPE_FLOAT, read_uint128},
    {DUCKDB_TYPE_FLOAT, TYPE_FLOAT, read_float32},
    {DUCKDB_TYPE_DOUBLE, TYPE_FLOAT, same_floats},
    {DUCKDB_TYPE_DECIMAL, TYPE_FLOAT, read_decimal},
    {DUCKDB_TYPE_DATE, TYPE_DATE, read_date},
    {DUCKDB_TYPE_TIME, TYPE_TIME, same_ints},
    {DUCKDB_TYPE_TIME_NS, TYPE_TIME, read_time_ns},
    {DUCKDB_TYPE_TIMESTAMP, TYPE_TIMESTAMP, read_timestamp},
    {DUCKDB_TYPE_TIMESTAMP_TZ, TYPE_TIMESTAMP, read_timestamp},
    {DUCKDB_TYPE_TIMESTAMP_S, TYPE_TIMESTAMP, read_timestamp_s},
    {DUCKDB_TYPE_TIMESTAMP_MS, TYPE_TIMESTAMP, read_timestamp_ms},
    {DUCKDB_TYPE_TIMESTAMP_NS, TYPE_TIMESTAMP, read_timestamp_ns},
    {DUCKDB_TYPE_VARCHAR, TYPE_TEXT, read_text},
    {DUCKDB_TYPE_ENUM, TYPE_TEXT, read_enum},
    {DUCKDB_TYPE_SQLNULL, TYPE_TEXT, read_nulls},
    {DUCKDB_TYPE_BLOB, TYPE_TEXT, read_nested},
    {DUCKDB_TYPE_BIT, TYPE_TEXT, read_nested},
    {DUCKDB_TYPE_UUID, TYPE_TEXT, read_nested},
    {DUCKDB_TYPE_INTERVAL, TYPE_TEXT, read_nested},
    {DUCKDB_TYPE_TIME_TZ, TYPE_TEXT, read_nested},
    {DUCKDB_TYPE_LIST, TYPE_TEXT, read_nested},
    {DUCKDB_TYPE_ARRAY, TYPE_TEXT, read_nested},
    {DUCKDB_TYPE_STRUCT, TYPE_TEXT, read_nested},
    {DUCKDB_TYPE_MAP, TYPE_TEXT, read_nested},
    {DUCKDB_TYPE_UNION, TYPE_TEXT, read_nested},
};

static const EngineKind DECIMAL_AS_INT = {DUCKDB_TYPE_DECIMAL, TYPE_INT, read_decimal_int};

static const EngineKind *kind_find(duckdb_type type) {
    for (size_t i = 0; i < COUNT_OF(KINDS); i++) {
        if (KINDS[i].type == type) return &KINDS[i];
    }
    return NULL;
}

static void plan_decimal(EngineColumnPlan *plan) {
    uint8_t scale = duckdb_decimal_scale(plan->logical);
    plan->inside = duckdb_decimal_internal_type(plan->logical);
    plan->scale = pow(10, scale);
    bool whole = scale == 0 && duckdb_decimal_width(plan->logical) <= DECIMAL_INT_DIGITS;
    if (whole) plan->kind = &DECIMAL_AS_INT;
}

static void plan_enum(EngineColumnPlan *plan, Arena *a) {
    plan->inside = duckdb_enum_internal_type(plan->logical);
    uint32_t count = duckdb_enum_dictionary_size(plan->logical);
    Str *words = arena_new(a, Str, count);
    for (uint32_t i = 0; i < count; i++) {
        char *word = duckdb_enum_dictionary_value(plan->logical, i);
        words[i] = str_dup(a, str_from(word));
        duckdb_free(word);
    }
    plan->dictionary = words;
}

bool engine_vector_plan(duckdb_logical_type logical, Arena *a, EngineColumnPlan *ret_plan,
                        Err *err) {
    EngineColumnPlan plan = {.logical = logical, .type = duckdb_get_type_id(logical)};
    plan.kind = kind_find(plan.type);
    if (!plan.kind || !engine_nested_supported(logical)) {
        duckdb_destroy_logical_type(&plan.logical);
        return fail(err, ERR_UNSUPPORTED,
                    "a column of this type is not read; cast it to a number or to VARCHAR");
    }
    if (plan.type == DUCKDB_TYPE_DECIMAL) plan_decimal(&plan);
    if (plan.type == DUCKDB_TYPE_ENUM) plan_enum(&plan, a);
    *ret_plan = plan;
    return true;
}

void engine_vector_plan_done(EngineColumnPlan *plan) {
    if (plan->logical) duckdb_destroy_logical_type(&plan->logical);
}

ColumnType engine_vector_type(const EngineColumnPlan *plan) { return plan->kind->as; }

bool engine_vector_read(const EngineColumnPlan *plan, duckdb_vector source, size_t rows,
                        Arena *scratch, Vector *ret_vector, Err *err) {
    *ret_vector = (Vector){.valid = duckdb_vector_get_validity(source)};
    Reading r = {plan, source, duckdb_vector_get_data(source), rows, scratch, ret_vector};
    return plan->kind->read(&r, err);
}
