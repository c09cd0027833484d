#include "forecast/reconcile.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "stats/cholesky.h"

// The tree with its nodes from the leaves up: each comes before its parent.
typedef struct Tree {
    const ReconcileNode *nodes;
    size_t count;
    size_t *order;
    size_t *children;  // how many
    Arena *arena;
} Tree;

static bool tree_make(const ReconcileNode *nodes, size_t count, Arena *a, Tree *ret, Err *err) {
    Tree t = {nodes, count, arena_new(a, size_t, count + 1), arena_new(a, size_t, count + 1), a};
    size_t *left = arena_new(a, size_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        size_t parent = nodes[i].parent;
        if (parent == RECONCILE_ROOT) continue;
        if (parent >= count) return fail(err, ERR_INVALID, "node %zu has no parent %zu", i, parent);
        t.children[parent]++;
        left[parent]++;
    }
    size_t done = 0;
    for (size_t i = 0; i < count; i++) {
        if (left[i] == 0) t.order[done++] = i;
    }
    for (size_t k = 0; k < done; k++) {
        size_t parent = nodes[t.order[k]].parent;
        if (parent != RECONCILE_ROOT && --left[parent] == 0) t.order[done++] = parent;
    }
    if (done < count) return fail(err, ERR_INVALID, "a node of the tree is its own ancestor");
    *ret = t;
    return true;
}

static bool forecasts_check(const Forecast *forecasts, size_t count, Err *err) {
    if (count > RECONCILE_NODES_MAX) {
        return fail(err, ERR_LIMIT, "%zu series: at most %d add up", count, RECONCILE_NODES_MAX);
    }
    for (size_t i = 1; i < count; i++) {
        if (forecasts[i].count == forecasts[0].count) continue;
        return fail(err, ERR_INVALID, "forecast %zu has %zu steps, the first has %zu", i,
                    forecasts[i].count, forecasts[0].count);
    }
    return true;
}

static double finite_only(double x) { return fmin(fmax(x, -DBL_MAX), DBL_MAX); }

static void point_move(ForecastPoint *p, double mean, double sd) {
    mean = finite_only(mean);
    double ratio = p->sd > 0 ? sd / p->sd : 1;
    double below = (p->mean - p->lower) * ratio;
    double above = (p->upper - p->mean) * ratio;
    *p = (ForecastPoint){mean, finite_only(mean - below), finite_only(mean + above), sd};
}

// Leaves as they are, every parent their sum.
static void parents_sum(const Tree *t, double *mean) {
    for (size_t i = 0; i < t->count; i++) {
        if (t->children[i] > 0) mean[i] = 0;
    }
    for (size_t k = 0; k < t->count; k++) {
        size_t i = t->order[k];
        size_t parent = t->nodes[i].parent;
        if (parent != RECONCILE_ROOT) mean[parent] += mean[i];
    }
}

// Independent errors: going up, each parent's own forecast and the sum of its children are
// weighed by their variances; going down, what a parent moved is shared by the variance of the
// children.
static void independent_solve(const Tree *t, const double *variance, double *mean,
                              double *ret_var) {
    double *below = arena_new(t->arena, double, t->count);  // sum of the children's estimates
    double *below_var = arena_new(t->arena, double, t->count);
    double *up = arena_new(t->arena, double, t->count);
    double *up_var = arena_new(t->arena, double, t->count);
    for (size_t k = 0; k < t->count; k++) {
        size_t i = t->order[k];
        double own = variance[i];
        double share = t->children[i] == 0 ? 0 : own / (own + below_var[i] + 1e-300);
        up[i] = mean[i] + share * (below[i] - mean[i]);
        up_var[i] = t->children[i] == 0 ? own : share * below_var[i];
        size_t parent = t->nodes[i].parent;
        if (parent == RECONCILE_ROOT) continue;
        below[parent] += up[i];
        below_var[parent] += up_var[i];
    }
    for (size_t k = t->count; k-- > 0;) {
        size_t i = t->order[k];
        size_t parent = t->nodes[i].parent;
        mean[i] = up[i];
        ret_var[i] = up_var[i];
        if (parent == RECONCILE_ROOT) continue;
        double whole = below_var[parent];
        double share = whole > 0 ? up_var[i] / whole : 1 / (double)t->children[parent];
        mean[i] += share * (mean[parent] - below[parent]);
        ret_var[i] -= share * share * (whole - ret_var[parent]);
    }
}

