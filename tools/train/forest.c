#include "forest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

enum { NODES_MAX = 2 * FOREST_LEAVES_MAX };

typedef struct Bin {
    double slope, curve;
} Bin;

typedef struct Split {
    double gain;
    size_t input;
    int bin;  // the last of the left side
} Split;

// A leaf of the tree that is growing: a range of `order`, its sums, and the best cut of it.
typedef struct Leaf {
    size_t first, end;
    size_t node;
    Bin sum;
    double low, high;  // what its value may be, for the ways of the inputs above
    Bin *bins;         // width x FOREST_BINS
    Split best;
} Leaf;

typedef struct Grower {
    const ForestOptions *o;
    size_t count;
    uint8_t *bins;   // width x count
    float *edges;    // width x FOREST_BINS: the cut above each bin
    int *bin_count;  // of each input
    double *slope, *curve;
    uint32_t *order, *spare;
    Bin *room[FOREST_LEAVES_MAX];
    size_t tree;
    Leaf leaves[FOREST_LEAVES_MAX];
    size_t leaf_count;
    RankNode nodes[NODES_MAX];
    size_t node_count;
} Grower;

// ---- bins ----

static int by_value(const void *x, const void *y) {
    float a = *(const float *)x, b = *(const float *)y;
    return (a > b) - (a < b);
}

// As many rows in each bin, as far as equal values allow.
static void edges_find(Grower *g, size_t input, const float *sorted) {
    float *edges = &g->edges[input * FOREST_BINS];
    size_t wanted = g->count / FOREST_BINS + 1, held = 0;
    int count = 0;
    for (size_t i = 0; i + 1 < g->count && count + 1 < FOREST_BINS; i++) {
        held++;
        if (sorted[i] == sorted[i + 1] || held < wanted) continue;
        edges[count++] = sorted[i] + (sorted[i + 1] - sorted[i]) / 2;
        held = 0;
    }
    // Few values: a bin for each.
    size_t distinct = 1;
    for (size_t i = 0; i + 1 < g->count; i++) distinct += sorted[i] != sorted[i + 1] ? 1 : 0;
    if (distinct <= FOREST_BINS) {
        count = 0;
        for (size_t i = 0; i + 1 < g->count; i++) {
            if (sorted[i] == sorted[i + 1]) continue;
            edges[count++] = sorted[i] + (sorted[i + 1] - sorted[i]) / 2;
        }
    }
    g->bin_count[input] = count + 1;
}

static void bins_fill(Grower *g, const float *rows, Arena *a) {
    float *sorted = arena_new(a, float, g->count + 1);
    for (size_t f = 0; f < g->o->width; f++) {
        for (size_t r = 0; r < g->count; r++) sorted[r] = rows[r * g->o->width + f];
        qsort(sorted, g->count, sizeof *sorted, by_value);
        edges_find(g, f, sorted);
        for (size_t r = 0; r < g->count; r++) {
            const float *edges = &g->edges[f * FOREST_BINS];
            int low = 0, high = g->bin_count[f] - 1;
            while (low < high) {
                int mid = (low + high) / 2;
                if (rows[r * g->o->width + f] > edges[mid]) {
                    low = mid + 1;
                } else {
                    high = mid;
                }
            }
            g->bins[f * g->count + r] = (uint8_t)low;
        }
    }
}

// ---- a tree ----

static bool input_is_seen(const Grower *g, size_t input) {
    if (g->o->every <= 1) return true;
    uint64_t h = (input + 1) * 0x9e3779b97f4a7c15ULL + (g->tree + 1) * 0xbf58476d1ce4e5b9ULL;
    h = (h ^ (h >> 31)) * 0x94d049bb133111ebULL;
    return (h >> 33) % g->o->every == 0;
}

static void leaf_sum(Grower *g, Leaf *leaf) {
    size_t width = g->o->width;
    memset(leaf->bins, 0, width * FOREST_BINS * sizeof *leaf->bins);
    for (size_t f = 0; f < width; f++) {
        if (g->bin_count[f] < 2 || !input_is_seen(g, f)) continue;
        const uint8_t *bins = &g->bins[f * g->count];
        Bin *sums = &leaf->bins[f * FOREST_BINS];
        for (size_t i = leaf->first; i < leaf->end; i++) {
            uint32_t r = g->order[i];
            sums[bins[r]].slope += g->slope[r];
            sums[bins[r]].curve += g->curve[r];
        }
    }
}

