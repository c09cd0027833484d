// samples: questions with their candidates, which of them are right, and their features; kept in
// a file of lines, so that learning does not run the questions again:
//
//     F  feature names                   the first line
//     Q  set  group  weight  sureness  question   a database (or file) is a group
//     C  0|1  outcome  feature:value ...          a candidate, the likeliest first when it was
//                                                 written; features that are 0 are left out
//     G, R  text                                  with --readings, for people: the gold statement
//                                                 of the question, the candidate's own
//
// An outcome is "-" (not run), "!" (failed) or rows:print:nulls:repeats:zero.
#pragma once

#include "ask/rank.h"
#include "base/err.h"

typedef struct SampleCandidate {
    bool right;
    Outcome outcome;
    float features[FEATURE_COUNT];
} SampleCandidate;

typedef struct Sample {
    Str set, group, question;
    double weight;    // in the ranking
    double sureness;  // in the confidence
    SampleCandidate *candidates;
    size_t count;
    Str gold;             // "": not kept
    const Str *readings;  // one a candidate, written and not read; NULL: not wanted
} Sample;

typedef struct Samples {
    Sample *items;
    size_t count;
} Samples;

// Five folds, none of which shares a database with another.
enum { SAMPLES_FOLDS = 5 };
size_t samples_fold(const Sample *s);

void samples_write_head(Buf *out);
void sample_write(Buf *out, const Sample *s);
// Fails: ERR_INVALID another program's features, or a line that is none of ours.
MUST_USE bool samples_read(Str text, Arena *a, Samples *ret, Err *err);
