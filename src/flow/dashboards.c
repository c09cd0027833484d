#include "flow/dashboards.h"

#include <assert.h>
#include <stdlib.h>

#include "flow/dashboard_template.h"
#include "flow/settings.h"
#include "flow/verified.h"
#include "store/store_dashboards.h"
#include "sys/clock.h"
#include "sys/rand.h"

void dashboard_done(Dashboard *d) {
    json_decref(d->doc);
    d->doc = NULL;
}

// ---- document and store ----

static bool doc_text(const Json *doc, Arena *a, Str *ret, Err *err) {
    char *text = json_dumps(doc, JSON_COMPACT);
    if (!text) return fail(err, ERR_LIMIT, "out of memory");
    Str whole = str_from(text);
    bool fits = whole.len <= DASHBOARD_BYTES_MAX;
    if (fits) *ret = str_dup(a, whole);
    size_t bytes = whole.len;
    free(text);
    if (fits) return true;
    return fail(err, ERR_LIMIT, "the dashboard has %zu bytes; with its pictures it may have %d",
                bytes, DASHBOARD_BYTES_MAX);
}

static bool stored(const Dashboard *d, Arena *a, StoreDashboard *ret, Err *err) {
    const Json *name = json_object_get(d->doc, "name");
    *ret = (StoreDashboard){.id = d->id,
                            .name = str_of(json_string_value(name), json_string_length(name)),
                            .version = d->version,
                            .cards = (int64_t)json_array_size(json_object_get(d->doc, "cards")),
                            .created_at = d->created_at,
                            .updated_at = d->updated_at};
    return doc_text(d->doc, a, &ret->json, err);
}

static bool loaded(const StoreDashboard *s, Dashboard *ret, Err *err) {
    Dashboard d = {.id = s->id,
                   .version = s->version,
                   .created_at = s->created_at,
                   .updated_at = s->updated_at,
                   .favourite = s->favourite,
                   .owner = s->owner_name};
    if (!json_parse(s->json, &d.doc, err)) return false;
    *ret = d;
    return true;
}

static StoreDashboardKey key_of(const Workspace *w, const DashboardRef *of) {
    return (StoreDashboardKey){
        .workspace = workspace_id(w), .id = of->id, .person = person_id(of->who)};
}

bool dashboards_get(Workspace *w, const DashboardRef *of, Arena *a, Dashboard *ret, Err *err) {
    StoreDashboard kept = {0};
    StoreDashboardKey key = key_of(w, of);
    return store_dashboards_get(workspace_store(w), &key, a, &kept, err) && loaded(&kept, ret, err);
}

// ---- questions are read once ----

static bool plan_keep(const Model *m, const Plan *plan, Json *card, Err *err) {
    CLEANUP(buf_done) Buf text;
    Json *json = NULL;
    buf_init(&text, DASHBOARD_BYTES_MAX);
    JsonW out = jsonw_to(&text);
    plan_write(&out, m, plan);
    if (!buf_check(&text, ERR_WORD("the plan"), err) || !json_parse(buf_str(&text), &json, err))
        return false;
    json_object_set_new(card, "plan", json);
    return true;
}

// A question that can't be read stays words: its card says why when it is painted.
static bool question_read(Workspace *w, const Snapshot *s, Json *card, Arena *a, Err *err) {
    const Json *question = json_object_get(card, "question");
    bool wanted = json_string_length(question) > 0 && !json_object_get(card, "plan");
    if (!wanted) return true;
    AnswerRequest request = {.question = str_from(json_string_value(question)),
                             .today = clock_today(),
                             .fiscal_month = settings_fiscal_month(w)};
    Answer *answer = NULL;
    if (!verified_answer(w, s, &request, a, &answer, err)) return false;
    if (answer->status != ASK_ANSWERED || !answer->plan || answer->outlook) return true;
    return plan_keep(snapshot_model(s), answer->plan, card, err);
}

// A plan that is given must be right now; later the data may change under it.
static bool plan_given_check(const Model *m, const Json *card, Arena *a, Err *err) {
    const Json *json = json_object_get(card, "plan");
    Plan *plan = NULL;
    return !json_is_object(json) || plan_read(m, json, a, &plan, err);
}