static double worth(const Grower *g, Bin b) { return b.slope * b.slope / (b.curve + g->o->l2); }

static double value_of(const Grower *g, Bin b) { return b.slope / (b.curve + g->o->l2); }

// Whether the cut goes the way that is allowed, and stays within what cuts above allow.
static bool way_is_kept(const Grower *g, const Leaf *leaf, size_t f, Bin left, Bin right) {
    if (!g->o->ways) return true;
    double rise = value_of(g, right) - value_of(g, left);
    return rise * g->o->ways[f] >= 0 && value_of(g, left) >= leaf->low &&
           value_of(g, left) <= leaf->high && value_of(g, right) >= leaf->low &&
           value_of(g, right) <= leaf->high;
}

static void input_cut(const Grower *g, Leaf *leaf, size_t f) {
    const Bin *bins = &leaf->bins[f * FOREST_BINS];
    double whole = worth(g, leaf->sum);
    Bin left = {0};
    for (int b = 0; b + 1 < g->bin_count[f]; b++) {
        left.slope += bins[b].slope;
        left.curve += bins[b].curve;
        Bin right = {leaf->sum.slope - left.slope, leaf->sum.curve - left.curve};
        if (left.curve < g->o->leaf_weight) continue;
        if (right.curve < g->o->leaf_weight) break;
        double gain = worth(g, left) + worth(g, right) - whole;
        if (gain <= leaf->best.gain + 1e-9 || !way_is_kept(g, leaf, f, left, right)) continue;
        leaf->best = (Split){gain, f, b};
    }
}

static void leaf_cut(const Grower *g, Leaf *leaf) {
    leaf->best = (Split){0};
    for (size_t f = 0; f < g->o->width; f++) {
        if (g->bin_count[f] >= 2 && input_is_seen(g, f)) input_cut(g, leaf, f);
    }
}

static Bin range_sum(const Grower *g, size_t first, size_t end) {
    Bin sum = {0};
    for (size_t i = first; i < end; i++) {
        sum.slope += g->slope[g->order[i]];
        sum.curve += g->curve[g->order[i]];
    }
    return sum;
}

// Rows to the left keep their order, and so do those to the right.
static size_t range_part(Grower *g, const Leaf *leaf) {
    const uint8_t *bins = &g->bins[leaf->best.input * g->count];
    size_t left = leaf->first, right = 0;
    for (size_t i = leaf->first; i < leaf->end; i++) {
        uint32_t r = g->order[i];
        if (bins[r] <= leaf->best.bin) {
            g->order[left++] = r;
        } else {
            g->spare[right++] = r;
        }
    }
    memcpy(&g->order[left], g->spare, right * sizeof *g->spare);
    return left;
}

static void bins_take(const Grower *g, Bin *from, const Bin *part) {
    for (size_t i = 0; i < g->o->width * FOREST_BINS; i++) {
        from[i].slope -= part[i].slope;
        from[i].curve -= part[i].curve;
    }
}

static void leaf_split(Grower *g, size_t at) {
    Leaf *left = &g->leaves[at], *right = &g->leaves[g->leaf_count];
    size_t cut = range_part(g, left);
    RankNode *node = &g->nodes[left->node];
    size_t child = g->node_count;
    node->input = (int16_t)left->best.input;
    node->value = g->edges[left->best.input * FOREST_BINS + (size_t)left->best.bin];
    node->child = (uint16_t)child;
    g->node_count += 2;
    *right = (Leaf){
        .first = cut, .end = left->end, .node = child + 1, .low = left->low, .high = left->high};
    int way = g->o->ways ? g->o->ways[left->best.input] : 0;
    right->bins = g->room[g->leaf_count++];
    left->end = cut;
    left->node = child;
    left->sum = range_sum(g, left->first, left->end);
    right->sum = range_sum(g, right->first, right->end);
    if (way != 0) {
        double middle = (value_of(g, left->sum) + value_of(g, right->sum)) / 2;
        *(way < 0 ? &left->low : &left->high) = middle;
        *(way < 0 ? &right->high : &right->low) = middle;
    }
    // The smaller side is summed; the other is what is left of both.
    if (right->end - right->first < left->end - left->first) {
        leaf_sum(g, right);
        bins_take(g, left->bins, right->bins);
    } else {
        Bin *both = left->bins;
        left->bins = right->bins;
        right->bins = both;
        leaf_sum(g, left);
        bins_take(g, right->bins, left->bins);
    }
    leaf_cut(g, left);
    leaf_cut(g, right);
}

