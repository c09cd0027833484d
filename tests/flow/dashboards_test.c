// Dashboards over a workspace: filters, several people at once, what is approved, pages, files.
#include "flow/dashboards.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "flow/dashboard_doc.h"
#include "flow/dashboard_filter.h"
#include "flow/dashboard_said.h"
#include "flow/dashboard_template.h"
#include "flow/export.h"
#include "flow/period_renew.h"
#include "flow/plan_rows.h"
#include "flow/verified.h"
#include "words/words_language.h"
#include "workspace_world.h"

static World world;
static const Person ANYBODY = {.role = ROLE_OWNER};

static const char SALES[] =
    "sale_id,sale_date,store_id,product,quantity,amount\n"
    "1,2026-01-05,1,Rice,2,120.50\n"
    "2,2026-01-06,2,Dal,1,80.00\n"
    "3,2026-02-07,1,Oil,4,400.00\n"
    "4,2026-02-08,3,Rice,3,180.75\n";
static const char STORES[] =
    "store_id,store_name,city\n1,Camp,Pune\n2,Fort,Mumbai\n3,Sadar,Nagpur\n";

static int make(void **state) {
    (void)state;
    world_make(&world);
    world_must_import(&world, "sales.csv", SALES, IMPORT_CREATE);
    world_must_import(&world, "stores.csv", STORES, IMPORT_CREATE);
    return 0;
}

static int end(void **state) {
    (void)state;
    world_end(&world);
    return 0;
}

static Json *json_of(const char *text) {
    Err err = {0};
    Json *json = NULL;
    if (!json_parse(str_from(text), &json, &err)) print_error("%s\n", err.message);
    assert_non_null(json);
    return json;
}

static Plan *plan_of(const Model *m, const char *text) {
    Err err = {0};
    Plan *plan = NULL;
    CLEANUP(json_done) Json *json = json_of(text);
    bool ok = plan_read(m, json, world.a, &plan, &err);
    if (!ok) print_error("%s\n", err.message);
    assert_true(ok);
    return plan;
}

#define BY_PRODUCT                                                                                 \
    "{\"measures\":[{\"expr\":{\"op\":\"sum\",\"args\":[{\"column\":[\"sales\",\"amount\"]}]}}],"  \
    "\"dimensions\":[{\"expr\":{\"column\":[\"sales\",\"product\"]}}]}"
#define STORE_COUNT                                                                                \
    "{\"measures\":[{\"expr\":{\"op\":\"count\",\"args\":[{\"rows\":\"stores\"}]}}],"              \
    "\"dimensions\":[]}"

static void a_filter_applies_where_each_row_has_one_value(void **state) {
    (void)state;
    static const struct {
        const char *plan, *filter;
        const char *why;      // a part of it; "" when it applies
        const char *reading;  // a part of the sentence
    } CASES[] = {
        {BY_PRODUCT, "{\"column\":\"stores.city\",\"op\":\"in\",\"values\":[\"Pune\"]}", "",
         "Pune"},
        {BY_PRODUCT, "{\"column\":\"stores.city\",\"op\":\"in\",\"values\":[\"Pune\",null]}", "",
         "Pune"},
        {BY_PRODUCT, "{\"column\":\"sales.amount\",\"op\":\"between\",\"values\":[100,null]}", "",
         "100"},
        {BY_PRODUCT, "{\"column\":\"\",\"op\":\"period\",\"values\":[\"last_month\"]}", "",
         "January 2026"},
        {BY_PRODUCT, "{\"column\":\"\",\"op\":\"period\",\"values\":[\"all\"]}", "", "product"},
        {BY_PRODUCT, "{\"column\":\"\",\"op\":\"period\",\"values\":[\"some day\"]}",
         "is no period", ""},
        {BY_PRODUCT, "{\"column\":\"stores.city\",\"op\":\"in\",\"values\":[5]}", "no value", ""},
        {BY_PRODUCT, "{\"column\":\"stores.gone\",\"op\":\"in\",\"values\":[5]}",
         "there is no column", ""},
        // A store has many sales: none of them is its own.
        {STORE_COUNT, "{\"column\":\"sales.product\",\"op\":\"in\",\"values\":[\"Oil\"]}",
         "of their own", ""},
        {STORE_COUNT, "{\"column\":\"\",\"op\":\"period\",\"values\":[\"last_month\"]}",
         "at all times", ""},
    };
    Snapshot *s = world_snapshot(&world);
    const Model *m = snapshot_model(s);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        CLEANUP(json_done) Json *filter = json_of(CASES[i].filter);
        Plan *plan = plan_of(m, CASES[i].plan), *before = plan;
        Str why = {0};
        dashboard_filter_apply(m, filter, (PeriodDay){date_of(2026, 2, 15), 0}, world.a, &plan,
                               &why);
        if ((why.len > 0) != (CASES[i].why[0] != '\0') ||
            !str_contains(why, str_from(CASES[i].why))) {
            print_error("%s: '" STR_F "'\n", CASES[i].filter, STR_A(why));
        }
        assert_int_equal(why.len > 0, CASES[i].why[0] != '\0');
        assert_true(str_contains(why, str_from(CASES[i].why)));
        if (why.len > 0) assert_ptr_equal(plan, before);
        assert_true(str_contains(plan_sentence(m, plan, words_english(world.a)),
                                 str_from(CASES[i].reading)));
    }
    snapshot_release(s);
}

