// A multipart body: the first byte is the length of the pieces, up to the first line end the
// Content-Type, the rest the body. Whole or in pieces, the same parts must come out.
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "net/multipart.h"

static void must(bool ok) {
    if (!ok) abort();
}

static bool on_part(void *ctx, const MultipartPart *part, Err *err) {
    (void)err;
    must(str_find_char(part->file_name, '/') == STR_NONE);
    must(str_find_char(part->file_name, '\0') == STR_NONE);
    must(utf8_valid(part->file_name));
    buf_add_fmt(ctx, "\n" STR_F "|" STR_F "|", STR_A(part->name), STR_A(part->file_name));
    return true;
}

static bool on_data(void *ctx, Str bytes, Err *err) {
    (void)err;
    must(bytes.len > 0);
    buf_add(ctx, bytes);
    return true;
}

static bool on_end(void *ctx, Err *err) {
    (void)err;
    buf_add(ctx, S("."));
    return true;
}

static const MultipartCalls CALLS = {on_part, on_data, on_end};

static bool read_in_steps(Buf *out, Str boundary, Str body, size_t step) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Err err;
    Multipart *m = multipart_new(a, boundary, &CALLS, out);
    while (body.len > 0) {
        Str piece = str_slice(body, 0, step);
        char *copy = malloc(piece.len);
        must(copy);
        memcpy(copy, piece.ptr, piece.len);
        bool ok = multipart_feed(m, str_of(copy, piece.len), &err);
        free(copy);
        if (!ok) return false;
        body = str_skip(body, piece.len);
    }
    return multipart_finish(m, &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) return 0;
    Str text = str_of((const char *)data + 1, size - 1);
    ptrdiff_t line = str_find_char(text, '\n');
    Str boundary;
    Err err;
    if (line == STR_NONE) return 0;
    if (!multipart_boundary(str_slice(text, 0, (size_t)line), &boundary, &err)) return 0;
    Str body = str_skip(text, (size_t)line + 1);
    Buf whole;
    Buf cut;
    buf_init(&whole, 1 << 20);
    buf_init(&cut, 1 << 20);
    bool ok = read_in_steps(&whole, boundary, body, body.len);
    must(read_in_steps(&cut, boundary, body, 1 + data[0]) == ok);
    must(!ok || str_eq(buf_str(&whole), buf_str(&cut)));
    buf_done(&whole);
    buf_done(&cut);
    return 0;
}
