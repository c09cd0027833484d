// shop_model: a small shop, its model written by hand, and its rows as SQL: what the tests of
// plan, sql and query ask about. Every trap that they know stands in it:
//   orders have a freight, and several lines (fan-out); lines with the same product twice
//   lines without a product, an order without a customer, a customer without orders
//   purchases beside lines: two facts that share products, and months
//   products and suppliers many to many, by a bridge
//   employees who are managed by employees; flights from and to airports
#pragma once

#include "model/model.h"

extern const char *const SHOP_ROWS_SQL;

Model *shop_model(Arena *a);
// An expression of the shop from metric text over `table`.
Expr *shop_expr(const Model *m, Arena *a, const char *table, const char *text);
