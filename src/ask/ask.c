#include "ask/ask.h"

#include <math.h>

#include "ask/candidates.h"
#include "ask/chartcue.h"
#include "ask/correction.h"
#include "ask/followup.h"
#include "ask/grammar.h"
#include "ask/preamble.h"
#include "ask/rank.h"
#include "ask/shape.h"
#include "ask/sureness.h"
#include "ask/task.h"
#include "ask/trace.h"
#include "ask/unread.h"
#include "base/vec.h"

#define ANSWER_AT 0.1    // at least so sure to answer when words were left over or guessed at
#define CLARIFY_AT 0.06  // at least so sure to offer as a choice
#define WEAK_AT 0.24     // a word that fits so badly is asked about
#define UNSURE_AT 0.1    // a rival matters below this
#define TURN_SURE_MAX 0.89
#define SAME_AGAIN 0.95  // the confidence in the plan of the turn before
#define RIVAL_GAP 0.25   // of the scores: closer, an unsure reading is not chosen alone

typedef struct Reading {
    const AskIndex *index;
    const Model *m;
    const AskRequest *request;
    Arena *a;
    Tokens tokens;
    Links links;
    Parses parses;
    const SketchParts *parts;  // what was learned says of the words; NULL in a conversation
    RankQuestion *rank;
    Candidate *candidates;
    size_t count;
    Str missing;  // of the best draft that came to no plan
    Str lacking;  // what the grammar found to be missing in the likeliest parse
    bool adrift;  // ... only as it knew no place for a number that something is compared with
    int intent;
    ChartCue cue;  // what is said of the chart; the words are what is left
    bool whole;    // "the number of the names" is one number
    Str problem;   // why a plan could not be: what plan_join or plan_check said
} Reading;

static Draft *draft_new(Reading *r, Parse *p) {
    Draft *d = arena_new(r->a, Draft, 1);
    *d = (Draft){.index = r->index,
                 .m = r->m,
                 .t = &r->tokens,
                 .today = r->request->today,
                 .a = r->a,
                 .p = p,
                 .time_column = {.table = -1}};
    return d;
}

static Str plan_key(Reading *r, const Plan *p) {
    CLEANUP(buf_done) Buf out;
    buf_init(&out, 1 << 18);
    JsonW w = jsonw_to(&out);
    plan_write(&w, r->m, p);
    return str_dup(r->a, buf_str(&out));
}

// "sales by store", where a product's long name has the word: the data has no stores.
static bool only_in_names(const Draft *d, const Item *item) {
    const Link *link = item->link;
    const Token *t = &d->t->items[link->first];
    if (link->kind != LINK_VALUE || link->end != link->first + 1 || t->quoted || t->capital)
        return false;
    ColumnRef c = {.table = item->target->table, .column = item->target->column};
    ColumnRole role = model_at(d->m, c)->role;
    bool part = item->target->is_word || item->target->value.len > t->raw.len + 3 ||
                role == ROLE_NAME || role == ROLE_TEXT;
    return part && name_index_is_concept(&d->index->names, t->stem);
}

// A word of business that no reading has a use for: the data does not have it.
static void missing_find(Draft *d) {
    for (size_t i = 0; i < d->p->count && d->missing.len == 0; i++) {
        const Link *link = d->p->items[i].link;
        if (only_in_names(d, &d->p->items[i])) d->missing = d->t->items[link->first].raw;
        if (!draft_is_unread(&d->p->items[i]) || unread_is_light(d, i)) continue;
        const Token *t = &d->t->items[link->first];
        if (name_index_is_concept(&d->index->names, t->stem)) d->missing = t->raw;
        // "below", "not", "by": what is left of the question without them is another question.
        const Cue *cue = map_get(&d->index->cues, t->text);
        if (cue && cue->kind < CUE_AND && cue->score >= 0.8) draft_doubt(d, 2);
    }
}

// "orders" where a table is called so and another was taken, as it lies nearer to the rest.
static void namesake_doubt(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        const Item *item = draft_item(d, i);
        // "freight" read as the name of the ship, where a column of the same rows is called so.
        const LinkTarget *named = item->link->kind == LINK_COLUMN ? &item->link->targets[0] : NULL;
        if (named && item->target && named->table == item->target->table && named->score >= 0.995 &&
            item->target->score < 0.9)
            draft_doubt(d, 1);
        if (item->link->kind != LINK_TABLE || !item->target) continue;
        if (item->link->score >= 0.995 && item->target->score < 0.99) draft_doubt(d, 1);
    }
}

