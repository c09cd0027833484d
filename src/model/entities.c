#include "model/entities.h"

#include "model/join_names.h"
#include "model/name_words.h"

typedef struct WordScore {
    Str word;
    double score;
} WordScore;

// What the main date of an event is called, and what other dates of it are called.
static const WordScore TIME_WORDS[] = {
    {STR("order"), 4},     {STR("invoice"), 4},     {STR("bill"), 4},       {STR("sale"), 4},
    {STR("sales"), 4},     {STR("transaction"), 4}, {STR("purchase"), 3},   {STR("payment"), 3},
    {STR("booking"), 3},   {STR("created"), 2},     {STR("placed"), 3},     {STR("posted"), 2},
    {STR("document"), 3},  {STR("rental"), 3},      {STR("start"), 1},      {STR("entry"), 1},
    {STR("event"), 3},     {STR("required"), -3},   {STR("due"), -3},       {STR("shipped"), -3},
    {STR("ship"), -3},     {STR("delivery"), -3},   {STR("delivered"), -3}, {STR("updated"), -4},
    {STR("modified"), -4}, {STR("update"), -4},     {STR("birth"), -9},     {STR("born"), -9},
    {STR("death"), -9},    {STR("hire"), -6},       {STR("joined"), -5},    {STR("joining"), -5},
    {STR("end"), -2},      {STR("expiry"), -4},     {STR("expire"), -4},    {STR("expiration"), -4},
    {STR("return"), -2},   {STR("closed"), -2},     {STR("paid"), -1},      {STR("cancelled"), -4},
    {STR("last"), -2},     {STR("valid"), -3},      {STR("built"), -6},     {STR("opened"), -2},
};

static double words_score(StrList words, const WordScore *table, size_t count) {
    double score = 0;
    for (size_t i = 0; i < words.count; i++) {
        for (size_t k = 0; k < count; k++) {
            if (str_eq(words.items[i], table[k].word)) score += table[k].score;
        }
    }
    return score;
}

static bool shares_word(StrList x, StrList y) {
    for (size_t i = 0; i < x.count; i++) {
        if (name_words_has(y, x.items[i])) return true;
    }
    return false;
}

// TIME_EVENT and above: it says when the row happened, not merely some date of the thing.
#define TIME_EVENT 4.0
#define TIME_NONE (-2.0)

static double time_score(const Inference *inf, ColumnRef ref) {
    const ModelColumn *c = model_at(inf->m, ref);
    if (c->type != TYPE_DATE && c->type != TYPE_TIMESTAMP) return TIME_NONE - 1;
    StrList words = inference_words(inf, ref);
    const Profile *p = &c->profile;
    double score = words_score(words, TIME_WORDS, COUNT_OF(TIME_WORDS));
    if (name_words_has(words, S("date")) || name_words_has(words, S("day"))) score += 2;
    if (name_words_has(words, S("time")) || name_words_has(words, S("timestamp"))) score += 2;
    if (words.count == 1) score += 2.5;
    if (shares_word(words, inf->table_words[ref.table])) score += 3;
    if (p->rows > 0) score -= 5 * (double)p->nulls / (double)p->rows;
    return score + 1;
}

static double time_find(Inference *inf, int table) {
    ModelTable *t = &inf->m->tables[table];
    double best = TIME_NONE;
    for (size_t i = 0; i < t->column_count; i++) {
        double score = time_score(inf, (ColumnRef){.table = table, .column = (int)i});
        if (score <= best) continue;
        best = score;
        t->time_column = (int)i;
    }
    return best;
}

