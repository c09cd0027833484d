// intermittent: demand that is mostly zero. Croston (1972); the correction of Syntetos and Boylan
// (2005); Teunter, Syntetos and Babai (2011), which lets a dying item fade.
#pragma once

#include "forecast/series.h"

typedef enum IntermittentKind {
    INTERMITTENT_CROSTON,
    INTERMITTENT_SBA,
    INTERMITTENT_TSB,
} IntermittentKind;

// A flat path; smoothing by least squared one-step errors. The series is not negative.
void intermittent_predict(const Series *s, IntermittentKind kind, Path *ret);