static bool cards_read(Workspace *w, Json *const *cards, size_t count, Arena *a, Err *err) {
    CLEANUP(snapshot_releasep) Snapshot *s = NULL;
    if (count == 0) return true;
    if (!workspace_snapshot_to_ask(w, &s, err)) return false;
    for (size_t i = 0; i < count; i++) {
        if (!plan_given_check(snapshot_model(s), cards[i], a, err) ||
            !question_read(w, s, cards[i], a, err)) {
            return false;
        }
    }
    return true;
}

// A question that is sent again as it stands keeps its plan.
static bool same_questions_leave(Workspace *w, const DashboardRef *of, Json *changes, Arena *a,
                                 Err *err) {
    CLEANUP(dashboard_done) Dashboard now = {0};
    if (!dashboards_get(w, of, a, &now, err)) return false;
    for (size_t i = 0; i < json_array_size(changes); i++) {
        Json *card = json_object_get(json_array_get(changes, i), "card");
        const Json *question = json_object_get(card, "question");
        const char *id = json_string_value(json_object_get(card, "id"));
        if (!question || !id || json_object_get(card, "plan")) continue;
        const Json *known = dashboard_doc_card(now.doc, str_from(id));
        bool same = json_equal(question, json_object_get(known, "question"));
        if (same && json_object_get(known, "plan")) json_object_del(card, "question");
    }
    return true;
}

static bool is_to_read(const Json *card) {
    return json_is_object(json_object_get(card, "plan")) ||
           json_is_string(json_object_get(card, "question"));
}

// The cards of a list whose question or plan is looked at.
static size_t cards_to_read(const Json *list, Json **into, size_t most) {
    size_t count = 0;
    for (size_t i = 0; i < json_array_size(list) && count < most; i++) {
        Json *card = json_array_get(list, i);
        if (is_to_read(card)) into[count++] = card;
    }
    return count;
}

static size_t changes_to_read(const Json *changes, Json **into, size_t most) {
    size_t count = 0;
    for (size_t i = 0; i < json_array_size(changes) && count < most; i++) {
        Json *card = json_object_get(json_array_get(changes, i), "card");
        if (is_to_read(card)) into[count++] = card;
    }
    return count;
}

// ---- making ----

static bool copy_source(Workspace *w, const DashboardRef *of, const Json *in, Arena *a, Json **ret,
                        Err *err) {
    CLEANUP(dashboard_done) Dashboard source = {0};
    AccessNeed need = {of->who, of->id, ACCESS_VIEW};
    AccessLevel level = ACCESS_NONE;
    if (!access_check(w, &need, &level, err) || !dashboards_get(w, of, a, &source, err)) {
        return false;
    }
    Json *copy = json_deep_copy(source.doc);
    json_object_del(copy, "removed");
    json_object_set(copy, "name", json_object_get(in, "name"));
    *ret = copy;
    return true;
}

static bool template_source(Workspace *w, Str id, const Json *in, Words words, Json **ret,
                            Err *err) {
    CLEANUP(dashboard_template_done) DashboardTemplate made = {0};
    CLEANUP(snapshot_releasep) Snapshot *s = NULL;
    if (!workspace_snapshot(w, &s, err) ||
        !dashboard_template_make(snapshot_model(s), id, clock_today(), words, &made, err)) {
        return false;
    }
    Json *name = json_object_get(in, "name");
    if (json_string_length(name) > 0) json_object_set(made.doc, "name", name);
    *ret = json_incref(made.doc);
    return true;
}

static bool doc_make(Workspace *w, const Person *who, const Json *in, Words words, Json **ret,
                     Err *err) {
    CLEANUP(json_done) Json *from = NULL;
    Str copy_of = {0};
    Str template = {0};
    if (!json_get_str(in, "copy_of", false, &copy_of, err) ||
        !json_get_str(in, "template", false, &template, err)) {
        return false;
    }
    bool ok = copy_of.len > 0
                  ? copy_source(w, &(DashboardRef){copy_of, who}, in, words.a, &from, err)
              : template.len > 0 ? template_source(w, template, in, words, &from, err)
                                 : true;
    return ok && dashboard_doc_new(from ? from : in, ret, err);
}

