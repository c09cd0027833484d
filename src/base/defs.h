// defs: the few macros that every room uses.
#pragma once

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(format_at, args_at) __attribute__((format(printf, format_at, args_at)))
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

// CLEANUP(file_done) File f = {0};  calls file_done(&f) when the scope ends.
#define CLEANUP(done) __attribute__((cleanup(done)))

// A growable array whose items live in an arena; see vec.h.
#define VEC(T)                                                                                     \
    struct {                                                                                       \
        T *items;                                                                                  \
        size_t count;                                                                              \
        size_t cap;                                                                                \
    }