static double name_score(const Inference *inf, ColumnRef ref) {
    static const WordScore WORDS[] = {
        {STR("name"), 5},     {STR("title"), 4},       {STR("description"), 1.5},
        {STR("company"), 2},  {STR("full"), 2},        {STR("display"), 2},
        {STR("contact"), -2}, {STR("first"), 1},       {STR("last"), 0.5},
        {STR("middle"), -4},  {STR("user"), -1},       {STR("file"), -4},
        {STR("short"), -0.5}, {STR("nick"), -2},       {STR("parent"), -4},
        {STR("code"), -3},    {STR("ship"), -8},       {STR("shipping"), -8},
        {STR("billing"), -8}, {STR("firstname"), 5.5}, {STR("lastname"), 5},
        {STR("fname"), 5.5},  {STR("lname"), 5},
    };
    const ModelColumn *c = model_at(inf->m, ref);
    const Profile *p = &c->profile;
    if (c->type != TYPE_TEXT || c->role == ROLE_LINK || c->role == ROLE_FLAG) return 0;
    StrList words = inference_words(inf, ref), table = inf->table_words[ref.table];
    double score = words_score(words, WORDS, COUNT_OF(WORDS));
    if (c->role == ROLE_NAME) score += 2;
    bool named = score > 0;
    if (named && words.count == 1) score += 3;
    if (named && shares_word(words, table)) score += 3;
    // A single word that is the table's own: "region" of regions.
    if (!named && words.count == 1 && shares_word(words, table)) score += 4;
    if (p->rows > 0 && p->distinct > 0) {
        score += 2 * (double)p->distinct / (double)p->rows - 2 * (double)p->nulls / (double)p->rows;
    }
    return score;
}

enum { NAME_SURE = 4 };

static bool is_part_of_person(const Inference *inf, ColumnRef ref, Str word) {
    StrList words = inference_words(inf, ref);
    return name_words_has(words, word) || (words.count == 1 && str_starts(words.items[0], word));
}

static int person_part(const Inference *inf, int table, Str word) {
    const ModelTable *t = &inf->m->tables[table];
    for (size_t i = 0; i < t->column_count; i++) {
        ColumnRef ref = {.table = table, .column = (int)i};
        bool is_part = is_part_of_person(inf, ref, word);
        if (is_part && t->columns[i].role == ROLE_NAME) return (int)i;
    }
    return -1;
}

// A person's first name is completed by the last; neither gives way to a title.
static void person_name(Inference *inf, int table) {
    ModelTable *t = &inf->m->tables[table];
    int first = person_part(inf, table, S("first")), last = person_part(inf, table, S("last"));
    if (last < 0) last = person_part(inf, table, S("sur"));
    if (first < 0 || last < 0) return;
    bool has_full = t->name_column >= 0 && t->name_column != first && t->name_column != last &&
                    name_words_has(inf->column_words[table][t->name_column], S("name"));
    if (has_full) return;
    t->name_column = first;
    t->name_more = last;
}

static void name_find(Inference *inf, int table) {
    ModelTable *t = &inf->m->tables[table];
    double best = NAME_SURE;
    t->name_more = -1;
    for (size_t i = 0; i < t->column_count; i++) {
        double score = name_score(inf, (ColumnRef){.table = table, .column = (int)i});
        if (score <= best) continue;
        best = score;
        t->name_column = (int)i;
    }
    person_name(inf, table);
}

typedef struct Shape {
    size_t links, others;  // columns that refer to another table; those that are nothing special
    size_t sums, lasts;    // measures
    bool referred;         // another table refers to it
    bool event;            // has a date of when it happened
    bool line;             // refers to a table that has one
} Shape;

static void shape_columns(const ModelTable *t, Shape *s) {
    for (size_t i = 0; i < t->column_count; i++) {
        const ModelColumn *c = &t->columns[i];
        s->sums += c->additivity == ADD_SUM;
        s->lasts += c->additivity == ADD_LAST;
        s->others += c->role != ROLE_LINK && c->role != ROLE_KEY;
    }
}

