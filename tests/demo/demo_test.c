#include "demo/demo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "demo/demo_season.h"
#include "demo/demo_shop.h"
#include "sys/file.h"

static const char *const FILES[] = {
    "bill_lines.csv", "bills.csv", "customers.csv", "market_prices.csv", "products.csv",
    "purchases.csv",  "stock.csv", "stores.csv",    "suppliers.csv",
};

static char *folder_make(char text[static 32]) {
    Str template = S("/tmp/munim-demo-XXXXXX");
    for (size_t i = 0; i <= template.len; i++) text[i] = template.ptr[i];
    assert_non_null(mkdtemp(text));
    return text;
}

// Published dates of Diwali (Lakshmi puja); the computed day may be one off.
static void diwali_is_found(void **state) {
    (void)state;
    const Date published[] = {
        date_of(2018, 11, 7),  date_of(2019, 10, 27), date_of(2020, 11, 14),
        date_of(2021, 11, 4),  date_of(2022, 10, 24), date_of(2023, 11, 12),
        date_of(2024, 10, 31), date_of(2025, 10, 20), date_of(2026, 11, 8),
    };
    for (size_t i = 0; i < COUNT_OF(published); i++) {
        Date found = demo_season_diwali(date_parts(published[i]).year);
        assert_in_range(found - published[i] + 1, 0, 2);
    }
}

static void same_end_same_bytes(void **state) {
    (void)state;
    Err err = {0};
    Arena *a = arena_create(0);
    char first[32], second[32];
    folder_make(first);
    folder_make(second);
    assert_true(demo_write(first, date_of(2026, 11, 1), &err));
    assert_true(demo_write(second, date_of(2026, 11, 1), &err));

    Str *names = NULL;
    size_t count = 0;
    assert_true(dir_list(first, a, &names, &count, &err));
    assert_int_equal(count, COUNT_OF(FILES));
    for (size_t i = 0; i < count; i++) {
        Str one = {0}, other = {0};
        assert_true(str_eq(names[i], str_from(FILES[i])));
        assert_true(file_read(path_join(a, first, names[i]), 256u << 20, a, &one, &err));
        assert_true(file_read(path_join(a, second, names[i]), 256u << 20, a, &other, &err));
        assert_true(one.len > 100);
        assert_true(str_eq(one, other));
    }
    assert_true(dir_remove_all(first, &err));
    assert_true(dir_remove_all(second, &err));
    arena_free(a);
}

typedef struct Tally {
    const Shop *shop;
    int bills, lines, slow, before;
    int diwali_sweets, plain_sweets;
    int stopped_sold;  // in the last week without deliveries
} Tally;

static void bill_count(void *ctx, const ShopBill *bill) {
    Tally *t = ctx;
    Date day = (Date)(bill->at / MOMENT_DAY);
    DateRange slow = t->shop->slow_week;
    DateRange stop = t->shop->supplier_stop;
    Date diwali = demo_season_diwali(date_parts(t->shop->end - 40).year);
    t->bills++;
    t->lines += bill->line_count;
    if (bill->store == 2 && day >= slow.first && day < slow.end) t->slow++;
    if (bill->store == 2 && day >= slow.first - 7 && day < slow.first) t->before++;
    for (int i = 0; i < bill->line_count; i++) {
        int product = bill->lines[i].product;
        bool sweets = t->shop->products[product].item->category == 6;
        if (sweets && day >= diwali - 7 && day < diwali) t->diwali_sweets++;
        if (sweets && day >= diwali - 77 && day < diwali - 70) t->plain_sweets++;
        if (product == t->shop->stopped && day >= stop.end - 7 && day < stop.end) t->stopped_sold++;
    }
}

static void nothing_bought(void *ctx, const ShopPurchase *purchase) {
    (void)ctx;
    (void)purchase;
}

static void nothing_at_night(void *ctx, Date day) {
    (void)ctx;
    (void)day;
}

static void stories_are_there(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Shop *shop = demo_shop_new(a, date_of(2025, 5, 1), date_of(2026, 11, 21));
    Tally t = {.shop = shop};
    demo_shop_run(shop, &(ShopHooks){.ctx = &t,
                                     .bill = bill_count,
                                     .purchase = nothing_bought,
                                     .day_end = nothing_at_night});
    assert_in_range(shop->product_count, 150, 250);
    assert_in_range(t.bills, 50000, 90000);
    assert_true(t.lines > 2 * t.bills);
    assert_true(t.slow * 2 < t.before);                 // the anomalous week
    assert_true(t.diwali_sweets > 2 * t.plain_sweets);  // the festival season
    assert_int_equal(t.stopped_sold, 0);                // the stock-out
    int oil = 0;
    while (shop->products[oil].item->category != 1) oil++;
    double before = demo_shop_price(shop, oil, shop->price_rise - 1);
    assert_true(demo_shop_price(shop, oil, shop->price_rise) > 1.1 * before);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(diwali_is_found),
        cmocka_unit_test(same_end_same_bytes),
        cmocka_unit_test(stories_are_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
