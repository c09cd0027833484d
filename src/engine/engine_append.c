// The appender fills DuckDB's own vectors, a chunk at a time: several times faster than its
// value-at-a-time calls, and the same call serves every integer width.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "engine/engine_error.h"
#include "engine/engine_vector.h"
#include "engine/engine_writer.h"

typedef struct Slot {
    duckdb_logical_type logical;
    duckdb_type type;
    duckdb_vector vector;
    void *data;
    uint64_t *valid;
    bool valid_set;  // `valid` was asked for since the last reset
    double scale;    // of a decimal
    double limit;    // of a decimal: the largest magnitude, unscaled
    duckdb_type inside;
} Slot;

struct Appender {
    duckdb_appender handle;
    duckdb_data_chunk chunk;
    Slot *slots;
    size_t count;
    size_t column;  // the next value's
    size_t row;
    size_t row_max;
    uint64_t rows_done;
    ErrCode bad;  // what was wrong with the current row, and where
    size_t bad_column;
    const char *bad_reason;
};

static bool type_taken(duckdb_type type) {
    switch (type) {
        case DUCKDB_TYPE_BOOLEAN:
        case DUCKDB_TYPE_TINYINT:
        case DUCKDB_TYPE_SMALLINT:
        case DUCKDB_TYPE_INTEGER:
        case DUCKDB_TYPE_BIGINT:
        case DUCKDB_TYPE_FLOAT:
        case DUCKDB_TYPE_DOUBLE:
        case DUCKDB_TYPE_DECIMAL:
        case DUCKDB_TYPE_DATE:
        case DUCKDB_TYPE_TIME:
        case DUCKDB_TYPE_TIMESTAMP:
        case DUCKDB_TYPE_VARCHAR: return true;
        default: return false;
    }
}

static void slot_decimal(Slot *slot) {
    slot->inside = duckdb_decimal_internal_type(slot->logical);
    slot->scale = pow(10, duckdb_decimal_scale(slot->logical));
    slot->limit = pow(10, duckdb_decimal_width(slot->logical));
}

static bool slots_open(Appender *ap, Err *err) {
    ap->count = duckdb_appender_column_count(ap->handle);
    ap->slots = calloc(ap->count, sizeof *ap->slots);
    duckdb_logical_type *types = calloc(ap->count, sizeof *types);
    bool ok = ap->slots && types;
    if (!ok) fail(err, ERR_LIMIT, "out of memory");
    for (size_t i = 0; ok && i < ap->count; i++) {
        Slot *slot = &ap->slots[i];
        types[i] = slot->logical = duckdb_appender_column_type(ap->handle, i);
        slot->type = duckdb_get_type_id(slot->logical);
        if (slot->type == DUCKDB_TYPE_DECIMAL) slot_decimal(slot);
        ok = type_taken(slot->type) && slot->inside != DUCKDB_TYPE_HUGEINT;
        if (!ok) fail(err, ERR_UNSUPPORTED, "column %zu has a type that rows can't be added to", i);
    }
    if (ok) ap->chunk = duckdb_create_data_chunk(types, ap->count);
    free(types);
    return ok;
}

static void vectors_take(Appender *ap) {
    for (size_t i = 0; i < ap->count; i++) {
        Slot *slot = &ap->slots[i];
        slot->vector = duckdb_data_chunk_get_vector(ap->chunk, i);
        slot->data = duckdb_vector_get_data(slot->vector);
        slot->valid_set = false;
    }
    ap->row = 0;
}

static void appender_free(Appender *ap) {
    if (ap->chunk) duckdb_destroy_data_chunk(&ap->chunk);
    for (size_t i = 0; ap->slots && i < ap->count; i++) {
        if (ap->slots[i].logical) duckdb_destroy_logical_type(&ap->slots[i].logical);
    }
    free(ap->slots);
    duckdb_appender_destroy(&ap->handle);
    free(ap);
}

static bool appender_fail(Appender *ap, Err *err) {
    return engine_error_fail(duckdb_appender_error(ap->handle), err);
}

bool engine_append_open(Writer *w, Str table, Appender **ret_appender, Err *err) {
    char *name = strndup(table.ptr, table.len);
    Appender *ap = calloc(1, sizeof *ap);
    if (!ap || !name) abort();
    ap->row_max = duckdb_vector_size();
    duckdb_connection connection = engine_writer_connection(w);
    bool ok = duckdb_appender_create(connection, "main", name, &ap->handle) == DuckDBSuccess;
    free(name);
    if (!ok) appender_fail(ap, err);
    if (!ok || !slots_open(ap, err)) {
        appender_free(ap);
        return false;
    }
    vectors_take(ap);
    *ret_appender = ap;
    return true;
}

static void row_spoil(Appender *ap, ErrCode code, const char *reason) {
    if (ap->bad != ERR_NONE) return;
    ap->bad = code;
    ap->bad_column = ap->column;
    ap->bad_reason = reason;
}

static Slot *slot_next(Appender *ap) {
    if (ap->column < ap->count) return &ap->slots[ap->column];
    row_spoil(ap, ERR_INTERNAL, "the row has more values than the table has columns");
    return NULL;
}

static void null_set(Appender *ap, Slot *slot) {
    if (!slot->valid_set) {
        duckdb_vector_ensure_validity_writable(slot->vector);
        slot->valid = duckdb_vector_get_validity(slot->vector);
        slot->valid_set = true;
    }
    duckdb_validity_set_row_invalid(slot->valid, ap->row);
}

