// What a careful person would find poor in the data. Most of it follows from the profiles and the
// joins; two statements a table look at the rows: far-off values, and days without rows.
#include <math.h>
#include <stdlib.h>

#include "data/number_text.h"
#include "model/model.h"
#include "model/name_words.h"
#include "model/profile.h"
#include "model/statement.h"

// Beyond this many interquartile ranges from the quartiles a value is far off (Tukey's "far out").
#define FAR_OUT 3.0
// More of them than this are no slips but the shape of the data.
#define OUTLIER_SHARE_MAX 0.005
// A weekday that has rows in so many weeks is expected to have them in every week.
#define RHYTHM_SHARE 0.9
#define DUPLICATE_ROWS_MAX 20000000u

enum { RHYTHM_WEEKS_MIN = 8, DAYS_MAX = 40000, WEEK = 7 };

typedef struct Quality {
    const Model *m;
    Source *source;
    const RunLimits *limits;
    Arena *arena;
    Arena *scratch;
    VEC(QualityIssue) issues;
} Quality;

static const Str SEVERITIES[] = {STR(ERR_WORD("bad")), STR(ERR_WORD("warn")),
                                 STR(ERR_WORD("info"))};
enum { BAD, WARN, INFO };

static Str count_text(Quality *q, uint64_t count) {
    return number_text((double)count, (Str){0}, words_english(q->arena));
}

// "37,378 bills have", "1 bill has"
static Str rows_have(Quality *q, const ModelTable *t, uint64_t count) {
    Str label = count == 1 ? name_words_singular(q->arena, t->label) : t->label;
    return str_fmt(q->arena, STR_F " " STR_F " %s", STR_A(count_text(q, count)), STR_A(label),
                   count == 1 ? "has" : "have");
}

// "In 218 rows of stock, on hand is": fits any column, whatever its label is like.
static Str in_rows(Quality *q, const ModelTable *t, Str column, uint64_t count) {
    return str_fmt(q->arena, "In " STR_F " %s of " STR_F ", " STR_F " is",
                   STR_A(count_text(q, count)), count == 1 ? "row" : "rows", STR_A(t->label),
                   STR_A(column));
}

static void issue_add(Quality *q, QualityIssue issue, int severity) {
    uint64_t rows = q->m->tables[issue.table].rows;
    issue.severity = SEVERITIES[severity];
    issue.share = rows > 0 ? (double)issue.count / (double)rows : 0;
    *vec_push(q->arena, &q->issues) = issue;
}

// What a column is called in a sentence: a link by the thing that it refers to.
static Str column_noun(Quality *q, int table, int column) {
    for (size_t i = 0; i < q->m->join_count; i++) {
        const ModelJoin *j = &q->m->joins[i];
        bool other = j->to_table != table;
        if (!other || j->from_table != table || j->from_column != column) continue;
        return name_words_singular(q->arena, q->m->tables[j->to_table].label);
    }
    return q->m->tables[table].columns[column].label;
}

static int missing_severity(const ModelTable *t, int column, double share) {
    const ModelColumn *c = &t->columns[column];
    bool needed = c->role == ROLE_KEY || c->role == ROLE_LINK || c->role == ROLE_MEASURE ||
                  column == t->time_column || column == t->name_column;
    if (share >= 0.5) return needed ? BAD : INFO;
    return needed ? WARN : INFO;
}

static bool is_self_link(const Model *m, int table, int column) {
    for (size_t i = 0; i < m->join_count; i++) {
        const ModelJoin *j = &m->joins[i];
        bool self = j->from_table == table && j->to_table == table;
        if (self && j->from_column == column) return true;
    }
    return false;
}

static void missing_find(Quality *q, int table, int column) {
    const ModelTable *t = &q->m->tables[table];
    const ModelColumn *c = &t->columns[column];
    const Profile *p = &c->profile;
    // Whoever stands at the top of a hierarchy has nothing above.
    if (p->nulls == 0 || is_self_link(q->m, table, column)) return;
    Str noun = column_noun(q, table, column);
    Str message =
        p->nulls == p->rows
            ? str_fmt(q->arena, "None of the " STR_F " " STR_F " has a " STR_F,
                      STR_A(count_text(q, p->rows)), STR_A(t->label), STR_A(noun))
            : str_fmt(q->arena, STR_F " no " STR_F, STR_A(rows_have(q, t, p->nulls)), STR_A(noun));
    QualityIssue issue = {.table = table,
                          .column = column,
                          .kind = S("missing"),
                          .count = p->nulls,
                          .message = message};
    issue_add(q, issue, missing_severity(t, column, (double)p->nulls / (double)p->rows));
}

