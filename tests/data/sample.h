// sample: a small table with every type, nulls and two chunks, for the tests of this room.
//
//     name       bool   int   float  text           date        time      timestamp
//     row 0      true   -3    1.5    a,"b"          2026-11-21  08:05:00  2026-11-21 08:05:00
//     row 1      null   null  null   null           null        null      null
//     row 2      false  7     0.1    (empty)        1969-12-31  00:00:01  1970-01-01 00:00:00.5
#pragma once

#include "data/table.h"

extern const Table SAMPLE;
