#include "flow/outlook_events.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#undef fail

#include "flow/calendars.h"
#include "store/store_workspace.h"
#include "workspace_world.h"

enum { DAYS = 420 };
#define FIRST date_of(2025, 7, 1)

// A shop that sells 100 a day and 140 on Saturdays; on the fair's day, the 10th of each month, 2.5
// times that; in the week up to Diwali twice; and on every day of an offer 1.6 times.
typedef struct Kind {
    bool fair, diwali, offer, column;
} Kind;

static bool on_offer(Date day) { return day % 29 < 3; }

static const char *sales(Arena *a, Kind kind) {
    CLEANUP(buf_done) Buf out;
    buf_init(&out, 1 << 20);
    buf_add_z(&out, kind.column ? "sold_on,sku,product,qty,price,discount\n"
                                : "sold_on,sku,product,qty,price\n");
    for (int i = 0; i < DAYS; i++) {
        Date day = FIRST + i;
        double sold = date_weekday(day) == 5 ? 140 : 100;
        int to_diwali = date_of(2025, 10, 20) - day;
        if (kind.fair && date_parts(day).day == 10) sold *= 2.5;
        if (kind.diwali && to_diwali >= 0 && to_diwali < 7) sold *= 2;
        if (kind.offer && on_offer(day)) sold *= 1.6;
        sold += (i * 7 + i / 3) % 11;
        buf_add_fmt(&out, STR_F ",R1,Rice,%.0f,50", STR_A(date_str(a, day)), sold);
        if (kind.column) buf_add_fmt(&out, ",%d", on_offer(day) ? 10 : 0);
        buf_add_char(&out, '\n');
    }
    return str_z(a, buf_str(&out));
}

typedef struct Asked {
    World w;
    Snapshot *snapshot;
    QueryDoor door;
    bool ok;
    Outlook *o;
    Err err;
} Asked;

static void ask(Asked *k, Kind kind, OutlookRequest request) {
    *k = (Asked){0};
    world_make(&k->w);
    world_must_import(&k->w, "sales.csv", sales(k->w.a, kind), IMPORT_CREATE);
    k->snapshot = world_snapshot(&k->w);
    assert_true(workspace_door_take(k->w.workspace, k->snapshot, NULL, &k->door, &k->err));
    k->ok = outlook_make(&k->door, &request, k->w.a, &k->o, &k->err);
    workspace_door_give(k->w.workspace, &k->door);
    if (!k->ok) print_error("%s\n", k->err.message);
}

static void done(Asked *k) {
    snapshot_release(k->snapshot);
    world_end(&k->w);
}

static const OutlookLift *lift_of(const Outlook *o, const char *name) {
    for (size_t i = 0; i < o->lift_count; i++) {
        if (str_eq(o->lifts[i].name, str_from(name))) return &o->lifts[i];
    }
    return NULL;
}

static Calendars fair(Arena *a) {
    static const char ICS[] =
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Town fair\r\n"
        "DTSTART;VALUE=DATE:20250710\r\nRRULE:FREQ=MONTHLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    Calendars own = {0};
    Err err = {0};
    assert_true(calendars_read(str_from(ICS), a, &own, &err));
    return own;
}

// An event that came back again and again is learned, moves the forecast, and is said.
static void days_of_ones_own_move_the_forecast(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Calendars own = fair(a);
    Asked k;
    ask(&k, (Kind){.fair = true}, (OutlookRequest){.own = own.days, .own_count = own.count});
    assert_true(k.ok);
    const OutlookLift *l = lift_of(k.o, "Town fair");
    assert_non_null(l);
    assert_true(l->own && l->lift.sure && l->lift.seen >= 12);
    assert_true(fabs(l->lift.factor - 2.5) < 0.25);
    assert_true(k.o->lifts_used);
    assert_int_equal(k.o->first, date_of(2026, 8, 25));
    assert_int_equal(l->next, date_of(2026, 9, 10));
    const ForecastPoint *points = k.o->forecast.points;
    assert_true(points[16].mean > 1.8 * points[15].mean);  // Thu 10 September beside the Wednesday
    assert_true(str_contains(k.o->lifts_text, S("Town fair lies ahead and is in the numbers")));
    bool marked = false;
    for (size_t i = 0; i < k.o->event_count; i++) {
        marked = marked || (k.o->events[i].own && k.o->events[i].date == date_of(2026, 9, 10));
    }
    assert_true(marked);
    done(&k);
    arena_free(a);
}

static void what_moves_nothing_stays_out(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Calendars own = fair(a);
    Asked k;
    ask(&k, (Kind){0}, (OutlookRequest){.own = own.days, .own_count = own.count});
    assert_true(k.ok);
    const OutlookLift *l = lift_of(k.o, "Town fair");
    assert_non_null(l);
    assert_false(l->lift.sure);
    assert_false(k.o->lifts_used);
    assert_true(str_contains(l->text, S("may be chance")));
    done(&k);
    arena_free(a);
}

// Of five festivals in one week the one that people know is named.
static void a_festival_is_said_with_its_lift(void **state) {
    (void)state;
    Asked k;
    ask(&k, (Kind){.diwali = true}, (OutlookRequest){.region = S("IN"), .horizon = 80});
    assert_true(k.ok);
    const OutlookLift *l = lift_of(k.o, "Diwali");
    assert_non_null(l);
    assert_true(l->lift.sure);
    assert_true(fabs(l->lift.factor - 2) < 0.2);
    assert_true(str_starts(l->text, S("Diwali week sold 2 times a normal week")));
    assert_int_equal(l->next, date_of(2026, 11, 8));
    assert_false(lift_of(k.o, "Dhanteras")->lift.sure);
    done(&k);
}

