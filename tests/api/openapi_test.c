// The description of the API holds together: what it refers to is there, and generated clients
// get a name of its own for every operation.
#include "api/openapi.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#undef fail

#include "api/route.h"
#include "base/json.h"

static Json *page;

static int page_make(void **state) {
    (void)state;
    Err err = {0};
    CLEANUP(buf_done) Buf out;
    buf_init(&out, 8 << 20);
    openapi_write(&out);
    assert_false(out.overflow);
    assert_true(json_parse(buf_str(&out), &page, &err));
    return 0;
}

static int page_unmake(void **state) {
    (void)state;
    json_decref(page);
    return 0;
}

static const Json *schemas(void) {
    return json_object_get(json_object_get(page, "components"), "schemas");
}

static size_t refs_check(const Json *json) {
    static const Str HEAD = STR("#/components/schemas/");
    size_t count = 0;
    const char *key = NULL;
    Json *member = NULL;
    json_object_foreach((Json *)json, key, member) {
        count += refs_check(member);
        if (!str_eq(str_from(key), S("$ref"))) continue;
        Str ref = str_from(json_string_value(member));
        assert_true(str_starts(ref, HEAD));
        const Json *found = json_object_get(schemas(), ref.ptr + HEAD.len);
        if (!found) print_error(STR_F " is not there\n", STR_A(ref));
        assert_non_null(found);
        count++;
    }
    for (size_t i = 0; i < json_array_size(json); i++) count += refs_check(json_array_get(json, i));
    return count;
}

static void every_reference_resolves(void **state) {
    (void)state;
    assert_true(refs_check(page) > ROUTE_COUNT);
    size_t shapes = 0;
    while (SHAPES[shapes]) shapes++;
    assert_int_equal(json_object_size(schemas()), shapes);  // no two of one name
}

static void every_operation_has_a_name(void **state) {
    (void)state;
    CLEANUP(json_done) Json *seen = json_object();
    const char *path = NULL, *method = NULL;
    Json *operations = NULL, *operation = NULL;
    json_object_foreach(json_object_get(page, "paths"), path, operations) {
        assert_int_equal(path[0], '/');
        json_object_foreach(operations, method, operation) {
            const char *id = json_string_value(json_object_get(operation, "operationId"));
            assert_non_null(id);
            if (json_object_get(seen, id)) print_error("%s comes twice\n", id);
            assert_null(json_object_get(seen, id));
            json_object_set_new(seen, id, json_true());
            assert_non_null(json_object_get(operation, "summary"));
            assert_non_null(json_object_get(json_object_get(operation, "responses"), "default"));
        }
    }
    assert_int_equal(json_object_size(seen), ROUTE_COUNT);
}

static size_t braces(const char *path) {
    size_t count = 0;
    for (const char *c = path; *c; c++) count += *c == '{';
    return count;
}

static void every_parameter_is_described(void **state) {
    (void)state;
    const char *path = NULL, *method = NULL;
    Json *operations = NULL, *operation = NULL;
    json_object_foreach(json_object_get(page, "paths"), path, operations) {
        json_object_foreach(operations, method, operation) {
            const Json *parameters = json_object_get(operation, "parameters");
            assert_int_equal(json_array_size(parameters), braces(path));
        }
    }
}

static void every_shape_is_used(void **state) {
    (void)state;
    char *text = json_dumps(page, 0);
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    for (size_t i = 0; SHAPES[i]; i++) {
        Str ref = str_fmt(a, "\"#/components/schemas/%s\"", SHAPES[i]->name);
        if (!str_contains(str_from(text), ref)) print_error("%s is not used\n", SHAPES[i]->name);
        assert_true(str_contains(str_from(text), ref));
    }
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reference_resolves),
        cmocka_unit_test(every_operation_has_a_name),
        cmocka_unit_test(every_parameter_is_described),
        cmocka_unit_test(every_shape_is_used),
    };
    return cmocka_run_group_tests(tests, page_make, page_unmake);
}
