#include "ask/tokens.h"

#include <assert.h>
#include <libstemmer.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "ask/token_number.h"
#include "base/utf8.h"
#include "base/vec.h"

typedef VEC(Token) TokenVec;

typedef struct Reader {
    Arena *a;
    Stemmer *stemmer;
    Str rest;
    TokenVec tokens;
    uint32_t quote;  // the mark that closes what is open; 0 none
    bool cut;
} Reader;

Stemmer *stemmer_new(void) {
    Stemmer *s = sb_stemmer_new("english", "UTF_8");
    assert(s);  // English is compiled into the library: only memory can be missing
    return s;
}

void stemmer_free(Stemmer *s) {
    if (s) sb_stemmer_delete(s);
}

void stemmer_freep(Stemmer **s) { stemmer_free(*s); }

Str stemmer_stem(Stemmer *s, Str word, Arena *a) {
    if (word.len == 0 || word.len > TOKEN_BYTES_MAX) return word;
    const sb_symbol *stem = sb_stemmer_stem(s, (const sb_symbol *)word.ptr, (int)word.len);
    if (!stem) return word;
    return str_dup(a, str_of((const char *)stem, (size_t)sb_stemmer_length(s)));
}

static char fold_char(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }
static bool is_ascii(Str s) {
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.ptr[i] >= 0x80) return false;
    }
    return true;
}

// "customer's" -> "customer", "o'donnell" -> "odonnell"; returns the new length.
static size_t apostrophes_cut(char *text, size_t len) {
    if (len > 2 && text[len - 2] == '\'' && text[len - 1] == 's') len -= 2;
    size_t kept = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] != '\'') text[kept++] = text[i];
    }
    return kept;
}

// "Köhler" is found by "kohler": the marks that stand over Latin letters are left out. Vowel signs
// of other scripts are letters of their own and stay.
static int32_t accents_drop(UChar *text, int32_t len, UErrorCode *status) {
    UChar apart[TOKEN_BYTES_MAX * 4];
    int32_t kept = 0;
    int32_t count = unorm2_normalize(unorm2_getNFDInstance(status), text, len, apart,
                                     (int32_t)COUNT_OF(apart), status);
    if (U_FAILURE(*status)) return 0;
    for (int32_t i = 0; i < count; i++) {
        if (apart[i] < 0x300 || apart[i] > 0x36F) apart[kept++] = apart[i];
    }
    return unorm2_normalize(unorm2_getNFCInstance(status), apart, kept, text, TOKEN_BYTES_MAX * 4,
                            status);
}

// Into `out`; how many bytes, 0 when it does not fit or is not text.
static size_t fold_unicode(Str word, char *out, size_t size) {
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[TOKEN_BYTES_MAX * 2], folded[TOKEN_BYTES_MAX * 4];
    int32_t wide_len = 0, len = 0;
    const UNormalizer2 *fold = unorm2_getNFKCCasefoldInstance(&status);
    u_strFromUTF8WithSub(wide, (int32_t)COUNT_OF(wide), &wide_len, word.ptr, (int32_t)word.len,
                         UTF8_REPLACEMENT, NULL, &status);
    if (U_FAILURE(status)) return 0;
    len = unorm2_normalize(fold, wide, wide_len, folded, (int32_t)COUNT_OF(folded), &status);
    if (U_FAILURE(status)) return 0;
    len = accents_drop(folded, len, &status);
    if (U_FAILURE(status)) return 0;
    int32_t bytes = 0;
    u_strToUTF8(out, (int32_t)size, &bytes, folded, len, &status);
    return U_FAILURE(status) ? 0 : (size_t)bytes;
}

static size_t fold_into(Str word, char *out, size_t size) {
    if (word.len > TOKEN_BYTES_MAX) word.len = TOKEN_BYTES_MAX;
    size_t len = 0;
    if (is_ascii(word)) {
        for (; len < word.len && len < size; len++) out[len] = fold_char(word.ptr[len]);
    } else {
        len = fold_unicode(word, out, size);
    }
    return apostrophes_cut(out, len);
}

Str tokens_fold(Str word, Arena *a) {
    char out[TOKEN_BYTES_MAX * 4];
    return str_dup(a, str_of(out, fold_into(word, out, sizeof out)));
}

