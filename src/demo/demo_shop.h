// demo_shop: the simulated business: its products and people, and each day's trade.
//
// Deterministic: the same seed and dates give the same bills. Everything lives in one arena.
#pragma once

#include "base/arena.h"
#include "base/date.h"
#include "base/rng.h"
#include "base/str.h"
#include "demo/demo_catalogue.h"

enum { SHOP_STORES = 4, SHOP_LINES_MAX = 12 };

typedef struct ShopProduct {
    Str name, pack;
    const CatalogueItem *item;
    Str brand;
    double price;   // at the start, rupees
    double weight;  // of its category's demand
} ShopProduct;

typedef struct ShopCustomer {
    Str name;
    int store;
    int segment;  // 0 regular, 1 member, 2 wholesale
    Date joined;
    int64_t phone;
} ShopCustomer;

typedef struct ShopLine {
    int product;
    int quantity;
    double price;
    int discount_percent;
} ShopLine;

typedef struct ShopBill {
    int number;
    Moment at;
    int store;
    int customer;  // -1: not told
    int payment;   // 0 UPI, 1 cash, 2 card
    ShopLine lines[SHOP_LINES_MAX];
    int line_count;
} ShopBill;

typedef struct ShopPurchase {
    int number;
    Date ordered, received;
    int store, product, quantity;
    double unit_cost;
} ShopPurchase;

typedef struct ShopHooks {
    void *ctx;
    void (*bill)(void *ctx, const ShopBill *bill);
    void (*purchase)(void *ctx, const ShopPurchase *purchase);
    void (*day_end)(void *ctx, Date day);  // stock may be read
} ShopHooks;

typedef struct Shop {
    Date first, end;
    ShopProduct *products;
    int product_count;
    ShopCustomer *customers;
    int customer_count;
    int *on_hand;  // store * product_count + product
    int *reorder_level;
    struct ShopOrder *orders;  // on their way, by the same index; quantity 0: none
    Rng rng;
    int bill_number;
    int purchase_number;
    // What is hidden in the data.
    Date price_rise;          // edible oils cost 14 % more from this day
    DateRange slow_week;      // store 2 sells a third
    DateRange supplier_stop;  // nothing of product `stopped` is delivered
    int stopped;
} Shop;

Shop *demo_shop_new(Arena *a, Date first, Date end);
// Runs all days from the first to the last.
void demo_shop_run(Shop *s, const ShopHooks *hooks);
double demo_shop_price(const Shop *s, int product, Date day);
double demo_shop_cost(const Shop *s, int product, Date day);
