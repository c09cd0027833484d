// Rows that belong to a row of the same table: "who does X report to", "employees and their
// managers", "who reports to X", "how many people report to each manager".
//
// The table's link to itself gives the chief: the same table in a second role (instance 1).

#include "ask/grammar_frames.h"

typedef struct Bond {
    const ModelJoin *join;
    size_t at;       // item
    bool upward;     // "manager of", "report to" with its object left out: the chief is asked for
    bool verb;       // "report to": what stands behind it is the chief
    bool counted;    // "how many"
    ChiefKind said;  // where the words alone decide
} Bond;

static const ModelJoin *self_join(const Model *m, int table) {
    for (size_t i = 0; i < m->join_count; i++) {
        const ModelJoin *j = &m->joins[i];
        if (j->from_table == j->to_table && (table < 0 || j->from_table == table)) return j;
    }
    return NULL;
}

// The link to the chief by its own name: "manager", "reports to".
static bool is_link(Draft *d, size_t i, const ModelJoin **ret) {
    const Item *item = draft_item(d, i);
    if (item->link->kind != LINK_COLUMN || item->used) return false;
    const ModelJoin *j = self_join(d->m, item->target->table);
    if (!j || j->from_column != item->target->column) return false;
    *ret = j;
    return true;
}

// "manager of", "employee's manager" name the chief; "report to", "managed by" lead to it.
static bool bond_find(Draft *d, Bond *ret) {
    for (size_t i = 0; i < d->p->count; i++) {
        const Item *item = draft_item(d, i);
        bool cue = draft_is_cue(d, i, CUE_CHIEF) && !item->used;
        *ret = (Bond){.at = i};
        if (cue) {
            ret->join = self_join(d->m, -1);
            ret->verb = item->link->cue->arg == CHIEF_VERB;
            ret->upward = item->link->cue->arg == CHIEF_NOUN;
            ret->said = item->link->cue->arg == CHIEF_MISSING ? CHIEF_WITHOUT
                        : item->link->cue->arg == CHIEF_SELF  ? CHIEF_ALONE
                                                              : CHIEF_NONE;
            if (ret->join) return true;
        } else if (is_link(d, i, &ret->join)) {
            Str word = d->t->items[item->link->first].text;
            ret->verb = str_starts(word, S("report"));
            ret->upward = !ret->verb;
            return true;
        }
    }
    return false;
}

static bool is_person(const Draft *d, const Item *item, int table) {
    return item->link->kind == LINK_VALUE && item->target->table == table && !item->used &&
           model_at(d->m, draft_ref(item))->role == ROLE_NAME;
}

// Somebody named before or behind item `at`; count: nobody.
static size_t person_find(Draft *d, const Bond *b, bool behind) {
    size_t first = behind ? b->at + 1 : 0, end = behind ? d->p->count : b->at;
    for (size_t i = first; i < end; i++) {
        if (is_person(d, draft_item(d, i), b->join->from_table)) return i;
    }
    return d->p->count;
}

static bool is_counted(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (draft_is_cue(d, i, CUE_COUNT)) return true;
    }
    return false;
}

static bool has_denial(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        bool denies = draft_is_cue(d, i, CUE_NEVER) || draft_is_cue(d, i, CUE_NOT) ||
                      draft_is_cue(d, i, CUE_NULL);
        if (denies) return true;
    }
    return false;
}

static bool has_measure(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (draft_is(d, i, LINK_METRIC) || draft_is_cue(d, i, CUE_VERB_SELL)) return true;
    }
    return false;
}

// "each manager", "their managers", "whom": all of them.
static bool says_table(Draft *d, int table) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (draft_is(d, i, LINK_TABLE) && draft_item(d, i)->target->table == table) return true;
    }
    return false;
}

static bool says_word(const Draft *d, const char *word) {
    for (size_t i = 0; i < d->t->count; i++) {
        if (str_eq(d->t->items[i].text, str_from(word))) return true;
    }
    return false;
}

