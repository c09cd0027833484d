#include "model/joins.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sqlite_fixture.h"

typedef struct Tally {
    size_t declared, found, right;
} Tally;

static bool join_is(const Model *m, const ModelJoin *j, const SourceLink *l, bool reversed) {
    ColumnRef from = {.table = j->from_table, .column = j->from_column};
    ColumnRef to = {.table = j->to_table, .column = j->to_column};
    if (reversed) {
        ColumnRef swap = from;
        from = to;
        to = swap;
    }
    int table = model_table(m, l->to_table);
    Str to_column = l->to_column;
    if (to_column.len == 0 && table >= 0 && m->tables[table].key_count == 1) {
        to_column = m->tables[table].columns[m->tables[table].key[0]].name;
    }
    return str_eq_nocase(m->tables[from.table].name, l->from_table) &&
           str_eq_nocase(m->tables[to.table].name, l->to_table) &&
           str_eq_nocase(model_at(m, from)->name, l->from_column) &&
           str_eq_nocase(model_at(m, to)->name, to_column);
}

static bool join_is_declared(const Fixture *f, const Model *m, const ModelJoin *j) {
    for (size_t i = 0; i < f->link_count; i++) {
        const SourceLink *l = &f->links[i];
        if (join_is(m, j, l, false) || (j->one_to_one && join_is(m, j, l, true))) return true;
    }
    return false;
}

static bool link_is_found(const Model *m, const SourceLink *l) {
    for (size_t i = 0; i < m->join_count; i++) {
        const ModelJoin *j = &m->joins[i];
        if (join_is(m, j, l, false) || (j->one_to_one && join_is(m, j, l, true))) return true;
    }
    return false;
}

static void differences_print(const Fixture *f, const Model *m, const char *what) {
    if (!getenv("MUNIM_VERBOSE")) return;
    for (size_t i = 0; i < m->join_count; i++) {
        const ModelJoin *j = &m->joins[i];
        if (join_is_declared(f, m, j)) continue;
        const ModelTable *from = &m->tables[j->from_table], *to = &m->tables[j->to_table];
        printf("  extra   %s: %.*s.%.*s -> %.*s.%.*s (%.3f)\n", what, STR_A(from->name),
               STR_A(from->columns[j->from_column].name), STR_A(to->name),
               STR_A(to->columns[j->to_column].name), j->coverage);
    }
    for (size_t i = 0; i < f->link_count; i++) {
        const SourceLink *l = &f->links[i];
        if (link_is_found(m, l)) continue;
        printf("  missing %s: %.*s.%.*s -> %.*s.%.*s\n", what, STR_A(l->from_table),
               STR_A(l->from_column), STR_A(l->to_table), STR_A(l->to_column));
    }
}

static void tally_file(const char *path, Tally *tally) {
    Fixture f;
    fixture_open(&f);
    fixture_load_sqlite(&f, path);
    Model *m = fixture_infer(&f, false);
    tally->declared += f.link_count;
    tally->found += m->join_count;
    for (size_t i = 0; i < m->join_count; i++)
        tally->right += join_is_declared(&f, m, &m->joins[i]);
    differences_print(&f, m, strrchr(path, '/') + 1);
    fixture_done(&f);
}

static void finds_joins_of_businesses(void **state) {
    (void)state;
    static const char *const FILES[] = {"data/business/northwind.sqlite",
                                        "data/business/chinook.sqlite"};
    for (size_t i = 0; i < COUNT_OF(FILES); i++) {
        Fixture f;
        fixture_open(&f);
        const char *path = fixture_shared(&f, FILES[i]);
        if (!path) {
            printf("skipped: %s is not there\n", FILES[i]);
        } else {
            Tally tally = {0};
            tally_file(path, &tally);
            printf("%s: %zu declared, %zu found, %zu right\n", FILES[i], tally.declared,
                   tally.found, tally.right);
            assert_int_equal(tally.right, tally.declared);
            assert_int_equal(tally.found, tally.declared);
        }
        fixture_done(&f);
    }
}

// Every fifth database by default, by a hash of its name; all of them with MUNIM_THOROUGH.
static bool is_chosen(Str name) {
    if (!str_ends(name, S(".sqlite"))) return false;
    return getenv("MUNIM_THOROUGH") || str_hash(name) % 5 == 0;
}

static void finds_joins_broadly(void **state) {
    (void)state;
    Fixture f;
    fixture_open(&f);
    const char *folder = fixture_shared(&f, "data/text2sql/database");
    DIR *dir = folder ? opendir(folder) : NULL;
    Tally tally = {0};
    for (struct dirent *e = dir ? readdir(dir) : NULL; e; e = readdir(dir)) {
        if (!is_chosen(str_from(e->d_name))) continue;
        tally_file(str_z(f.arena, str_fmt(f.arena, "%s/%s", folder, e->d_name)), &tally);
    }
    if (dir) {
        closedir(dir);
        double precision = (double)tally.right / (double)tally.found;
        double recall = (double)tally.right / (double)tally.declared;
        printf("%zu declared, %zu found, %zu right: precision %.3f, recall %.3f\n", tally.declared,
               tally.found, tally.right, precision, recall);
        // The fifth has most of the undeclared keys.
        assert_true(precision >= (getenv("MUNIM_THOROUGH") ? 0.92 : 0.88));
        assert_true(recall >= (getenv("MUNIM_THOROUGH") ? 0.86 : 0.84));
    } else {
        printf("skipped: no shared databases\n");
    }
    fixture_done(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_joins_of_businesses),
        cmocka_unit_test(finds_joins_broadly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
