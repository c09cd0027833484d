// One sheet, written row by row: the library keeps a row at a time (constant_memory).
#include <stdlib.h>
#include <xlsxwriter.h>

#include "base/utf8.h"
#include "flow/export.h"

enum {
    WIDTH_MIN = 8,
    WIDTH_MAX = 40,
    CELL_BYTES_MAX = 32767,  // that a cell may hold
    DAY_OF_1900 = 25569,     // 1970-01-01 in a sheet's days
};
// Beyond this a sheet's floating number would not be the whole number that it stands for.
static const int64_t EXACT_MAX = INT64_C(9007199254740992);

typedef struct XlsxSink {
    const ExportPlan *plan;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *head, *day, *moment;
    lxw_row_t row;
    const atomic_bool *cancel;
    Buf cell;
} XlsxSink;

static const char *cell_z(XlsxSink *k, Str text) {
    buf_clear(&k->cell);
    Str fits = text;
    if (fits.len > CELL_BYTES_MAX) {
        size_t end = CELL_BYTES_MAX;
        while (end > 0 && ((unsigned char)fits.ptr[end] & 0xC0) == 0x80) end--;
        fits = str_slice(fits, 0, end);
    }
    buf_add(&k->cell, fits);
    buf_add_char(&k->cell, '\0');
    return k->cell.ptr;
}

// A sheet knows no dates before 1900, and counts a day that never was until March of it.
static bool day_fits(double days) { return days > 60; }

static void text_put(XlsxSink *k, lxw_col_t c, const Vector *v, ColumnType type, size_t row) {
    CLEANUP(buf_done) Buf text;
    buf_init(&text, CELL_BYTES_MAX * 2);
    vector_write(&text, v, type, row);
    (void)worksheet_write_string(k->sheet, k->row, c, cell_z(k, buf_str(&text)), NULL);
}

static void cell_put(XlsxSink *k, size_t column, const Vector *v, size_t row) {
    ColumnType type = k->plan->columns[column].type;
    lxw_col_t c = (lxw_col_t)column;
    if (vector_is_null(v, row)) return;
    double days = DAY_OF_1900;
    switch (type) {
        case TYPE_TEXT:
            (void)worksheet_write_string(k->sheet, k->row, c, cell_z(k, v->texts[row]), NULL);
            return;
        case TYPE_FLOAT:
            (void)worksheet_write_number(k->sheet, k->row, c, v->floats[row], NULL);
            return;
        case TYPE_BOOL:
            (void)worksheet_write_boolean(k->sheet, k->row, c, v->ints[row] != 0, NULL);
            return;
        case TYPE_INT:
            if (v->ints[row] > EXACT_MAX || v->ints[row] < -EXACT_MAX) break;
            (void)worksheet_write_number(k->sheet, k->row, c, (double)v->ints[row], NULL);
            return;
        case TYPE_DATE:
            days += (double)v->ints[row];
            if (!day_fits(days)) break;
            (void)worksheet_write_number(k->sheet, k->row, c, days, k->day);
            return;
        case TYPE_TIMESTAMP:
            days += (double)v->ints[row] / (double)MOMENT_DAY;
            if (!day_fits(days)) break;
            (void)worksheet_write_number(k->sheet, k->row, c, days, k->moment);
            return;
        case TYPE_TIME: break;
    }
    text_put(k, c, v, type, row);
}

static bool columns_seen(void *ctx, const Column *columns, size_t count, Err *err) {
    (void)ctx;
    (void)columns;
    (void)count;
    (void)err;
    return true;
}

static bool chunk_put(void *ctx, const Chunk *chunk, Err *err) {
    XlsxSink *k = ctx;
    if (k->cancel && atomic_load(k->cancel)) return fail(err, ERR_CANCELLED, "cancelled");
    for (size_t r = 0; r < chunk->rows; r++, k->row++) {
        for (size_t c = 0; c < k->plan->column_count; c++) cell_put(k, c, &chunk->vectors[c], r);
    }
    return true;
}

static void head_put(XlsxSink *k) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Words w = words_for(a, k->plan->language);
    for (size_t c = 0; c < k->plan->column_count; c++) {
        const Column *column = &k->plan->columns[c];
        Str label = words_label(w, column->label.len > 0 ? column->label : column->name);
        size_t width = utf8_count(label) + 2;
        if (width < WIDTH_MIN) width = WIDTH_MIN;
        if (width > WIDTH_MAX) width = WIDTH_MAX;
        (void)worksheet_set_column(k->sheet, (lxw_col_t)c, (lxw_col_t)c, (double)width, NULL);
        (void)worksheet_write_string(k->sheet, 0, (lxw_col_t)c, cell_z(k, label), k->head);
    }
    worksheet_freeze_panes(k->sheet, 1, 0);
    k->row = 1;
}

static bool book_open(XlsxSink *k, const char *path, Err *err) {
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .use_zip64 = LXW_TRUE};
    k->book = workbook_new_opt(path, &options);
    if (!k->book) return fail(err, ERR_IO, "the sheet can't be written");
    k->sheet = workbook_add_worksheet(k->book, NULL);
    k->head = workbook_add_format(k->book);
    k->day = workbook_add_format(k->book);
    k->moment = workbook_add_format(k->book);
    format_set_bold(k->head);
    format_set_num_format(k->day, "yyyy-mm-dd");
    format_set_num_format(k->moment, "yyyy-mm-dd hh:mm:ss");
    return true;
}

bool export_xlsx(Workspace *w, const Snapshot *s, const ExportPlan *plan, const char *path,
                 const atomic_bool *cancel, Err *err) {
    XlsxSink k = {.plan = plan, .cancel = cancel};
    QueryDoor door = {0};
    if (!workspace_door_take(w, s, cancel, &door, err)) return false;
    buf_init(&k.cell, CELL_BYTES_MAX * 2);
    bool ok = book_open(&k, path, err);
    if (ok) {
        head_put(&k);
        ok = query_stream(&door, plan->sql, (Sink){&k, columns_seen, chunk_put}, err);
        lxw_error closed = workbook_close(k.book);  // frees it in any case
        if (ok && closed != LXW_NO_ERROR) {
            ok = fail(err, ERR_IO, "the sheet can't be written: %s", lxw_strerror(closed));
        }
    }
    buf_done(&k.cell);
    workspace_door_give(w, &door);
    return ok;
}
