#include "engine/engine_nested.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "engine/engine_vector.h"

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

enum { DEPTH_MAX = 64, DIGITS_MAX = 40 };

typedef void (*WriteCell)(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row);

typedef struct CellKind {
    duckdb_type type;
    WriteCell write;
} CellKind;

#define CELL(v, row, T) (((const T *)duckdb_vector_get_data(v))[row])

#define WRITE_INT(name, T)                                                                         \
    static void name(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {            \
        (void)type;                                                                                \
        buf_add_int(out, (int64_t)CELL(v, row, T));                                                \
    }
#define WRITE_FLOAT(name, T)                                                                       \
    static void name(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {            \
        (void)type;                                                                                \
        buf_add_float(out, (double)CELL(v, row, T));                                               \
    }

WRITE_INT(write_int8, int8_t)
WRITE_INT(write_int16, int16_t)
WRITE_INT(write_int32, int32_t)
WRITE_INT(write_int64, int64_t)
WRITE_INT(write_uint8, uint8_t)
WRITE_INT(write_uint16, uint16_t)
WRITE_INT(write_uint32, uint32_t)
WRITE_FLOAT(write_float32, float)
WRITE_FLOAT(write_float64, double)

static void digits_write(Buf *out, UInt128 value, int at_least) {
    char digits[DIGITS_MAX];
    int at = DIGITS_MAX;
    while (value > 0 || at > DIGITS_MAX - at_least) {
        digits[--at] = (char)('0' + (int)(value % 10));
        value /= 10;
    }
    buf_add(out, str_of(digits + at, (size_t)(DIGITS_MAX - at)));
}

static void write_uint64(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    (void)type;
    digits_write(out, CELL(v, row, uint64_t), 1);
}

static void write_uint128(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    (void)type;
    digits_write(out, CELL(v, row, UInt128), 1);
}

static UInt128 magnitude(Int128 value) { return value < 0 ? -(UInt128)value : (UInt128)value; }

static void write_int128(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    (void)type;
    Int128 value = CELL(v, row, Int128);
    if (value < 0) buf_add_char(out, '-');
    digits_write(out, magnitude(value), 1);
}

static Int128 decimal_unscaled(duckdb_logical_type type, duckdb_vector v, size_t row) {
    switch (duckdb_decimal_internal_type(type)) {
        case DUCKDB_TYPE_SMALLINT: return CELL(v, row, int16_t);
        case DUCKDB_TYPE_INTEGER: return CELL(v, row, int32_t);
        case DUCKDB_TYPE_BIGINT: return CELL(v, row, int64_t);
        default: return CELL(v, row, Int128);
    }
}

static void write_decimal(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    Int128 value = decimal_unscaled(type, v, row);
    int scale = duckdb_decimal_scale(type);
    UInt128 unit = 1;
    for (int i = 0; i < scale; i++) unit *= 10;
    if (value < 0) buf_add_char(out, '-');
    digits_write(out, magnitude(value) / unit, 1);
    if (scale == 0) return;
    buf_add_char(out, '.');
    digits_write(out, magnitude(value) % unit, scale);
}

static void write_bool(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    (void)type;
    buf_add(out, CELL(v, row, uint8_t) ? S("true") : S("false"));
}

static void write_date(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    (void)type;
    int32_t days = CELL(v, row, int32_t);
    if (days == INT32_MAX || days == -INT32_MAX) {
        buf_add(out, days > 0 ? S("infinity") : S("-infinity"));
    } else {
        date_write(out, days);
    }
}

static void clock_write(Buf *out, int64_t micros) {
    int64_t seconds = micros / MOMENT_SECOND;
    buf_add_fmt(out, "%02d:%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60),
                (int)(seconds % 60));
    int fraction = (int)(micros % MOMENT_SECOND);
    if (fraction > 0) buf_add_fmt(out, ".%06d", fraction);
}

static void write_time(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    (void)type;
    clock_write(out, CELL(v, row, int64_t));
}

static void write_time_ns(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    (void)type;
    clock_write(out, CELL(v, row, int64_t) / 1000);
}

static void write_time_tz(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    (void)type;
    duckdb_time_tz_struct parts = duckdb_from_time_tz(CELL(v, row, duckdb_time_tz));
    clock_write(out, duckdb_to_time(parts.time).micros);
    int minutes = parts.offset / 60;
    int size = minutes < 0 ? -minutes : minutes;
    buf_add_fmt(out, "%c%02d", minutes < 0 ? '-' : '+', size / 60);
    if (size % 60 != 0) buf_add_fmt(out, ":%02d", size % 60);
}

static bool micros_of(duckdb_type type, int64_t raw, int64_t *ret_micros) {
    if (raw == INT64_MAX || raw == -INT64_MAX) return false;
    *ret_micros = raw;
    if (type == DUCKDB_TYPE_TIMESTAMP_NS) *ret_micros = raw / 1000;
    if (type == DUCKDB_TYPE_TIMESTAMP_S) return !__builtin_mul_overflow(raw, 1000000, ret_micros);
    if (type == DUCKDB_TYPE_TIMESTAMP_MS) return !__builtin_mul_overflow(raw, 1000, ret_micros);
    return true;
}

static void write_timestamp(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    int64_t raw = CELL(v, row, int64_t);
    int64_t micros = 0;
    if (micros_of(duckdb_get_type_id(type), raw, &micros)) {
        moment_write(out, micros);
    } else {
        buf_add(out, raw > 0 ? S("infinity") : S("-infinity"));
    }
}

static void unit_write(Buf *out, int64_t count, const char *unit, bool *any) {
    if (count == 0) return;
    buf_add_fmt(out, "%s%lld %s%s", *any ? " " : "", (long long)count, unit,
                count == 1 || count == -1 ? "" : "s");
    *any = true;
}

static void write_interval(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    (void)type;
    duckdb_interval span = CELL(v, row, duckdb_interval);
    bool any = false;
    unit_write(out, span.months / 12, "year", &any);
    unit_write(out, span.months % 12, "month", &any);
    unit_write(out, span.days, "day", &any);
    if (span.micros == 0 && any) return;
    if (any) buf_add_char(out, ' ');
    if (span.micros < 0) buf_add_char(out, '-');
    // Longer than any clock can be negated: 2^63 microseconds is one that no statement makes.
    clock_write(out, span.micros < 0 ? -(span.micros + 1) + 1 : span.micros);
}

static void write_text(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    (void)type;
    buf_add(out, engine_vector_text(&CELL(v, row, duckdb_string_t)));
}

static void write_blob(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    (void)type;
    Str bytes = engine_vector_text(&CELL(v, row, duckdb_string_t));
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        if (c >= 32 && c < 127 && c != '\\' && c != '\'' && c != '"') {
            buf_add_char(out, (char)c);
        } else {
            buf_add_fmt(out, "\\x%02X", c);
        }
    }
}

// The first byte says how many bits of the second are filling.
static void write_bit(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    (void)type;
    Str bytes = engine_vector_text(&CELL(v, row, duckdb_string_t));
    if (bytes.len < 2) return;
    size_t filling = (unsigned char)bytes.ptr[0];
    for (size_t bit = filling; bit < (bytes.len - 1) * 8; bit++) {
        unsigned byte = (unsigned char)bytes.ptr[1 + bit / 8];
        buf_add_char(out, byte >> (7 - bit % 8) & 1 ? '1' : '0');
    }
}

// DuckDB flips the highest bit, so that uuids sort as integers.
static void write_uuid(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    (void)type;
    duckdb_hugeint id = CELL(v, row, duckdb_hugeint);
    uint64_t upper = (uint64_t)id.upper ^ UINT64_C(1) << 63;
    buf_add_fmt(out, "%08x-%04x-%04x-%04x-%012llx", (unsigned)(upper >> 32),
                (unsigned)(upper >> 16 & 0xffff), (unsigned)(upper & 0xffff),
                (unsigned)(id.lower >> 48), (unsigned long long)(id.lower & 0xffffffffffff));
}

static void write_enum(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    idx_t index = 0;
    switch (duckdb_enum_internal_type(type)) {
        case DUCKDB_TYPE_UTINYINT: index = CELL(v, row, uint8_t); break;
        case DUCKDB_TYPE_USMALLINT: index = CELL(v, row, uint16_t); break;
        default: index = CELL(v, row, uint32_t); break;
    }
    char *word = duckdb_enum_dictionary_value(type, index);
    buf_add_z(out, word);
    duckdb_free(word);
}

static void items_write(Buf *out, duckdb_logical_type item, duckdb_vector items, size_t first,
                        size_t count) {
    buf_add_char(out, '[');
    for (size_t i = 0; i < count && !out->overflow; i++) {
        if (i > 0) buf_add(out, S(", "));
        engine_nested_write(out, item, items, first + i);
    }
    buf_add_char(out, ']');
}

static void write_list(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    duckdb_list_entry entry = CELL(v, row, duckdb_list_entry);
    duckdb_logical_type item = duckdb_list_type_child_type(type);
    items_write(out, item, duckdb_list_vector_get_child(v), entry.offset, entry.length);
    duckdb_destroy_logical_type(&item);
}

static void write_array(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    size_t count = duckdb_array_type_array_size(type);
    duckdb_logical_type item = duckdb_array_type_child_type(type);
    items_write(out, item, duckdb_array_vector_get_child(v), row * count, count);
    duckdb_destroy_logical_type(&item);
}

static void write_struct(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    idx_t count = duckdb_struct_type_child_count(type);
    buf_add_char(out, '{');
    for (idx_t i = 0; i < count; i++) {
        char *name = duckdb_struct_type_child_name(type, i);
        duckdb_logical_type field = duckdb_struct_type_child_type(type, i);
        buf_add_fmt(out, "%s'%s': ", i > 0 ? ", " : "", name);
        engine_nested_write(out, field, duckdb_struct_vector_get_child(v, i), row);
        duckdb_destroy_logical_type(&field);
        duckdb_free(name);
    }
    buf_add_char(out, '}');
}

// A map is kept as a list of structs of key and value.
static void write_map(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    duckdb_list_entry entry = CELL(v, row, duckdb_list_entry);
    duckdb_vector pairs = duckdb_list_vector_get_child(v);
    duckdb_logical_type key = duckdb_map_type_key_type(type);
    duckdb_logical_type value = duckdb_map_type_value_type(type);
    buf_add_char(out, '{');
    for (idx_t i = 0; i < entry.length && !out->overflow; i++) {
        if (i > 0) buf_add(out, S(", "));
        engine_nested_write(out, key, duckdb_struct_vector_get_child(pairs, 0), entry.offset + i);
        buf_add_char(out, '=');
        engine_nested_write(out, value, duckdb_struct_vector_get_child(pairs, 1), entry.offset + i);
    }
    buf_add_char(out, '}');
    duckdb_destroy_logical_type(&key);
    duckdb_destroy_logical_type(&value);
}

// A union is kept as a struct whose first field says which of the others holds.
static void write_union(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    idx_t member = CELL(duckdb_struct_vector_get_child(v, 0), row, uint8_t);
    duckdb_logical_type field = duckdb_union_type_member_type(type, member);
    engine_nested_write(out, field, duckdb_struct_vector_get_child(v, member + 1), row);
    duckdb_destroy_logical_type(&field);
}

static void write_null(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    (void)type, (void)v, (void)row;
    buf_add(out, S("NULL"));
}

static const CellKind CELLS[] = {
    {DUCKDB_TYPE_BOOLEAN, write_bool},
    {DUCKDB_TYPE_TINYINT, write_int8},
    {DUCKDB_TYPE_SMALLINT, write_int16},
    {DUCKDB_TYPE_INTEGER, write_int32},
    {DUCKDB_TYPE_BIGINT, write_int64},
    {DUCKDB_TYPE_UTINYINT, write_uint8},
    {DUCKDB_TYPE_USMALLINT, write_uint16},
    {DUCKDB_TYPE_UINTEGER, write_uint32},
    {DUCKDB_TYPE_UBIGINT, write_uint64},
    {DUCKDB_TYPE_HUGEINT, write_int128},
    {DUCKDB_TYPE_UHUGEINT, write_uint128},
    {DUCKDB_TYPE_FLOAT, write_float32},
    {DUCKDB_TYPE_DOUBLE, write_float64},
    {DUCKDB_TYPE_DECIMAL, write_decimal},
    {DUCKDB_TYPE_DATE, write_date},
    {DUCKDB_TYPE_TIME, write_time},
    {DUCKDB_TYPE_TIME_NS, write_time_ns},
    {DUCKDB_TYPE_TIME_TZ, write_time_tz},
    {DUCKDB_TYPE_TIMESTAMP, write_timestamp},
    {DUCKDB_TYPE_TIMESTAMP_TZ, write_timestamp},
    {DUCKDB_TYPE_TIMESTAMP_S, write_timestamp},
    {DUCKDB_TYPE_TIMESTAMP_MS, write_timestamp},
    {DUCKDB_TYPE_TIMESTAMP_NS, write_timestamp},
    {DUCKDB_TYPE_INTERVAL, write_interval},
    {DUCKDB_TYPE_VARCHAR, write_text},
    {DUCKDB_TYPE_BLOB, write_blob},
    {DUCKDB_TYPE_BIT, write_bit},
    {DUCKDB_TYPE_UUID, write_uuid},
    {DUCKDB_TYPE_ENUM, write_enum},
    {DUCKDB_TYPE_LIST, write_list},
    {DUCKDB_TYPE_ARRAY, write_array},
    {DUCKDB_TYPE_STRUCT, write_struct},
    {DUCKDB_TYPE_MAP, write_map},
    {DUCKDB_TYPE_UNION, write_union},
    {DUCKDB_TYPE_SQLNULL, write_null},
};

static WriteCell cell_find(duckdb_type type) {
    for (size_t i = 0; i < COUNT_OF(CELLS); i++) {
        if (CELLS[i].type == type) return CELLS[i].write;
    }
    return NULL;
}

static bool supported_within(duckdb_logical_type type, int depth);

static bool child_supported(duckdb_logical_type child, int depth) {
    bool ok = supported_within(child, depth + 1);
    duckdb_destroy_logical_type(&child);
    return ok;
}

static bool fields_supported(duckdb_logical_type type, int depth) {
    for (idx_t i = 0; i < duckdb_struct_type_child_count(type); i++) {
        if (!child_supported(duckdb_struct_type_child_type(type, i), depth)) return false;
    }
    return true;
}

static bool members_supported(duckdb_logical_type type, int depth) {
    for (idx_t i = 0; i < duckdb_union_type_member_count(type); i++) {
        if (!child_supported(duckdb_union_type_member_type(type, i), depth)) return false;
    }
    return true;
}

static bool supported_within(duckdb_logical_type type, int depth) {
    duckdb_type id = duckdb_get_type_id(type);
    if (depth > DEPTH_MAX || !cell_find(id)) return false;
    switch (id) {
        case DUCKDB_TYPE_LIST: return child_supported(duckdb_list_type_child_type(type), depth);
        case DUCKDB_TYPE_ARRAY: return child_supported(duckdb_array_type_child_type(type), depth);
        case DUCKDB_TYPE_STRUCT: return fields_supported(type, depth);
        case DUCKDB_TYPE_UNION: return members_supported(type, depth);
        case DUCKDB_TYPE_MAP:
            return child_supported(duckdb_map_type_key_type(type), depth) &&
                   child_supported(duckdb_map_type_value_type(type), depth);
        default: return true;
    }
}

bool engine_nested_supported(duckdb_logical_type type) { return supported_within(type, 0); }

void engine_nested_write(Buf *out, duckdb_logical_type type, duckdb_vector v, size_t row) {
    uint64_t *valid = duckdb_vector_get_validity(v);
    if (valid && !duckdb_validity_row_is_valid(valid, row)) {
        buf_add(out, S("NULL"));
        return;
    }
    cell_find(duckdb_get_type_id(type))(out, type, v, row);
}