static void constant_find(Quality *q, int table, int column) {
    const ModelTable *t = &q->m->tables[table];
    const ModelColumn *c = &t->columns[column];
    const Profile *p = &c->profile;
    if (p->distinct != 1 || p->rows < 2 || p->nulls > 0 || p->top_count == 0) return;
    if (p->top[0].text.len == 0) return;
    QualityIssue issue = {
        .table = table,
        .column = column,
        .kind = S("constant"),
        .count = p->rows,
        .message = str_fmt(q->arena, "All " STR_F " have the same " STR_F ": " STR_F,
                           STR_A(t->label), STR_A(c->label), STR_A(p->top[0].text))};
    issue_add(q, issue, INFO);
}

// What is the key but for a few rows.
static void nearly_key_find(Quality *q, int table, int column) {
    const ModelTable *t = &q->m->tables[table];
    const ModelColumn *c = &t->columns[column];
    const Profile *p = &c->profile;
    uint64_t values = p->rows - p->nulls;
    bool is_label = c->role == ROLE_KEY || c->role == ROLE_CODE;
    if (!is_label || column != 0 || p->rows > PROFILE_EXACT_ROWS || values < 20 ||
        p->distinct >= values)
        return;
    uint64_t repeats = values - p->distinct;
    if (repeats * 50 > values) return;
    QualityIssue issue = {.table = table,
                          .column = column,
                          .kind = S("duplicates"),
                          .count = repeats,
                          .message = str_fmt(q->arena, STR_F " a " STR_F " that was there before",
                                             STR_A(rows_have(q, t, repeats)), STR_A(c->label))};
    issue_add(q, issue, WARN);
}

static bool may_be_negative(const ModelColumn *c) {
    static const Str WORDS[] = {STR("price"), STR("quantity"), STR("qty"), STR("stock"),
                                STR("rate"),  STR("mrp"),      STR("age"), STR("weight")};
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        if (str_find_nocase(c->label, WORDS[i]) >= 0) return false;
    }
    return true;
}

static void negative_find(Quality *q, int table, int column) {
    const ModelTable *t = &q->m->tables[table];
    const ModelColumn *c = &t->columns[column];
    uint64_t count = c->profile.negatives;
    if (c->role != ROLE_MEASURE || count == 0 || may_be_negative(c)) return;
    QualityIssue issue = {
        .table = table,
        .column = column,
        .kind = S("outliers"),
        .count = count,
        .message = str_fmt(q->arena, STR_F " below zero", STR_A(in_rows(q, t, c->label, count)))};
    issue_add(q, issue, WARN);
}

static void orphans_find(Quality *q, const ModelJoin *j) {
    const ModelTable *t = &q->m->tables[j->from_table], *to = &q->m->tables[j->to_table];
    const ModelColumn *c = &t->columns[j->from_column];
    uint64_t values = c->profile.rows - c->profile.nulls;
    uint64_t count = (uint64_t)llround((1 - j->coverage) * (double)values);
    if (count == 0 || to->rows == 0) return;
    Str one = name_words_singular(q->arena, to->label);
    QualityIssue issue = {
        .table = j->from_table,
        .column = j->from_column,
        .kind = S("orphans"),
        .count = count,
        .message = str_fmt(q->arena, STR_F " a " STR_F " that is not among the " STR_F,
                           STR_A(rows_have(q, t, count)), STR_A(one), STR_A(to->label))};
    issue_add(q, issue, (double)count > 0.05 * (double)values ? BAD : WARN);
}

static bool run(Quality *q, Buf *sql, Table **ret, Err *err) {
    return buf_check(sql, "a statement that checks a table", err) &&
           source_query(q->source, buf_str(sql), q->limits, q->scratch, ret, err);
}

static bool has_fence(const ModelColumn *c, double *ret_low, double *ret_high) {
    const double *quantiles = c->profile.quantiles;
    double range = quantiles[3] - quantiles[1];
    if (c->role != ROLE_MEASURE || range <= 0 || c->profile.distinct < 20) return false;
    *ret_low = quantiles[1] - FAR_OUT * range;
    *ret_high = quantiles[3] + FAR_OUT * range;
    return true;
}

