// join_names: how strongly the names alone say that one column refers to another. Pure.
//
//     orders.customer_id -> customers.id            names the table
//     orders.customer_id -> customers.customer_id   same name, at home there
//     invoices.billing_customer_id -> customers.id  names it with a role before
//     customers.support_rep_id -> employees.id      another word for the same thing
//     employees.reports_to -> employees.id          a role within the same table
#pragma once

#include "model/model.h"

typedef struct JoinNames {
    StrList from, from_table;
    StrList to, to_table;
    bool same_table;
    bool to_key;        // the to column is its table's key
    bool to_home;       // the to column is named after its table
    bool from_claimed;  // what the from column names is a table of its own
} JoinNames;

// 0 (nothing) to 1.
double join_names_score(const JoinNames *names);
// Words that end the name of a key: "id", "code", "number" ...
bool join_names_is_id_word(Str word);
// Words of amounts and the like, which never refer: "quantity", "price" ...
bool join_names_is_amount(StrList words);
// The words without the id words at the end.
StrList join_names_stem(StrList words);
// How well the column is named after the table: 2 "id", or "order_id" in orders; 1 "item_id" in
// order_items, where another table may have a better claim; 0 not.
int join_names_home(StrList column, StrList table);