// Lag-one changes of the last values, of one length for all; false when there are too few.
typedef struct Changes {
    double *x;  // a row a node
    size_t n;
} Changes;

static bool changes_take(const Tree *t, Changes *ret) {
    size_t n = SIZE_MAX;
    for (size_t i = 0; i < t->count; i++) {
        if (!t->nodes[i].values) return false;
        if (t->nodes[i].count < n) n = t->nodes[i].count;
    }
    enum { CHANGES_MIN = 8, CHANGES_MAX = 400 };
    if (n < CHANGES_MIN + 1) return false;
    n = n - 1 < CHANGES_MAX ? n - 1 : CHANGES_MAX;
    ret->n = n;
    ret->x = arena_new(t->arena, double, t->count *n);
    for (size_t i = 0; i < t->count; i++) {
        const double *y = t->nodes[i].values + t->nodes[i].count - n - 1;
        double mean = 0;
        double *x = ret->x + i * n;
        for (size_t k = 0; k < n; k++) {
            double change = y[k + 1] - y[k];
            x[k] = isfinite(change) ? change : 0;
            mean += x[k] / (double)n;
        }
        double square = 0;
        for (size_t k = 0; k < n; k++) square += (x[k] - mean) * (x[k] - mean);
        double sd = sqrt(square / (double)n);
        for (size_t k = 0; k < n; k++) x[k] = sd > 0 ? (x[k] - mean) / sd : 0;
    }
    return true;
}

// Correlations shrunk towards none: Schaefer and Strimmer (2005).
static double *correlations_find(const Tree *t, const Changes *c) {
    size_t count = t->count;
    double *r = arena_new(t->arena, double, count *count);
    double noise = 0;
    double size = 0;
    double n = (double)c->n;
    for (size_t i = 0; i < count; i++) {
        r[i * count + i] = 1;
        for (size_t j = 0; j < i; j++) {
            double sum = 0;
            double square = 0;
            for (size_t k = 0; k < c->n; k++) {
                double product = c->x[i * c->n + k] * c->x[j * c->n + k];
                sum += product / n;
                square += product * product / n;
            }
            r[i * count + j] = r[j * count + i] = sum;
            noise += (square - sum * sum) / (n - 1);
            size += sum * sum;
        }
    }
    double keep = 1 - fmin(fmax(size > 0 ? noise / size : 1, 0.02), 1);
    for (size_t i = 0; i < count * count; i++) r[i] *= i % (count + 1) == 0 ? 1 : keep;
    return r;
}

// The constraints C y = 0: a row a parent, its column 1, its children's -1.
typedef struct Full {
    const Tree *t;
    size_t *parents;  // node of each constraint
    size_t *row_of;   // constraint of each node
    size_t rows;
    double *correlations;
    double *wc;     // W C': a row a node
    double *inner;  // C W C', factored
} Full;

static Full full_make(const Tree *t, double *correlations) {
    Full f = {.t = t, .correlations = correlations};
    f.parents = arena_new(t->arena, size_t, t->count);
    f.row_of = arena_new(t->arena, size_t, t->count);
    for (size_t i = 0; i < t->count; i++) {
        if (t->children[i] == 0) continue;
        f.row_of[i] = f.rows;
        f.parents[f.rows++] = i;
    }
    f.wc = arena_new(t->arena, double, t->count *f.rows + 1);
    f.inner = arena_new(t->arena, double, f.rows *f.rows + 1);
    return f;
}

// to += column of C' for node `i`, times x.
static void constraint_add(const Full *f, size_t i, double x, double *to) {
    if (f->t->children[i] > 0) to[f->row_of[i]] += x;
    size_t parent = f->t->nodes[i].parent;
    if (parent != RECONCILE_ROOT) to[f->row_of[parent]] -= x;
}

