#include "flow/verified.h"

#include <stdlib.h>

#include "ask/tokens.h"
#include "sys/clock.h"
#include "sys/rand.h"

enum { PLAN_BYTES_MAX = 1 << 20 };

static bool says_nothing(const Token *t) {
    static const Str MARKS[] = {STR("?"), STR("."), STR(","), STR("!"), STR(":"), STR(";")};
    if (t->kind != TOKEN_MARK) return false;
    for (size_t i = 0; i < COUNT_OF(MARKS); i++) {
        if (str_eq(t->raw, MARKS[i])) return true;
    }
    return false;
}

Str verified_key(Str question, Arena *a) {
    CLEANUP(stemmer_freep) Stemmer *stemmer = stemmer_new();
    CLEANUP(buf_done) Buf key;
    if (question.len > VERIFIED_QUESTION_MAX) return (Str){0};
    Tokens tokens = tokens_read(question, stemmer, a);
    buf_init(&key, VERIFIED_QUESTION_MAX * 4);
    for (size_t i = 0; i < tokens.count; i++) {
        if (says_nothing(&tokens.items[i])) continue;
        if (key.len > 0) buf_add_char(&key, ' ');
        buf_add(&key, tokens.items[i].text);
    }
    return tokens.cut || key.overflow ? (Str){0} : str_dup(a, buf_str(&key));
}

static bool plan_text(const Model *m, const Plan *plan, Arena *a, Str *ret, Err *err) {
    CLEANUP(buf_done) Buf text;
    buf_init(&text, PLAN_BYTES_MAX);
    JsonW out = jsonw_to(&text);
    plan_write(&out, m, plan);
    if (!buf_check(&text, ERR_WORD("the plan"), err)) return false;
    *ret = str_dup(a, buf_str(&text));
    return true;
}

bool verified_add(Workspace *w, const Snapshot *s, const VerifiedNew *wanted, Arena *a,
                  StoreVerified *ret, Err *err) {
    Plan *read = NULL;
    StoreVerified v = {.id = rand_id(a),
                       .key = verified_key(wanted->question, a),
                       .question = str_trim(wanted->question),
                       .made_at = clock_now()};
    if (v.key.len == 0) {
        return fail(err, ERR_INVALID, "a question of 1 to %d bytes is expected",
                    VERIFIED_QUESTION_MAX);
    }
    if (!plan_read(snapshot_model(s), wanted->plan, a, &read, err) ||
        !plan_text(snapshot_model(s), read, a, &v.plan, err) ||
        !store_verified_put(workspace_store(w), workspace_id(w), &v, err)) {
        return false;
    }
    *ret = v;
    return true;
}

bool verified_plan(const Model *m, const StoreVerified *v, PeriodDay day, Arena *a, Plan **ret,
                   Err *err) {
    CLEANUP(json_done) Json *json = NULL;
    Plan *plan = NULL;
    if (!json_parse(v->plan, &json, err) || !plan_read(m, json, a, &plan, err)) return false;
    period_renew(plan, day, a);
    *ret = plan;
    return true;
}

static bool plan_json(const Model *m, const Plan *plan, Arena *a, Json **ret, Err *err) {
    Str text = {0};
    return plan_text(m, plan, a, &text, err) && json_parse(text, ret, err);
}

bool verified_answer(Workspace *w, const Snapshot *s, const AnswerRequest *request, Arena *a,
                     Answer **ret_answer, Err *err) {
    StoreVerified kept = {0};
    Plan *plan = NULL;
    Err why = {0};
    // A follow-up is read by the turn before it: the same words mean something else each time.
    bool looked_up = !request->plan && !request->before;
    PeriodDay day = {request->today, request->fiscal_month};
    Str key = looked_up ? verified_key(request->question, a) : (Str){0};
    if (key.len > 0 &&
        !store_verified_find(workspace_store(w), workspace_id(w), key, a, &kept, err)) {
        return false;
    }
    if (!kept.id.ptr) return workspace_answer(w, s, request, a, ret_answer, err);
    if (verified_plan(snapshot_model(s), &kept, day, a, &plan, &why)) {
        CLEANUP(json_done) Json *json = NULL;
        AnswerRequest approved = *request;
        if (!plan_json(snapshot_model(s), plan, a, &json, err)) return false;
        approved.plan = json;
        if (!workspace_answer(w, s, &approved, a, ret_answer, err)) return false;
        (*ret_answer)->plan_is_verified = true;
        return true;
    }
    if (!workspace_answer(w, s, request, a, ret_answer, err)) return false;
    Str notice = str_fmt(
        a, ERR_WORD("The approved reading of this question does not fit the data any more: %s"),
        why.message);
    (*ret_answer)->notice = words_message(words_for(a, request->language), notice);
    return true;
}