static void a_period_of_words_moves_with_the_day(void **state) {
    (void)state;
    Snapshot *s = world_snapshot(&world);
    const Model *m = snapshot_model(s);
    static const char PLAN[] =
        "{\"measures\":[{\"expr\":{\"op\":\"sum\",\"args\":[{\"column\":[\"sales\",\"amount\"]}]}}]"
        ","
        "\"dimensions\":[],\"time\":{\"column\":[\"sales\",\"sale_date\"],\"first\":\"2026-01-01\","
        "\"end\":\"2026-02-01\",\"words\":\"%s\"}}";
    const struct {
        const char *words;
        Date first;
        int fiscal_month;
    } CASES[] = {{"last month", date_of(2026, 5, 1), 0},
                 {"January 2026", date_of(2026, 1, 1), 0},
                 {"", date_of(2026, 1, 1), 0},
                 {"january", date_of(2026, 1, 1), 0},
                 {"this financial year", date_of(2026, 4, 1), 0},
                 {"this financial year", date_of(2025, 7, 1), 7},
                 {"FY25", date_of(2024, 4, 1), 0},
                 {"FY25", date_of(2025, 1, 1), 1}};
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Plan *plan = plan_of(m, str_fmt(world.a, PLAN, CASES[i].words).ptr);
        period_renew(plan, (PeriodDay){date_of(2026, 6, 10), CASES[i].fiscal_month}, world.a);
        assert_int_equal(plan->time.range.first, CASES[i].first);
    }
    snapshot_release(s);
}

enum { PEOPLE = 4, CHANGES = 12 };

typedef struct Changer {
    Str dashboard;
    int number;
} Changer;

// Changes his own card, with a base that is soon old.
static void *person_change(void *ctx) {
    const Changer *p = ctx;
    DashboardRef of = {p->dashboard, &ANYBODY};
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    for (int i = 1; i <= CHANGES; i++) {
        Err err = {0};
        CLEANUP(dashboard_done) Dashboard d = {0};
        Str text = str_fmt(a,
                           "{\"base\":1,\"changes\":[{\"op\":\"card\",\"card\":{\"id\":\"c%d\","
                           "\"note\":\"%d\"}}]}",
                           p->number, i);
        CLEANUP(json_done) Json *in = NULL;
        if (!json_parse(text, &in, &err) ||
            !dashboards_change(world.workspace, &of, in, a, &d, &err)) {
            return (void *)1;
        }
    }
    return NULL;
}

