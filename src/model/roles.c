// Keys and links are known from the values; the rest is decided by the type, then the words of the
// name, then the profile. A number without a telling name is a measure unless it looks like a code
// or a handful of classes.
#include "model/roles.h"

#include "model/join_names.h"
#include "model/name_words.h"
#include "model/role_words.h"

enum {
    CLASS_DISTINCT_MAX = 12,  // whole numbers of so few values in many rows are classes
    CLASS_ROWS_MIN = 100,
    LONG_TEXT = 60,  // characters on average
};

typedef struct Meaning {
    ColumnRole role;
    Additivity additivity;
    Str unit;
} Meaning;

static Meaning plain(ColumnRole role) { return (Meaning){.role = role, .additivity = ADD_NONE}; }
static Meaning measure(Additivity additivity) {
    return (Meaning){.role = ROLE_MEASURE, .additivity = additivity};
}

static bool is_number(ColumnType type) { return type == TYPE_INT || type == TYPE_FLOAT; }

static bool is_link(const Model *m, ColumnRef c) {
    for (size_t i = 0; i < m->join_count; i++) {
        const ModelJoin *j = &m->joins[i];
        if (j->from_table == c.table && j->from_column == c.column) return true;
    }
    return false;
}

static bool is_key(const Model *m, ColumnRef c) {
    const ModelTable *t = &m->tables[c.table];
    return t->key_count == 1 && t->key[0] == c.column;
}

static bool is_zero_one(const Profile *p) {
    return p->distinct == 2 && !p->min.is_null && p->min.i == 0 && p->max.i == 1;
}

static bool is_yes_no(const ModelColumn *c) {
    static const Str WORDS[] = {STR("y"),    STR("n"),     STR("yes"), STR("no"),
                                STR("true"), STR("false"), STR("t"),   STR("f")};
    const Profile *p = &c->profile;
    if (p->distinct == 0 || p->distinct > 2) return false;
    for (size_t i = 0; i < p->top_count; i++) {
        bool known = false;
        for (size_t k = 0; k < COUNT_OF(WORDS); k++) {
            known = known || str_eq_nocase(p->top[i].text, WORDS[k]);
        }
        if (!known) return false;
    }
    return p->top_count > 0;
}

// "number of employees", "count of visits": counted things, not a code.
static bool is_count_of(StrList words) {
    if (words.count < 2) return false;
    bool counts = str_eq(words.items[0], S("number")) || str_eq(words.items[0], S("count"));
    return counts && !join_names_is_id_word(words.items[words.count - 1]);
}

static bool ends_like_id(StrList words) {
    return words.count > 0 && join_names_is_id_word(words.items[words.count - 1]);
}

static bool has_any(StrList words, const Str *wanted, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (name_words_has(words, wanted[i])) return true;
    }
    return false;
}

// What changes the meaning of a measure's word: a price that is totalled, a cost of one piece.
static Meaning measure_refine(const ModelColumn *c, StrList words, const RoleWord *word) {
    static const Str WHOLE[] = {STR("total"), STR("subtotal"), STR("line"), STR("sum")};
    static const Str PIECE[] = {STR("unit"), STR("per"), STR("each"), STR("average"), STR("mean")};
    Meaning m = {.role = ROLE_MEASURE, .additivity = word->additivity, .unit = word->unit};
    bool money = str_eq(word->word, S("price")) || str_eq(word->word, S("cost"));
    bool piece = has_any(words, PIECE, COUNT_OF(PIECE));
    if (money && has_any(words, WHOLE, COUNT_OF(WHOLE)) && !piece) m.additivity = ADD_SUM;
    if (str_eq(word->word, S("cost")) && piece) m.additivity = ADD_AVERAGE;
    if (name_words_has(words, S("average")) || name_words_has(words, S("mean"))) {
        m.additivity = ADD_AVERAGE;
    }
    // "units on order" and "in stock" are levels; the level at which to reorder is a setting.
    bool level = name_words_has(words, S("on")) && name_words_has(words, S("order"));
    if (level) m.additivity = ADD_LAST;
    if (name_words_has(words, S("reorder"))) m.additivity = ADD_AVERAGE;
    // A discount above one is an amount, unless it is called a percent or a rate.
    bool amount =
        str_eq(word->word, S("discount")) && !c->profile.max.is_null && c->profile.max.f > 100;
    if (amount) m.additivity = ADD_SUM;
    return m;
}

static Meaning number_fallback(const ModelColumn *c) {
    const Profile *p = &c->profile;
    if (c->type == TYPE_FLOAT) return measure(ADD_SUM);
    if (is_zero_one(p)) return plain(ROLE_FLAG);
    if (p->distinct <= CLASS_DISTINCT_MAX && p->rows >= CLASS_ROWS_MIN) return plain(ROLE_CATEGORY);
    return measure(ADD_SUM);
}