// Cuts a plural ending; both sides of a comparison go through it, so a wrong cut ("texa") is
// harmless.
static size_t single_len(char *word, size_t len) {
    if (len < 4 || word[len - 1] != 's') return len;
    char before = word[len - 2];
    if (before == 's' || before == 'u' || before == 'i') return len;
    if (before == 'e' && word[len - 3] == 'i') {
        word[len - 3] = 'y';
        return len - 2;
    }
    bool hiss = before == 'e' && len > 4 &&
                (word[len - 3] == 's' || word[len - 3] == 'x' || word[len - 3] == 'h');
    return hiss ? len - 2 : len - 1;
}

static Str single_of(Str word, Arena *a) {
    char out[TOKEN_BYTES_MAX * 4];
    size_t len = word.len < sizeof out ? word.len : sizeof out;
    memcpy(out, word.ptr, len);
    return str_dup(a, str_of(out, single_len(out, len)));
}

static bool is_word_char(uint32_t c) {
    if (c < 0x80) return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
    return u_isalnum((UChar32)c) || (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK) != 0;
}

static bool is_apostrophe(uint32_t c) { return c == '\'' || c == 0x2019; }

// A word's bytes: letters, digits and marks; apostrophes and points only between them.
static size_t word_len(Str text) {
    Str rest = text;
    size_t len = 0;
    uint32_t c = 0;
    while (utf8_next(&rest, &c)) {
        size_t end = text.len - rest.len;
        if (!is_word_char(c)) {
            Str after = rest;
            uint32_t next = 0;
            bool inside = len > 0 && is_apostrophe(c) && utf8_next(&after, &next);
            if (!inside || !is_word_char(next)) break;
        }
        len = end;
    }
    return len;
}

static bool in_decimal(Str value, size_t at) {
    return value.ptr[at] == '.' && at > 0 && at + 1 < value.len && value.ptr[at - 1] >= '0' &&
           value.ptr[at - 1] <= '9' && value.ptr[at + 1] >= '0' && value.ptr[at + 1] <= '9';
}

static size_t key_add(char *out, size_t size, size_t len, Str word) {
    char folded[TOKEN_BYTES_MAX * 4];
    size_t n = single_len(folded, fold_into(word, folded, sizeof folded));
    if (n == 0 || len + n + 1 > size) return len;
    if (len > 0) out[len++] = ' ';
    memcpy(out + len, folded, n);
    return len + n;
}

size_t tokens_value_key(Str value, char *out, size_t size) {
    size_t len = 0;
    for (size_t at = 0; at < value.len;) {
        Str rest = str_skip(value, at);
        size_t word = word_len(rest);
        while (word > 0 && at + word < value.len && in_decimal(value, at + word)) {
            word += 1 + word_len(str_skip(rest, word + 1));
        }
        if (word > 0) len = key_add(out, size, len, str_of(rest.ptr, word));
        size_t width = utf8_width(str_skip(rest, word));
        at += word > 0 ? word : (width > 0 ? width : 1);
    }
    return len;
}

typedef struct NumberWord {
    Str word;
    double value;
} NumberWord;

static const NumberWord NUMBER_WORDS[] = {
    {STR("one"), 1},       {STR("two"), 2},     {STR("three"), 3},   {STR("four"), 4},
    {STR("five"), 5},      {STR("six"), 6},     {STR("seven"), 7},   {STR("eight"), 8},
    {STR("nine"), 9},      {STR("ten"), 10},    {STR("eleven"), 11}, {STR("twelve"), 12},
    {STR("fifteen"), 15},  {STR("twenty"), 20}, {STR("thirty"), 30}, {STR("fifty"), 50},
    {STR("hundred"), 100}, {STR("ek"), 1},      {STR("paanch"), 5},  {STR("das"), 10},
};

bool tokens_number_word(Str word, double *ret_number) {
    for (size_t i = 0; i < COUNT_OF(NUMBER_WORDS); i++) {
        if (!str_eq(NUMBER_WORDS[i].word, word)) continue;
        *ret_number = NUMBER_WORDS[i].value;
        return true;
    }
    return false;
}

void token_correct(Token *t, Str word, Stemmer *stemmer, Arena *a) {
    if (t->corrected.len == 0) t->corrected = t->text;
    t->text = word;
    t->stem = stemmer_stem(stemmer, word, a);
    t->single = single_of(word, a);
}