// "product name, where product name is Chai" tells nobody anything.
static bool only_repeats(const Plan *p) {
    if (p->measure_count > 0 || p->dimension_count != 1) return false;
    for (size_t i = 0; i < p->filter_count; i++) {
        const Expr *e = p->filters[i];
        if (e->kind == EXPR_CALL && e->op == OP_EQ && expr_equal(e->args[0], p->dimensions[0].expr))
            return true;
    }
    return false;
}

static void candidate_add(Reading *r, Draft *d, Plan *plan, bool is_change) {
    Err err = {0};
    if (r->count == RANK_CANDIDATES_MAX) return;
    if (!plan_join(r->m, r->a, plan, &err) || !plan_check(r->m, plan, &err)) {
        if (r->problem.len == 0) r->problem = str_dup(r->a, str_from(err.message));
        return;
    }
    Candidate *c = &r->candidates[r->count++];
    *c = (Candidate){.plan = plan, .draft = d, .key = plan_key(r, plan)};
    missing_find(d);
    bool business = r->m->default_metric >= 0;
    if (business) namesake_doubt(d);
    if (business && !is_change && r->tokens.count > 1 && only_repeats(plan)) draft_doubt(d, 2);
    rank_features(c, r->rank, is_change);
}

static void parse_use(Reading *r, Parse *p) {
    Draft *d = draft_new(r, p);
    Plan *plan = NULL;
    grammar_read(d);
    task_prepare(d, r->request->before != NULL);
    if (d->intent != ASK_TASK_NONE) r->intent = d->intent;
    Turn turn = r->request->before ? followup_turn(d) : TURN_NEW;
    if (turn != TURN_NEW && followup_plan(d, r->request->before, &plan)) {
        candidate_add(r, d, plan, true);
    }
    if (turn == TURN_CHANGE && r->request->before) return;
    Draft *fresh = draft_new(r, p);
    for (size_t i = 0; i < p->count; i++) p->items[i].used = false;
    grammar_read(fresh);
    task_prepare(fresh, false);
    if (shape_plan(fresh, &plan)) {
        candidate_add(r, fresh, plan, false);
    } else if (r->missing.len == 0) {
        r->missing = fresh->missing;
    }
    if (p != &r->parses.items[0]) return;
    r->lacking = fresh->missing;
    r->adrift = fresh->adrift;
}

// 1 a table is called so, -1 a column is, and better; 0 neither.
static int names_table(const AskIndex *index, Str stems) {
    double table = 0, column = 0;
    for (const NameEntry *e = name_index_find(&index->names, stems); e; e = e->next) {
        double *best = e->kind == NAME_TABLE ? &table : &column;
        if (e->score > *best) *best = e->score;
    }
    return table > 0 && table >= column ? 1 : column > 0 ? -1 : 0;
}

// "The number of the orders" counts rows, "the number of the names" how often each is there: by
// the longest name that stands there.
static bool counts_rows(const Reading *r, Stemmer *stemmer) {
    CLEANUP(buf_done) Buf stems;
    int named = 0;
    buf_init(&stems, 4096);
    for (size_t i = 0; i < CHARTCUE_COUNTED_MAX && r->cue.counted[i].len > 0; i++) {
        Str word = tokens_fold(r->cue.counted[i], r->a);
        buf_add_fmt(&stems, "%s" STR_F, i > 0 ? " " : "", STR_A(stemmer_stem(stemmer, word, r->a)));
        int longer = names_table(r->index, buf_str(&stems));
        if (longer != 0) named = longer;
    }
    return named > 0;
}

static void words_read(Reading *r) {
    CLEANUP(stemmer_freep) Stemmer *stemmer = stemmer_new();
    r->cue = chartcue_read(r->request->question, r->a);
    bool each = r->cue.each.len > 0 && !r->whole && !counts_rows(r, stemmer);
    if (!each) r->cue.each = (Str){0};
    if (each) r->cue.rest = r->cue.each;
    r->tokens = tokens_read(r->cue.rest, stemmer, r->a);
    r->tokens.fiscal_month = r->request->fiscal_month;
    preamble_cut(&r->tokens);
    correction_read(r->index, &r->tokens, r->request->before != NULL, stemmer, r->a);
    r->links = link_all(r->index, r->m, &r->tokens, stemmer, r->request->today, r->a);
    r->parses = parse_all(r->index, r->m, &r->tokens, &r->links, r->a);
}

