#include <stdlib.h>

#include "engine/engine_core.h"
#include "engine/engine_error.h"
#include "engine/engine_session.h"
#include "engine/engine_writer.h"

struct Writer {
    EngineSession session;
    EngineSource source;
    bool in_transaction;
};

bool engine_writer_open(Database *d, Writer **ret_writer, Err *err) {
    Writer *w = calloc(1, sizeof *w);
    if (!w) return fail(err, ERR_LIMIT, "out of memory");
    if (!engine_session_open(d, &w->session, err)) {
        free(w);
        return false;
    }
    w->source = engine_source_of(&w->session);
    *ret_writer = w;
    return true;
}

void engine_writer_close(Writer *w) {
    if (!w) return;
    engine_rollback(w);
    engine_session_close(&w->session);
    free(w);
}

bool engine_exec(Writer *w, Str sql, const RunLimits *limits, Err *err) {
    return engine_statement_exec(&w->session, sql, limits, err);
}

Source *engine_writer_source(Writer *w) { return &w->source.base; }

double engine_writer_progress(Writer *w) { return engine_session_progress(&w->session); }

duckdb_connection engine_writer_connection(Writer *w) { return w->session.connection; }

bool engine_begin(Writer *w, Err *err) {
    if (w->in_transaction) return fail(err, ERR_INTERNAL, "a transaction is already open");
    w->in_transaction = engine_exec(w, S("BEGIN TRANSACTION"), NULL, err);
    return w->in_transaction;
}

bool engine_commit(Writer *w, Err *err) {
    if (!w->in_transaction) return fail(err, ERR_INTERNAL, "no transaction is open");
    if (!engine_exec(w, S("COMMIT"), NULL, err)) {
        engine_rollback(w);
        return false;
    }
    w->in_transaction = false;
    return true;
}

void engine_rollback(Writer *w) {
    if (!w->in_transaction) return;
    w->in_transaction = false;
    // A failed commit has rolled back already; then there is nothing to do and nothing to say.
    duckdb_query(w->session.connection, "ROLLBACK", NULL);
}
