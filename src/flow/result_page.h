// result_page: one page of a large result, narrowed and ordered by the engine.
//
//     where = [{"column": name or index, "op": "=", "value": ...}], all must hold
//     sort  = [{"column": name or index, "desc": true}]
//
// The statement becomes a table of the house's own statement; names are quoted and values escaped,
// so that nothing is added to it but conditions on its columns.
#pragma once

#include "flow/workspace.h"

enum {
    RESULT_PAGE_LIMIT_MAX = 10000,
    RESULT_PAGE_WHERE_MAX = 40,
    RESULT_PAGE_SORT_MAX = 8,
    RESULT_PAGE_SQL_MAX = 512 << 10,
};

typedef struct ResultPageRequest {
    Str sql;              // one SELECT
    bool is_own;          // of the house: not through the gate
    const Column *means;  // what its columns mean; NULL: what their names say
    size_t means_count;
    const Json *where, *sort;  // NULL: none
    bool is_unordered;         // its rows come in any order: groups, say
    uint64_t limit, offset;
    bool counted;  // with the number of rows in all
    const atomic_bool *cancel;
} ResultPageRequest;

typedef struct ResultPage {
    QueryResult *result;
    uint64_t total;  // when counted
} ResultPage;

// Fails: ERR_INVALID a column or a value that does not fit; as the gate; as query_sql.
MUST_USE bool result_page_run(Workspace *w, const Snapshot *s, const ResultPageRequest *request,
                              Arena *a, ResultPage *ret, Err *err);
// The whole statement, narrowed and ordered, without a limit: for an export. It passed the gate.
MUST_USE bool result_page_sql(Workspace *w, const Snapshot *s, const ResultPageRequest *request,
                              Arena *a, Str *ret_sql, Err *err);