static void many_people_lose_no_change(void **state) {
    (void)state;
    Err err = {0};
    pthread_t threads[PEOPLE];
    Changer people[PEOPLE];
    CLEANUP(dashboard_done) Dashboard d = {0}, after = {0};
    CLEANUP(json_done)
    Json *in = json_of(
        "{\"name\":\"Many\",\"cards\":[{\"id\":\"c0\",\"kind\":\"text\",\"text\":\"\"},"
        "{\"id\":\"c1\",\"kind\":\"text\",\"text\":\"\"},{\"id\":\"c2\",\"kind\":\"text\","
        "\"text\":\"\"},{\"id\":\"c3\",\"kind\":\"text\",\"text\":\"\"}]}");
    assert_true(dashboards_create(world.workspace, &ANYBODY, in, words_english(world.a), &d, &err));
    for (int i = 0; i < PEOPLE; i++) {
        people[i] = (Changer){d.id, i};
        assert_int_equal(pthread_create(&threads[i], NULL, person_change, &people[i]), 0);
    }
    for (int i = 0; i < PEOPLE; i++) {
        void *failed = NULL;
        pthread_join(threads[i], &failed);
        assert_null(failed);
    }
    assert_true(
        dashboards_get(world.workspace, &(DashboardRef){d.id, &ANYBODY}, world.a, &after, &err));
    assert_int_equal(after.version, 1 + PEOPLE * CHANGES);
    for (int i = 0; i < PEOPLE; i++) {
        const Json *card = dashboard_doc_card(after.doc, str_fmt(world.a, "c%d", i));
        assert_string_equal(json_string_value(json_object_get(card, "note")), "12");
    }
    // And the way back.
    CLEANUP(dashboard_done) Dashboard back = {0};
    assert_true(dashboards_revert(world.workspace, &(DashboardRef){d.id, &ANYBODY}, 1, world.a,
                                  &back, &err));
    assert_int_equal(back.version, 2 + PEOPLE * CHANGES);
    assert_null(json_object_get(dashboard_doc_card(back.doc, S("c0")), "note"));
}

static void the_rows_behind_a_mark(void **state) {
    (void)state;
    Err err = {0};
    Snapshot *s = world_snapshot(&world);
    const Model *m = snapshot_model(s);
    CLEANUP(json_done) Json *where = json_of("[{\"column\":\"product\",\"value\":\"Rice\"}]");
    CLEANUP(json_done) Json *wrong = json_of("[{\"column\":1,\"value\":3}]");
    Plan *rows = NULL;
    assert_true(plan_rows_make(m, plan_of(m, BY_PRODUCT), where, world.a, &rows, &err));
    QueryDoor door = {0};
    QueryResult *result = NULL;
    assert_true(workspace_door_take(world.workspace, s, NULL, &door, &err));
    assert_true(query_plan(&door, rows, world.a, &result, &err));
    workspace_door_give(world.workspace, &door);
    assert_int_equal(result->table->rows, 2);
    assert_true(str_eq(table_text(result->table, 0, 0, world.a), S("4")));  // the newest first
    assert_false(plan_rows_make(m, plan_of(m, BY_PRODUCT), wrong, world.a, &rows, &err));
    assert_int_equal(err.code, ERR_INVALID);
    snapshot_release(s);
}

static void approved_questions_are_told_apart(void **state) {
    (void)state;
    static const struct {
        const char *one, *other;
        bool same;
    } CASES[] = {
        {"How is business?", "how  is BUSINESS", true},
        {"sales in Pune.", "Sales in Pune", true},
        {"sales above 5", "sales above 6", false},
        {"amount > 5", "amount < 5", false},
        {"sale", "sales", false},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Str one = verified_key(str_from(CASES[i].one), world.a);
        Str other = verified_key(str_from(CASES[i].other), world.a);
        if (str_eq(one, other) != CASES[i].same) print_error("%s\n", CASES[i].one);
        assert_int_equal(str_eq(one, other), CASES[i].same);
    }
}

// The cards of each row reach from side to side and are as high as each other.
static void rows_are_full(const Json *cards) {
    for (size_t i = 0; i < json_array_size(cards); i++) {
        const Json *card = json_array_get(cards, i);
        json_int_t y = json_integer_value(json_object_get(card, "y")), width = 0;
        for (size_t k = 0; k < json_array_size(cards); k++) {
            const Json *other = json_array_get(cards, k);
            if (json_integer_value(json_object_get(other, "y")) != y) continue;
            width += json_integer_value(json_object_get(other, "w"));
            assert_int_equal(json_integer_value(json_object_get(other, "h")),
                             json_integer_value(json_object_get(card, "h")));
        }
        assert_int_equal(width, DASHBOARD_COLUMNS);
    }
}

