#include "connect/layout.h"

#include "base/vec.h"
#include "case.h"

// Rows set apart by '\n', cells by '|'.
static Layout layout_of(const char *page, Arena *a) {
    VEC(Record) records = {0};
    Str rest = str_from(page), line, text;
    for (uint64_t row = 1; str_next_part(&rest, '\n', &line); row++) {
        VEC(Cell) cells = {0};
        while (str_next_part(&line, '|', &text)) {
            *vec_push(a, &cells) = (Cell){.kind = text.len ? CELL_TEXT : CELL_EMPTY, .text = text};
        }
        *vec_push(a, &records) = (Record){.row = row, .cells = cells.items, .count = cells.count};
    }
    return layout_find(records.items, records.count, a);
}

static void finds_the_header(void **state) {
    (void)state;
    static const struct {
        const char *page;
        int header_row, first_row;
        const char *headers;
    } CASES[] = {
        {"a|b\n1|2\n3|4", 1, 2, "a|b"},
        {"Sales Report 2024||\n||\nBill|Date|Amt\n1|2026-01-01|5\n2|2026-01-02|6", 3, 4,
         "Bill|Date|Amt"},
        {"1|x|2.5\n2|y|3.5\n3|z|4.5", 0, 1, "Column 1|Column 2|Column 3"},
        {"Name|Town\nAsha|Pune\nRavi|Delhi", 1, 2, "Name|Town"},
        {"Asha|Pune\nRavi|Pune\nAsha|Delhi", 0, 1, "Column 1|Column 2"},
        {"Product|2021|2022\nRice|10.5|20.5\nDal|30.5|40.5", 1, 2, "Product|2021|2022"},
        {"Amt|Amt|\n1|2|3\n4|5|6", 1, 2, "Amt|Amt_2|Column 3"},
        {"|2024||2025|\nItem|Qty|Amt|Qty|Amt\nRice|1|2|3|4\nDal|5|6|7|8", 2, 3,
         "Item|2024 Qty|2024 Amt|2025 Qty|2025 Amt"},
    };
    Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Layout l = layout_of(CASES[i].page, a);
        if (l.header_row != (uint64_t)CASES[i].header_row ||
            l.first_row != (uint64_t)CASES[i].first_row) {
            fail_msg("'%s': header %d, data from %d", CASES[i].page, (int)l.header_row,
                     (int)l.first_row);
        }
        Str rest = str_from(CASES[i].headers), name;
        for (size_t c = 0; c < l.width; c++) {
            assert_true(str_next_part(&rest, '|', &name));
            if (!str_eq(l.headers[c], name)) {
                fail_msg("'%s': column %zu is " STR_F, CASES[i].page, c, STR_A(l.headers[c]));
            }
        }
    }
    arena_free(a);
}

static void cleans_headers(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    assert_str(layout_header_clean(S("  Order \n  Date "), a), "Order Date");
    Str doubles[] = {S("a"), S("A"), S("a_2"), S("a")};
    layout_headers_unique(doubles, 4, a);
    assert_str(doubles[1], "A_2");
    assert_str(doubles[3], "a_3");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_header),
        cmocka_unit_test(cleans_headers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