static bool is_year(const ModelColumn *c, StrList words) {
    return name_words_has(words, S("year")) && !c->profile.min.is_null && c->profile.min.f > 1000 &&
           c->profile.max.f < 3000;
}

static Meaning number_decide(const ModelColumn *c, StrList words) {
    if (is_count_of(words)) return measure(ADD_SUM);
    if (ends_like_id(words)) return plain(ROLE_CODE);
    if (is_year(c, words)) return plain(ROLE_CATEGORY);
    const RoleWord *word = role_words_find(words, c->type);
    if (!word) return number_fallback(c);
    if (c->type == TYPE_INT && is_zero_one(&c->profile)) return plain(ROLE_FLAG);
    if (word->role == ROLE_MEASURE) return measure_refine(c, words, word);
    return plain(word->role);
}

// Without a telling name: long or mostly different texts are free text, codes have digits.
static Meaning text_fallback(const ModelColumn *c) {
    const Profile *p = &c->profile;
    if (p->text_length_mean > LONG_TEXT) return plain(ROLE_TEXT);
    bool repeats = p->distinct <= 50 || p->distinct * 2 < p->rows - p->nulls;
    if (repeats) return plain(ROLE_CATEGORY);
    bool has_digits = p->pattern_count > 0 && str_find_char(p->patterns[0].text, '9') >= 0;
    return plain(has_digits ? ROLE_CODE : ROLE_NAME);
}

static bool shares_word(StrList x, StrList y) { return has_any(x, y.items, y.count); }

static Meaning text_decide(const ModelColumn *c, StrList words, StrList table) {
    const Profile *p = &c->profile;
    if (is_yes_no(c)) return plain(ROLE_FLAG);
    const RoleWord *word = role_words_find(words, c->type);
    bool place = word && word->role == ROLE_PLACE;
    if (ends_like_id(words) && !place) return plain(ROLE_CODE);
    if (!word) return text_fallback(c);
    if (word->role == ROLE_CATEGORY && p->text_length_mean > LONG_TEXT) return plain(ROLE_TEXT);
    // Titles that repeat are classes: "Sales Representative".
    bool repeats = p->distinct * 10 < p->rows * 9;
    bool title = str_eq(word->word, S("title")) && !name_words_has(words, S("name"));
    if (title && repeats) return plain(ROLE_CATEGORY);
    // "territory_description" of territories, short and all different, is what they are called.
    bool named = str_eq(word->word, S("description")) && shares_word(words, table);
    if (named && !repeats && p->text_length_mean <= LONG_TEXT) return plain(ROLE_NAME);
    return plain(word->role);
}

static Meaning column_decide(const Inference *inf, ColumnRef ref) {
    const ModelColumn *c = model_at(inf->m, ref);
    StrList words = inference_words(inf, ref);
    if (is_link(inf->m, ref)) return plain(ROLE_LINK);
    if (is_key(inf->m, ref)) return plain(ROLE_KEY);
    switch (c->type) {
        case TYPE_BOOL: return plain(ROLE_FLAG);
        case TYPE_DATE:
        case TYPE_TIME:
        case TYPE_TIMESTAMP: return plain(ROLE_TIME);
        case TYPE_INT:
        case TYPE_FLOAT: return number_decide(c, words);
        case TYPE_TEXT: return text_decide(c, words, inf->table_words[ref.table]);
    }
    return plain(ROLE_UNKNOWN);
}

// What the import saw beside the numbers: "₹", "%".
static Str unit_seen(const ModelInput *in, Str table, Str column) {
    for (size_t i = 0; i < in->unit_count; i++) {
        const ColumnUnit *u = &in->units[i];
        if (str_eq_nocase(u->table, table) && str_eq_nocase(u->column, column)) return u->unit;
    }
    return (Str){0};
}

static void column_set(Inference *inf, ColumnRef ref) {
    ModelTable *t = &inf->m->tables[ref.table];
    ModelColumn *c = &t->columns[ref.column];
    Meaning meaning = column_decide(inf, ref);
    Str unit = unit_seen(inf->in, t->name, c->name);
    bool can_be_measure = is_number(c->type) && meaning.role != ROLE_KEY &&
                          meaning.role != ROLE_LINK && meaning.role != ROLE_MEASURE;
    if (unit.len > 0 && can_be_measure) {
        meaning = measure(str_eq(unit, S("%")) ? ADD_AVERAGE : ADD_SUM);
    }
    c->role = meaning.role;
    c->unit = unit.len > 0 ? str_dup(inf->arena, unit) : meaning.unit;
    bool percents = meaning.additivity == ADD_SUM && str_eq(c->unit, S("%"));
    c->additivity = percents ? ADD_AVERAGE : meaning.additivity;
}

void roles_decide(Inference *inf) {
    for (size_t t = 0; t < inf->m->table_count; t++) {
        for (size_t c = 0; c < inf->m->tables[t].column_count; c++) {
            column_set(inf, (ColumnRef){.table = (int)t, .column = (int)c});
        }
    }
}
