#include "flow/facts.h"

#include <assert.h>

Facts *facts_new(void) {
    Arena *a = arena_create(0);
    Facts *f = arena_new(a, Facts, 1);
    f->arena = a;
    return f;
}

void facts_free(Facts *f) {
    if (f) arena_free(f->arena);
}

FactsTable *facts_table(Facts *f, Str name) {
    for (size_t i = 0; i < f->tables.count; i++) {
        if (str_eq(f->tables.items[i].name, name)) return &f->tables.items[i];
    }
    return NULL;
}

void facts_table_changed(Facts *f, Str name, Str label, uint64_t rows, Moment at) {
    FactsTable *t = facts_table(f, name);
    if (!t) {
        t = vec_push(f->arena, &f->tables);
        t->name = str_dup(f->arena, name);
    }
    if (label.len > 0) t->label = str_dup(f->arena, label);
    // Results are kept by table and version: a table that is dropped and made anew must not be
    // taken for the old one.
    t->version = ++f->last_version;
    t->rows = rows;
    t->fresh_at = at;
}

void facts_link_add(Facts *f, SourceLink l) {
    for (size_t i = 0; i < f->links.count; i++) {
        const SourceLink *have = &f->links.items[i];
        if (str_eq(have->from_table, l.from_table) && str_eq(have->from_column, l.from_column) &&
            str_eq(have->to_table, l.to_table) && str_eq(have->to_column, l.to_column)) {
            return;
        }
    }
    *vec_push(f->arena, &f->links) = (SourceLink){
        .from_table = str_dup(f->arena, l.from_table),
        .from_column = str_dup(f->arena, l.from_column),
        .to_table = str_dup(f->arena, l.to_table),
        .to_column = str_dup(f->arena, l.to_column),
    };
}

void facts_unit_set(Facts *f, Str table, Str column, Str unit) {
    for (size_t i = 0; i < f->units.count; i++) {
        ColumnUnit *u = &f->units.items[i];
        if (!str_eq(u->table, table) || !str_eq(u->column, column)) continue;
        if (str_eq(u->unit, unit)) return;
        if (unit.len > 0) {
            u->unit = str_dup(f->arena, unit);
        } else {
            *u = f->units.items[--f->units.count];
        }
        return;
    }
    if (unit.len == 0) return;
    *vec_push(f->arena, &f->units) = (ColumnUnit){.table = str_dup(f->arena, table),
                                                  .column = str_dup(f->arena, column),
                                                  .unit = str_dup(f->arena, unit)};
}

void facts_table_dropped(Facts *f, Str name) {
    size_t kept = 0;
    for (size_t i = 0; i < f->tables.count; i++) {
        if (!str_eq(f->tables.items[i].name, name)) f->tables.items[kept++] = f->tables.items[i];
    }
    f->tables.count = kept;
    kept = 0;
    for (size_t i = 0; i < f->links.count; i++) {
        const SourceLink *l = &f->links.items[i];
        if (!str_eq(l->from_table, name) && !str_eq(l->to_table, name)) f->links.items[kept++] = *l;
    }
    f->links.count = kept;
    kept = 0;
    for (size_t i = 0; i < f->units.count; i++) {
        if (!str_eq(f->units.items[i].table, name)) f->units.items[kept++] = f->units.items[i];
    }
    f->units.count = kept;
}

static bool is_among(const SourceTable *tables, size_t count, Str name) {
    for (size_t i = 0; i < count; i++) {
        if (str_eq(tables[i].name, name)) return true;
    }
    return false;
}

bool facts_reconcile(Facts *f, const SourceTable *tables, size_t count, Moment now) {
    bool changed = false;
    for (size_t i = f->tables.count; i-- > 0;) {
        Str name = f->tables.items[i].name;
        if (is_among(tables, count, name)) continue;
        facts_table_dropped(f, name);
        changed = true;
    }
    for (size_t i = 0; i < count; i++) {
        const FactsTable *known = facts_table(f, tables[i].name);
        if (known && known->rows == tables[i].rows) continue;
        facts_table_changed(f, tables[i].name, (Str){0}, tables[i].rows, now);
        changed = true;
    }
    return changed;
}

void facts_doubt(Facts *f, Moment now) {
    for (size_t i = 0; i < f->tables.count; i++) {
        f->tables.items[i].version = ++f->last_version;
        f->tables.items[i].fresh_at = now;
    }
}

static bool is_of(Str table, Str wanted) { return wanted.len == 0 || str_eq(table, wanted); }

// Those of a table; "": all.
static void links_write(JsonW *w, const Facts *f, Str of) {
    jsonw_key_array(w, "links");
    for (size_t i = 0; i < f->links.count; i++) {
        const SourceLink *l = &f->links.items[i];
        if (!is_of(l->from_table, of) && !is_of(l->to_table, of)) continue;
        jsonw_object(w);
        jsonw_key_str(w, "from_table", l->from_table);
        jsonw_key_str(w, "from_column", l->from_column);
        jsonw_key_str(w, "to_table", l->to_table);
        jsonw_key_str(w, "to_column", l->to_column);
        jsonw_end(w);
    }
    jsonw_end(w);
}

