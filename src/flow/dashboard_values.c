#include "flow/dashboard_values.h"

#include <assert.h>

#include "data/writer.h"

static bool column_find(const Model *m, Str name, ColumnRef *ret, Err *err) {
    Str table = {0};
    Str rest = name;
    (void)str_next_part(&rest, '.', &table);
    int t = model_table(m, table);
    int c = t >= 0 ? model_column(&m->tables[t], rest) : -1;
    if (c < 0) return fail(err, ERR_NOT_FOUND, "there is no column " STR_F, STR_A(name));
    *ret = (ColumnRef){.table = t, .column = c};
    return true;
}

static Plan *values_plan(const Model *m, ColumnRef c, const DashboardValuesRequest *r, Arena *a) {
    Plan *p = plan_new(a);
    (void)plan_add_dimension(a, p, expr_column(a, c.table, c.column));
    (void)plan_add_measure(a, p, expr_call1(a, OP_COUNT, expr_rows(a, c.table)));
    if (r->search.len > 0 && model_at(m, c)->type == TYPE_TEXT) {
        Expr *column = expr_column(a, c.table, c.column);
        plan_add_filter(a, p, expr_call2(a, OP_CONTAINS, column, expr_text(a, r->search)));
    }
    plan_add_order(a, p, (PlanOrder){.by = ORDER_MEASURE, .descending = true});
    plan_add_order(a, p, (PlanOrder){.by = ORDER_DIMENSION});
    p->limit = r->limit + 1;
    return p;
}

static void value_write(const Table *t, const Chunk *chunk, size_t row, JsonW *out) {
    jsonw_object(out);
    jsonw_key(out, S("value"));
    writer_cell(out, &chunk->vectors[0], t->columns[0].type, row);
    jsonw_key(out, S("rows"));
    writer_cell(out, &chunk->vectors[1], t->columns[1].type, row);
    jsonw_end(out);
}

static void values_write(const Table *t, size_t limit, JsonW *out) {
    size_t written = 0;
    jsonw_object(out);
    jsonw_key_array(out, "values");
    for (size_t i = 0; i < t->chunk_count; i++) {
        for (size_t r = 0; r < t->chunks[i].rows && written < limit; r++, written++) {
            value_write(t, &t->chunks[i], r, out);
        }
    }
    jsonw_end(out);
    jsonw_key_bool(out, "more", t->rows > limit);
    jsonw_end(out);
}

bool dashboard_values_write(Workspace *w, const DashboardValuesRequest *request, Arena *a,
                            JsonW *out, Err *err) {
    assert(w && request && out);
    assert(request->limit >= 1 && request->limit <= DASHBOARD_VALUES_LISTED);
    ColumnRef column = {0};
    QueryDoor door = {0};
    QueryResult *result = NULL;
    CLEANUP(snapshot_releasep) Snapshot *s = NULL;
    if (!workspace_snapshot(w, &s, err)) return false;
    const Model *m = snapshot_model(s);
    if (!column_find(m, request->column, &column, err)) return false;
    if (!workspace_door_take(w, s, request->cancel, &door, err)) return false;
    bool ok = query_plan(&door, values_plan(m, column, request, a), a, &result, err);
    workspace_door_give(w, &door);
    if (ok) values_write(result->table, (size_t)request->limit, out);
    return ok;
}
