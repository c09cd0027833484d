#include "net/multipart.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

typedef enum State {
    PREAMBLE,  // before the first boundary: ignored
    CONTENT,
    AFTER_BOUNDARY,  // "--" ends the body, CRLF begins a part, blanks before it are allowed
    HEAD,
    EPILOGUE,
} State;

struct Multipart {
    Arena *arena;
    const MultipartCalls *calls;
    void *ctx;
    State state;
    char delimiter[MULTIPART_BOUNDARY_MAX + 5];  // CRLF "--" boundary
    size_t delimiter_len;
    size_t matched;  // of the delimiter, at the end of what came so far
    size_t assumed;  // of these, the first that did not come: see part_begin
    char after[2];   // what came after a boundary
    size_t after_len;
    char *head;
    size_t head_len;
    size_t part_count;
};

// The value of `name` in "a; name=value; name2="value"". Quoted text may hold \" and \\ only;
// a lone backslash stands for itself, as old browsers send in C:\paths.
static bool parameter_find(Arena *a, Str header, Str name, Str *ret_value) {
    size_t at = 0;
    while (at < header.len && header.ptr[at] != ';') at++;
    while (at < header.len) {
        Str rest = str_trim(str_skip(header, at + 1));
        ptrdiff_t equals = str_find_char(rest, '=');
        if (equals == STR_NONE) return false;
        Str key = str_trim(str_slice(rest, 0, (size_t)equals));
        Str value = str_skip(rest, (size_t)equals + 1);
        bool quoted = value.len > 0 && value.ptr[0] == '"';
        char *out = arena_new(a, char, value.len + 1);
        size_t len = 0;
        size_t i = quoted ? 1 : 0;
        for (; i < value.len && value.ptr[i] != (quoted ? '"' : ';'); i++) {
            bool escape = quoted && value.ptr[i] == '\\' && i + 1 < value.len &&
                          (value.ptr[i + 1] == '"' || value.ptr[i + 1] == '\\');
            if (escape) i++;
            out[len++] = value.ptr[i];
        }
        if (quoted && i == value.len) return false;  // not closed
        if (str_eq_nocase(key, name)) {
            *ret_value = quoted ? str_of(out, len) : str_trim(str_of(out, len));
            return true;
        }
        at = (size_t)(value.ptr + i - header.ptr);
        while (at < header.len && header.ptr[at] != ';') at++;
    }
    return false;
}

bool multipart_boundary(Str content_type, Str *ret_boundary, Err *err) {
    if (!str_starts_nocase(content_type, S("multipart/form-data"))) {
        return fail(err, ERR_INVALID, "'" STR_F "' is not multipart/form-data",
                    STR_A(str_slice(content_type, 0, 80)));
    }
    // Without quotes or escapes to undo, a boundary can be borrowed from the header.
    ptrdiff_t at = str_find_nocase(content_type, S("boundary="));
    Str boundary = at == STR_NONE ? S("") : str_skip(content_type, (size_t)at + 9);
    if (boundary.len > 0 && boundary.ptr[0] == '"') {
        boundary = str_skip(boundary, 1);
        ptrdiff_t quote = str_find_char(boundary, '"');
        boundary = quote == STR_NONE ? S("") : str_slice(boundary, 0, (size_t)quote);
    } else {
        ptrdiff_t end = str_find_char(boundary, ';');
        if (end != STR_NONE) boundary = str_slice(boundary, 0, (size_t)end);
        boundary = str_trim(boundary);
    }
    bool clean = boundary.len > 0 && boundary.len <= MULTIPART_BOUNDARY_MAX;
    for (size_t i = 0; clean && i < boundary.len; i++) {
        clean = boundary.ptr[i] >= 0x20 && boundary.ptr[i] < 0x7F;
    }
    if (!clean) return fail(err, ERR_INVALID, "the boundary must have 1 to 70 plain characters");
    *ret_boundary = boundary;
    return true;
}

Multipart *multipart_new(Arena *a, Str boundary, const MultipartCalls *calls, void *ctx) {
    assert(boundary.len > 0 && boundary.len <= MULTIPART_BOUNDARY_MAX);
    Multipart *m = arena_new(a, Multipart, 1);
    m->arena = a;
    m->calls = calls;
    m->ctx = ctx;
    memcpy(m->delimiter, "\r\n--", 4);
    memcpy(m->delimiter + 4, boundary.ptr, boundary.len);
    m->delimiter_len = boundary.len + 4;
    m->matched = m->assumed =
        2;  // the first boundary may stand at the very beginning, without CRLF
    m->head = arena_new(a, char, MULTIPART_HEAD_MAX);
    return m;
}

static bool content_emit(Multipart *m, Str bytes, Err *err) {
    if (m->state != CONTENT || bytes.len == 0) return true;
    return m->calls->data(m->ctx, bytes, err);
}

static bool boundary_found(Multipart *m, Err *err) {
    bool in_part = m->state == CONTENT;
    m->state = AFTER_BOUNDARY;
    m->matched = m->assumed = 0;
    m->after_len = 0;
    return !in_part || m->calls->end(m->ctx, err);
}

