// One sheet of a workbook as records: the parser is stopped at each row's end, and goes on when
// the next record is asked for.
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "connect/xlsx_internal.h"

enum { BLOCK = 64 * 1024 };

typedef enum CellType {
    TYPE_NUMBER,
    TYPE_SHARED,
    TYPE_INLINE,
    TYPE_FLAG,
    TYPE_FAULT,
    TYPE_ISO
} CellType;

typedef struct TextSpan {
    size_t first, end;
    bool used;
} TextSpan;

typedef struct XlsxSheetReader {
    Reader reader;
    XlsxFile *x;
    const char *part;
    zip_file_t *file;
    uint64_t bytes, bytes_read;
    XML_Parser parser;
    bool fed_all, paused, row_ready;
    const char *fault;
    uint64_t row;
    Cell *cells;
    TextSpan *spans;  // of cells whose text stands in `text`
    size_t count, cap;
    size_t column;
    CellType type;
    const SheetFormat *format;
    bool in_value, in_cell, in_phonetic;
    size_t value_first;
    Buf text;  // of the row under way
} XlsxSheetReader;

static XlsxSheetReader *self(void *parser) { return XML_GetUserData((XML_Parser)parser); }

static void stop(XlsxSheetReader *s, const char *fault) {
    s->fault = fault;
    XML_StopParser(s->parser, XML_FALSE);
}

// "BC12" -> 54
static size_t column_of(const char *reference, size_t otherwise) {
    size_t column = 0;
    if (!reference) return otherwise;
    for (; isalpha((unsigned char)*reference); reference++) {
        column = column * 26 + (size_t)(toupper((unsigned char)*reference) - 'A' + 1);
        if (column > 100000) break;
    }
    return column ? column - 1 : otherwise;
}

static CellType type_of(const char *t) {
    if (!t || strcmp(t, "n") == 0) return TYPE_NUMBER;
    if (strcmp(t, "s") == 0) return TYPE_SHARED;
    if (strcmp(t, "b") == 0) return TYPE_FLAG;
    if (strcmp(t, "e") == 0) return TYPE_FAULT;
    if (strcmp(t, "d") == 0) return TYPE_ISO;
    return TYPE_INLINE;
}

static void cells_reach(XlsxSheetReader *s, size_t column) {
    if (column >= COLUMNS_MAX) {
        stop(s, ERR_WORD("has too many columns"));
        return;
    }
    if (column >= s->cap) {
        s->cap = (column + 1) * 2;
        s->cells = realloc(s->cells, s->cap * sizeof *s->cells);
        s->spans = realloc(s->spans, s->cap * sizeof *s->spans);
        if (!s->cells || !s->spans) abort();
    }
    for (; s->count <= column; s->count++) {
        s->cells[s->count] = (Cell){0};
        s->spans[s->count] = (TextSpan){0};
    }
}

static void cell_begin(XlsxSheetReader *s, const char **attributes) {
    static const SheetFormat PLAIN = {0};
    const char *style = xlsxfile_attribute(attributes, "s");
    s->column = column_of(xlsxfile_attribute(attributes, "r"), s->column);
    s->type = type_of(xlsxfile_attribute(attributes, "t"));
    size_t index = style ? strtoul(style, NULL, 10) : 0;
    s->format = index < s->x->formats.count ? &s->x->formats.items[index] : &PLAIN;
    s->in_cell = true;
    s->value_first = s->text.len;
    cells_reach(s, s->column);
}

static void sheet_start(void *parser, const char *name, const char **attributes) {
    XlsxSheetReader *s = self(parser);
    name = xlsxfile_local(name);
    if (strcmp(name, "row") == 0) {
        const char *row = xlsxfile_attribute(attributes, "r");
        uint64_t number = row ? strtoull(row, NULL, 10) : 0;
        s->row = number > s->row ? number : s->row + 1;
        s->count = s->column = 0;
        buf_clear(&s->text);
    } else if (strcmp(name, "c") == 0) {
        cell_begin(s, attributes);
    } else if (strcmp(name, "rPh") == 0) {
        s->in_phonetic = true;
    } else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
        s->in_value = s->in_cell && !s->in_phonetic;
    }
}