// "after 2010", "between 2009 and 2011": numbers that a column of years or days is compared with.
static bool is_years(const Reading *r, const Link *link) {
    bool year = false;
    for (size_t i = link->first; i < link->end; i++) {
        const Token *t = &r->tokens.items[i];
        if (t->kind == TOKEN_NUMBER && (t->number < 1000 || t->number >= 2200)) return false;
        if (t->kind == TOKEN_WORD && timephrase_month(t->text) > 0) return false;
        year = year || t->kind == TOKEN_NUMBER || t->kind == TOKEN_DATE;
    }
    return year;
}

// "year" where a column is called so.
static bool names_column(const Reading *r, const Link *link) {
    for (size_t i = 0; i < r->links.count; i++) {
        const Link *other = &r->links.items[i];
        if (other->kind == LINK_COLUMN && other->first == link->first) return true;
    }
    return false;
}

// Whether sketches have a place for what the words were read as; what they show of the columns,
// tables and values is measured on the plan.
static bool is_for_sketches(const Reading *r, const Item *item) {
    static const bool BEYOND[CUE_OF + 1] = {
        [CUE_SHARE] = true,   [CUE_RUNNING] = true,  [CUE_MOVING] = true,   [CUE_CHANGE] = true,
        [CUE_TREND] = true,   [CUE_PREVIOUS] = true, [CUE_RANK] = true,     [CUE_EACH_TOP] = true,
        [CUE_ON_DAYS] = true, [CUE_WEEKDAY] = true,  [CUE_HOUR] = true,     [CUE_VERB_SELL] = true,
        [CUE_LAST] = true,    [CUE_ORDINAL] = true,  [CUE_HOW_MUCH] = true, [CUE_RAN_OUT] = true,
        [CUE_LOSS] = true,    [CUE_OFTEN] = true,    [CUE_INTENT] = true,   [CUE_NEW] = true,
        [CUE_PAIR] = true,    [CUE_CHIEF] = true,
    };
    const Link *link = item->link;
    bool business = r->m->default_metric >= 0;
    switch (link->kind) {
        case LINK_CUE: return !BEYOND[link->cue->kind];
        case LINK_TIME: return link->time.bare_number || (!business && is_years(r, link));
        case LINK_METRIC: return !business;
        case LINK_GRAIN: return !business && names_column(r, link);
        case LINK_UNREAD:
        case LINK_SOFT: return false;
        default: return true;
    }
}

// What a sketch makes hangs on the words as the likeliest parse has them.
static Draft *sketch_draft(Reading *r, Str lacking) {
    Parse *p = arena_new(r->a, Parse, 1);
    *p = r->parses.items[0];
    p->items = arena_new(r->a, Item, p->count + 1);
    for (size_t i = 0; i < p->count; i++) {
        p->items[i] = r->parses.items[0].items[i];
        p->items[i].used = is_for_sketches(r, &p->items[i]);
    }
    Draft *d = draft_new(r, p);
    d->missing = lacking;
    missing_find(d);
    shape_unread(d);
    return d;
}

static bool names_anything(const Parse *p) {
    for (size_t i = 0; i < p->count; i++) {
        if (p->items[i].target) return true;
    }
    return false;
}

// The text that a condition of a row asks for; false when it asks for something else.
static bool equals_text(const Expr *e, const Expr **ret_column, Str *ret) {
    if (e->kind != EXPR_CALL || e->op != OP_EQ || e->arg_count != 2) return false;
    if (e->args[0]->kind != EXPR_COLUMN || e->args[1]->kind != EXPR_LITERAL) return false;
    *ret_column = e->args[0];
    *ret = e->args[1]->literal.s;
    return e->args[1]->literal.type == TYPE_TEXT;
}

