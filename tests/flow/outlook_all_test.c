#include "flow/outlook_all.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#undef fail

#include "flow/outlook_kept.h"
#include "workspace_world.h"

enum { PRODUCTS = 60, DAYS = 120 };

// Sixty products, each with a week and a trend of its own.
static const char *sales(Arena *a) {
    CLEANUP(buf_done) Buf out;
    buf_init(&out, 4 << 20);
    buf_add_z(&out, "sold_on,sku,product,qty\n");
    for (int i = 0; i < DAYS; i++) {
        Str day = date_str(a, date_of(2026, 3, 2) + i);
        for (int k = 0; k < PRODUCTS; k++) {
            int sold = 5 + k + ((i + k) % 7 == 5 ? 10 : 0) + (i * (k % 3)) / 20 +
                       (i * 31 + k * 17 + (i * k) % 13) % 9;
            buf_add_fmt(&out, STR_F ",P%02d,Product %d,%d\n", STR_A(day), k, k, sold);
        }
    }
    return str_z(a, buf_str(&out));
}

typedef struct Shop {
    World w;
    Snapshot *snapshot;
    QueryDoor door;
} Shop;

static Shop shop;

static int make(void **state) {
    (void)state;
    Err err = {0};
    world_make(&shop.w);
    world_must_import(&shop.w, "sales.csv", sales(shop.w.a), IMPORT_CREATE);
    shop.snapshot = world_snapshot(&shop.w);
    assert_true(workspace_door_take(shop.w.workspace, shop.snapshot, NULL, &shop.door, &err));
    return 0;
}

static int end(void **state) {
    (void)state;
    workspace_door_give(shop.w.workspace, &shop.door);
    snapshot_release(shop.snapshot);
    world_end(&shop.w);
    return 0;
}

typedef struct Stop {
    atomic_bool cancel;
    double at;  // of the way
    double last;
    int steps;
} Stop;

static void told(void *ctx, double fraction, Str doing) {
    Stop *s = ctx;
    (void)doing;
    assert_true(fraction >= s->last && fraction <= 1);
    s->last = fraction;
    s->steps++;
    if (fraction >= s->at) atomic_store(&s->cancel, true);
}

static bool all_make(Stop *stop, OutlookAll **ret, Err *err) {
    const OutlookRequest request = {.level = DEMAND_SKU, .horizon = 14};
    const OutlookProgress progress = {stop, told};
    QueryDoor door = shop.door;
    door.cancel = &stop->cancel;
    return outlook_all_make(&door, &request, &progress, shop.w.a, ret, err);
}

static void the_items_add_up(void **state) {
    (void)state;
    Stop never = {.at = 2};
    OutlookAll *all = NULL;
    Err err = {0};
    assert_true(all_make(&never, &all, &err));
    assert_int_equal(all->count, PRODUCTS);
    assert_true(never.steps > 3);
    double sum = 0;
    for (size_t i = 0; i < all->count; i++) sum += all->items[i].total.quantity;
    assert_true(fabs(sum - all->total.quantity) < 1e-6 * sum);
}

// Wherever it is stopped it ends soon, says so, and leaves nothing.
static void it_can_be_cancelled_on_its_way(void **state) {
    (void)state;
    static const double AT[] = {0, 0.15, 0.5, 0.95};
    for (size_t i = 0; i < COUNT_OF(AT); i++) {
        Stop stop = {.at = AT[i]};
        OutlookAll *all = NULL;
        Err err = {0};
        assert_false(all_make(&stop, &all, &err));
        assert_int_equal(err.code, ERR_CANCELLED);
        assert_null(all);
        assert_true(stop.last < AT[i] + 0.5);
    }
}

// What is asked for alone is not moved to add up with everything: the note says the list's number.
static void alone_it_says_what_the_list_has(void **state) {
    (void)state;
    Stop never = {.at = 2};
    OutlookAll *all = NULL;
    Err err = {0};
    assert_true(all_make(&never, &all, &err));
    const OutlookPlace place = {
        .store = shop.w.store, .workspace = S("main"), .model = snapshot_model(shop.snapshot)};
    const OutlookRequest request = {.level = DEMAND_SKU, .subject = S("P42"), .horizon = 14};
    Outlook *o = NULL;
    assert_true(outlook_make(&shop.door, &request, shop.w.a, &o, &err));
    size_t notes = o->notes.count;
    assert_true(outlook_kept_note(&place, o, shop.w.a, &err));
    assert_int_equal(o->notes.count, notes);  // no list yet
    for (size_t i = 0; i < all->count; i++) {
        OutlookItem *item = &all->items[i];
        for (size_t k = 0; str_eq(item->key, S("P42")) && k < 14; k++) {
            item->forecast.points[k].mean = o->forecast.points[k].mean + 10;
        }
    }
    assert_true(outlook_kept_put_all(&place, all, S("{}"), &err));
    assert_true(outlook_kept_note(&place, o, shop.w.a, &err));
    assert_int_equal(o->notes.count, notes + 1);
    Str note = o->notes.items[notes];
    assert_true(str_contains(note, S("for the next 14 days")));
    Str said = str_fmt(shop.w.a, "The list of all says %.0f ", o->total.quantity + 140);
    assert_true(str_starts(note, said));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_items_add_up),
        cmocka_unit_test(it_can_be_cancelled_on_its_way),
        cmocka_unit_test(alone_it_says_what_the_list_has),
    };
    return cmocka_run_group_tests(tests, make, end);
}
