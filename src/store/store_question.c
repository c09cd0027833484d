#include "store/store_question.h"

static bool insert(Store *s, Str workspace, const StoreQuestion *question, Err *err) {
    static const char SQL[] =
        "INSERT INTO questions(workspace, question, status, reading, sql, confidence, elapsed_us,"
        " asked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
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
        "SELECT id, question, status, reading, sql, confidence, elapsed_us, asked_at"
        " FROM questions WHERE workspace = ?1 AND (?2 = 0 OR id < ?2) ORDER BY id DESC LIMIT ?3";
    CLEANUP(stmt_done) Stmt q = {0};
    StoreQuestion *list = arena_new(a, StoreQuestion, page->limit);
    size_t count = 0;
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, page->workspace);
    stmt_bind_int(&q, 2, page->before);
    stmt_bind_int(&q, 3, (int64_t)page->limit);
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
                                        .asked_at = stmt_int(&q, 7)};
    }
    *ret = list;
    *ret_count = count;
    return true;
}
