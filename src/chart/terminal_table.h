// terminal_table: rows as aligned columns of text. Pure.
#pragma once

#include "base/buf.h"
#include "data/table.h"
#include "words/words.h"

// As many columns as fit in `width`, and the first `row_max` rows; the rest is counted.
void terminal_table_write(Buf *out, const Table *t, size_t width, size_t row_max, Words w);
// "… and 120 more rows", when there are more than `shown`.
void terminal_table_rest(Buf *out, const Table *t, size_t shown, Words w);