void engine_append_null(Appender *ap) {
    Slot *slot = slot_next(ap);
    if (!slot) return;
    null_set(ap, slot);
    ap->column++;
}

#define PUT_INT(T, low, high)                                                                      \
    do {                                                                                           \
        if (value < (low) || value > (high)) return false;                                         \
        ((T *)slot->data)[row] = (T)value;                                                         \
        return true;                                                                               \
    } while (0)

// False: the value does not fit.
static bool int_put(Slot *slot, duckdb_type type, size_t row, int64_t value) {
    switch (type) {
        case DUCKDB_TYPE_BOOLEAN: PUT_INT(uint8_t, 0, 1);
        case DUCKDB_TYPE_TINYINT: PUT_INT(int8_t, INT8_MIN, INT8_MAX);
        case DUCKDB_TYPE_SMALLINT: PUT_INT(int16_t, INT16_MIN, INT16_MAX);
        case DUCKDB_TYPE_INTEGER:
        case DUCKDB_TYPE_DATE: PUT_INT(int32_t, INT32_MIN, INT32_MAX);
        default: ((int64_t *)slot->data)[row] = value; return true;
    }
}

static bool float_put(Slot *slot, size_t row, double value) {
    if (slot->type == DUCKDB_TYPE_FLOAT) {
        ((float *)slot->data)[row] = (float)value;
        return true;
    }
    if (slot->type == DUCKDB_TYPE_DOUBLE) {
        ((double *)slot->data)[row] = value;
        return true;
    }
    double unscaled = slot->type == DUCKDB_TYPE_DECIMAL ? round(value * slot->scale) : value;
    double limit = slot->type == DUCKDB_TYPE_DECIMAL ? slot->limit : 0x1p63;
    if (!(fabs(unscaled) < limit) || unscaled != trunc(unscaled)) return false;
    duckdb_type type = slot->type == DUCKDB_TYPE_DECIMAL ? slot->inside : slot->type;
    return int_put(slot, type, row, (int64_t)unscaled);
}

static bool takes_floats(duckdb_type type) {
    return type == DUCKDB_TYPE_FLOAT || type == DUCKDB_TYPE_DOUBLE || type == DUCKDB_TYPE_DECIMAL;
}

// A row that was refused is overwritten by the next: its nulls must not shine through.
static void null_unset(Slot *slot, size_t row) {
    if (slot->valid_set) duckdb_validity_set_row_valid(slot->valid, row);
}

static void put_done(Appender *ap, bool fits) {
    null_unset(&ap->slots[ap->column], ap->row);
    if (!fits) row_spoil(ap, ERR_INVALID, "the value does not fit the column");
    ap->column++;
}

void engine_append_int(Appender *ap, int64_t value) {
    Slot *slot = slot_next(ap);
    if (!slot) return;
    if (slot->type == DUCKDB_TYPE_VARCHAR) {
        put_done(ap, false);
    } else if (takes_floats(slot->type)) {
        put_done(ap, float_put(slot, ap->row, (double)value));
    } else {
        put_done(ap, int_put(slot, slot->type, ap->row, value));
    }
}

void engine_append_float(Appender *ap, double value) {
    Slot *slot = slot_next(ap);
    if (!slot) return;
    put_done(ap, slot->type != DUCKDB_TYPE_VARCHAR && float_put(slot, ap->row, value));
}

void engine_append_text(Appender *ap, Str value) {
    Slot *slot = slot_next(ap);
    if (!slot) return;
    if (slot->type != DUCKDB_TYPE_VARCHAR) {
        put_done(ap, false);
    } else if (!utf8_valid(value)) {
        // DuckDB trusts its vectors: broken text would break statements much later.
        row_spoil(ap, ERR_INVALID, "the text is not UTF-8");
        ap->column++;
    } else {
        const char *bytes = value.ptr ? value.ptr : "";
        duckdb_vector_assign_string_element_len(slot->vector, ap->row, bytes, value.len);
        put_done(ap, true);
    }
}

static bool chunk_flush(Appender *ap, Err *err) {
    if (ap->row == 0) return true;
    duckdb_data_chunk_set_size(ap->chunk, ap->row);
    if (duckdb_append_data_chunk(ap->handle, ap->chunk) != DuckDBSuccess) {
        return appender_fail(ap, err);
    }
    ap->rows_done += ap->row;
    duckdb_data_chunk_reset(ap->chunk);
    vectors_take(ap);
    return true;
}

bool engine_append_row(Appender *ap, Err *err) {
    if (ap->bad == ERR_NONE && ap->column < ap->count) {
        row_spoil(ap, ERR_INTERNAL, "the row has fewer values than the table has columns");
    }
    if (ap->bad != ERR_NONE) {
        ErrCode code = ap->bad;
        ap->bad = ERR_NONE;
        ap->column = 0;  // the row is overwritten by the next
        return fail(err, code, "row %llu, column %zu: %s",
                    (unsigned long long)(ap->rows_done + ap->row + 1), ap->bad_column + 1,
                    ap->bad_reason);
    }
    ap->column = 0;
    ap->row++;
    return ap->row < ap->row_max || chunk_flush(ap, err);
}

bool engine_append_close(Appender *ap, Err *err) {
    bool ok = chunk_flush(ap, err);
    if (ok && duckdb_appender_close(ap->handle) != DuckDBSuccess) ok = appender_fail(ap, err);
    appender_free(ap);
    return ok;
}
