#include "store/store_question.h"

static bool insert(Store *s, Str workspace, const StoreQuestion *question, Err *err) {
    static const char SQL[] =
        "INSERT INTO questions(workspace, question, status, reading, sql, confidence, elapsed_us,"
        " asked_at, person) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_text(&q, 2, question->question);
    stmt_bind_text(&q, 3, question->status);
    stmt_bind_text(&q, 4, question->reading);
    stmt_bind_text(&q, 5, question->sql);
    stmt_bind_float(&q, 6, question->confidence);
    stmt_bind_int(&q, 7, question->elapsed_us);
    stmt_bind_int(&q, 8, question->asked_at);
    stmt_bind_text(&q, 9, question->person);
    return stmt_run(&q, err);
}

bool store_question_add(Store *s, Str workspace, const StoreQuestion *question, int64_t *ret_id,
                        Err *err) {
    if (!store_begin(s, STORE_QUICK, err)) return false;
    if (!insert(s, workspace, question, err)) {
        store_rollback(s);
        return false;
    }
    int64_t id = store_last_id(s);
    if (!store_commit(s, err)) return false;
    *ret_id = id;
    return true;
}

bool store_question_list(Store *s, const StoreQuestionPage *page, Arena *a, StoreQuestion **ret,
                         size_t *ret_count, Err *err) {
    static const char SQL[] =
        "SELECT id, question, status, reading, sql, confidence, elapsed_us, asked_at, favourite"
        " FROM questions WHERE workspace = ?1 AND person = ?6 AND (?2 = 0 OR id < ?2) AND "
        "deleted_at = 0"
        " AND (?4 = '' OR instr(lower(question), lower(?4)) > 0) AND favourite >= ?5"
        " ORDER BY id DESC LIMIT ?3";
    CLEANUP(stmt_done) Stmt q = {0};
    StoreQuestion *list = arena_new(a, StoreQuestion, page->limit);
    size_t count = 0;
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, page->workspace);
    stmt_bind_int(&q, 2, page->before);
    stmt_bind_int(&q, 3, (int64_t)page->limit);
    stmt_bind_text(&q, 4, page->search);
    stmt_bind_int(&q, 5, page->favourites);
    stmt_bind_text(&q, 6, page->person);
    for (;;) {
        if (!stmt_step(&q, &row, err)) return false;
        if (!row || count == page->limit) break;
        list[count++] = (StoreQuestion){.id = stmt_int(&q, 0),
                                        .question = stmt_text(&q, 1, a),
                                        .status = stmt_text(&q, 2, a),
                                        .reading = stmt_text(&q, 3, a),
                                        .sql = stmt_text(&q, 4, a),
                                        .confidence = stmt_float(&q, 5),
                                        .elapsed_us = stmt_int(&q, 6),
                                        .asked_at = stmt_int(&q, 7),
                                        .favourite = stmt_int(&q, 8) != 0};
    }
    *ret = list;
    *ret_count = count;
    return true;
}

static bool changed(Store *s, const StoreQuestionKey *key, Err *err) {
    if (store_changes(s) > 0) return true;
    return fail(err, ERR_NOT_FOUND, "there is no question %lld", (long long)key->id);
}

bool store_question_favour(Store *s, const StoreQuestionKey *key, bool favourite, Err *err) {
    static const char SQL[] =
        "UPDATE questions SET favourite = ? WHERE workspace = ? AND id = ? AND person = ?"
        " AND deleted_at = 0";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_int(&q, 1, favourite);
    stmt_bind_text(&q, 2, key->workspace);
    stmt_bind_int(&q, 3, key->id);
    stmt_bind_text(&q, 4, key->person);
    return stmt_run(&q, err) && changed(s, key, err);
}

bool store_question_mark(Store *s, const StoreQuestionKey *key, Moment at, Err *err) {
    static const char SQL[] =
        "UPDATE questions SET deleted_at = ?1"
        " WHERE workspace = ?2 AND id = ?3 AND person = ?4 AND (deleted_at = 0) = (?1 <> 0)";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_int(&q, 1, at);
    stmt_bind_text(&q, 2, key->workspace);
    stmt_bind_int(&q, 3, key->id);
    stmt_bind_text(&q, 4, key->person);
    return stmt_run(&q, err) && changed(s, key, err);
}