static void sheet_text(void *parser, const char *text, int len) {
    XlsxSheetReader *s = self(parser);
    if (!s->in_value) return;
    buf_add(&s->text, str_of(text, (size_t)len));
    if (s->text.len - s->value_first > CELL_BYTES_MAX)
        stop(s, ERR_WORD("has a cell that is too large"));
}

static Str shared_string(const XlsxFile *x, Str index) {
    int64_t i;
    if (!str_to_int(index, &i) || i < 0 || (uint64_t)i >= x->string_count) return S("");
    uint64_t first = i ? x->string_ends[i - 1] : 0;
    return str_slice(buf_str(&x->strings), first, x->string_ends[i]);
}

static void text_set(Cell *cell, Str text) {
    text = str_trim(text);
    *cell = (Cell){.kind = text.len ? CELL_TEXT : CELL_EMPTY, .text = text};
}

// A code that is shown with leading zeros is text that the row's buffer keeps.
static void number_set(XlsxSheetReader *s, Cell *cell, TextSpan *span, Str value) {
    double number;
    char scratch[32];
    if (!str_to_float(value, &number)) {
        *span = (TextSpan){s->value_first, s->text.len, value.len > 0};
        return;
    }
    *cell = sheetformat_cell(s->format, number, s->x->since_1904, scratch);
    if (cell->kind != CELL_TEXT) return;
    size_t first = s->text.len;
    buf_add(&s->text, cell->text);
    *span = (TextSpan){first, s->text.len, true};
}

static void cell_end(XlsxSheetReader *s) {
    Str value = str_trim(str_skip(buf_str(&s->text), s->value_first));
    size_t column = s->column++;
    s->in_cell = false;
    if (value.len == 0 || column >= s->count) return;
    Cell *cell = &s->cells[column];
    TextSpan *span = &s->spans[column];
    switch (s->type) {
        case TYPE_NUMBER: number_set(s, cell, span, value); break;
        case TYPE_SHARED: text_set(cell, shared_string(s->x, value)); break;
        case TYPE_FLAG: *cell = (Cell){.kind = CELL_BOOL, .i = value.ptr[0] == '1'}; break;
        case TYPE_FAULT:
            cell->kind = CELL_ERROR;  // and its text, as below
        // fall through
        case TYPE_INLINE:
        case TYPE_ISO: *span = (TextSpan){s->value_first, s->text.len, true}; break;
    }
}

// The buffer is done growing: the row's texts stand still now.
static void texts_settle(XlsxSheetReader *s) {
    for (size_t i = 0; i < s->count; i++) {
        if (!s->spans[i].used) continue;
        bool fault = s->cells[i].kind == CELL_ERROR;
        text_set(&s->cells[i], str_slice(buf_str(&s->text), s->spans[i].first, s->spans[i].end));
        if (fault) s->cells[i].kind = CELL_ERROR;
    }
}

static void sheet_end(void *parser, const char *name) {
    XlsxSheetReader *s = self(parser);
    name = xlsxfile_local(name);
    if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) s->in_value = false;
    if (strcmp(name, "rPh") == 0) s->in_phonetic = false;
    if (strcmp(name, "c") == 0 && s->in_cell) cell_end(s);
    if (strcmp(name, "row") != 0) return;
    if (s->text.overflow) {
        stop(s, ERR_WORD("is too large"));
        return;
    }
    texts_settle(s);
    s->row_ready = s->paused = true;
    XML_StopParser(s->parser, XML_TRUE);
}

static void parser_close(XlsxSheetReader *s) {
    if (s->parser) XML_ParserFree(s->parser);
    if (s->file) zip_fclose(s->file);
    s->parser = NULL;
    s->file = NULL;
}