static bool groups_by(const Draft *d, const Bond *b) {
    static const char *const WORDS[] = {"each", "every", "per", "by", "most", "fewest"};
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        if (says_word(d, WORDS[i])) return true;
    }
    return b->counted && !b->verb;
}

// "sales by manager", "orders per manager": what those under each come to.
static bool is_measured(const Draft *d, const Bond *b) {
    static const char *const WORDS[] = {"by", "per", "each", "every", "wise"};
    const Link *link = d->p->items[b->at].link;
    if (b->verb || d->m->default_metric < 0) return false;
    for (size_t t = link->first > 0 ? link->first - 1 : 0; t < link->end; t++) {
        for (size_t k = 0; k < COUNT_OF(WORDS); k++) {
            if (str_eq(d->t->items[t].text, str_from(WORDS[k]))) return true;
        }
    }
    return false;
}

static ChiefKind kind_of(Draft *d, const Bond *b, size_t before, size_t behind) {
    size_t none = d->p->count;
    if (has_measure(d))
        return before == none && behind == none && is_measured(d, b) ? CHIEF_MEASURED : CHIEF_NONE;
    if (b->said != CHIEF_NONE) return b->said;
    if (behind < none) return b->upward ? CHIEF_OF : CHIEF_UNDER;
    if (before < none) return b->verb || b->upward ? CHIEF_OF : CHIEF_UNDER;
    if (b->counted) return groups_by(d, b) ? CHIEF_COUNTS : CHIEF_NONE;
    bool most = groups_by(d, b) && says_word(d, "most");
    if (most) return CHIEF_COUNTS;
    bool whole = says_table(d, b->join->from_table) &&
                 (says_word(d, "and") || says_word(d, "with") || says_word(d, "their") ||
                  says_word(d, "each") || says_word(d, "every"));
    return whole || says_word(d, "whom") ? CHIEF_PAIRS : CHIEF_NONE;
}

// Whoever is named is a condition on the one who has a chief, or on the chief.
static void person_take(Draft *d, size_t at) {
    for (size_t i = at; i < d->p->count; i++) {
        Item *item = draft_item(d, i);
        if (!is_person(d, item, draft_item(d, at)->target->table)) break;
        ColumnRef c = draft_ref(item);
        c.instance = d->chief.kind == CHIEF_UNDER;
        Expr *column = draft_column_expr(d, c);
        column->column = c;
        ExprOp op = item->target->is_word ? OP_CONTAINS : OP_EQ;
        Expr *is = expr_call2(d->a, op, column, expr_text(d->a, item->target->value));
        draft_add_filter(d, (DraftFilter){.expr = is, .column = c, .is_value = true});
        if (i > at) draft_use(d, i);
    }
    draft_use(d, at);
}

bool grammar_chief_read(Draft *d) {
    Bond b;
    if (!bond_find(d, &b) || has_denial(d)) return false;
    b.counted = is_counted(d);
    size_t before = person_find(d, &b, false), behind = person_find(d, &b, true);
    ChiefKind kind = kind_of(d, &b, before, behind);
    if (kind == CHIEF_NONE) return false;
    d->chief = (Chief){.kind = kind,
                       .table = b.join->from_table,
                       .link = b.join->from_column,
                       .counted = b.counted};
    for (size_t i = 0; i < d->p->count; i++) {
        const ModelJoin *own = NULL;
        bool thing =
            draft_is(d, i, LINK_TABLE) && draft_item(d, i)->target->table == b.join->from_table;
        bool small = draft_is_cue(d, i, CUE_BY) || draft_is_cue(d, i, CUE_COUNT) ||
                     draft_is_cue(d, i, CUE_CHIEF) || draft_is_cue(d, i, CUE_TOP) ||
                     draft_is_cue(d, i, CUE_AND) || draft_is_cue(d, i, CUE_OF);
        if (thing || small || is_link(d, i, &own)) draft_use(d, i);
        if (draft_is_cue(d, i, CUE_TOP)) d->chief.most = true;
    }
    size_t person = behind < d->p->count ? behind : before;
    if (person < d->p->count) person_take(d, person);
    return true;
}
