#include "net/deadline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void is_due_in_order(void **state) {
    (void)state;
    DeadlineQueue queue;
    Deadline a = {0};
    Deadline b = {0};
    deadline_queue_init(&queue, 100);
    assert_true(deadline_next_us(&queue) == INT64_MAX);
    deadline_set(&queue, &a, 0);
    deadline_set(&queue, &b, 10);
    assert_int_equal(deadline_next_us(&queue), 100);
    assert_null(deadline_take_due(&queue, 99));
    deadline_set(&queue, &a, 20);  // a got more time: b is first now
    assert_int_equal(deadline_next_us(&queue), 110);
    assert_ptr_equal(deadline_take_due(&queue, 200), &b);
    assert_ptr_equal(deadline_take_due(&queue, 200), &a);
    assert_null(deadline_take_due(&queue, 200));
}

static void moves_and_clears(void **state) {
    (void)state;
    DeadlineQueue first;
    DeadlineQueue second;
    Deadline a = {0};
    deadline_queue_init(&first, 100);
    deadline_queue_init(&second, 5);
    deadline_clear(&a);  // of one that is nowhere
    deadline_set(&first, &a, 0);
    deadline_set(&second, &a, 0);
    assert_true(deadline_next_us(&first) == INT64_MAX);
    assert_int_equal(deadline_next_us(&second), 5);
    deadline_clear(&a);
    assert_null(deadline_take_due(&second, 1000));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(is_due_in_order),
                                       cmocka_unit_test(moves_and_clears)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