static bool full_solve(Full *f, const double *variance, double *mean, double *ret_var) {
    size_t n = f->t->count;
    memset(f->wc, 0, n * f->rows * sizeof *f->wc);
    memset(f->inner, 0, f->rows * f->rows * sizeof *f->inner);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            double w = f->correlations[i * n + j] * sqrt(variance[i] * variance[j]);
            constraint_add(f, j, w, f->wc + i * f->rows);
        }
    }
    double *gap = arena_new(f->t->arena, double, f->rows);
    for (size_t i = 0; i < n; i++) {
        constraint_add(f, i, mean[i], gap);
        for (size_t c = 0; c < f->rows; c++) {
            double *row = f->inner + c * f->rows;
            double x = f->wc[i * f->rows + c];
            constraint_add(f, i, x, row);
        }
    }
    for (size_t c = 0; c < f->rows; c++) f->inner[c * f->rows + c] *= 1 + 1e-9;
    if (!cholesky_factor(f->inner, f->rows)) return false;
    cholesky_solve(f->inner, f->rows, gap);
    double *part = arena_new(f->t->arena, double, f->rows);
    for (size_t i = 0; i < n; i++) {
        const double *row = f->wc + i * f->rows;
        memcpy(part, row, f->rows * sizeof *part);
        cholesky_solve(f->inner, f->rows, part);
        ret_var[i] = variance[i];
        for (size_t c = 0; c < f->rows; c++) {
            mean[i] -= row[c] * gap[c];
            ret_var[i] -= row[c] * part[c];
        }
    }
    return true;
}

// One step of all forecasts.
static void step_solve(const Tree *t, Full *full, size_t k, Forecast *forecasts, bool bottom_up) {
    size_t n = t->count;
    double *mean = arena_new(t->arena, double, n);
    double *variance = arena_new(t->arena, double, n);
    double *reached = arena_new(t->arena, double, n);
    bool negative = false;
    double largest = 0;
    for (size_t i = 0; i < n; i++) {
        const ForecastPoint *p = &forecasts[i].points[k];
        mean[i] = p->mean;
        variance[i] = p->sd * p->sd;
        largest = fmax(largest, variance[i]);
        negative = negative || p->mean < 0;
    }
    for (size_t i = 0; i < n; i++) variance[i] = fmax(variance[i], 1e-12 * largest);
    memcpy(reached, variance, n * sizeof *reached);
    if (!bottom_up && largest > 0 && isfinite(largest)) {
        if (!full || !full_solve(full, variance, mean, reached)) {
            independent_solve(t, variance, mean, reached);
        }
    }
    for (size_t i = 0; i < n && !negative; i++) mean[i] = fmax(mean[i], 0);
    parents_sum(t, mean);
    for (size_t i = 0; i < n; i++) {
        ForecastPoint *p = &forecasts[i].points[k];
        double sd = sqrt(fmin(fmax(reached[i], 0), variance[i]));
        point_move(p, mean[i], p->sd > 0 ? sd : 0);
        if (!negative) p->lower = fmax(p->lower, 0);
    }
}

bool reconcile_run(const ReconcileNode *nodes, size_t count, ReconcileMethod method,
                   Forecast *forecasts, Arena *a, Err *err) {
    Tree t;
    if (!forecasts_check(forecasts, count, err) || !tree_make(nodes, count, a, &t, err)) {
        return false;
    }
    Full full;
    Changes changes;
    bool whole =
        method == RECONCILE_MINT && count <= RECONCILE_FULL_MAX && changes_take(&t, &changes);
    if (whole) full = full_make(&t, correlations_find(&t, &changes));
    CLEANUP(arena_freep) Arena *scratch = arena_create(0);
    t.arena = scratch;  // from here on: of one step
    for (size_t k = 0; count > 0 && k < forecasts[0].count; k++) {
        arena_reset(scratch);
        step_solve(&t, whole ? &full : NULL, k, forecasts, method == RECONCILE_BOTTOM_UP);
    }
    return true;
}
