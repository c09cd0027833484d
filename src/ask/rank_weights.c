// Learned by tools/train, not written by hand; the commands that remake it are in
// docs/ask.md under "Learning the weights anew".
#include "ask/rank.h"

// clang-format off
const RankWeights RANK_WEIGHTS = {
    // name, in the ranking, in the confidence
    .features = {
        {"words", 4.9273, 1.5425},
        {"weakest", -5.9805, -1.2139},
        {"coverage", 0.9078, -0.0670},
        {"unread", -1.6236, -0.2451},
        {"unused", -1.3083, -0.2833},
        {"doubt", -3.4739, -1.8043},
        {"hops", -0.8606, -0.5051},
        {"spread", -0.6441, 0.2402},
        {"corrected", 0.0000, -0.4232},
        {"missing", -3.8309, -1.2829},
        {"list", 0.3844, -0.6135},
        {"change", 1.0000, 1.4000},
        {"second", -4.4446, -2.0254},
        {"ambiguous", -0.7004, 0.0723},
        {"word_value", -0.8661, -2.0941},
        {"values", -0.5301, 0.0609},
        {"soft", -1.2933, -0.6395},
        {"content", -0.0543, -0.0295},
        {"schema", -0.0000, 0.2571},
        {"silent", -0.5628, 0.2460},
        {"chain", -3.8882, -2.8094},
        {"lost", -2.3594, -4.1751},
        {"lost_value", -2.0000, -1.0000},
        {"lost_table", -1.6594, -2.0335},
        {"unnamed", -0.2702, -0.0440},
        {"measures", 0.0000, -0.7573},
        {"dimensions", 0.0000, -0.6794},
        {"filters", -0.1556, -0.4496},
        {"having", 2.3443, -1.4435},
        {"order", -0.8867, 0.3403},
        {"limit", 0.2003, -1.6018},
        {"time", 0.6865, 0.4720},
        {"nested", 1.3051, 0.5256},
        {"set", 0.0000, 0.0000},
        {"distinct", -0.0994, -0.1424},
        {"grouped", 0.0000, -0.5185},
        {"each_match", 0.0000, 0.0000},
        {"learned", -40.0000, 0.0000},
        {"shape", 0.0000, 0.0000},
        {"shown", 0.0000, 0.0000},
        {"conditions", 0.0000, 0.0000},
        {"tables", 0.0000, 0.0000},
        {"sorted", 0.0000, 0.0000},
    },
    .signs = {0.5123, 0.5876, -0.1520},  // margin, share, crowd
    .bias = 0.0177,
};
// clang-format on