bool dashboards_create(Workspace *w, const Person *who, const Json *in, Words words, Dashboard *ret,
                       Err *err) {
    Arena *a = words.a;
    StoreDashboard kept = {0};
    Json *cards[DASHBOARD_CARDS_MAX];
    CLEANUP(dashboard_done)
    Dashboard d = {.id = rand_id(a), .version = 1, .owner = person_name(who)};
    d.created_at = d.updated_at = clock_now();
    if (!doc_make(w, who, in, words, &d.doc, err)) return false;
    size_t count = cards_to_read(json_object_get(d.doc, "cards"), cards, DASHBOARD_CARDS_MAX);
    if (!cards_read(w, cards, count, a, err) || !stored(&d, a, &kept, err)) return false;
    kept.owner = kept.person = person_id(who);
    if (!store_dashboards_add(workspace_store(w), workspace_id(w), &kept, S("made"), err)) {
        return false;
    }
    *ret = d;
    d.doc = NULL;  // handed over
    return true;
}

// ---- changing ----

// What becomes of a document; the transaction is the caller's.
typedef struct Rewrite {
    Workspace *w;
    const DashboardRef *of;
    Arena *a;
    bool (*make)(const struct Rewrite *r, const Dashboard *now, Json **ret_doc, Buf *what,
                 Err *err);
    const DashboardChanges *changes;  // of a change
    int64_t version;                  // of a return to an older one
} Rewrite;

bool dashboards_favour(Workspace *w, const DashboardRef *of, bool favourite, Err *err) {
    StoreDashboardKey key = key_of(w, of);
    return store_dashboards_favour(workspace_store(w), &key, favourite, err);
}

static bool favourite_set(const Rewrite *r, Dashboard *d, Err *err) {
    const Json *list = r->changes ? r->changes->list : NULL;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const Json *fields = json_object_get(json_array_get(list, i), "fields");
        const Json *wish = json_object_get(fields, "favourite");
        if (!wish) continue;
        if (!json_is_boolean(wish)) {
            return fail(err, ERR_INVALID, "'favourite' must be true or false");
        }
        d->favourite = json_is_true(wish);
        if (!dashboards_favour(r->w, r->of, d->favourite, err)) return false;
    }
    return true;
}

static bool rewrite_within(const Rewrite *r, Dashboard *d, Err *err) {
    CLEANUP(buf_done) Buf what;
    Json *doc = NULL;
    StoreDashboard kept = {0};
    buf_init(&what, DASHBOARD_WHAT_MAX + 1000);
    if (!dashboards_get(r->w, r->of, r->a, d, err) || !r->make(r, d, &doc, &what, err)) {
        return false;
    }
    bool same = json_equal(doc, d->doc);
    json_decref(d->doc);
    d->doc = doc;
    if (!favourite_set(r, d, err)) return false;
    if (same) return true;
    d->version++;
    d->updated_at = clock_now();
    if (what.len == 0) buf_add(&what, S("changed"));
    if (!stored(d, r->a, &kept, err)) return false;
    kept.person = person_id(r->of->who);
    return store_dashboards_put(workspace_store(r->w), workspace_id(r->w), &kept, buf_str(&what),
                                err);
}

static bool rewrite(const Rewrite *r, Dashboard *ret, Err *err) {
    CLEANUP(dashboard_done) Dashboard d = {0};
    Store *store = workspace_store(r->w);
    if (!store_begin(store, STORE_DURABLE, err)) return false;
    if (!rewrite_within(r, &d, err)) {
        store_rollback(store);
        return false;
    }
    if (!store_commit(store, err)) return false;
    *ret = d;
    d.doc = NULL;  // handed over
    return true;
}

static bool change_make(const Rewrite *r, const Dashboard *now, Json **ret_doc, Buf *what,
                        Err *err) {
    DashboardChanges changes = *r->changes;
    changes.version = now->version + 1;
    return dashboard_doc_change(now->doc, &changes, what, ret_doc, err);
}

