// rand: random bytes from the kernel, and ids made of them.
#pragma once

#include "base/arena.h"
#include "base/str.h"

void rand_bytes(void *out, size_t count);  // aborts when the kernel refuses
Str rand_id(Arena *a);                     // 22 characters of [A-Za-z0-9_-], 128 bits
