// model: the semantic model: what the data means.
//
// Made from profiles of the tables (profile.h), keys and joins found by inclusion (joins.h), and
// roles decided from both (roles.h); a person's corrections are laid over it (overlay.h) and win.
// A Model lives in one arena and is immutable once built: a change makes a new version.
#pragma once

#include "base/json.h"
#include "base/jsonw.h"
#include "base/vec.h"
#include "data/source.h"
#include "model/expr.h"

typedef enum Origin { ORIGIN_INFERRED, ORIGIN_DECLARED, ORIGIN_EDITED } Origin;
typedef enum TableKind { TABLE_OTHER, TABLE_FACT, TABLE_DIMENSION, TABLE_BRIDGE } TableKind;

typedef struct StrList {
    const Str *items;
    size_t count;
} StrList;

typedef struct TopValue {
    Str text;
    uint64_t count;
} TopValue;

typedef struct HistogramBin {
    double low, high;
    uint64_t count;
} HistogramBin;

enum { PROFILE_QUANTILES = 5 };  // 5, 25, 50, 75, 95 in a hundred

// What the values of a column look like. Exact, except where `is_sampled`.
typedef struct Profile {
    uint64_t rows, nulls, distinct;
    bool is_sampled;
    Value min, max;                       // is_null when there is no value
    double mean, stddev;                  // numbers
    double quantiles[PROFILE_QUANTILES];  // numbers
    double text_length_mean;              // characters
    uint64_t negatives, zeros;
    const TopValue *top;  // the most frequent first, 50 at most
    size_t top_count;
    const TopValue *patterns;  // "AA-9999" (letters A, digits 9), 5 at most
    size_t pattern_count;
    const HistogramBin *bins;
    size_t bin_count;
} Profile;

typedef struct ValueMeaning {
    Str value, meaning;
} ValueMeaning;

typedef struct ModelColumn {
    Str name;   // in the engine
    Str label;  // for people: words, singular
    StrList synonyms;
    ColumnType type;
    ColumnRole role;
    Additivity additivity;
    Str unit;  // "INR", "USD", "%", "days", "kg"; "" unknown
    bool hidden;
    const ValueMeaning *meanings;
    size_t meaning_count;
    Profile profile;
} ModelColumn;

typedef struct ModelTable {
    Str name;
    Str label;  // for people: words, plural ("bill lines")
    StrList synonyms;
    TableKind kind;
    uint64_t rows;
    uint64_t version;  // changes whenever the rows do
    Moment fresh_at;   // when the rows last changed
    ModelColumn *columns;
    size_t column_count;
    int *key;          // columns that identify a row together
    size_t key_count;  // 0 when none is known
    int name_column;   // what a person calls one of these; -1
    int name_more;     // what completes it (the last name behind the first); -1
    int time_column;   // when it happened; -1
    bool hidden;
} ModelTable;

// Many rows of `from` for one of `to` (or one for one).
typedef struct ModelJoin {
    int from_table, from_column;
    int to_table, to_column;
    double coverage;  // share of the from values that are found
    bool one_to_one;
    Origin origin;
} ModelJoin;

typedef struct Metric {
    Str name;          // "revenue"
    Str label;         // "revenue"
    StrList synonyms;  // "sales", "turnover" ...
    int table;
    Str expression;   // as text
    Expr *expr;       // parsed, with its aggregate
    Str filter_text;  // "" none
    Expr *filter;     // NULL none
    Str unit;
    Additivity additivity;
    Origin origin;
} Metric;

struct Model {
    uint64_t version;
    ModelTable *tables;
    size_t table_count;
    ModelJoin *joins;
    size_t join_count;
    Metric *metrics;
    size_t metric_count;
    int default_metric;  // what "sales" or "how much" means when nothing is said; -1
};

enum { MODEL_TABLES_MAX = 500, MODEL_COLUMNS_MAX = 4096 };

// Profiles every table of the source and infers everything; `links` are keys that the source
// declares. `versions` names each table's version and freshness (absent: 1 and 0); tables that
// `before` has at the same version are not profiled again.
typedef struct TableVersion {
    Str table;
    uint64_t version;
    Moment fresh_at;
    Str label;  // from the import, e.g. the sheet's name; "" none
} TableVersion;

typedef struct ModelInput {
    Source *source;
    const SourceLink *links;
    size_t link_count;
    const TableVersion *versions;
    size_t version_count;
    const Model *before;             // NULL: none
    const struct ColumnUnit *units;  // what the import saw: currency of a column, percent
    size_t unit_count;
    Str currency;  // what money is in where a column does not say; "": as other columns say
    const RunLimits *limits;
} ModelInput;

typedef struct ColumnUnit {
    Str table, column, unit;
} ColumnUnit;

MUST_USE bool model_infer(const ModelInput *in, Arena *a, Model **ret_model, Err *err);

// Lays a person's model (DESIGN.md's JSON: tables, columns, relationships, metrics) over `base`.
// Nothing is changed unless all of it is right. Fails: ERR_INVALID, ERR_NOT_FOUND naming the item.
MUST_USE bool model_overlay(const Model *base, const Json *overlay, Arena *a, Model **ret,
                            Err *err);

// The whole model with profiles, as the API shows it; model_read takes it back.
void model_write(JsonW *w, const Model *m);
void model_write_table(JsonW *w, const Model *m, int table);
MUST_USE bool model_read(const Json *json, Arena *a, Model **ret, Err *err);

// The exact name first, else the first one that differs in case only; -1 when there is none.
int model_table(const Model *m, Str name);
int model_column(const ModelTable *t, Str name);
int model_metric(const Model *m, Str name);
const char *model_origin_name(Origin origin);  // "inferred" ...
const char *model_kind_name(TableKind kind);   // "fact" ...
// Whether the ends must be compared as texts: one is a number, the other digits kept as text.
bool model_join_as_text(const Model *m, const ModelJoin *j);
static inline const ModelColumn *model_at(const Model *m, ColumnRef c) {
    return &m->tables[c.table].columns[c.column];
}

// What is poor in the data, the worst first, as sentences.
typedef struct QualityIssue {
    int table;
    int column;    // -1: the table as a whole
    Str kind;      // "missing", "duplicates", "outliers", "orphans", "gaps", "constant"
    Str severity;  // "info", "warn", "bad"
    uint64_t count;
    double share;  // of the rows
    Str message;
} QualityIssue;

typedef struct QualityReport {
    QualityIssue *issues;
    size_t count;
} QualityReport;

MUST_USE bool model_quality(const Model *m, Source *source, const RunLimits *limits, Arena *a,
                            QualityReport *ret, Err *err);
