#include "sql/sql_derive.h"

#include "sql/sql_order.h"

static int first_time(const Plan *p) {
    for (size_t i = 0; i < p->dimension_count; i++) {
        if (sql_order_is_time(p, (int)i)) return (int)i;
    }
    return -1;
}

// Along time, each series by itself.
static void write_along_time(SqlText *t, const Plan *p) {
    int time = first_time(p);
    bool first = true;
    for (size_t i = 0; i < p->dimension_count; i++) {
        if ((int)i == time) continue;
        sql_add(t, first ? "PARTITION BY " : ", ");
        first = false;
        sql_text_id(t, "d", i);
    }
    if (time < 0) return;
    sql_add(t, first ? "ORDER BY " : " ORDER BY ");
    sql_text_id(t, "d", (size_t)time);
}

static void write_lag(SqlText *t, const Plan *p, size_t i) {
    sql_add(t, "lag(");
    sql_text_id(t, "m", i);
    sql_add(t, ") OVER (");
    write_along_time(t, p);
    sql_add(t, ")");
}

static void write_windowed(SqlText *t, const Plan *p, size_t i, const char *function, int window) {
    sql_add(t, function);
    sql_add(t, "(");
    sql_text_id(t, "m", i);
    sql_add(t, ") OVER (");
    write_along_time(t, p);
    sql_add(t, " ROWS BETWEEN ");
    if (window > 0) {
        sql_text_int(t, window - 1);
        sql_add(t, " PRECEDING AND CURRENT ROW)");
    } else {
        sql_add(t, "UNBOUNDED PRECEDING AND CURRENT ROW)");
    }
}

// Ranks and shares of a plan that takes no top are taken within each of its groups.
static void write_within(SqlText *t, const Plan *p) {
    if (p->limit_per < 0 || p->limit > 0) return;
    sql_add(t, "PARTITION BY ");
    sql_text_id(t, "d", (size_t)p->limit_per);
}

static void write_share(SqlText *t, const Plan *p, size_t i) {
    sql_add(t, "100.0 * ");
    sql_text_id(t, "m", i);
    sql_add(t, " / nullif(sum(");
    sql_text_id(t, "m", i);
    sql_add(t, ") OVER (");
    write_within(t, p);
    sql_add(t, "), 0)");
}

static void write_rank(SqlText *t, const Plan *p, size_t i) {
    sql_add(t, "rank() OVER (");
    write_within(t, p);
    sql_add(t, p->limit_per < 0 || p->limit > 0 ? "ORDER BY " : " ORDER BY ");
    sql_text_id(t, "m", i);
    sql_add(t, " DESC NULLS LAST)");
}

static void write_change(SqlText *t, const Plan *p, size_t i, bool rate) {
    if (rate) sql_add(t, "100.0 * (");
    sql_text_id(t, "m", i);
    sql_add(t, " - ");
    write_lag(t, p, i);
    if (!rate) return;
    sql_add(t, ") / nullif(abs(");
    write_lag(t, p, i);
    sql_add(t, "), 0)");
}

void sql_derive_write(SqlText *t, const Plan *p, size_t i) {
    const PlanMeasure *measure = &p->measures[i];
    switch (measure->derive) {
        case DERIVE_NONE: sql_text_id(t, "m", i); return;
        case DERIVE_SHARE: write_share(t, p, i); return;
        case DERIVE_RUNNING: write_windowed(t, p, i, "sum", 0); return;
        case DERIVE_MOVING: write_windowed(t, p, i, "avg", measure->window); return;
        case DERIVE_CHANGE: write_change(t, p, i, false); return;
        case DERIVE_CHANGE_RATE: write_change(t, p, i, true); return;
        case DERIVE_AVERAGE:
            sql_add(t, "avg(");
            sql_text_id(t, "m", i);
            sql_add(t, ") OVER (");
            write_within(t, p);
            sql_add(t, ")");
            return;
        case DERIVE_RANK: write_rank(t, p, i); return;
    }
}
