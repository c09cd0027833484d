// shelf: what is on hand of each product, and how many days an order of it takes to come.
//
// Stock is counted when somebody finds the time: of each product in each store the last count
// stands, those of SHELF_DAYS before the last of all.
#pragma once

#include "base/map.h"
#include "flow/history.h"

enum { SHELF_DAYS = 90 };

typedef struct ShelfItem {
    double on_hand;
    bool has_on_hand;
    double lead_days;
    bool has_lead;
} ShelfItem;

typedef struct Shelf {
    Map items;  // key of the product -> ShelfItem
    bool has_stock, has_lead;
} Shelf;

// Of one product and of one store, where keys say so and stock is kept by store.
typedef struct ShelfWanted {
    Str sku, store;  // keys; "" all
} ShelfWanted;
// Data without a level of stock gives an empty shelf.
MUST_USE bool shelf_read(const QueryDoor *door, const Demand *d, const ShelfWanted *wanted,
                         Arena *a, Shelf *ret, Err *err);
// Never NULL: an item of which nothing is known.
const ShelfItem *shelf_item(const Shelf *shelf, Str sku);
