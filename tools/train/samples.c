#include "samples.h"

#include "base/vec.h"

size_t samples_fold(const Sample *s) { return (size_t)(str_hash(s->group) % SAMPLES_FOLDS); }

void samples_write_head(Buf *out) {
    buf_add_char(out, 'F');
    for (int f = 0; f < FEATURE_COUNT; f++) buf_add_fmt(out, "\t%s", RANK_FEATURE_NAMES[f]);
    buf_add_char(out, '\n');
}

static void outcome_write(Buf *out, const Outcome *o) {
    if (!o->ran || o->failed) {
        buf_add_char(out, o->ran ? '!' : '-');
        return;
    }
    buf_add_fmt(out, "%llu:%lld:%.4g:%.4g:%d", (unsigned long long)o->rows, (long long)o->print,
                o->nulls, o->repeats, o->zero ? 1 : 0);
}

static bool outcome_read(Str text, Outcome *ret) {
    int64_t rows = 0, print = 0, zero = 0;
    Str part[5];
    *ret = (Outcome){.ran = !str_eq(text, S("-")), .failed = str_eq(text, S("!"))};
    if (!ret->ran || ret->failed) return true;
    for (size_t i = 0; i < COUNT_OF(part); i++) {
        if (!str_next_part(&text, ':', &part[i])) return false;
    }
    if (!str_to_int(part[0], &rows) || !str_to_int(part[1], &print)) return false;
    if (!str_to_float(part[2], &ret->nulls) || !str_to_float(part[3], &ret->repeats)) return false;
    if (!str_to_int(part[4], &zero)) return false;
    ret->rows = (uint64_t)rows;
    ret->print = (uint64_t)print;
    ret->zero = zero == 1;
    return true;
}

void sample_write(Buf *out, const Sample *s) {
    buf_add_fmt(out, "Q\t" STR_F "\t" STR_F "\t", STR_A(s->set), STR_A(s->group));
    buf_add_float(out, s->weight);
    buf_add_char(out, '\t');
    buf_add_float(out, s->sureness);
    buf_add_fmt(out, "\t" STR_F "\n", STR_A(s->question));
    for (size_t i = 0; i < s->count; i++) {
        buf_add_fmt(out, "C\t%d\t", s->candidates[i].right ? 1 : 0);
        outcome_write(out, &s->candidates[i].outcome);
        for (int f = 0; f < FEATURE_COUNT; f++) {
            float value = s->candidates[i].features[f];
            if (value != 0) buf_add_fmt(out, "\t%d:%.6g", f, (double)value);
        }
        buf_add_char(out, '\n');
        if (s->readings) buf_add_fmt(out, "R\t" STR_F "\n", STR_A(s->readings[i]));
    }
    if (s->gold.len > 0) buf_add_fmt(out, "G\t" STR_F "\n", STR_A(s->gold));
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

static bool question_read(Str line, Sample *s) {
    Str part = {0}, weight = {0}, sureness = {0};
    *s = (Sample){0};
    if (!str_next_part(&line, '\t', &part) || !str_next_part(&line, '\t', &s->set)) return false;
    if (!str_next_part(&line, '\t', &s->group)) return false;
    if (!str_next_part(&line, '\t', &weight) || !str_to_float(weight, &s->weight)) return false;
    if (!str_next_part(&line, '\t', &sureness)) return false;
    if (!str_to_float(sureness, &s->sureness)) return false;
    s->question = line;
    return true;
}

static bool candidate_read(Str line, SampleCandidate *c) {
    Str part = {0}, value = {0};
    if (!str_next_part(&line, '\t', &part) || !str_next_part(&line, '\t', &part)) return false;
    c->right = str_eq(part, S("1"));
    if (!str_next_part(&line, '\t', &part) || !outcome_read(part, &c->outcome)) return false;
    while (str_next_part(&line, '\t', &value)) {
        int64_t f = 0;
        double number = 0;
        if (!str_next_part(&value, ':', &part) || !str_to_int(part, &f)) return false;
        if (f < 0 || f >= FEATURE_COUNT || !str_to_float(value, &number)) return false;
        c->features[f] = (float)number;
    }
    return true;
}

static size_t candidates_count(Str text) {
    size_t count = 0;
    while (text.len > 0 && text.ptr[0] != 'Q') {
        ptrdiff_t end = str_find_char(text, '\n');
        count += text.ptr[0] == 'C' ? 1 : 0;
        if (end < 0) end = (ptrdiff_t)text.len - 1;
        text = str_skip(text, (size_t)end + 1);
    }
    return count < RANK_CANDIDATES_MAX ? count : RANK_CANDIDATES_MAX;
}

bool samples_read(Str text, Arena *a, Samples *ret, Err *err) {
    VEC(Sample) out = {0};
    Str line = {0};
    size_t number = 0, room = 0;
    while (str_next_part(&text, '\n', &line)) {
        number++;
        bool good = true;
        if (line.len == 0) continue;
        if (line.ptr[0] == 'F' && !head_check(line, err)) return false;
        if (line.ptr[0] == 'Q') {
            Sample *s = vec_push(a, &out);
            good = question_read(line, s);
            room = candidates_count(text);
            s->candidates = arena_new(a, SampleCandidate, room + 1);
        }
        if (line.ptr[0] == 'C') {
            Sample *s = out.count > 0 ? &out.items[out.count - 1] : NULL;
            good = s && s->count < room && candidate_read(line, &s->candidates[s->count++]);
        }
        if (line.ptr[0] == 'G' && out.count > 0) out.items[out.count - 1].gold = str_skip(line, 2);
        if (!good) return fail(err, ERR_INVALID, "samples, line %zu: not understood", number);
    }
    *ret = (Samples){.items = out.items, .count = out.count};
    return true;
}