static void templates_have_only_what_is_there(void **state) {
    (void)state;
    DashboardTemplate list[DASHBOARD_TEMPLATES_MAX];
    Snapshot *s = world_snapshot(&world);
    size_t count = dashboard_template_list(snapshot_model(s), date_of(2026, 2, 9),
                                           words_english(world.a), list);
    bool sales = false, stock = false;
    for (size_t i = 0; i < count; i++) {
        sales = sales || str_eq(list[i].id, S("sales"));
        stock = stock || str_eq(list[i].id, S("stock"));
        assert_int_equal(json_array_size(json_object_get(list[i].doc, "cards")), list[i].cards);
        rows_are_full(json_object_get(list[i].doc, "cards"));
        dashboard_template_done(&list[i]);
    }
    assert_true(sales);
    assert_false(stock);
    snapshot_release(s);
}

static const char *title_at(const Json *doc, size_t card) {
    const Json *one = json_array_get(json_object_get(doc, "cards"), card);
    return json_string_value(json_object_get(one, "title"));
}

// A board that was made in English, read in Hindi, and in English again.
static void templates_are_said_in_the_readers_language(void **state) {
    (void)state;
    Err err = {0};
    Date today = date_of(2026, 2, 9), later = date_of(2027, 8, 1);
    Snapshot *s = world_snapshot(&world);
    const Model *m = snapshot_model(s);
    Words hindi = words_for(world.a, words_language(S("hi")));
    DashboardTemplate made = {0}, wanted = {0};
    assert_true(dashboard_template_make(m, S("sales"), today, words_english(world.a), &made, &err));
    assert_true(dashboard_template_make(m, S("sales"), today, hindi, &wanted, &err));
    assert_string_not_equal(title_at(made.doc, 0), title_at(wanted.doc, 0));
    Json *own = json_array_get(json_object_get(made.doc, "cards"), 1);
    json_object_set_new(own, "title", json_string("What I look at first"));
    CLEANUP(json_done) Json *before = json_deep_copy(made.doc);

    dashboard_said(m, today, hindi, made.doc);
    assert_string_equal(title_at(made.doc, 0), title_at(wanted.doc, 0));
    assert_string_equal(title_at(made.doc, 1), "What I look at first");
    assert_true(json_equal(json_object_get(made.doc, "name"), json_object_get(wanted.doc, "name")));
    assert_true(
        json_equal(json_object_get(made.doc, "filters"), json_object_get(wanted.doc, "filters")));
    dashboard_said(m, today, words_english(world.a), made.doc);
    assert_true(json_equal(made.doc, before));
    // Also when the data is old by now, and a template would speak of other days.
    dashboard_said(m, later, hindi, made.doc);
    assert_string_equal(title_at(made.doc, 0), title_at(wanted.doc, 0));
    dashboard_template_done(&made);
    dashboard_template_done(&wanted);
    snapshot_release(s);
}

typedef struct Taken {
    Buf text;
    int left;  // parts that are taken before the taker goes away
} Taken;

static bool part_take(void *ctx, Str bytes) {
    Taken *t = ctx;
    buf_add(&t->text, bytes);
    return t->left-- > 0;
}