static Shape shape_of(const Inference *inf, int table, const double *times) {
    const Model *m = inf->m;
    Shape s = {.event = times[table] >= TIME_EVENT};
    shape_columns(&m->tables[table], &s);
    for (size_t i = 0; i < m->join_count; i++) {
        const ModelJoin *j = &m->joins[i];
        if (j->from_table == j->to_table) continue;
        if (j->to_table == table && !j->one_to_one) s.referred = true;
        if (j->from_table != table) continue;
        s.links++;
        s.line = s.line || times[j->to_table] >= TIME_EVENT;
    }
    return s;
}

static TableKind kind_of(const ModelTable *t, const Shape *s) {
    bool is_line = s->line && s->sums > 0;
    bool is_level = s->links > 0 && s->lasts > 0 && !s->referred && t->name_column < 0;
    if (s->links >= 2 && s->others == 0) return TABLE_BRIDGE;
    if (s->event && (s->sums > 0 || s->links > 0)) return TABLE_FACT;
    if (is_line || is_level) return TABLE_FACT;
    // Amounts by a combination of others, without a date: budgets, results of matches.
    if (s->links >= 2 && s->sums > 0 && !s->referred && t->name_column < 0) return TABLE_FACT;
    bool has_key = t->key_count == 1;
    return s->referred || (has_key && t->name_column >= 0) ? TABLE_DIMENSION : TABLE_OTHER;
}

static Str label_from_import(const ModelInput *in, Str table) {
    for (size_t i = 0; i < in->version_count; i++) {
        if (str_eq(in->versions[i].table, table)) return in->versions[i].label;
    }
    return (Str){0};
}

static void table_label(Inference *inf, int table) {
    ModelTable *t = &inf->m->tables[table];
    StrList words = name_words_full(inf->arena, t->name);
    size_t prefix = words.count - inf->table_words[table].count;
    words = (StrList){.items = words.items + prefix, .count = words.count - prefix};
    Str given = label_from_import(inf->in, t->name);
    if (given.len > 0 || words.count == 0) {
        t->label = str_dup(inf->arena, given.len > 0 ? given : t->name);
        return;
    }
    Str *items = arena_new(inf->arena, Str, words.count);
    for (size_t i = 0; i < words.count; i++) items[i] = words.items[i];
    Str noun = inf->table_words[table].items[words.count - 1];
    Str many = name_words_plural(inf->arena, noun);
    // "superstore" is not what one of its rows is called.
    bool is_heap = t->key_count == 0 && str_eq(items[words.count - 1], noun);
    is_heap = is_heap && !str_eq(many, noun);
    items[words.count - 1] = is_heap ? str_fmt(inf->arena, STR_F " rows", STR_A(noun)) : many;
    t->label = name_words_join(inf->arena, items, words.count);
}

static void column_labels(Inference *inf, int table) {
    ModelTable *t = &inf->m->tables[table];
    for (size_t i = 0; i < t->column_count; i++) {
        StrList words = name_words_full(inf->arena, t->columns[i].name);
        t->columns[i].label = words.count > 0
                                  ? name_words_join(inf->arena, words.items, words.count)
                                  : t->columns[i].name;
    }
}

// A sale is not called by its product: an event keeps a name only when it is its own.
static void event_name(Inference *inf, int table) {
    ModelTable *t = &inf->m->tables[table];
    if (t->kind != TABLE_FACT || t->name_column < 0) return;
    StrList words = inf->column_words[table][t->name_column];
    if (words.count == 1 || shares_word(words, inf->table_words[table])) return;
    t->name_column = -1;
    t->name_more = -1;
}

void entities_describe(Inference *inf) {
    size_t count = inf->m->table_count;
    double *times = arena_new(inf->arena, double, count);
    for (size_t i = 0; i < count; i++) {
        table_label(inf, (int)i);
        column_labels(inf, (int)i);
        name_find(inf, (int)i);
        times[i] = time_find(inf, (int)i);
    }
    for (size_t i = 0; i < count; i++) {
        Shape shape = shape_of(inf, (int)i, times);
        inf->m->tables[i].kind = kind_of(&inf->m->tables[i], &shape);
        event_name(inf, (int)i);
    }
}