// No row has two texts in one column.
static bool is_impossible(const Plan *p) {
    const Expr *x = NULL, *y = NULL;
    Str one, other;
    for (size_t i = 0; i < p->filter_count; i++) {
        for (size_t k = 0; k < i; k++) {
            bool both =
                equals_text(p->filters[i], &x, &one) && equals_text(p->filters[k], &y, &other);
            if (both && expr_equal(x, y) && !str_eq_nocase(one, other)) return true;
        }
    }
    return false;
}

// "Male and female": of two values side by side a plan has both, or neither.
static bool leaves_out(const Parse *p, Str key, Arena *a) {
    for (size_t i = 0; i + 2 < p->count; i++) {
        const Item *x = &p->items[i], *and = &p->items[i + 1], *y = &p->items[i + 2];
        bool listed = x->link->kind == LINK_VALUE &&
                      y->link->kind == LINK_VALUE && and->link->kind == LINK_CUE &&
                                                         and->link->cue->kind == CUE_AND;
        if (!listed || x->target->table != y->target->table ||
            x->target->column != y->target->column) {
            continue;
        }
        Str one = str_fmt(a, "\"" STR_F "\"", STR_A(x->target->value));
        Str other = str_fmt(a, "\"" STR_F "\"", STR_A(y->target->value));
        if ((str_find(key, one) != STR_NONE) != (str_find(key, other) != STR_NONE)) return true;
    }
    return false;
}

static void sketches_use(Reading *r) {
    size_t count = 0;
    if (!names_anything(&r->parses.items[0])) return;
    SketchPlan *plans = sketch_plans(r->parts, &count);
    Draft *d = sketch_draft(r, r->lacking);
    bool business = r->m->default_metric >= 0;  // there, the grammar knows best
    Draft *placed = r->adrift && !business ? sketch_draft(r, S("")) : d;
    for (size_t i = 0; i < count && r->count < RANK_CANDIDATES_MAX; i++) {
        Str key = plan_key(r, plans[i].plan);
        if (is_impossible(plans[i].plan) || leaves_out(d->p, key, r->a)) continue;
        if (business && only_repeats(plans[i].plan)) continue;
        Candidate *c = &r->candidates[r->count++];
        *c = (Candidate){.plan = plans[i].plan, .draft = d, .learned = true, .key = key};
        rank_features(c, r->rank, false);
        // A sketch found the number's place, so that nothing is missing.
        if (placed == d || c->features[FEATURE_NUMBERS_LOST] > 0) continue;
        c->draft = placed;
        rank_features(c, r->rank, false);
    }
}

static void readings_make(Reading *r) {
    words_read(r);
    if (r->parses.count == 0) return;
    const SketchView *view =
        sketch_view_new(r->index, r->m, &r->tokens, &r->links, &r->parses, r->a);
    if (!r->request->before) {
        const SketchWeights *weights = r->request->sketch ? r->request->sketch : &SKETCH_WEIGHTS;
        r->parts = sketch_foresee(view, weights);
    }
    r->rank = rank_question_new(view, r->parts, r->a);
    r->candidates = arena_new(r->a, Candidate, RANK_CANDIDATES_MAX);
    for (size_t i = 0; i < r->parses.count; i++) parse_use(r, &r->parses.items[i]);
    if (r->parts) sketches_use(r);
    r->count = rank_sort(r->candidates, r->count, r->m->default_metric >= 0);
    if (r->request->trial) rank_try(r->candidates, r->count, r->request->trial);
    rank_confidence(r->candidates, r->count);
}

const SketchView *ask_view(const AskIndex *index, const Model *m, const AskRequest *request,
                           Arena *a) {
    Reading *r = arena_new(a, Reading, 1);
    *r = (Reading){.index = index, .m = m, .request = request, .a = a};
    words_read(r);
    return sketch_view_new(index, m, &r->tokens, &r->links, &r->parses, a);
}

Candidate *ask_candidates(const AskIndex *index, const Model *m, const AskRequest *request,
                          Arena *a, size_t *ret_count) {
    Reading r = {.index = index, .m = m, .request = request, .a = a};
    readings_make(&r);
    *ret_count = r.count;
    return r.candidates;
}

// ---- what to say ----

static StrList unread_words(const Reading *r, const Candidate *c) {
    VEC(Str) words = {0};
    const Parse *p = c->draft->p;
    for (size_t i = 0; i < p->count; i++) {
        const Token *t = &r->tokens.items[p->items[i].link->first];
        // Two periods that stand side by side are what "against" asked for.
        bool said = (c->plan->compare != COMPARE_NONE || c->draft->time_count > 1) &&
                    grammar_against(t->text);
        if (draft_is_unread(&p->items[i]) && !said) *vec_push(r->a, &words) = t->raw;
    }
    return (StrList){.items = words.items, .count = words.count};
}

