#include "net/request_id.h"

#include <string.h>

enum { SANE_MAX = 64, LEN = REQUEST_ID_PREFIX + 8 };

bool request_id_is_sane(Str id) {
    if (id.len == 0 || id.len > SANE_MAX) return false;
    for (size_t i = 0; i < id.len; i++) {
        char c = id.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && c != '-' && c != '_' && c != '.') return false;
    }
    return true;
}

Str request_id_make(Arena *a, const char *prefix, uint64_t count) {
    char *id = arena_new(a, char, LEN);
    memcpy(id, prefix, REQUEST_ID_PREFIX);
    for (int i = LEN - 1; i >= REQUEST_ID_PREFIX; i--) {
        id[i] = "0123456789abcdef"[count & 15];
        count >>= 4;
    }
    return str_of(id, LEN);
}