static const DateRange OFFER = {20698, 20703};  // 2 to 6 September 2026

static void a_promotion_is_tried_by_those_of_the_past(void **state) {
    (void)state;
    assert_int_equal(OFFER.first, date_of(2026, 9, 2));
    Asked k;
    ask(&k, (Kind){.offer = true, .column = true},
        (OutlookRequest){.level = DEMAND_SKU, .subject = S("R1"), .promotion = OFFER});
    assert_true(k.ok);
    const OutlookWhatIf *w = k.o->what_if;
    assert_true(w->is_known && w->sure && !w->is_assumed);
    double more = w->total.quantity - w->base.quantity;
    assert_true(more > 0.4 * 5 * 100 && more < 0.8 * 5 * 120);
    assert_true(str_contains(w->words, S("Promotions of the past sold 1.6 times a normal day")));
    done(&k);
}

static void without_marks_the_persons_word_is_taken_and_said(void **state) {
    (void)state;
    Asked k;
    OutlookRequest request = {.level = DEMAND_SKU, .subject = S("R1"), .promotion = OFFER};
    ask(&k, (Kind){0}, request);
    assert_true(k.ok);
    assert_false(k.o->what_if->is_known);
    assert_true(str_contains(k.o->what_if->words, S("does not mark promotions")));
    done(&k);
    request.promotion_lift = 2;
    ask(&k, (Kind){0}, request);
    assert_true(k.ok);
    const OutlookWhatIf *w = k.o->what_if;
    assert_true(w->is_assumed && !w->sure);
    assert_true(fabs(w->total.quantity - w->base.quantity - 5 * 105) < 70);
    assert_true(str_contains(w->words, S("rests on your word that it sells 2 times")));
    done(&k);
}

static void what_cannot_be_tried_is_refused(void **state) {
    (void)state;
    Err err = {0};
    const OutlookRequest BAD[] = {
        {.promotion = {20700, 20699}},
        {.promotion = OFFER, .promotion_lift = 50},
        {.promotion = OFFER, .price_change = 5},
        {.promotion_lift = 2},
    };
    for (size_t i = 0; i < COUNT_OF(BAD); i++) assert_false(outlook_check(&BAD[i], &err));
    Asked k;
    DateRange past = {date_of(2026, 8, 1), date_of(2026, 8, 4)};
    ask(&k, (Kind){0}, (OutlookRequest){.promotion = past});
    assert_false(k.ok);
    assert_true(str_contains(str_from(k.err.message), S("within the days ahead")));
    done(&k);
}

static bool add(Store *store, const char *name, const char *ics, Err *err) {
    CLEANUP(buf_done) Buf json;
    buf_init(&json, 1 << 16);
    JsonW w = jsonw_to(&json);
    const CalendarNew calendar = {str_from(name), str_from(ics)};
    return calendars_add(store, S("main"), &calendar, &w, err);
}

static void calendars_are_kept_and_removed(void **state) {
    (void)state;
    static const char ICS[] =
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Sale\r\n"
        "DTSTART;VALUE=DATE:20260301\r\nDTEND;VALUE=DATE:20260304\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n";
    Arena *a = arena_create(0);
    Store *store = NULL;
    Err err = {0};
    const StoreWorkspace shop = {.id = S("main"), .name = S("Shop")};
    const StoreWorkspace other = {.id = S("other"), .name = S("Other")};
    assert_true(store_open(":memory:", &store, &err));
    assert_true(store_workspace_add(store, &shop, &err));
    assert_true(store_workspace_add(store, &other, &err));
    assert_true(add(store, " Ours ", ICS, &err));
    Calendars own = {0};
    assert_true(calendars_load(store, S("other"), a, &own, &err));
    assert_int_equal(own.count, 0);
    assert_int_equal(own.version.len, 0);
    assert_true(calendars_load(store, S("main"), a, &own, &err));
    assert_int_equal(own.count, 3);
    assert_int_equal(own.days[2].date, date_of(2026, 3, 3));
    CLEANUP(buf_done) Buf json;
    buf_init(&json, 1 << 16);
    JsonW w = jsonw_to(&json);
    assert_true(calendars_write(store, S("main"), &w, &err));
    assert_true(str_contains(buf_str(&json), S("\"name\":\"Ours\"")));
    assert_true(str_contains(buf_str(&json), S("\"last\":\"2026-03-03\"")));
    assert_false(calendars_remove(store, S("main"), S("nothing"), &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_false(add(store, "Bad", "no calendar", &err));
    assert_false(add(store, "", ICS, &err));
    for (int i = 1; i < CALENDARS_MAX; i++) {
        assert_true(add(store, "More", ICS, &err));
    }
    assert_false(add(store, "More", ICS, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    store_close(store);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_of_ones_own_move_the_forecast),
        cmocka_unit_test(what_moves_nothing_stays_out),
        cmocka_unit_test(a_festival_is_said_with_its_lift),
        cmocka_unit_test(a_promotion_is_tried_by_those_of_the_past),
        cmocka_unit_test(without_marks_the_persons_word_is_taken_and_said),
        cmocka_unit_test(what_cannot_be_tried_is_refused),
        cmocka_unit_test(calendars_are_kept_and_removed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