static Token *push(Reader *r, TokenKind kind, size_t len) {
    Token *t = vec_push(r->a, &r->tokens);
    *t = (Token){.kind = kind, .raw = str_of(r->rest.ptr, len), .quoted = r->quote != 0};
    r->rest = str_skip(r->rest, len);
    return t;
}

static void word_push(Reader *r, size_t len) {
    Token *t = push(r, TOKEN_WORD, len);
    Str raw = t->raw;
    uint32_t first = 0;
    utf8_next(&raw, &first);
    t->capital = u_isupper((UChar32)first);
    t->text = tokens_fold(t->raw, r->a);
    t->stem = stemmer_stem(r->stemmer, t->text, r->a);
    t->single = single_of(t->text, r->a);
    // "2 lakh": the unit of counting belongs to the number before it.
    double scale = token_number_scale(t->text);
    Token *before = r->tokens.count > 1 ? t - 1 : NULL;
    bool percent = before && before->kind == TOKEN_NUMBER && before->raw.ptr != t->raw.ptr &&
                   (str_eq(t->text, S("percent")) || str_eq(t->text, S("pct")));
    if (percent && !tokens_number_word(before->text, &(double){0})) {
        before->percent = true;  // "20 percent" is 20 %
        before->raw.len = (size_t)(t->raw.ptr + t->raw.len - before->raw.ptr);
        r->tokens.count--;
        return;
    }
    if (scale > 0 && before && before->kind == TOKEN_NUMBER && !before->percent) {
        before->number *= scale;
        before->raw.len = (size_t)(t->raw.ptr + t->raw.len - before->raw.ptr);
        r->tokens.count--;
        return;
    }
    if (tokens_number_word(t->text, &t->number)) t->kind = TOKEN_NUMBER;
}

static bool number_push(Reader *r) {
    TokenNumber n = {0};
    if (!token_number_read(r->rest, &n)) return false;
    Token *t = push(r, n.is_date ? TOKEN_DATE : TOKEN_NUMBER, n.len);
    t->text = t->stem = t->single = tokens_fold(t->raw, r->a);
    t->number = n.value;
    t->percent = n.percent;
    t->ordinal = n.ordinal;
    return true;
}

// Marks that say something; all others only part words.
static void mark_push(Reader *r, uint32_t c, size_t width) {
    static const char *const PAIRS[] = {">=", "<=", "!=", "<>"};
    for (size_t i = 0; i < COUNT_OF(PAIRS); i++) {
        if (str_starts(r->rest, str_from(PAIRS[i]))) width = 2;
    }
    bool says = c < 0x80 && strchr(",?<>=!%;", (int)c);
    if (!says) {
        r->rest = str_skip(r->rest, width);
        return;
    }
    Token *t = push(r, TOKEN_MARK, width);
    t->text = t->stem = t->single = t->raw;
}

// Opens or closes a quotation; an apostrophe opens one only where no word stands before it.
static bool quote_take(Reader *r, uint32_t c, size_t width) {
    bool closes =
        r->quote && (c == r->quote || (r->quote == 0x201C && c == 0x201D) ||
                     (r->quote == 0x2018 && c == 0x2019) || (r->quote == '`' && c == '\''));
    bool opens = !r->quote && (c == '"' || c == 0x201C || c == 0x2018 || c == '\'' || c == '`');
    if (!closes && !opens) return false;
    Str inside = str_skip(r->rest, width);
    char close = c == '"' ? '"' : '\'';
    if (opens && c < 0x80 && str_find_char(inside, close) == STR_NONE) opens = false;
    r->quote = opens ? c : 0;
    r->rest = inside;
    return true;
}

Tokens tokens_read(Str question, Stemmer *stemmer, Arena *a) {
    Reader r = {.a = a, .stemmer = stemmer, .rest = question};
    while (r.rest.len > 0 && r.tokens.count < TOKENS_MAX) {
        size_t word = word_len(r.rest);
        if (word > 0) {
            if (!number_push(&r)) word_push(&r, word);
            continue;
        }
        Str after = r.rest;
        uint32_t c = 0;
        utf8_next(&after, &c);
        size_t width = r.rest.len - after.len;
        if (!quote_take(&r, c, width)) mark_push(&r, c, width);
    }
    return (Tokens){
        .items = r.tokens.items, .count = r.tokens.count, .cut = str_trim(r.rest).len > 0};
}
