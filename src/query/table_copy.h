// table_copy: a whole Table in another arena.
#pragma once

#include "data/table.h"

// Columns, chunks and texts; NULL when the arena's maximum is reached.
Table *table_copy(const Table *t, Arena *a);
// About what the copy takes.
size_t table_copy_bytes(const Table *t);
