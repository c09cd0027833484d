#include "flow/import.h"

static void column_write(JsonW *w, const ImportColumn *c) {
    jsonw_object(w);
    jsonw_key_str(w, "name", c->name);
    jsonw_key_str(w, "header", c->header);
    jsonw_key_str(w, "type", str_from(column_type_name(c->type)));
    jsonw_key_str(w, "format", c->format);
    jsonw_key_str(w, "unit", c->unit);
    jsonw_key_bool(w, "guessed", c->guessed);
    jsonw_key_str(w, "note", c->note);
    jsonw_key_int(w, "rejects", (int64_t)c->rejects);
    jsonw_end(w);
}

static void counts_write(JsonW *w, const ImportTable *t) {
    const struct {
        const char *key;
        uint64_t value;
    } counts[] = {
        {"rows_read", t->rows_read},
        {"rows_loaded", t->rows_loaded},
        {"rows_replaced", t->rows_replaced},
        {"rows_same", t->rows_same},
        {"blank_lines", t->blank_lines},
        {"totals_rows", t->totals_rows},
        {"rejects", t->rejects},
        {"header_row", t->header_row},
    };
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        jsonw_key_int(w, counts[i].key, (int64_t)counts[i].value);
    }
}

static void table_write(JsonW *w, const ImportTable *t) {
    jsonw_object(w);
    jsonw_key_str(w, "table", t->table);
    jsonw_key_str(w, "origin", t->origin);
    counts_write(w, t);
    if (t->put_aside.len > 0) jsonw_key_str(w, "put_aside", t->put_aside);
    jsonw_key_str(w, "encoding", t->encoding);
    jsonw_key_str(w, "delimiter", t->delimiter);
    jsonw_key_array(w, "columns");
    for (size_t i = 0; i < t->column_count; i++) column_write(w, &t->columns[i]);
    jsonw_end(w);
    jsonw_key_array(w, "notes");
    for (size_t i = 0; i < t->note_count; i++) jsonw_str(w, t->notes[i]);
    jsonw_end(w);
    jsonw_end(w);
}

void import_write(JsonW *w, const ImportResult *result) {
    jsonw_object(w);
    jsonw_key_array(w, "tables");
    for (size_t i = 0; i < result->table_count; i++) table_write(w, &result->tables[i]);
    jsonw_end(w);
    jsonw_key_array(w, "links");
    for (size_t i = 0; i < result->link_count; i++) {
        const SourceLink *l = &result->links[i];
        jsonw_object(w);
        jsonw_key_str(w, "from_table", l->from_table);
        jsonw_key_str(w, "from_column", l->from_column);
        jsonw_key_str(w, "to_table", l->to_table);
        jsonw_key_str(w, "to_column", l->to_column);
        jsonw_end(w);
    }
    jsonw_end(w);
    jsonw_end(w);
}