// The plan with what the words say of axes and bins, where that can be.
static Plan *plan_with_cue(const Reading *r, Plan *plan) {
    Err ignored = {0};
    Plan *changed = plan_copy(r->a, plan);
    if (!chartcue_change(&r->cue, r->m, changed, r->a)) return plan;
    bool can = plan_join(r->m, r->a, changed, &ignored) && plan_check(r->m, changed, &ignored);
    return can ? changed : plan;
}

// "As a pie chart" after an answer: the same again.
static void same_again(const Reading *r, AskResult *out) {
    out->status = ASK_ANSWERED;
    out->reading_count = 1;
    out->readings = arena_new(r->a, AskReading, 1);
    Plan *plan = plan_with_cue(r, plan_copy(r->a, r->request->before));
    out->readings[0] = (AskReading){.plan = plan,
                                    .confidence = SAME_AGAIN,
                                    .sentence = plan_sentence(r->m, plan, words_english(r->a))};
}

static void readings_fill(const Reading *r, AskResult *out) {
    size_t count = r->count < ASK_READINGS_MAX ? r->count : ASK_READINGS_MAX;
    out->readings = arena_new(r->a, AskReading, count + 1);
    for (size_t i = 0; i < count; i++) {
        const Candidate *c = &r->candidates[i];
        Plan *plan = plan_with_cue(r, c->plan);
        Str sentence = plan_sentence(r->m, plan, words_english(r->a));
        bool seen = false;
        for (size_t k = 0; k < out->reading_count; k++) {
            seen = seen || str_eq(out->readings[k].sentence, sentence);
        }
        if (seen) continue;  // a person could not tell them apart
        out->readings[out->reading_count++] = (AskReading){
            .plan = plan,
            .confidence = c->confidence,
            .sentence = sentence,
            .unread = unread_words(r, c),
        };
    }
}

static void refuse(AskResult *out, Str message) {
    out->status = ASK_REFUSED;
    out->message = message;
}

enum { MISSING_SAID = 5 };

static Words words_here(const Reading *r) { return words_for(r->a, r->request->language); }

// "'x', 'y' or 'z'"
static Str words_quoted(const Reading *r, StrList words) {
    Str said[MISSING_SAID];
    size_t count = 0;
    for (; count < words.count && count < MISSING_SAID; count++) {
        said[count] = str_fmt(r->a, "'" STR_F "'", STR_A(words.items[count]));
    }
    return words_choice(words_here(r), said, count);
}

static StrList one_word(Arena *a, Str word) {
    Str *item = arena_new(a, Str, 1);
    *item = word;
    return (StrList){.items = item, .count = 1};
}

// A word that nothing in the data says.
static void missing_refuse(const Reading *r, Str word, AskResult *out) {
    out->missing = one_word(r->a, word);
    refuse(out, words_of(words_here(r), "Nothing in this data says '{word}'.", {"word", word}));
}

static void nothing_say(const Reading *r, AskResult *out) {
    Words w = words_here(r);
    if (r->missing.len > 0) {
        missing_refuse(r, r->missing, out);
    } else if (r->problem.len > 0) {
        refuse(out, words_message(w, r->problem));
    } else if (r->tokens.count == 0 || r->cue.is_alone) {
        refuse(out, words_text(w,
                               "Ask about your data in a few words, for example: total sales "
                               "by month."));
    } else {
        refuse(out, words_text(w,
                               "No table, column or value of this data could be recognised in "
                               "the question."));
    }
}

// Every word has a use and nothing was guessed: then it is answered, however seldom readings of
// its kind turn out right, and the confidence says so.
static bool is_whole(const Candidate *c) {
    const double *f = c->features;
    return f[FEATURE_COVERAGE] >= 1 && f[FEATURE_UNUSED] == 0 && f[FEATURE_DOUBT] == 0;
}

// The task of the likeliest reading that has it.
static AskTask task_find(const Reading *r) {
    for (size_t i = 0; i < r->count; i++) {
        const Candidate *c = &r->candidates[i];
        if (c->draft->intent == r->intent) return task_of(c->draft, c->plan);
    }
    return (AskTask){.kind = (AskTaskKind)r->intent};
}

