#include "texts_scan.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"

enum { SOURCE_MAX = 1 << 22, TEXT_MAX = 8192 };

// Which arguments of a call are texts: bits, the first argument is 1.
typedef struct Call {
    Str name;
    unsigned texts;
} Call;

static const Call CALLS[] = {
    {STR("WORD"), 1},
    {STR("words_text"), 2},
    {STR("words_of"), 2},
    {STR("words_fill"), 2},
    {STR("words_cut"), 2},
    {STR("words_counted"), 4 | 8},
    {STR("words_count"), 4 | 8},
    {STR("words_counted_of"), 4 | 8},
    {STR("words_joined"), 8 | 16},
    {STR("phrase_say"), 2},
};

static bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static void space_skip(Str *s) {
    while (s->len > 0 && strchr(" \t\r\n", s->ptr[0])) *s = str_skip(*s, 1);
}

// Takes a literal off the front; its text goes behind `out`.
static void literal_take(Str *s, Buf *out) {
    *s = str_skip(*s, 1);
    while (s->len > 0 && s->ptr[0] != '"') {
        bool escaped = s->ptr[0] == '\\' && s->len > 1;
        char c = escaped ? s->ptr[1] : s->ptr[0];
        buf_add_char(out, (char)(escaped && c == 'n' ? '\n' : c));
        *s = str_skip(*s, escaped ? 2 : 1);
    }
    *s = str_skip(*s, 1);
}

static void text_add(Arena *a, Texts *t, Str text) {
    for (size_t i = 0; i < t->all.count; i++) {
        if (str_eq(t->all.items[i], text)) return;
    }
    *vec_push(a, &t->all) = str_dup(a, text);
}

// The literals at the front, as one text; nothing where something else stands.
static void texts_take(Arena *a, Str *s, Texts *t) {
    Buf text;
    buf_init(&text, TEXT_MAX);
    space_skip(s);
    bool any = s->len > 0 && s->ptr[0] == '"';
    while (s->len > 0 && s->ptr[0] == '"') {
        literal_take(s, &text);
        space_skip(s);
    }
    if (any && text.len > 0) text_add(a, t, buf_str(&text));
    buf_done(&text);
}

static void comment_skip(Str *s) {
    ptrdiff_t end = str_find(*s, str_starts(*s, S("//")) ? S("\n") : S("*/"));
    *s = end == STR_NONE ? (Str){0} : str_skip(*s, (size_t)end + 1);
}

// Skips to the next comma or the end of the call. False at the end.
static bool argument_skip(Str *s) {
    int depth = 0;
    Buf ignored;
    while (s->len > 0) {
        char c = s->ptr[0];
        if (c == '"') {
            buf_init(&ignored, TEXT_MAX);
            literal_take(s, &ignored);
            buf_done(&ignored);
            continue;
        }
        if (depth == 0 && (c == ',' || c == ')')) {
            *s = str_skip(*s, 1);
            return c == ',';
        }
        if (strchr("([{", c)) depth++;
        if (strchr(")]}", c)) depth--;
        *s = str_skip(*s, 1);
    }
    return false;
}

static void call_read(Arena *a, Str rest, const Call *call, Texts *t) {
    for (unsigned bit = 1; bit <= call->texts; bit <<= 1) {
        if (call->texts & bit) texts_take(a, &rest, t);
        if (!argument_skip(&rest)) return;
    }
}

static const Call *call_find(Str name) {
    for (size_t i = 0; i < COUNT_OF(CALLS); i++) {
        if (str_eq(CALLS[i].name, name)) return &CALLS[i];
    }
    return NULL;
}

static Str name_take(Str *s) {
    size_t len = 0;
    while (len < s->len && is_name(s->ptr[len])) len++;
    Str name = str_slice(*s, 0, len);
    *s = str_skip(*s, len);
    return name;
}

void texts_scan_source(Arena *a, Str source, Texts *t) {
    Str s = source;
    Buf ignored;
    while (s.len > 0) {
        if (str_starts(s, S("//")) || str_starts(s, S("/*"))) {
            comment_skip(&s);
        } else if (s.ptr[0] == '\'') {
            s = str_skip(s, s.len > 3 && s.ptr[1] == '\\' ? 4 : 3);
        } else if (s.ptr[0] == '"') {
            buf_init(&ignored, TEXT_MAX);
            literal_take(&s, &ignored);
            buf_done(&ignored);
        } else if (is_name(s.ptr[0])) {
            Str name = name_take(&s);
            const Call *call = call_find(name);
            if (call && s.len > 0 && s.ptr[0] == '(') call_read(a, str_skip(s, 1), call, t);
        } else {
            s = str_skip(s, 1);
        }
    }
}

static bool file_scan(Arena *a, const char *path, Texts *t) {
    FILE *f = fopen(path, "rb");
    if (!f) return false;
    char *text = malloc(SOURCE_MAX);
    size_t len = text ? fread(text, 1, SOURCE_MAX, f) : 0;
    fclose(f);
    texts_scan_source(a, str_of(text, len), t);
    free(text);
    return len > 0;
}

static int by_name(const void *x, const void *y) {
    return strcmp(*(char *const *)x, *(char *const *)y);
}

bool texts_scan(Arena *a, const char *folder, Texts *ret) {
    VEC(char *) paths = {0};
    DIR *dir = opendir(folder);
    if (!dir) return false;
    for (const struct dirent *d; (d = readdir(dir));) {
        if (d->d_name[0] == '.') continue;
        *vec_push(a, &paths) = (char *)(uintptr_t)str_fmt(a, "%s/%s", folder, d->d_name).ptr;
    }
    closedir(dir);
    qsort(paths.items, paths.count, sizeof *paths.items, by_name);
    bool ok = true;
    for (size_t i = 0; i < paths.count; i++) {
        struct stat info;
        Str path = str_from(paths.items[i]);
        if (str_ends(path, S("/words.h"))) continue;  // its examples
        if (stat(paths.items[i], &info) != 0) return false;
        if (S_ISDIR(info.st_mode)) ok = ok && texts_scan(a, paths.items[i], ret);
        if (str_ends(path, S(".c")) || str_ends(path, S(".h")))
            ok = ok && file_scan(a, paths.items[i], ret);
    }
    return ok;
}