static void units_write(JsonW *w, const Facts *f, Str of) {
    jsonw_key_array(w, "units");
    for (size_t i = 0; i < f->units.count; i++) {
        const ColumnUnit *u = &f->units.items[i];
        if (!is_of(u->table, of)) continue;
        jsonw_object(w);
        jsonw_key_str(w, "table", u->table);
        jsonw_key_str(w, "column", u->column);
        jsonw_key_str(w, "unit", u->unit);
        jsonw_end(w);
    }
    jsonw_end(w);
}

void facts_table_write(JsonW *w, const Facts *f, Str name) {
    jsonw_object(w);
    for (size_t i = 0; i < f->tables.count; i++) {
        const FactsTable *t = &f->tables.items[i];
        if (!str_eq(t->name, name)) continue;
        jsonw_key_str(w, "label", t->label);
        jsonw_key_int(w, "fresh_at", t->fresh_at);
    }
    links_write(w, f, name);
    units_write(w, f, name);
    jsonw_end(w);
}

void facts_write(JsonW *w, const Facts *f) {
    jsonw_object(w);
    jsonw_key_int(w, "last_version", (int64_t)f->last_version);
    jsonw_key_array(w, "tables");
    for (size_t i = 0; i < f->tables.count; i++) {
        const FactsTable *t = &f->tables.items[i];
        jsonw_object(w);
        jsonw_key_str(w, "name", t->name);
        jsonw_key_str(w, "label", t->label);
        jsonw_key_int(w, "version", (int64_t)t->version);
        jsonw_key_int(w, "rows", (int64_t)t->rows);
        jsonw_key_int(w, "fresh_at", t->fresh_at);
        jsonw_end(w);
    }
    jsonw_end(w);
    links_write(w, f, (Str){0});
    units_write(w, f, (Str){0});
    jsonw_end(w);
}

static bool table_read(const Json *item, Facts *f, Err *err) {
    FactsTable t = {0};
    int64_t version = 0;
    int64_t rows = 0;
    if (!json_get_str(item, "name", true, &t.name, err) ||
        !json_get_str(item, "label", false, &t.label, err) ||
        !json_get_int(item, "version", true, &version, err) ||
        !json_get_int(item, "rows", true, &rows, err) ||
        !json_get_int(item, "fresh_at", true, &t.fresh_at, err)) {
        return false;
    }
    t.name = str_dup(f->arena, t.name);
    t.label = str_dup(f->arena, t.label);
    t.version = (uint64_t)version;
    t.rows = (uint64_t)rows;
    *vec_push(f->arena, &f->tables) = t;
    return true;
}

static bool link_read(const Json *item, Facts *f, Err *err) {
    SourceLink l = {0};
    if (!json_get_str(item, "from_table", true, &l.from_table, err) ||
        !json_get_str(item, "from_column", true, &l.from_column, err) ||
        !json_get_str(item, "to_table", true, &l.to_table, err) ||
        !json_get_str(item, "to_column", true, &l.to_column, err)) {
        return false;
    }
    facts_link_add(f, l);
    return true;
}

static bool unit_read(const Json *item, Facts *f, Err *err) {
    ColumnUnit u = {0};
    if (!json_get_str(item, "table", true, &u.table, err) ||
        !json_get_str(item, "column", true, &u.column, err) ||
        !json_get_str(item, "unit", true, &u.unit, err)) {
        return false;
    }
    facts_unit_set(f, u.table, u.column, u.unit);
    return true;
}

static bool list_read(const Json *json, const char *key, Facts *f,
                      bool (*read)(const Json *, Facts *, Err *), Err *err) {
    const Json *list = NULL;
    if (!json_get_array(json, key, false, &list, err)) return false;
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (!read(json_array_get(list, i), f, err)) return false;
    }
    return true;
}

bool facts_read(const Json *json, Facts **ret_facts, Err *err) {
    Facts *f = facts_new();
    int64_t last_version = 0;
    bool ok = json_get_int(json, "last_version", true, &last_version, err);
    f->last_version = (uint64_t)last_version;
    if (!ok || !list_read(json, "tables", f, table_read, err) ||
        !list_read(json, "links", f, link_read, err) ||
        !list_read(json, "units", f, unit_read, err)) {
        facts_free(f);
        return false;
    }
    *ret_facts = f;
    return true;
}

// What the list of `from` says of the table goes to `f` with its name of now.
static void facts_move(const Facts *from, Str name, Str as, Facts *f) {
    for (size_t i = 0; i < from->links.count; i++) {
        SourceLink l = from->links.items[i];
        if (str_eq(l.from_table, name)) l.from_table = as;
        if (str_eq(l.to_table, name)) l.to_table = as;
        facts_link_add(f, l);
    }
    for (size_t i = 0; i < from->units.count; i++) {
        const ColumnUnit *u = &from->units.items[i];
        facts_unit_set(f, as, u->column, u->unit);
    }
}

bool facts_table_return(Facts *f, const Json *json, Str name, const SourceTable *as, Err *err) {
    Facts *kept = facts_new();
    Str label = {0};
    Moment fresh_at = 0;
    bool ok = json_get_str(json, "label", false, &label, err) &&
              json_get_int(json, "fresh_at", false, &fresh_at, err) &&
              list_read(json, "links", kept, link_read, err) &&
              list_read(json, "units", kept, unit_read, err);
    if (ok) {
        facts_table_changed(f, as->name, label, as->rows, fresh_at);
        facts_move(kept, name, as->name, f);
    }
    facts_free(kept);
    return ok;
}
