#include "ask/ask_index.h"

#include <string.h>

#include "base/vec.h"

static void cue_add(AskIndex *index, const Cue *cue) {
    if (!map_has(&index->cues, cue->phrase)) {
        map_set(index->a, &index->cues, cue->phrase, (void *)cue);
    }
    size_t words = 0;
    Str rest = cue->phrase;
    for (Str w = str_next_word(&rest); w.len > 0; w = str_next_word(&rest)) {
        map_set(index->a, &index->cue_words, w, (void *)cue);
        words++;
    }
    if (words > index->cue_len_max) index->cue_len_max = words;
}

// "with the substring", "has the letter": said of a name, they say what it contains.
static void like_cues_add(AskIndex *index) {
    static const char *const FRONTS[] = {"has",     "have",     "having",     "had",
                                         "with",    "include",  "includes",   "that has",
                                         "contain", "contains", "containing", "including"};
    static const struct {
        const char *what;
        ExprOp op;
    } PARTS[] = {{"substring", OP_CONTAINS}, {"word", OP_CONTAINS},   {"words", OP_CONTAINS},
                 {"phrase", OP_CONTAINS},    {"letter", OP_CONTAINS}, {"string", OP_CONTAINS},
                 {"prefix", OP_STARTS},      {"suffix", OP_ENDS}};
    static const char *const BETWEEN[] = {"", " the", " a"};
    for (size_t i = 0; i < COUNT_OF(FRONTS) * COUNT_OF(PARTS) * COUNT_OF(BETWEEN); i++) {
        size_t part = i % COUNT_OF(PARTS), rest = i / COUNT_OF(PARTS);
        Cue *cue = arena_new(index->a, Cue, 1);
        *cue = (Cue){.kind = CUE_LIKE, .arg = (int)PARTS[part].op, .score = 1};
        cue->phrase = str_fmt(index->a, "%s%s %s", FRONTS[rest / COUNT_OF(BETWEEN)],
                              BETWEEN[rest % COUNT_OF(BETWEEN)], PARTS[part].what);
        cue_add(index, cue);
    }
}

// "compared with the previous month", "vs same period last year": every way of setting one period
// against another.
static void previous_cues_add(AskIndex *index) {
    static const char *const FRONTS[] = {"compared to",
                                         "compared with",
                                         "compare to",
                                         "compare with",
                                         "compare it to",
                                         "compare it with",
                                         "compare this with",
                                         "compare that with",
                                         "compare them with",
                                         "comparison with",
                                         "against",
                                         "vs",
                                         "versus",
                                         "relative to",
                                         "as against"};
    static const struct {
        const char *what;
        Compare compare;
    } PERIODS[] = {{"last year", COMPARE_YEAR_BEFORE},
                   {"the last year", COMPARE_YEAR_BEFORE},
                   {"the year before", COMPARE_YEAR_BEFORE},
                   {"previous year", COMPARE_YEAR_BEFORE},
                   {"the previous year", COMPARE_YEAR_BEFORE},
                   {"a year ago", COMPARE_YEAR_BEFORE},
                   {"a year earlier", COMPARE_YEAR_BEFORE},
                   {"same period last year", COMPARE_YEAR_BEFORE},
                   {"the same period last year", COMPARE_YEAR_BEFORE},
                   {"the same period of last year", COMPARE_YEAR_BEFORE},
                   {"the same period a year ago", COMPARE_YEAR_BEFORE},
                   {"the same period the year before", COMPARE_YEAR_BEFORE},
                   {"the same time last year", COMPARE_YEAR_BEFORE},
                   {"same month last year", COMPARE_YEAR_BEFORE},
                   {"the same month last year", COMPARE_YEAR_BEFORE},
                   {"same quarter last year", COMPARE_YEAR_BEFORE},
                   {"the same quarter last year", COMPARE_YEAR_BEFORE},
                   {"the same week last year", COMPARE_YEAR_BEFORE},
                   {"the previous period", COMPARE_PREVIOUS},
                   {"previous period", COMPARE_PREVIOUS},
                   {"the period before", COMPARE_PREVIOUS},
                   {"last month", COMPARE_PREVIOUS},
                   {"the month before", COMPARE_PREVIOUS},
                   {"previous month", COMPARE_PREVIOUS},
                   {"the previous month", COMPARE_PREVIOUS},
                   {"last quarter", COMPARE_PREVIOUS},
                   {"the quarter before", COMPARE_PREVIOUS},
                   {"previous quarter", COMPARE_PREVIOUS},
                   {"the previous quarter", COMPARE_PREVIOUS},
                   {"last week", COMPARE_PREVIOUS},
                   {"the week before", COMPARE_PREVIOUS},
                   {"previous week", COMPARE_PREVIOUS},
                   {"the previous week", COMPARE_PREVIOUS},
                   {"the day before", COMPARE_PREVIOUS}};
    for (size_t i = 0; i < COUNT_OF(FRONTS) * COUNT_OF(PERIODS); i++) {
        size_t period = i % COUNT_OF(PERIODS);
        Cue *cue = arena_new(index->a, Cue, 1);
        *cue = (Cue){.kind = CUE_PREVIOUS, .arg = (int)PERIODS[period].compare, .score = 1};
        cue->phrase =
            str_fmt(index->a, "%s %s", FRONTS[i / COUNT_OF(PERIODS)], PERIODS[period].what);
        cue_add(index, cue);
    }
}

