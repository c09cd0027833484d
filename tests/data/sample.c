#include "sample.h"

static const Column COLUMNS[] = {
    {.name = STR("b"), .type = TYPE_BOOL, .role = ROLE_FLAG},
    {.name = STR("i"), .type = TYPE_INT, .role = ROLE_MEASURE, .unit = STR("kg")},
    {.name = STR("f"), .label = STR("Price"), .type = TYPE_FLOAT, .unit = STR("INR")},
    {.name = STR("t"), .type = TYPE_TEXT},
    {.name = STR("d"), .type = TYPE_DATE, .role = ROLE_TIME, .grain = DATE_DAY, .is_bucket = true},
    {.name = STR("at"), .type = TYPE_TIME},
    {.name = STR("m,x"), .type = TYPE_TIMESTAMP},
};

// Two rows, the second null; then one row without nulls.
static const uint64_t FIRST_ONLY[] = {1};
static const Vector FIRST[] = {
    {FIRST_ONLY, {.ints = (const int64_t[]){1, 99}}},
    {FIRST_ONLY, {.ints = (const int64_t[]){-3, 99}}},
    {FIRST_ONLY, {.floats = (const double[]){1.5, 99}}},
    {FIRST_ONLY, {.texts = (const Str[]){STR("a,\"b\""), STR("not seen")}}},
    {FIRST_ONLY, {.ints = (const int64_t[]){20778, 99}}},
    {FIRST_ONLY, {.ints = (const int64_t[]){INT64_C(29100000000), 99}}},
    {FIRST_ONLY, {.ints = (const int64_t[]){20778 * MOMENT_DAY + INT64_C(29100000000), 99}}},
};
static const Vector SECOND[] = {
    {NULL, {.ints = (const int64_t[]){0}}},      {NULL, {.ints = (const int64_t[]){7}}},
    {NULL, {.floats = (const double[]){0.1}}},   {NULL, {.texts = (const Str[]){STR("")}}},
    {NULL, {.ints = (const int64_t[]){-1}}},     {NULL, {.ints = (const int64_t[]){1000000}}},
    {NULL, {.ints = (const int64_t[]){500000}}},
};
static const Chunk CHUNKS[] = {{.rows = 2, .vectors = FIRST}, {.rows = 1, .vectors = SECOND}};

const Table SAMPLE = {.columns = COLUMNS,
                      .column_count = COUNT_OF(COLUMNS),
                      .chunks = CHUNKS,
                      .chunk_count = COUNT_OF(CHUNKS),
                      .rows = 3};