// Looks for the delimiter. A CR stands only at its front, so after a mismatch nothing that
// matched can be the beginning of another match: it was content.
static bool scan(Multipart *m, Str *rest, Err *err) {
    if (m->matched == 0) {
        const char *cr = memchr(rest->ptr, '\r', rest->len);
        size_t plain = cr ? (size_t)(cr - rest->ptr) : rest->len;
        Str content = str_slice(*rest, 0, plain);
        *rest = str_skip(*rest, plain + (cr ? 1 : 0));
        m->matched = cr ? 1 : 0;
        return content_emit(m, content, err);
    }
    while (rest->len > 0 && rest->ptr[0] == m->delimiter[m->matched]) {
        *rest = str_skip(*rest, 1);
        if (++m->matched == m->delimiter_len) return boundary_found(m, err);
    }
    if (rest->len == 0) return true;
    Str content = str_slice(str_of(m->delimiter, m->matched), m->assumed, m->matched);
    m->matched = m->assumed = 0;
    return content_emit(m, content, err);
}

static bool after_boundary(Multipart *m, Str *rest, Err *err) {
    char c = rest->ptr[0];
    *rest = str_skip(*rest, 1);
    if (m->after_len == 0 && (c == ' ' || c == '\t')) return true;  // transport padding
    m->after[m->after_len++] = c;
    if (m->after_len < 2) return true;
    bool last = memcmp(m->after, "--", 2) == 0;
    if (!last && memcmp(m->after, "\r\n", 2) != 0) {
        return fail(err, ERR_INVALID,
                    "multipart: a boundary is followed by neither CRLF nor \"--\"");
    }
    m->state = last ? EPILOGUE : HEAD;
    m->head_len = 0;
    return true;
}

// A browser sends the name in the page's encoding, mostly UTF-8; what is not becomes '?'. A
// path is cut to its last component: the name must never choose a folder of ours.
static Str file_name_clean(Arena *a, Str given) {
    size_t first = 0;
    for (size_t i = 0; i < given.len; i++) {
        if (given.ptr[i] == '/' || given.ptr[i] == '\\') first = i + 1;
    }
    Str name = str_dup(a, str_skip(given, first));
    bool valid = utf8_valid(name);
    char *bytes = (char *)name.ptr;  // our own copy, just made
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c < 0x20 || c == 0x7F || (c >= 0x80 && !valid)) bytes[i] = '?';
    }
    return name;
}

static void header_take(Arena *a, Str line, MultipartPart *part, bool *has_name) {
    ptrdiff_t colon = str_find_char(line, ':');
    if (colon == STR_NONE) return;
    Str name = str_trim(str_slice(line, 0, (size_t)colon));
    Str value = str_trim(str_skip(line, (size_t)colon + 1));
    if (str_eq_nocase(name, S("Content-Type"))) part->type = str_dup(a, value);
    if (!str_eq_nocase(name, S("Content-Disposition"))) return;
    if (!str_starts_nocase(value, S("form-data"))) return;
    *has_name = parameter_find(a, value, S("name"), &part->name);
    Str file_name = S("");
    part->is_file = parameter_find(a, value, S("filename"), &file_name);
    part->file_name = file_name_clean(a, file_name);
}

static bool part_begin(Multipart *m, Err *err) {
    MultipartPart part = {0};
    bool has_name = false;
    Str rest = str_of(m->head, m->head_len);
    while (rest.len > 0) {
        ptrdiff_t end = str_find(rest, S("\r\n"));
        size_t len = end == STR_NONE ? rest.len : (size_t)end;
        header_take(m->arena, str_slice(rest, 0, len), &part, &has_name);
        rest = str_skip(rest, len + 2);
    }
    if (!has_name) return fail(err, ERR_INVALID, "multipart: a part has no name");
    if (++m->part_count > MULTIPART_PARTS_MAX) {
        return fail(err, ERR_LIMIT, "multipart: more than %d parts", MULTIPART_PARTS_MAX);
    }
    m->state = CONTENT;
    // The delimiter of an empty part follows the blank line at once: as if its CRLF had come.
    m->matched = m->assumed = 2;
    return m->calls->part(m->ctx, &part, err);
}

static bool head_add(Multipart *m, Str *rest, Err *err) {
    if (m->head_len == MULTIPART_HEAD_MAX) {
        return fail(err, ERR_LIMIT, "multipart: the head of a part is over %d bytes",
                    MULTIPART_HEAD_MAX);
    }
    m->head[m->head_len++] = rest->ptr[0];
    *rest = str_skip(*rest, 1);
    Str head = str_of(m->head, m->head_len);
    if (!str_eq(head, S("\r\n")) && !str_ends(head, S("\r\n\r\n"))) return true;
    return part_begin(m, err);
}

bool multipart_feed(Multipart *m, Str bytes, Err *err) {
    Str rest = bytes;
    while (rest.len > 0) {
        bool ok = true;
        switch (m->state) {
            case PREAMBLE:
            case CONTENT: ok = scan(m, &rest, err); break;
            case AFTER_BOUNDARY: ok = after_boundary(m, &rest, err); break;
            case HEAD: ok = head_add(m, &rest, err); break;
            case EPILOGUE: return true;
        }
        if (!ok) return false;
    }
    return true;
}

bool multipart_finish(const Multipart *m, Err *err) {
    if (m->state == EPILOGUE) return true;
    return fail(err, ERR_INVALID, "multipart: the body ends before its closing boundary");
}
