#include "plan/plan_names.h"

#include <assert.h>

static const char *const DERIVES[] = {
    [DERIVE_NONE] = "none",
    [DERIVE_SHARE] = "share",
    [DERIVE_RUNNING] = "running",
    [DERIVE_MOVING] = "moving",
    [DERIVE_RANK] = "rank",
    [DERIVE_CHANGE] = "change",
    [DERIVE_CHANGE_RATE] = "change_rate",
    [DERIVE_AVERAGE] = "average",
};
static const char *const COMPARES[] = {
    [COMPARE_NONE] = "none",
    [COMPARE_PREVIOUS] = "previous",
    [COMPARE_YEAR_BEFORE] = "year_before",
};
static const char *const SETS[] = {
    [SET_NONE] = "none",
    [SET_UNION] = "union",
    [SET_INTERSECT] = "intersect",
    [SET_EXCEPT] = "except",
};
static const char *const ORDERS[] = {
    [ORDER_MEASURE] = "measure", [ORDER_DIMENSION] = "dimension",     [ORDER_EXPR] = "expr",
    [ORDER_CHANGE] = "change",   [ORDER_CHANGE_RATE] = "change_rate",
};
static const char *const CHIPS[] = {
    [CHIP_MEASURE] = "measure", [CHIP_DIMENSION] = "dimension", [CHIP_FILTER] = "filter",
    [CHIP_TIME] = "time",       [CHIP_COMPARE] = "compare",     [CHIP_HAVING] = "having",
    [CHIP_ORDER] = "order",     [CHIP_LIMIT] = "limit",
};

static const char *name_of(const char *const *names, size_t count, int value) {
    assert(value >= 0 && (size_t)value < count);
    return names[value];
}

static bool name_find(const char *const *names, size_t count, Str name, int *ret) {
    for (size_t i = 0; i < count; i++) {
        if (!str_eq(name, str_from(names[i]))) continue;
        *ret = (int)i;
        return true;
    }
    return false;
}

const char *plan_names_derive(Derive d) { return name_of(DERIVES, COUNT_OF(DERIVES), (int)d); }
const char *plan_names_compare(Compare c) { return name_of(COMPARES, COUNT_OF(COMPARES), (int)c); }
const char *plan_names_set(SetOp op) { return name_of(SETS, COUNT_OF(SETS), (int)op); }
const char *plan_names_order(OrderBy by) { return name_of(ORDERS, COUNT_OF(ORDERS), (int)by); }
const char *plan_names_chip(ChipKind kind) { return name_of(CHIPS, COUNT_OF(CHIPS), (int)kind); }

bool plan_names_derive_from(Str name, Derive *ret) {
    int value = 0;
    if (!name_find(DERIVES, COUNT_OF(DERIVES), name, &value)) return false;
    *ret = (Derive)value;
    return true;
}

bool plan_names_compare_from(Str name, Compare *ret) {
    int value = 0;
    if (!name_find(COMPARES, COUNT_OF(COMPARES), name, &value)) return false;
    *ret = (Compare)value;
    return true;
}

bool plan_names_set_from(Str name, SetOp *ret) {
    int value = 0;
    if (!name_find(SETS, COUNT_OF(SETS), name, &value)) return false;
    *ret = (SetOp)value;
    return true;
}

bool plan_names_order_from(Str name, OrderBy *ret) {
    int value = 0;
    if (!name_find(ORDERS, COUNT_OF(ORDERS), name, &value)) return false;
    *ret = (OrderBy)value;
    return true;
}
