#include "connect/csvguard.h"

#include "base/buf.h"
#include "case.h"

// The line behind clean ones, so that it falls on every position of a lane.
static unsigned guard(const char *line, int pad) {
    Dialect d = {',', '"', 0};
    Buf text;
    buf_init(&text, 8192);
    for (int i = 0; i < pad; i++) buf_add_char(&text, 'a');
    buf_add_z(&text, ",1,2\n");
    for (int i = 0; i < 20; i++) buf_add_z(&text, "Rice,10,20\n");
    buf_add_fmt(&text, "%s\nDal,5,6\n", line);
    unsigned found = csvguard_text(buf_str(&text), &d, 3);
    buf_done(&text);
    return found;
}

static void finds_what_is_no_plain_row(void **state) {
    (void)state;
    static const struct {
        const char *line;
        unsigned found;
    } CASES[] = {
        {"Oil,1,2", 0},
        {"Total,1,2", GUARD_NOT_ROWS},
        {"GRAND TOTAL,,5", GUARD_NOT_ROWS},
        {"Total Cereal,x,y", 0},
        {"कुल,1,2", GUARD_NOT_ROWS},
        {"", GUARD_NOT_ROWS},
        {",,", GUARD_NOT_ROWS},
        {",1,2", 0},
        {"a\tb,1,2", GUARD_NOT_ROWS},
        {"a\xC2\xA0,1,2", GUARD_NOT_ROWS},
        {"totally,x,y", 0},
        {"Oil ,1,2", GUARD_SPACES},
        {"Oil, x,2", GUARD_SPACES},
        {"N/A,1,2", GUARD_NULLS},
        {"x,NULL,2", GUARD_NULLS},
        {"x,#N/A,2", GUARD_NULLS},
        {"x,007,2", GUARD_ZEROS},
        {"x,01,2", GUARD_ZEROS},
        {"x,0.7,2", 0},
        {"01/02/2026,0,2", 0},
        {"2026-01-05 10:00,0,2", GUARD_TIMES},
        {"x,2026-01-05T9:00,2", GUARD_TIMES},
        {"x,1,05", GUARD_ZEROS},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        for (int pad = 0; pad < 40; pad++) {
            unsigned found = guard(CASES[i].line, pad);
            bool same =
                CASES[i].found == GUARD_NOT_ROWS ? found & GUARD_NOT_ROWS : found == CASES[i].found;
            if (!same) fail_msg("'%s' behind %d: %u", CASES[i].line, pad, found);
        }
    }
}

static void a_whole_file_is_looked_through(void **state) {
    (void)state;
    static const struct {
        const char *last;
        unsigned found;
    } CASES[] = {{"Oil,1,2\n", 0}, {"Total,5,5\n", GUARD_NOT_ROWS}, {"x,1,05", GUARD_ZEROS}};
    Dialect d = {',', '"', 0};
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        unsigned found;
        Err err;
        Buf text;
        buf_init(&text, 8 << 20);
        while (text.len < (3 << 20) + 17) buf_add_fmt(&text, "Rice,%zu,20\n", text.len);
        buf_add_z(&text, CASES[i].last);
        const char *path = case_file(buf_str(&text));
        buf_done(&text);
        assert_true(csvguard_file(path, &d, 3, &found, &err));
        assert_int_equal(found, CASES[i].found);
        unlink(path);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_is_no_plain_row),
        cmocka_unit_test(a_whole_file_is_looked_through),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