static size_t outlier_sql(const ModelTable *t, Buf *sql) {
    size_t count = 0;
    buf_add_z(sql, "SELECT 0");
    for (size_t i = 0; i < t->column_count; i++) {
        double low = 0, high = 0;
        if (!has_fence(&t->columns[i], &low, &high)) continue;
        count++;
        buf_add_z(sql, ", count(*) FILTER (");
        statement_name(sql, t->columns[i].name);
        buf_add_z(sql, " NOT BETWEEN ");
        statement_float(sql, low);
        buf_add_z(sql, " AND ");
        statement_float(sql, high);
        buf_add_z(sql, ")");
    }
    buf_add_z(sql, " FROM ");
    statement_name(sql, t->name);
    return count;
}

static void outlier_add(Quality *q, int table, int column, uint64_t count) {
    const ModelTable *t = &q->m->tables[table];
    const ModelColumn *c = &t->columns[column];
    if (count == 0 || (double)count > OUTLIER_SHARE_MAX * (double)t->rows) return;
    Str low = number_text_bare(c->profile.quantiles[1], c->unit, words_english(q->arena));
    Str high = number_text_bare(c->profile.quantiles[3], c->unit, words_english(q->arena));
    QualityIssue issue = {
        .table = table,
        .column = column,
        .kind = S("outliers"),
        .count = count,
        .message = str_fmt(q->arena, STR_F " far from the usual " STR_F " to " STR_F,
                           STR_A(in_rows(q, t, c->label, count)), STR_A(low), STR_A(high))};
    issue_add(q, issue, INFO);
}

static bool outliers_find(Quality *q, int table, Buf *sql, Err *err) {
    const ModelTable *t = &q->m->tables[table];
    Table *result = NULL;
    buf_clear(sql);
    if (outlier_sql(t, sql) == 0) return true;
    if (!run(q, sql, &result, err)) return false;
    size_t at = 1;
    for (size_t i = 0; i < t->column_count; i++) {
        double low = 0, high = 0;
        if (!has_fence(&t->columns[i], &low, &high)) continue;
        outlier_add(q, table, (int)i, (uint64_t)table_value(result, 0, at++).i);
    }
    return true;
}

// Whole rows that are there twice; a key that never repeats excludes them.
static bool duplicates_find(Quality *q, int table, Buf *sql, Err *err) {
    const ModelTable *t = &q->m->tables[table];
    if (t->key_count > 0 || t->rows < 2 || t->rows > DUPLICATE_ROWS_MAX) return true;
    Table *result = NULL;
    buf_clear(sql);
    buf_add_z(sql, "SELECT count(*) - count(DISTINCT hash(");
    for (size_t i = 0; i < t->column_count; i++) {
        if (i > 0) buf_add_z(sql, ", ");
        statement_name(sql, t->columns[i].name);
    }
    buf_add_z(sql, ")) FROM ");
    statement_name(sql, t->name);
    if (!run(q, sql, &result, err)) return false;
    uint64_t count = (uint64_t)table_value(result, 0, 0).i;
    if (count == 0) return true;
    Str label = count == 1 ? name_words_singular(q->arena, t->label) : t->label;
    QualityIssue issue = {
        .table = table,
        .column = -1,
        .kind = S("duplicates"),
        .count = count,
        .message = str_fmt(q->arena, STR_F " " STR_F " %s the same as another in every column",
                           STR_A(count_text(q, count)), STR_A(label), count == 1 ? "is" : "are")};
    issue_add(q, issue, WARN);
    return true;
}

typedef struct Days {
    Date *items;  // with rows, ascending
    size_t count;
} Days;

static bool days_read(Quality *q, const ModelTable *t, Buf *sql, Days *ret, Err *err) {
    Table *result = NULL;
    buf_clear(sql);
    buf_add_z(sql, "SELECT DISTINCT CAST(");
    statement_name(sql, t->columns[t->time_column].name);
    buf_add_z(sql, " AS DATE) AS day FROM ");
    statement_name(sql, t->name);
    buf_add_fmt(sql, " WHERE day IS NOT NULL ORDER BY day LIMIT %d", DAYS_MAX);
    if (!run(q, sql, &result, err)) return false;
    ret->items = arena_new(q->scratch, Date, result->rows);
    for (; ret->count < result->rows; ret->count++) {
        ret->items[ret->count] = (Date)table_value(result, ret->count, 0).i;
    }
    return true;
}

// Which weekdays have rows nearly every week.
static void rhythm_find(const Days *days, bool expected[WEEK]) {
    size_t seen[WEEK] = {0};
    double weeks = (days->items[days->count - 1] - days->items[0] + 1) / (double)WEEK;
    for (size_t i = 0; i < days->count; i++) seen[date_weekday(days->items[i])]++;
    for (int d = 0; d < WEEK; d++) {
        expected[d] = weeks >= RHYTHM_WEEKS_MIN && (double)seen[d] >= RHYTHM_SHARE * weeks;
    }
}