static void an_export_has_every_row_and_stops_when_nobody_takes_it(void **state) {
    (void)state;
    Err err = {0};
    Snapshot *s = world_snapshot(&world);
    ResultPageRequest what = {.sql = S("SELECT i AS n FROM range(100000) t(i)"), .is_own = true};
    ExportPlan plan = {.format = EXPORT_CSV};
    Taken taken = {.left = 1000000};
    buf_init(&taken.text, 8 << 20);
    ExportOut out = {.ctx = &taken, .put = part_take};
    assert_true(export_plan(world.workspace, s, &what, world.a, &plan, &err));
    assert_int_equal(plan.rows, 100000);
    assert_true(export_csv(world.workspace, s, &plan, &out, &err));
    size_t lines = 0;
    for (size_t i = 0; i < taken.text.len; i++) lines += taken.text.ptr[i] == '\n';
    assert_int_equal(lines, 100001);
    assert_true(str_ends(buf_str(&taken.text), S("99999\r\n")));
    taken.left = 2;
    buf_clear(&taken.text);
    assert_false(export_csv(world.workspace, s, &plan, &out, &err));
    assert_int_equal(err.code, ERR_CANCELLED);
    // A sheet does not hold as many as a CSV.
    plan.format = EXPORT_XLSX;
    what.sql = S("SELECT i AS n FROM range(1048576) t(i)");
    assert_false(export_plan(world.workspace, s, &what, world.a, &plan, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    buf_done(&taken.text);
    snapshot_release(s);
}

// A sheet's heads are words for whoever opens it; the names of a CSV are not.
static void a_sheet_has_its_heads_in_the_language(void **state) {
    (void)state;
    Err err = {0};
    ImportResult *read = NULL;
    Snapshot *s = world_snapshot(&world);
    const ResultPageRequest what = {.sql = S("SELECT 12 AS amount, 'x' AS other"), .is_own = true};
    ExportPlan plan = {.format = EXPORT_XLSX, .language = words_language(S("hi"))};
    const char *path = str_fmt(world.a, "%s/heads.xlsx", world.folder).ptr;
    assert_true(export_plan(world.workspace, s, &what, world.a, &plan, &err));
    assert_true(export_xlsx(world.workspace, s, &plan, path, NULL, &err));
    const ImportRequest request = {.path = path, .name = S("heads.xlsx"), .mode = IMPORT_CREATE};
    const ImportProgress none = {0};
    assert_true(workspace_import(world.workspace, &request, &none, world.a, &read, &err));
    assert_int_equal(read->tables[0].column_count, 2);
    assert_string_equal(str_z(world.a, read->tables[0].columns[0].header), "रकम");
    assert_string_equal(str_z(world.a, read->tables[0].columns[1].header), "other");
    snapshot_release(s);
}

// A hundred thousand rows with ten keys: the pages together have every row once.
static void pages_of_equal_keys_have_every_row_once(void **state) {
    (void)state;
    enum { ROWS = 100000, PAGE = 10000 };
    Err err = {0};
    Snapshot *s = world_snapshot(&world);
    CLEANUP(json_done) Json *sort = json_of("[{\"column\":\"k\",\"desc\":true}]");
    bool *seen = arena_new(world.a, bool, ROWS);
    for (uint64_t offset = 0; offset < ROWS; offset += PAGE) {
        ResultPageRequest request = {.sql = S("SELECT i % 10 AS k, i AS n FROM range(100000) t(i)"),
                                     .is_own = true,
                                     .sort = sort,
                                     .limit = PAGE,
                                     .offset = offset};
        ResultPage page = {0};
        assert_true(result_page_run(world.workspace, s, &request, world.a, &page, &err));
        assert_int_equal(page.result->table->rows, PAGE);
        for (size_t r = 0; r < PAGE; r++) {
            int64_t n = table_value(page.result->table, r, 1).i;
            assert_false(seen[n]);
            seen[n] = true;
        }
    }
    snapshot_release(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_filter_applies_where_each_row_has_one_value),
        cmocka_unit_test(a_period_of_words_moves_with_the_day),
        cmocka_unit_test(many_people_lose_no_change),
        cmocka_unit_test(the_rows_behind_a_mark),
        cmocka_unit_test(approved_questions_are_told_apart),
        cmocka_unit_test(templates_have_only_what_is_there),
        cmocka_unit_test(templates_are_said_in_the_readers_language),
        cmocka_unit_test(pages_of_equal_keys_have_every_row_once),
        cmocka_unit_test(a_sheet_has_its_heads_in_the_language),
        cmocka_unit_test(an_export_has_every_row_and_stops_when_nobody_takes_it),
    };
    return cmocka_run_group_tests(tests, make, end);
}