static bool sheet_rewind(Reader *r, Err *err) {
    XlsxSheetReader *s = (XlsxSheetReader *)r;
    parser_close(s);
    if (!zipentry_open(s->x->archive, s->part, &s->file, &s->bytes, err)) return false;
    s->parser = xlsxfile_parser(s);
    XML_SetElementHandler(s->parser, sheet_start, sheet_end);
    XML_SetCharacterDataHandler(s->parser, sheet_text);
    s->bytes_read = s->row = 0;
    s->fed_all = s->paused = s->row_ready = s->in_cell = s->in_value = s->in_phonetic = false;
    s->count = 0;
    s->fault = NULL;
    return true;
}

static bool sheet_fail(XlsxSheetReader *s, Err *err) {
    if (s->fault)
        return fail(err, ERR_LIMIT, "row %llu of the sheet %s", (unsigned long long)s->row,
                    s->fault);
    return fail(err, ERR_INVALID, "the workbook is broken (%s, line %lu: %s)", s->part,
                (unsigned long)XML_GetCurrentLineNumber(s->parser),
                XML_ErrorString(XML_GetErrorCode(s->parser)));
}

static bool sheet_feed(XlsxSheetReader *s, Err *err) {
    void *block = XML_GetBuffer(s->parser, BLOCK);
    if (!block) return fail(err, ERR_LIMIT, "out of memory");
    zip_int64_t got = zip_fread(s->file, block, BLOCK);
    s->bytes_read += got > 0 ? (uint64_t)got : 0;
    if (got < 0 || s->bytes_read > s->bytes) {
        return fail(err, ERR_INVALID, "the workbook is broken (%s)", s->part);
    }
    s->fed_all = got == 0;
    enum XML_Status status = XML_ParseBuffer(s->parser, (int)got, got == 0);
    return status != XML_STATUS_ERROR || sheet_fail(s, err);
}

static bool sheet_go_on(XlsxSheetReader *s, Err *err) {
    if (!s->paused) return sheet_feed(s, err);
    s->paused = false;
    enum XML_Status status = XML_ResumeParser(s->parser);
    return status != XML_STATUS_ERROR || sheet_fail(s, err);
}

static bool sheet_next(Reader *r, Record *ret, bool *ret_end, Err *err) {
    XlsxSheetReader *s = (XlsxSheetReader *)r;
    s->row_ready = false;
    while (!s->row_ready) {
        *ret_end = s->fed_all && !s->paused;
        if (*ret_end) return true;
        if (!sheet_go_on(s, err)) return false;
    }
    *ret_end = false;
    *ret = (Record){.row = s->row, .cells = s->cells, .count = s->count};
    return true;
}

static double sheet_fraction(const Reader *r) {
    const XlsxSheetReader *s = (const XlsxSheetReader *)r;
    return s->bytes ? (double)s->bytes_read / (double)s->bytes : 1;
}

static void sheet_close(Reader *r) {
    XlsxSheetReader *s = (XlsxSheetReader *)r;
    parser_close(s);
    free(s->cells);
    free(s->spans);
    buf_done(&s->text);
    free(s);
}

static const ReaderOps SHEET_OPS = {sheet_next, sheet_rewind, sheet_fraction, sheet_close};

bool xlsxfile_reader(XlsxFile *x, size_t sheet, Reader **ret, Err *err) {
    XlsxSheetReader *s = calloc(1, sizeof *s);
    if (!s) abort();
    s->reader = (Reader){.ops = &SHEET_OPS, .serial_dates = true, .sparse = true};
    s->x = x;
    s->part = x->sheets.items[sheet].part;
    buf_init(&s->text, (size_t)CELL_BYTES_MAX * 4);
    if (!sheet_rewind(&s->reader, err)) {
        sheet_close(&s->reader);
        return false;
    }
    *ret = &s->reader;
    return true;
}
