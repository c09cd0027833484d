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

// Takes a conversion ("%", flags, width, "zu") off the front and writes its slot.
static void slot_take(Str *s, Buf *out, int number) {
    char last = out->len > 0 ? buf_str(out).ptr[out->len - 1] : ' ';
    bool is_ending = (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z');
    size_t len = 1;
    while (len < s->len && strchr(" #+-.*0123456789hlzjt", s->ptr[len])) len++;
    bool is_text = len < s->len && strchr("sc", s->ptr[len]);
    buf_add_fmt(out, "{%s%d}", !is_text ? "#" : is_ending ? "_" : "", number);
    *s = str_skip(*s, len + 1);
}

// A format of printf as a text with slots.
static Str format_slots(Arena *a, Str format) {
    Buf out;
    buf_init(&out, TEXT_MAX);
    Str s = format;
    for (int number = 1; s.len > 0;) {
        bool is_sign = str_starts(s, S("%%"));
        if (s.ptr[0] == '%' && !is_sign) {
            slot_take(&s, &out, number++);
            continue;
        }
        buf_add_char(&out, s.ptr[0]);
        s = str_skip(s, is_sign ? 2 : 1);
    }
    Str text = str_dup(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static bool has_letter(Str text) {
    bool in_slot = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        in_slot = c == '{' || (in_slot && c != '}');
        if (!in_slot && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) return true;
    }
    return false;
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

static Str word_take(Str *s) {
    size_t len = 0;
    while (len < s->len && is_name(s->ptr[len])) len++;
    Str word = str_slice(*s, 0, len);
    *s = str_skip(*s, len);
    space_skip(s);
    return word;
}

// The format at the front, STR_F between its literals. False where something else stands.
static bool format_take(Arena *a, Str *s, Str *ret) {
    Buf text;
    buf_init(&text, TEXT_MAX);
    bool any = true;
    space_skip(s);
    while (any && s->len > 0) {
        any = s->ptr[0] == '"';
        if (any) {
            literal_take(s, &text);
        } else if (str_starts(*s, S("STR_F"))) {
            any = str_eq(word_take(s), S("STR_F"));
            buf_add(&text, S(STR_F));
        }
        space_skip(s);
    }
    *ret = str_dup(a, buf_str(&text));
    buf_done(&text);
    return s->len > 0 && strchr(",)", s->ptr[0]);
}

// fail(err, code, format, ...)
static void fail_read(Arena *a, Str path, Str rest, Texts *t) {
    if (!argument_skip(&rest)) return;
    Str code = rest, format = {0};
    if (!argument_skip(&rest)) return;
    code = str_trim(str_slice(code, 0, (size_t)(rest.ptr - code.ptr) - 1));
    bool is_literal = format_take(a, &rest, &format);
    Str text = is_literal ? format_slots(a, format) : (Str){0};
    if (is_literal && !has_letter(text)) return;  // "%s: %s" says nothing itself
    *vec_push(a, &t->messages) = (TextsMessage){text, path, str_dup(a, code)};
}

static void piece_read(Arena *a, Str path, Str rest, Texts *t) {
    Str piece = {0};
    if (format_take(a, &rest, &piece))
        *vec_push(a, &t->messages) = (TextsMessage){format_slots(a, piece), path, (Str){0}};
}

static const Call *call_find(Str name) {
    for (size_t i = 0; i < COUNT_OF(CALLS); i++) {
        if (str_eq(CALLS[i].name, name)) return &CALLS[i];
    }
    return NULL;
}

static void name_read(Arena *a, Str path, Str *s, Texts *t) {
    Str name = word_take(s);
    const Call *call = call_find(name);
    if (s->len == 0 || s->ptr[0] != '(') return;
    Str rest = str_skip(*s, 1);
    if (call) call_read(a, rest, call, t);
    if (str_eq(name, S("fail"))) fail_read(a, path, rest, t);
    if (str_eq(name, S("ERR_WORD"))) piece_read(a, path, rest, t);
}

void texts_scan_source(Arena *a, Str path, Str source, Texts *t) {
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
            name_read(a, path, &s, t);
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
    texts_scan_source(a, str_from(path), str_of(text, len), t);
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
        if (str_ends(path, S("/words.h")) || str_ends(path, S("/err.h"))) continue;  // examples
        if (stat(paths.items[i], &info) != 0) return false;
        if (S_ISDIR(info.st_mode)) ok = ok && texts_scan(a, paths.items[i], ret);
        if (str_ends(path, S(".c")) || str_ends(path, S(".h")))
            ok = ok && file_scan(a, paths.items[i], ret);
    }
    return ok;
}
