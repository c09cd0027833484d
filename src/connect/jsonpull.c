#include "connect/jsonpull.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/jsonw.h"
#include "base/utf8.h"

enum { BLOCK = 64 * 1024 };

// What may come next.
typedef enum State {
    STATE_VALUE,       // a value
    STATE_FIRST_ITEM,  // a value, or ']'
    STATE_FIRST_KEY,   // a key, or '}'
    STATE_KEY,         // a key
    STATE_AFTER,       // ',' or the end of what is open
} State;

struct JsonPull {
    FILE *in;
    uint64_t size, taken;  // bytes, and those read into blocks
    char block[BLOCK];
    size_t at, len;
    uint64_t line;
    char open[JSONPULL_DEPTH_MAX];  // '{' or '['
    int depth;
    State state;
    Buf text;
};

static int peek(JsonPull *p) {
    if (p->at == p->len) {
        p->len = fread(p->block, 1, BLOCK, p->in);
        p->taken += p->len;
        p->at = 0;
        if (p->len == 0) return EOF;
    }
    return (unsigned char)p->block[p->at];
}

static int take(JsonPull *p) {
    int c = peek(p);
    if (c != EOF) p->at++;
    if (c == '\n') p->line++;
    return c;
}

static bool invalid(JsonPull *p, Err *err, const char *what) {
    if (ferror(p->in)) return fail(err, ERR_IO, "reading the file: %s", strerror(errno));
    return fail(err, ERR_INVALID, "line %llu: %s", (unsigned long long)p->line, what);
}

static int space_skip(JsonPull *p) {
    int c = peek(p);
    // A byte order mark, and the record separators of RFC 7464, are white space to us.
    while (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x1E) {
        take(p);
        c = peek(p);
    }
    return c;
}

// ---- strings and numbers

static bool hex4(JsonPull *p, uint32_t *ret) {
    *ret = 0;
    for (int i = 0; i < 4; i++) {
        int c = take(p);
        int digit = c >= '0' && c <= '9'                     ? c - '0'
                    : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                             : -1;
        if (digit < 0) return false;
        *ret = *ret << 4 | (uint32_t)digit;
    }
    return true;
}

static bool unicode_take(JsonPull *p, Err *err) {
    uint32_t code, low;
    if (!hex4(p, &code)) return invalid(p, err, ERR_WORD("a broken \\u escape"));
    if (code >= 0xD800 && code <= 0xDBFF) {
        bool pair = take(p) == '\\' && take(p) == 'u' && hex4(p, &low);
        if (!pair || low < 0xDC00 || low > 0xDFFF)
            return invalid(p, err, ERR_WORD("half a character"));
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    } else if (code >= 0xDC00 && code <= 0xDFFF) {
        return invalid(p, err, ERR_WORD("half a character"));
    }
    utf8_add(&p->text, code);
    return true;
}

static bool escape_take(JsonPull *p, Err *err) {
    int c = take(p);
    static const char FROM[] = "\"\\/bfnrt", TO[] = "\"\\/\b\f\n\r\t";
    if (c == 'u') return unicode_take(p, err);
    const char *found = c > 0 ? strchr(FROM, c) : NULL;
    if (!found) return invalid(p, err, ERR_WORD("an unknown escape in a text"));
    buf_add_char(&p->text, TO[found - FROM]);
    return true;
}

static bool string_take(JsonPull *p, Err *err) {
    buf_clear(&p->text);
    take(p);
    for (;;) {
        int c = take(p);
        if (c == EOF) return invalid(p, err, ERR_WORD("the text ends inside quotes"));
        if (c == '"') break;
        if (c == '\\') {
            if (!escape_take(p, err)) return false;
        } else if (c < 0x20 && c != '\t') {
            return invalid(p, err, ERR_WORD("a line end inside quotes"));
        } else {
            buf_add_char(&p->text, (char)c);
        }
        if (p->text.overflow) {
            return fail(err, ERR_LIMIT, "line %llu: a text is larger than %d MB",
                        (unsigned long long)p->line, JSONPULL_TEXT_MAX >> 20);
        }
    }
    return utf8_valid(buf_str(&p->text)) || invalid(p, err, ERR_WORD("a text that is not UTF-8"));
}

static bool number_take(JsonPull *p, Err *err) {
    double value;
    buf_clear(&p->text);
    for (int c = peek(p); c != EOF && strchr("+-.eE0123456789", c); c = peek(p)) {
        buf_add_char(&p->text, (char)take(p));
        if (p->text.len > 400) return invalid(p, err, ERR_WORD("a number that is too long"));
    }
    return str_to_float(buf_str(&p->text), &value) || invalid(p, err, ERR_WORD("a broken number"));
}

static bool word_take(JsonPull *p, const char *word, Err *err) {
    for (const char *w = word; *w; w++) {
        if (take(p) != *w) return invalid(p, err, ERR_WORD("a word that is not JSON"));
    }
    return true;
}

// ---- tokens

static bool begin(JsonPull *p, char kind, Err *err) {
    take(p);
    if (p->depth == JSONPULL_DEPTH_MAX) {
        return fail(err, ERR_LIMIT, "line %llu: nested deeper than %d", (unsigned long long)p->line,
                    JSONPULL_DEPTH_MAX);
    }
    p->open[p->depth++] = kind;
    p->state = kind == '{' ? STATE_FIRST_KEY : STATE_FIRST_ITEM;
    return true;
}

static void end(JsonPull *p) {
    take(p);
    p->depth--;
    p->state = STATE_AFTER;
}

