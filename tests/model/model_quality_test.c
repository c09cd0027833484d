#include "sqlite_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct {
    const char *table, *kind, *severity, *message;
} ISSUES[] = {
    {"bills", "missing", "warn", "2 bills have no customer"},
    {"bills", "constant", "info", "All bills have the same currency: INR"},
    {"bills", "gaps", "info", "1 day without bills, on 2025-04-11"},
    {"bill_lines", "orphans", "warn", "1 bill line has a product that is not among the products"},
    {"bill_lines", "outliers", "warn", "1 bill line has a quantity below zero"},
    {"bill_lines", "outliers", "info", "1 bill line has a quantity far from the usual 7 to 19"},
    {"prices", "duplicates", "warn", "2 prices are the same as another in every column"},
};

static const QualityIssue *issue_find(const Model *m, const QualityIssue *issues, size_t count,
                                      size_t wanted) {
    for (size_t i = 0; i < count; i++) {
        if (str_eq(issues[i].message, str_from(ISSUES[wanted].message)) &&
            str_eq(m->tables[issues[i].table].name, str_from(ISSUES[wanted].table))) {
            return &issues[i];
        }
    }
    return NULL;
}

static void says_what_is_poor(void **state) {
    (void)state;
    Fixture f;
    QualityIssue *issues = NULL;
    size_t count = 0;
    Err err = {0};
    fixture_open(&f);
    fixture_shop(&f);
    fixture_exec(&f,
                 "CREATE TABLE prices AS SELECT 'x' || (i % 48) AS what, i % 48 + 0.5 AS price "
                 "FROM range(50) t(i)");
    Model *m = fixture_infer(&f, false);
    assert_true(model_quality(m, f.source, NULL, f.arena, &issues, &count, &err));
    for (size_t i = 0; i < COUNT_OF(ISSUES); i++) {
        const QualityIssue *issue = issue_find(m, issues, count, i);
        if (!issue) {
            for (size_t k = 0; k < count; k++) {
                print_message("%.*s: %.*s\n", STR_A(issues[k].kind), STR_A(issues[k].message));
            }
            fail_msg("not said: %s", ISSUES[i].message);
        } else {
            assert_true(str_eq(issue->kind, str_from(ISSUES[i].kind)));
            assert_true(str_eq(issue->severity, str_from(ISSUES[i].severity)));
        }
    }
    fixture_done(&f);
}

static void finds_nothing_in_good_data(void **state) {
    (void)state;
    Fixture f;
    QualityIssue *issues = NULL;
    size_t count = 0;
    Err err = {0};
    fixture_open(&f);
    fixture_exec(&f,
                 "CREATE TABLE payments AS SELECT i AS payment_id, DATE '2026-01-01' + CAST(i // 3 "
                 "AS INTEGER) AS paid_on, 100 + i % 50 AS amount FROM range(600) t(i)");
    Model *m = fixture_infer(&f, false);
    assert_true(model_quality(m, f.source, NULL, f.arena, &issues, &count, &err));
    assert_int_equal(count, 0);
    fixture_done(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_is_poor),
        cmocka_unit_test(finds_nothing_in_good_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