static void decide(const Reading *r, AskResult *out) {
    Words w = words_here(r);
    if (r->intent != ASK_TASK_NONE) {
        out->task = task_find(r);
        refuse(out, words_of(w, "This asks for {what}, which cannot be answered yet.",
                             {"what", words_text(w, lexicon_intent(r->intent))}));
        return;
    }
    if (out->reading_count == 0) {
        nothing_say(r, out);
        return;
    }
    const Candidate *best = &r->candidates[0];
    const AskReading *first = &out->readings[0];
    if (best->draft->missing.len > 0) {
        missing_refuse(r, best->draft->missing, out);
        return;
    }
    bool rival = out->reading_count > 1 && first->confidence < UNSURE_AT &&
                 best->score - r->candidates[1].score < RIVAL_GAP;
    bool shaky = best->features[FEATURE_WEAKEST] > WEAK_AT && out->reading_count > 1;
    if ((is_whole(best) || first->confidence >= ANSWER_AT) && !shaky && !rival) {
        out->status = ASK_ANSWERED;
        if (first->unread.count > 0) {
            out->notice = words_of(w, "Answered without a use for {words}.",
                                   {"words", words_quoted(r, first->unread)});
        }
    } else if (first->confidence >= CLARIFY_AT && out->reading_count > 1) {
        out->status = ASK_CLARIFY;
        out->message =
            first->unread.count > 0
                ? words_of(w, "I do not know what {words} means here. Did you mean one of these?",
                           {"words", words_quoted(r, first->unread)})
                : words_text(w, "This can be read in more than one way. Which did you mean?");
    } else if (first->unread.count > 0) {
        out->missing = first->unread;
        refuse(out, words_of(w, "Nothing in this data is called {words}.",
                             {"words", words_quoted(r, first->unread)}));
    } else {
        refuse(out, words_of(w,
                             "The question is too unclear to answer. The nearest reading is: "
                             "{reading}.",
                             {"reading", plan_sentence(r->m, first->plan, w)}));
    }
}

// Once it is settled what to say. No reading becomes surer than the first.
static void sureness_say(const Reading *r, AskResult *out) {
    for (size_t i = 0; i < out->reading_count; i++) {
        AskReading *reading = &out->readings[i];
        double sure = sureness_of(r->m, &r->tokens, reading->plan, reading->confidence);
        // What a turn leaves unsaid was never learned from.
        if (r->request->before) sure = fmin(sure, TURN_SURE_MAX);
        reading->confidence = i > 0 ? fmin(sure, out->readings[0].confidence) : sure;
    }
}

// One reading of the words, and what to say of it.
static AskResult *result_new(Reading *r) {
    AskResult *out = arena_new(r->a, AskResult, 1);
    readings_make(r);
    readings_fill(r, out);
    out->chart = r->cue.wish;
    if (r->cue.is_alone && r->request->before) {
        same_again(r, out);
    } else if (r->tokens.cut) {
        refuse(out,
               words_of(words_here(r), "The question is too long: at most {number} words are read.",
                        {"number", str_fmt(r->a, "%d", TOKENS_MAX)}));
    } else {
        decide(r, out);
        sureness_say(r, out);
    }
    return out;
}

bool ask_read(const AskIndex *index, const Model *m, const AskRequest *request, Arena *a,
              AskResult **ret, Err *err) {
    if (request->question.len > ASK_QUESTION_MAX) {
        return fail(err, ERR_LIMIT, "the question has %zu bytes: at most %d are read",
                    request->question.len, ASK_QUESTION_MAX);
    }
    Reading r = {.index = index, .m = m, .request = request, .a = a};
    AskResult *out = result_new(&r);
    if (r.cue.each.len > 0 && out->status == ASK_REFUSED) {
        r = (Reading){.index = index, .m = m, .request = request, .a = a, .whole = true};
        out = result_new(&r);
    }
    if (request->explain) {
        out->trace = trace_write(&(Trace){.m = m,
                                          .tokens = &r.tokens,
                                          .links = &r.links,
                                          .candidates = r.candidates,
                                          .count = r.count},
                                 a);
    }
    *ret = out;
    return true;
}
