#include "connect/filekind.h"

#include "case.h"

static void tells_files_by_their_bytes(void **state) {
    (void)state;
    static const struct {
        Str head;
        FileKind kind;
    } CASES[] = {
        {STR(""), FILE_EMPTY},
        {STR(" \n "), FILE_EMPTY},
        {STR("a,b\n1,2\n"), FILE_DELIMITED},
        {STR("ORC,qty\nx,1\n"), FILE_DELIMITED},
        {STR("[1] name,qty\n"), FILE_DELIMITED},
        {STR("{\"a\":1}"), FILE_JSON},
        {STR("\xEF\xBB\xBF [ {\"a\":1}]"), FILE_JSON},
        {STR("PAR1\x15\x04"), FILE_PARQUET},
        {STR("PK\x03\x04\x14"), FILE_ZIP},
        {STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), FILE_OLE},
        {STR("SQLite format 3\0"), FILE_SQLITE},
        {STR("\x1F\x8B\x08\x00"), FILE_GZIP},
        {STR("%PDF-1.4"), FILE_FOREIGN},
        {STR("<html><table>"), FILE_HTML},
        {STR("\xFF\xFE"
             "a\0b\0"),
         FILE_DELIMITED},
        {STR("\x01\x02\x00\x03zz"), FILE_BINARY},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        FileKind kind = filekind_of(CASES[i].head);
        if (kind != CASES[i].kind) fail_msg("case %zu is taken for %d", i, (int)kind);
    }
    assert_str(filekind_foreign(S("%PDF-1.4")), "a PDF document");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(tells_files_by_their_bytes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
