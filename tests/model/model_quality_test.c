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
    {"bill_lines", "outliers", "warn", "In 1 row of bill lines, quantity is below zero"},
    {"bill_lines", "outliers", "info",
     "In 1 row of bill lines, quantity is far from the usual 7 to 19"},
    {"prices", "duplicates", "warn", "2 prices are the same as another in every column"},
    {"visits", "missing", "info", "12,345 visits have no note"},
    {"visits", "outliers", "info",
     "In 1 row of visits, spent is far from the usual 12,700 to 37,200"},
};

static const QualityIssue *issue_find(const Model *m, const QualityReport *report, size_t wanted) {
    for (size_t i = 0; i < report->count; i++) {
        const QualityIssue *issue = &report->issues[i];
        if (str_eq(issue->message, str_from(ISSUES[wanted].message)) &&
            str_eq(m->tables[issue->table].name, str_from(ISSUES[wanted].table))) {
            return issue;
        }
    }
    return NULL;
}

static void says_what_is_poor(void **state) {
    (void)state;
    Fixture f;
    QualityReport report = {0};
    Err err = {0};
    fixture_open(&f);
    fixture_shop(&f);
    fixture_exec(&f,
                 "CREATE TABLE prices AS SELECT 'x' || (i % 48) AS what, i % 48 + 0.5 AS price "
                 "FROM range(50) t(i)");
    fixture_exec(&f,
                 "CREATE TABLE visits AS SELECT i AS visit_id, CASE WHEN i > 12345 THEN 'note ' || "
                 "i % 40 END AS note, CASE WHEN i = 7 THEN 900000 ELSE 500 + (i % 491) * 100 END "
                 "AS spent FROM range(1, 25001) t(i)");
    Model *m = fixture_infer(&f, false);
    assert_true(model_quality(m, f.source, NULL, f.arena, &report, &err));
    for (size_t i = 0; i < COUNT_OF(ISSUES); i++) {
        const QualityIssue *issue = issue_find(m, &report, i);
        if (!issue) {
            for (size_t k = 0; k < report.count; k++) {
                print_message("%.*s: %.*s\n", STR_A(report.issues[k].kind),
                              STR_A(report.issues[k].message));
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
    QualityReport report = {0};
    Err err = {0};
    fixture_open(&f);
    fixture_exec(&f,
                 "CREATE TABLE payments AS SELECT i AS payment_id, DATE '2026-01-01' + CAST(i // 3 "
                 "AS INTEGER) AS paid_on, 100 + i % 50 AS amount FROM range(600) t(i)");
    Model *m = fixture_infer(&f, false);
    assert_true(model_quality(m, f.source, NULL, f.arena, &report, &err));
    assert_int_equal(report.count, 0);
    fixture_done(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_is_poor),
        cmocka_unit_test(finds_nothing_in_good_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
