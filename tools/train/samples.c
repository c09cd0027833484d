#include "samples.h"

#include "base/vec.h"

void samples_write_head(Buf *out) {
    buf_add_char(out, 'F');
    for (int f = 0; f < FEATURE_COUNT; f++) buf_add_fmt(out, "\t%s", RANK_FEATURE_NAMES[f]);
    buf_add_char(out, '\n');
}

void sample_write(Buf *out, const Sample *s) {
    buf_add_fmt(out, "Q\t" STR_F "\t" STR_F "\t", STR_A(s->set), STR_A(s->group));
    buf_add_float(out, s->weight);
    buf_add_fmt(out, "\t" STR_F "\n", STR_A(s->question));
    for (size_t i = 0; i < s->count; i++) {
        buf_add_fmt(out, "C\t%d", s->candidates[i].right ? 1 : 0);
        for (int f = 0; f < FEATURE_COUNT; f++) {
            buf_add_char(out, '\t');
            buf_add_float(out, s->candidates[i].features[f]);
        }
        buf_add_char(out, '\n');
    }
}

static bool head_check(Str line, Err *err) {
    Str part = {0};
    (void)str_next_part(&line, '\t', &part);
    for (int f = 0; f < FEATURE_COUNT; f++) {
        if (!str_next_part(&line, '\t', &part) || !str_eq(part, str_from(RANK_FEATURE_NAMES[f]))) {
            return fail(err, ERR_INVALID, "the samples have other features: write them anew");
        }
    }
    return true;
}

static bool question_read(Str line, Sample *s, Arena *a) {
    Str part = {0}, weight = {0};
    *s = (Sample){0};
    if (!str_next_part(&line, '\t', &part) || !str_next_part(&line, '\t', &s->set)) return false;
    if (!str_next_part(&line, '\t', &s->group)) return false;
    if (!str_next_part(&line, '\t', &weight) || !str_to_float(weight, &s->weight)) return false;
    s->question = line;
    s->candidates = arena_new(a, SampleCandidate, RANK_CANDIDATES_MAX);
    return true;
}

static bool candidate_read(Str line, Sample *s) {
    Str part = {0};
    if (!s || s->count == RANK_CANDIDATES_MAX) return false;
    SampleCandidate *c = &s->candidates[s->count++];
    if (!str_next_part(&line, '\t', &part) || !str_next_part(&line, '\t', &part)) return false;
    c->right = str_eq(part, S("1"));
    for (int f = 0; f < FEATURE_COUNT; f++) {
        if (!str_next_part(&line, '\t', &part) || !str_to_float(part, &c->features[f])) {
            return false;
        }
    }
    return true;
}

bool samples_read(Str text, Arena *a, Samples *ret, Err *err) {
    VEC(Sample) out = {0};
    Str line = {0};
    size_t number = 0;
    while (str_next_part(&text, '\n', &line)) {
        number++;
        bool good = true;
        if (line.len == 0) continue;
        if (line.ptr[0] == 'F' && !head_check(line, err)) return false;
        if (line.ptr[0] == 'Q') good = question_read(line, vec_push(a, &out), a);
        if (line.ptr[0] == 'C') {
            good = candidate_read(line, out.count > 0 ? &out.items[out.count - 1] : NULL);
        }
        if (!good) return fail(err, ERR_INVALID, "samples, line %zu: not understood", number);
    }
    *ret = (Samples){.items = out.items, .count = out.count};
    return true;
}
