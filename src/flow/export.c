#include "flow/export.h"

#include "data/writer.h"

enum { CSV_CHUNK_MAX = 64 << 20 };

bool export_format_from(Str name, ExportFormat *ret) {
    static const struct {
        Str name;
        ExportFormat format;
    } FORMATS[] = {{STR("csv"), EXPORT_CSV}, {STR("xlsx"), EXPORT_XLSX}};
    for (size_t i = 0; i < COUNT_OF(FORMATS); i++) {
        if (!str_eq(name, FORMATS[i].name)) continue;
        *ret = FORMATS[i].format;
        return true;
    }
    return false;
}

static bool size_check(const ExportPlan *p, Err *err) {
    bool sheet = p->format == EXPORT_XLSX;
    uint64_t most = sheet ? EXPORT_XLSX_ROWS_MAX : EXPORT_CSV_ROWS_MAX;
    if (p->rows > most) {
        return fail(
            err, ERR_LIMIT, "%llu rows: %s; narrow it, or %s", (unsigned long long)p->rows,
            sheet ? ERR_WORD("a sheet holds 1,048,575") : ERR_WORD("an export holds 10 million"),
            sheet ? ERR_WORD("export it as CSV") : ERR_WORD("export it in parts"));
    }
    if (!sheet || p->column_count <= EXPORT_XLSX_COLUMNS_MAX) return true;
    return fail(err, ERR_LIMIT, "a sheet holds %d columns", EXPORT_XLSX_COLUMNS_MAX);
}

bool export_plan(Workspace *w, const Snapshot *s, const ResultPageRequest *what, Arena *a,
                 ExportPlan *plan, Err *err) {
    // The first page tells the columns and counts the rows; a statement of a person passes the
    // gate with it.
    ResultPageRequest first = *what;
    ResultPage page = {0};
    first.limit = 1;
    first.offset = 0;
    first.counted = true;
    if (!result_page_run(w, s, &first, a, &page, err)) return false;
    if (!result_page_sql(w, s, what, a, &plan->sql, err)) return false;
    plan->columns = page.result->table->columns;
    plan->column_count = page.result->table->column_count;
    plan->rows = page.total;
    return size_check(plan, err);
}

// ---- CSV ----

typedef struct CsvSink {
    const ExportPlan *plan;
    const ExportOut *out;
    Buf text;  // of one chunk
    bool begun;
} CsvSink;

static bool csv_send(CsvSink *k, Err *err) {
    if (!buf_check(&k->text, ERR_WORD("a part of the export"), err)) return false;
    bool taken = k->out->put(k->out->ctx, buf_str(&k->text));
    buf_clear(&k->text);
    return taken || fail(err, ERR_CANCELLED, "nobody takes the export any more");
}

static bool csv_columns(void *ctx, const Column *columns, size_t count, Err *err) {
    (void)ctx;
    (void)columns;
    (void)count;
    (void)err;
    return true;
}

static bool csv_chunk(void *ctx, const Chunk *chunk, Err *err) {
    CsvSink *k = ctx;
    if (!k->begun) buf_add(&k->text, S("\xEF\xBB\xBF"));
    writer_chunk(&k->text, WRITER_CSV, k->plan->columns, k->plan->column_count, chunk, !k->begun);
    k->begun = true;
    return csv_send(k, err);
}

static bool run(Workspace *w, const Snapshot *s, const ExportPlan *plan, Sink sink,
                const atomic_bool *cancel, Err *err) {
    QueryDoor door = {0};
    if (!workspace_door_take(w, s, cancel, &door, err)) return false;
    bool ok = query_stream(&door, plan->sql, sink, err);
    workspace_door_give(w, &door);
    return ok;
}

bool export_csv(Workspace *w, const Snapshot *s, const ExportPlan *plan, const ExportOut *out,
                Err *err) {
    CsvSink k = {.plan = plan, .out = out};
    buf_init(&k.text, CSV_CHUNK_MAX);
    bool ok = run(w, s, plan, (Sink){&k, csv_columns, csv_chunk}, out->cancel, err);
    if (ok && !k.begun) {  // a header without rows is a result, too
        static const Chunk NONE = {0};
        ok = csv_chunk(&k, &NONE, err);
    }
    buf_done(&k.text);
    return ok;
}
