#include "model/metrics.h"
bool metrics_make(Inference *inf, Err *err) {
    (void)inf;
    (void)err;
    return true;
}