static bool value_take(JsonPull *p, int c, JsonToken *ret, Err *err) {
    p->state = STATE_AFTER;
    switch (c) {
        case '{': *ret = JSON_OBJECT_BEGIN; return begin(p, '{', err);
        case '[': *ret = JSON_ARRAY_BEGIN; return begin(p, '[', err);
        case '"': *ret = JSON_STRING_VALUE; return string_take(p, err);
        case 't': *ret = JSON_TRUE_VALUE; return word_take(p, "true", err);
        case 'f': *ret = JSON_FALSE_VALUE; return word_take(p, "false", err);
        case 'n': *ret = JSON_NULL_VALUE; return word_take(p, "null", err);
        default: *ret = JSON_NUMBER_VALUE; return number_take(p, err);
    }
}

static bool key_take(JsonPull *p, int c, JsonToken *ret, Err *err) {
    *ret = JSON_KEY;
    if (c != '"') return invalid(p, err, ERR_WORD("a key is expected here"));
    if (!string_take(p, err)) return false;
    if (space_skip(p) != ':') return invalid(p, err, ERR_WORD("':' is expected behind a key"));
    take(p);
    p->state = STATE_VALUE;
    return true;
}

// Between items: a ',' and on, or the end of the array or object.
static bool after_take(JsonPull *p, int *c, bool *ret_ended, JsonToken *ret, Err *err) {
    char open = p->open[p->depth - 1];
    *ret_ended = *c == (open == '{' ? '}' : ']');
    if (*ret_ended) {
        *ret = open == '{' ? JSON_OBJECT_END : JSON_ARRAY_END;
        end(p);
        return true;
    }
    if (*c != ',') return invalid(p, err, ERR_WORD("',' is expected here"));
    take(p);
    *c = space_skip(p);
    p->state = open == '{' ? STATE_KEY : STATE_VALUE;
    return true;
}

bool jsonpull_next(JsonPull *p, JsonToken *ret_token, Str *ret_text, Err *err) {
    int c = space_skip(p);
    bool ended = false;
    if (p->depth == 0) {
        *ret_token = JSON_END_OF_TEXT;
        if (c == EOF) return !ferror(p->in) || invalid(p, err, "");
        p->state = STATE_VALUE;
    } else if (c == EOF) {
        return invalid(p, err, ERR_WORD("the file ends before the JSON does"));
    }
    bool close_first =
        (p->state == STATE_FIRST_KEY && c == '}') || (p->state == STATE_FIRST_ITEM && c == ']');
    if (close_first) {
        *ret_token = c == '}' ? JSON_OBJECT_END : JSON_ARRAY_END;
        end(p);
        return true;
    }
    if (p->state == STATE_AFTER && !after_take(p, &c, &ended, ret_token, err)) return false;
    if (ended) return true;
    bool key = p->state == STATE_KEY || p->state == STATE_FIRST_KEY;
    if (!(key ? key_take(p, c, ret_token, err) : value_take(p, c, ret_token, err))) return false;
    *ret_text = buf_str(&p->text);
    return true;
}

// ---- skipping

static void token_write(JsonW *w, JsonToken token, Str text) {
    switch (token) {
        case JSON_OBJECT_BEGIN: jsonw_object(w); break;
        case JSON_ARRAY_BEGIN: jsonw_array(w); break;
        case JSON_OBJECT_END:
        case JSON_ARRAY_END: jsonw_end(w); break;
        case JSON_KEY: jsonw_key(w, text); break;
        case JSON_STRING_VALUE: jsonw_str(w, text); break;
        case JSON_NUMBER_VALUE: jsonw_raw(w, text); break;
        case JSON_TRUE_VALUE: jsonw_bool(w, true); break;
        case JSON_FALSE_VALUE: jsonw_bool(w, false); break;
        case JSON_NULL_VALUE: jsonw_null(w); break;
        case JSON_END_OF_TEXT: break;
    }
}

bool jsonpull_skip(JsonPull *p, JsonToken first, Str text, Buf *out, Err *err) {
    JsonW w = jsonw_to(out);
    int depth = p->depth - (first == JSON_OBJECT_BEGIN || first == JSON_ARRAY_BEGIN);
    if (out) token_write(&w, first, text);
    while (p->depth > depth) {
        JsonToken token;
        if (!jsonpull_next(p, &token, &text, err)) return false;
        if (out && !out->overflow) token_write(&w, token, text);
    }
    return true;
}

bool jsonpull_rewind(JsonPull *p, Err *err) {
    rewind(p->in);
    p->at = p->len = 0;
    p->taken = 0;
    p->depth = 0;
    p->line = 1;
    p->state = STATE_VALUE;
    if (peek(p) == 0xEF && p->len >= 3 && memcmp(p->block, "\xEF\xBB\xBF", 3) == 0) p->at = 3;
    return !ferror(p->in) || invalid(p, err, "");
}

bool jsonpull_open(const char *path, JsonPull **ret, Err *err) {
    JsonPull *p = calloc(1, sizeof *p);
    struct stat st = {0};
    if (!p) abort();
    buf_init(&p->text, JSONPULL_TEXT_MAX);
    p->in = fopen(path, "rbe");
    bool ok = p->in && fstat(fileno(p->in), &st) == 0;
    if (!ok) fail(err, ERR_IO, "%s: %s", path, strerror(errno));
    p->size = (uint64_t)st.st_size;
    if (!ok || !jsonpull_rewind(p, err)) {
        jsonpull_close(p);
        return false;
    }
    *ret = p;
    return true;
}

void jsonpull_close(JsonPull *p) {
    if (!p) return;
    if (p->in) fclose(p->in);
    buf_done(&p->text);
    free(p);
}

double jsonpull_fraction(const JsonPull *p) {
    return p->size ? (double)p->taken / (double)p->size : 1;
}