typedef struct Gaps {
    uint64_t days;
    Date first, last;  // of the longest
    int longest;
} Gaps;

static Gaps gaps_count(const Days *days, const bool expected[WEEK]) {
    Gaps gaps = {0};
    for (size_t i = 1; i < days->count; i++) {
        int missed = 0;
        Date first = 0, last = 0;
        for (Date d = days->items[i - 1] + 1; d < days->items[i]; d++) {
            if (!expected[date_weekday(d)]) continue;
            if (missed++ == 0) first = d;
            last = d;
        }
        gaps.days += (uint64_t)missed;
        if (missed <= gaps.longest) continue;
        gaps.longest = missed;
        gaps.first = first;
        gaps.last = last;
    }
    return gaps;
}

static bool gaps_find(Quality *q, int table, Buf *sql, Err *err) {
    const ModelTable *t = &q->m->tables[table];
    Days days = {0};
    bool expected[WEEK] = {0};
    if (t->kind != TABLE_FACT || t->time_column < 0) return true;
    if (!days_read(q, t, sql, &days, err)) return false;
    if (days.count < 2) return true;
    rhythm_find(&days, expected);
    Gaps gaps = gaps_count(&days, expected);
    if (gaps.days == 0) return true;
    Str first = date_str(q->arena, gaps.first), last = date_str(q->arena, gaps.last);
    Str when = gaps.longest == 1 ? str_fmt(q->arena, "on " STR_F, STR_A(first))
                                 : str_fmt(q->arena, "the longest time from " STR_F " to " STR_F,
                                           STR_A(first), STR_A(last));
    QualityIssue issue = {
        .table = table,
        .column = t->time_column,
        .kind = S("gaps"),
        .count = gaps.days,
        .message = str_fmt(q->arena, STR_F " %s without " STR_F ", " STR_F,
                           STR_A(count_text(q, gaps.days)), gaps.days == 1 ? "day" : "days",
                           STR_A(t->label), STR_A(when))};
    issue_add(q, issue, gaps.longest > 2 ? WARN : INFO);
    // A share of the days, not of the rows.
    q->issues.items[q->issues.count - 1].share =
        (double)gaps.days / ((double)days.count + (double)gaps.days);
    return true;
}

static bool table_check(Quality *q, int table, Buf *sql, Err *err) {
    const ModelTable *t = &q->m->tables[table];
    for (size_t i = 0; i < t->column_count; i++) {
        if (t->columns[i].hidden) continue;
        missing_find(q, table, (int)i);
        constant_find(q, table, (int)i);
        nearly_key_find(q, table, (int)i);
        negative_find(q, table, (int)i);
    }
    return outliers_find(q, table, sql, err) && duplicates_find(q, table, sql, err) &&
           gaps_find(q, table, sql, err);
}

static int severity_rank(const QualityIssue *issue) {
    int rank = 0;
    while (rank < INFO && !str_eq(issue->severity, SEVERITIES[rank])) rank++;
    return rank;
}

static int issue_order(const void *x, const void *y) {
    const QualityIssue *a = x, *b = y;
    int rank = severity_rank(a) - severity_rank(b);
    if (rank != 0) return rank;
    if (a->share > b->share || a->share < b->share) return a->share > b->share ? -1 : 1;
    return a->table != b->table ? a->table - b->table : a->column - b->column;
}

bool model_quality(const Model *m, Source *source, const RunLimits *limits, Arena *a,
                   QualityReport *ret, Err *err) {
    Quality q = {.m = m, .source = source, .limits = limits, .arena = a};
    Buf sql;
    bool good = true;
    buf_init(&sql, STATEMENT_MAX);
    for (size_t i = 0; i < m->table_count && good; i++) {
        if (m->tables[i].hidden || m->tables[i].rows == 0) continue;
        q.scratch = arena_create(0);
        good = table_check(&q, (int)i, &sql, err);
        arena_free(q.scratch);
    }
    buf_done(&sql);
    if (!good) return false;
    for (size_t i = 0; i < m->join_count; i++) orphans_find(&q, &m->joins[i]);
    if (q.issues.count > 0)
        qsort(q.issues.items, q.issues.count, sizeof *q.issues.items, issue_order);
    *ret = (QualityReport){.issues = q.issues.items, .count = q.issues.count};
    return true;
}
