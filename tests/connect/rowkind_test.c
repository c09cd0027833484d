#include "connect/rowkind.h"

#include "case.h"

static void tells_rows_from_other_lines(void **state) {
    (void)state;
    static const struct {
        const char *row;
        RowKind kind;
    } CASES[] = {
        {"Rice|1|2|3", ROW_DATA},
        {"|||", ROW_BLANK},
        {"Total|||1,200.00", ROW_TOTAL},
        {"Grand Total:|5|6|7", ROW_TOTAL},
        {"कुल|||500", ROW_TOTAL},
        {"|Sub Total||500", ROW_TOTAL},
        {"North Total|||30", ROW_TOTAL_MAYBE},
        {"Total Energies|Mumbai|x|30", ROW_DATA},
        {"Totally|||5", ROW_DATA},
        {"Note: provisional|||", ROW_REMARK},
        {"Rice|||", ROW_DATA},
        {"Total|||", ROW_DATA},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Cell cells[8];
        Record r = {.row = 1, .cells = cells};
        Str rest = str_from(CASES[i].row), text;
        while (str_next_part(&rest, '|', &text)) {
            cells[r.count++] = (Cell){.kind = text.len ? CELL_TEXT : CELL_EMPTY, .text = text};
        }
        RowKind kind = rowkind_of(&r, 4);
        if (kind != CASES[i].kind) fail_msg("'%s' is %d", CASES[i].row, (int)kind);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(tells_rows_from_other_lines)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