static void cues_add(AskIndex *index) {
    for (size_t i = 0; LEXICON_SUPERLATIVES[i].word.len > 0; i++) {
        Cue *cue = arena_new(index->a, Cue, 1);
        *cue = (Cue){.phrase = LEXICON_SUPERLATIVES[i].word,
                     .kind = CUE_SUPERLATIVE,
                     .arg = (int)i,
                     .score = 1};
        cue_add(index, cue);
    }
    for (size_t i = 0; i < LEXICON_CUE_COUNT; i++) cue_add(index, &LEXICON_CUES[i]);
    for (size_t i = 0; LEXICON_TURNS[i].phrase.len > 0; i++) cue_add(index, &LEXICON_TURNS[i]);
    for (size_t i = 0; LEXICON_TEXTS[i].phrase.len > 0; i++) cue_add(index, &LEXICON_TEXTS[i]);
    for (size_t i = 0; LEXICON_FRAMES[i].phrase.len > 0; i++) cue_add(index, &LEXICON_FRAMES[i]);
    for (size_t i = 0; LEXICON_HINDI[i].phrase.len > 0; i++) cue_add(index, &LEXICON_HINDI[i]);
    like_cues_add(index);
    previous_cues_add(index);
}

// Breadth first from every table; joins are walked both ways.
static void distances_from(AskIndex *index, const Model *m, size_t start) {
    size_t n = index->table_count, head = 0, tail = 0;
    uint8_t *row = index->distances + start * n;
    size_t *queue = arena_new(index->a, size_t, n);
    memset(row, ASK_DISTANCE_NONE, n);
    row[start] = 0;
    queue[tail++] = start;
    while (head < tail) {
        size_t at = queue[head++];
        for (size_t j = 0; j < m->join_count; j++) {
            size_t from = (size_t)m->joins[j].from_table, to = (size_t)m->joins[j].to_table;
            if (from != at && to != at) continue;
            size_t next = from == at ? to : from;
            if (row[next] != ASK_DISTANCE_NONE || row[at] >= ASK_DISTANCE_NONE - 1) continue;
            row[next] = (uint8_t)(row[at] + 1);
            queue[tail++] = next;
        }
    }
}

int ask_index_distance(const AskIndex *index, int table_x, int table_y) {
    return index->distances[(size_t)table_x * index->table_count + (size_t)table_y];
}

static bool model_has_chiefs(const Model *m) {
    for (size_t i = 0; i < m->join_count; i++) {
        if (m->joins[i].from_table == m->joins[i].to_table) return true;
    }
    return false;
}

static bool model_has_times(const Model *m) {
    for (size_t t = 0; t < m->table_count; t++) {
        for (size_t c = 0; c < m->tables[t].column_count; c++) {
            const ModelColumn *column = &m->tables[t].columns[c];
            if (column->type == TYPE_TIME) return true;
            // A timestamp whose range starts and ends at midnight is a date in disguise.
            if (column->type != TYPE_TIMESTAMP) continue;
            if (column->profile.min.i % MOMENT_DAY || column->profile.max.i % MOMENT_DAY)
                return true;
        }
    }
    return false;
}

bool ask_index_new(const Model *m, Source *source, const RunLimits *limits, AskIndex **ret_index,
                   Err *err) {
    Arena *a = arena_create(0);
    AskIndex *index = arena_new(a, AskIndex, 1);
    index->a = a;
    index->values = value_index_new();
    index->table_count = m->table_count;
    if (!value_index_load(index->values, m, source, limits, err)) {
        ask_index_free(index);
        return false;
    }
    CLEANUP(stemmer_freep) Stemmer *stemmer = stemmer_new();
    name_index_build(&index->names, m, stemmer, a);
    nearby_build(&index->nearby, &index->names, stemmer, a);
    cues_add(index);
    index->distances = arena_new(a, uint8_t, m->table_count * m->table_count + 1);
    for (size_t t = 0; t < m->table_count; t++) distances_from(index, m, t);
    index->has_times = model_has_times(m);
    index->has_chiefs = model_has_chiefs(m);
    *ret_index = index;
    return true;
}

void ask_index_free(AskIndex *index) {
    if (!index) return;
    value_index_free(index->values);
    arena_free(index->a);
}

size_t ask_index_bytes(const AskIndex *index) {
    return arena_used(index->a) + value_index_bytes(index->values);
}
