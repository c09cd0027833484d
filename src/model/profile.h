// profile: what the values of every column of a table look like, in three statements a table.
//
// Counts, nulls, least and greatest value and mean are exact. Above PROFILE_WHOLE_ROWS rows
// deviation, quantiles, frequent values, patterns and histogram come from a sample of every k-th
// block of rows, the same in every run; is_sampled says so, and counts of the sample are scaled up
// to the table. Above PROFILE_EXACT_ROWS the number of distinct values is an estimate
// (HyperLogLog).
#pragma once

#include "model/model.h"

enum {
    PROFILE_WHOLE_ROWS = 300000,
    PROFILE_EXACT_ROWS = 1000000,
    PROFILE_SAMPLE_ROWS = 200000,
    PROFILE_TOP = 50,
    PROFILE_PATTERNS = 5,
    PROFILE_BINS = 20,
    PROFILE_TEXT_MAX = 200,  // longer values are cut in min, max and top
};

typedef struct ProfileTask {
    Source *source;
    const RunLimits *limits;  // NULL none
    Str table;
    uint64_t rows_about;  // decides whether to sample
    const SourceColumn *columns;
    size_t column_count;
} ProfileTask;

// Fills ret_profiles[column_count]. Fails as source_query does.
MUST_USE bool profile_table(const ProfileTask *task, Arena *a, Profile *ret_profiles, Err *err);
// Whether all values of the task's one column, which has no nulls, differ; also where its profile
// is an estimate.
MUST_USE bool profile_is_unique(const ProfileTask *task, const Profile *p, bool *ret_unique,
                                Err *err);