static void tree_grow(Grower *g) {
    for (size_t i = 0; i < g->count; i++) g->order[i] = (uint32_t)i;
    g->leaf_count = g->node_count = 1;
    memset(g->nodes, 0, sizeof g->nodes);
    g->leaves[0] = (Leaf){.end = g->count, .low = -INFINITY, .high = INFINITY, .bins = g->room[0]};
    g->leaves[0].sum = range_sum(g, 0, g->count);
    leaf_sum(g, &g->leaves[0]);
    leaf_cut(g, &g->leaves[0]);
    while (g->leaf_count < g->o->leaves) {
        size_t best = 0;
        for (size_t i = 1; i < g->leaf_count; i++) {
            if (g->leaves[i].best.gain > g->leaves[best].best.gain) best = i;
        }
        if (g->leaves[best].best.gain <= 0) break;
        leaf_split(g, best);
    }
}

static void leaves_apply(Grower *g, double *scores) {
    for (size_t i = 0; i < g->leaf_count; i++) {
        const Leaf *leaf = &g->leaves[i];
        double value = g->o->rate * value_of(g, leaf->sum);
        // As it will be written and read.
        value = round(value * 10000) / 10000;
        g->nodes[leaf->node].value = (float)value;
        for (size_t k = leaf->first; k < leaf->end; k++) scores[g->order[k]] += value;
    }
}

static Grower *grower_new(const ForestOptions *o, const float *rows, size_t count, Arena *a) {
    Grower *g = arena_new(a, Grower, 1);
    g->o = o;
    g->count = count;
    g->bins = arena_new(a, uint8_t, o->width * count + 1);
    g->edges = arena_new(a, float, o->width *FOREST_BINS);
    g->bin_count = arena_new(a, int, o->width);
    g->slope = arena_new(a, double, count + 1);
    g->curve = arena_new(a, double, count + 1);
    g->order = arena_new(a, uint32_t, count + 1);
    g->spare = arena_new(a, uint32_t, count + 1);
    for (size_t i = 0; i < o->leaves; i++) g->room[i] = arena_new(a, Bin, o->width * FOREST_BINS);
    bins_fill(g, rows, a);
    return g;
}

RankForest forest_learn(const ForestOptions *o, const float *rows, size_t count, ForestSlope slope,
                        void *ctx, double *scores, Arena *a) {
    CLEANUP(arena_freep) Arena *own = arena_create(SIZE_MAX);
    VEC(RankNode) nodes = {0};
    uint16_t *roots = arena_new(a, uint16_t, o->trees + 1);
    Grower *g = grower_new(o, rows, count, own);
    for (g->tree = 0; g->tree < o->trees; g->tree++) {
        slope(ctx, scores, g->slope, g->curve);
        tree_grow(g);
        leaves_apply(g, scores);
        roots[g->tree] = (uint16_t)nodes.count;
        for (size_t i = 0; i < g->node_count; i++) *vec_push(a, &nodes) = g->nodes[i];
    }
    return (RankForest){.nodes = nodes.items, .roots = roots, .tree_count = o->trees};
}

double forest_sum(const RankForest *f, const float *row) {
    double sum = 0;
    for (size_t t = 0; t < f->tree_count; t++) {
        const RankNode *tree = &f->nodes[f->roots[t]], *node = tree;
        while (node->child > 0)
            node = &tree[node->child + (row[node->input] > node->value ? 1 : 0)];
        sum += (double)node->value;
    }
    return sum;
}
