#include "ask/sketch_model.h"

#include <math.h>

int sketch_model_classes(SketchHead head) {
    static const int CLASSES[HEAD_COUNT] = {
        [HEAD_PLAIN] = 6,   [HEAD_ROWS] = 2,   [HEAD_AGGREGATE] = 3, [HEAD_DISTINCT] = 2,
        [HEAD_WHERE] = 4,   [HEAD_OR] = 2,     [HEAD_GROUP] = 2,     [HEAD_HAVING] = 3,
        [HEAD_ORDER] = 7,   [HEAD_LIMIT] = 3,  [HEAD_NESTED] = 7,    [HEAD_SET] = 4,
        [HEAD_SELECT] = 7,  [HEAD_FILTER] = 2, [HEAD_GROUPED] = 2,   [HEAD_ORDERED] = 2,
        [HEAD_ROOT] = 2,    [HEAD_TABLE] = 2,  [HEAD_VALUE] = 4,     [HEAD_NUMBER] = 4,
        [HEAD_COMPARE] = 7,
    };
    return CLASSES[head];
}

size_t sketch_model_cell(SketchHead head, int class, uint32_t feature) {
    uint32_t h = feature ^ ((uint32_t)head * 40503U + (uint32_t) class * 2654435761U);
    h ^= h >> 16;
    h *= 0x7feb352dU;
    h ^= h >> 15;
    h *= 0x846ca68bU;
    h ^= h >> 16;
    return h % SKETCH_CELLS;
}

char sketch_model_write(int value) {
    int c = '#' + SKETCH_CELL_MOST + value;
    if (c == '?') return '!';  // two of them would begin a trigraph
    return (char)(c >= '\\' ? c + 1 : c);
}

static int cell_read(const SketchWeights *w, size_t cell) {
    int c = w->cells[cell / SKETCH_ROW][cell % SKETCH_ROW];
    if (c == '!') c = '?';
    return (c > '\\' ? c - 1 : c) - '#' - SKETCH_CELL_MOST;
}

void sketch_model_foresee(const SketchWeights *w, SketchHead head, const SketchFeatures *f,
                          double log_p[SKETCH_CLASSES_MAX]) {
    int classes = sketch_model_classes(head);
    double most = -INFINITY, sum = 0;
    for (int k = 0; k < classes; k++) {
        int total = 0;
        for (size_t i = 0; i < f->count; i++) {
            total += cell_read(w, sketch_model_cell(head, k, f->items[i]));
        }
        log_p[k] = (double)total / SKETCH_UNIT;
        if (log_p[k] > most) most = log_p[k];
    }
    for (int k = 0; k < classes; k++) sum += exp(log_p[k] - most);
    for (int k = 0; k < classes; k++) log_p[k] -= most + log(sum);
}
