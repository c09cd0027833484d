#include "flow/result_of.h"

#include "engine/engine.h"
#include "sql/sql.h"

static bool of_plan(const Model *m, const Json *json, Arena *a, ResultPageRequest *ret, Err *err) {
    Plan *plan = NULL;
    Column *columns = NULL;
    size_t count = 0;
    if (!plan_read(m, json, a, &plan, err) || !plan_join(m, a, plan, err) ||
        !sql_write(&SQL_DUCKDB, m, plan, a, &ret->sql, err)) {
        return false;
    }
    plan_columns(m, plan, words_english(a), &columns, &count);
    ret->is_own = true;
    ret->is_unordered = plan->order_count == 0;
    ret->means = columns;
    ret->means_count = count;
    return true;
}

static bool of_table(const Model *m, Str name, Arena *a, ResultPageRequest *ret, Err *err) {
    int table = model_table(m, name);
    if (table < 0) return fail(err, ERR_NOT_FOUND, "there is no table '" STR_F "'", STR_A(name));
    const ModelTable *t = &m->tables[table];
    CLEANUP(buf_done) Buf sql;
    buf_init(&sql, RESULT_PAGE_SQL_MAX);
    buf_add_z(&sql, "SELECT * FROM ");
    engine_quote_name(&sql, t->name);
    if (!buf_check(&sql, "the statement", err)) return false;
    ret->sql = str_dup(a, buf_str(&sql));
    ret->is_own = true;
    return true;
}

bool result_of_read(const Snapshot *s, const Json *in, Arena *a, ResultPageRequest *ret, Err *err) {
    const Json *plan = NULL;
    Str sql = {0};
    Str table = {0};
    if (!json_get_object(in, "plan", false, &plan, err) ||
        !json_get_str(in, "sql", false, &sql, err) ||
        !json_get_str(in, "table", false, &table, err)) {
        return false;
    }
    if ((plan != NULL) + (sql.len > 0) + (table.len > 0) != 1) {
        return fail(err, ERR_INVALID, "one of 'plan', 'sql' and 'table' is needed");
    }
    if (plan) return of_plan(snapshot_model(s), plan, a, ret, err);
    if (table.len > 0) return of_table(snapshot_model(s), table, a, ret, err);
    ret->sql = sql;
    return true;
}