bool dashboards_change(Workspace *w, const DashboardRef *of, const Json *in, Arena *a,
                       Dashboard *ret, Err *err) {
    DashboardChanges changes = {0};
    Json *cards[DASHBOARD_CHANGES_MAX];
    const Json *given = NULL;
    if (!json_get_int(in, "base", false, &changes.base, err) ||
        !json_get_array(in, "changes", true, &given, err)) {
        return false;
    }
    // A copy: the plans that are read go into it.
    CLEANUP(json_done) Json *list = json_deep_copy(given);
    changes.list = list;
    if (!same_questions_leave(w, of, list, a, err)) return false;
    size_t count = changes_to_read(list, cards, DASHBOARD_CHANGES_MAX);
    if (!cards_read(w, cards, count, a, err)) return false;
    Rewrite r = {.w = w, .of = of, .a = a, .make = change_make, .changes = &changes};
    return rewrite(&r, ret, err);
}

static bool revert_make(const Rewrite *r, const Dashboard *now, Json **ret_doc, Buf *what,
                        Err *err) {
    StoreDashboardVersion old = {0};
    StoreDashboardKey key = key_of(r->w, r->of);
    key.version = r->version;
    if (!store_dashboards_version(workspace_store(r->w), &key, r->a, &old, err) ||
        !json_parse(old.json, ret_doc, err)) {
        return false;
    }
    // What was removed since is there again.
    (void)now;
    json_object_set_new(*ret_doc, "removed", json_array());
    buf_add_fmt(what, "went back to version %lld", (long long)r->version);
    return true;
}

bool dashboards_revert(Workspace *w, const DashboardRef *of, int64_t version, Arena *a,
                       Dashboard *ret, Err *err) {
    Rewrite r = {.w = w, .of = of, .a = a, .make = revert_make, .version = version};
    return rewrite(&r, ret, err);
}

bool dashboards_delete(Workspace *w, Str id, Err *err) {
    return store_dashboards_mark(workspace_store(w), workspace_id(w), id, clock_now(), err);
}

bool dashboards_undelete(Workspace *w, const DashboardRef *of, Arena *a, Dashboard *ret, Err *err) {
    return store_dashboards_mark(workspace_store(w), workspace_id(w), of->id, 0, err) &&
           dashboards_get(w, of, a, ret, err);
}

// ---- as JSON ----

static void member_write(JsonW *w, const Json *doc, const char *name) {
    char *text = json_dumps(json_object_get(doc, name), JSON_COMPACT | JSON_ENCODE_ANY);
    jsonw_key(w, str_from(name));
    if (text) {
        jsonw_raw(w, str_from(text));
    } else {
        jsonw_null(w);
    }
    free(text);
}

void dashboard_write(JsonW *w, const Dashboard *d, AccessLevel level) {
    jsonw_object(w);
    jsonw_key_str(w, "id", d->id);
    member_write(w, d->doc, "name");
    jsonw_key_int(w, "version", d->version);
    jsonw_key_moment(w, "created_at", d->created_at);
    jsonw_key_moment(w, "updated_at", d->updated_at);
    jsonw_key_bool(w, "favourite", d->favourite);
    if (level >= ACCESS_VIEW) {
        if (d->owner.len > 0) jsonw_key_str(w, "owner", d->owner);
        jsonw_key_bool(w, "may_edit", level >= ACCESS_EDIT);
        jsonw_key_bool(w, "may_share", level >= ACCESS_OWN);
    }
    member_write(w, d->doc, "refresh_seconds");
    member_write(w, d->doc, "filters");
    member_write(w, d->doc, "cards");
    jsonw_end(w);
}

void dashboard_write_shared(JsonW *w, const Dashboard *d) {
    static const char *const ASKING[] = {"plan", "sql"};
    CLEANUP(dashboard_done) Dashboard bare = *d;
    bare.doc = json_deep_copy(d->doc);
    Json *cards = json_object_get(bare.doc, "cards");
    for (size_t i = 0; i < json_array_size(cards); i++) {
        for (size_t k = 0; k < COUNT_OF(ASKING); k++) {
            json_object_del(json_array_get(cards, i), ASKING[k]);
        }
    }
    dashboard_write(w, &bare, ACCESS_NONE);
}
