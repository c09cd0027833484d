#include "ask/cue_scan.h"

#include <string.h>

#include "base/buf.h"

enum { REST_MAX = 1 << 20 };

static bool is_word_char(char c) {
    bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
    return letter || (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

static size_t word_end(Str q, size_t at) {
    size_t end = at;
    while (end < q.len) {
        bool inside = q.ptr[end] == '\'' && end > at && end + 1 < q.len;
        if (!is_word_char(q.ptr[end]) && !(inside && is_word_char(q.ptr[end + 1]))) break;
        end++;
    }
    return end;
}

// A mark opens a quotation only where another closes it.
static char quote_after(Str q, size_t at, char quote) {
    char c = q.ptr[at];
    if (quote) return c == quote ? 0 : quote;
    if (c != '"' && c != '\'') return 0;
    if (c == '\'' && at > 0 && is_word_char(q.ptr[at - 1])) return 0;
    return str_find_char(str_skip(q, at + 1), c) == STR_NONE ? 0 : c;
}

CueScan cue_scan(Str question, Arena *a) {
    CueScan s = {.question = question, .words = arena_new(a, CueWord, CUE_WORDS_MAX)};
    char quote = 0;
    bool gap = false;
    for (size_t at = 0; at < question.len && s.count < CUE_WORDS_MAX;) {
        size_t end = word_end(question, at);
        if (end > at) {
            Str raw = str_slice(question, at, end);
            s.words[s.count++] = (CueWord){
                .raw = raw, .text = quote ? (Str){0} : str_lower(a, raw), .after_gap = gap};
            gap = false;
            at = end;
            continue;
        }
        gap = gap || strchr(",.;:?!()", question.ptr[at]) != NULL;
        quote = quote_after(question, at, quote);
        at++;
    }
    return s;
}

static size_t start_of(const CueScan *s, size_t i) {
    return (size_t)(s->words[i].raw.ptr - s->question.ptr);
}

static size_t end_of(const CueScan *s, size_t i) { return start_of(s, i) + s->words[i].raw.len; }

// What clings to the word behind a gap ("$", a quotation mark) or to the one before it.
static Str clinging(Str gap, bool to_next) {
    size_t first = 0, end = gap.len;
    if (to_next) {
        for (size_t i = 0; i < gap.len; i++) first = strchr(" ,.;:?!", gap.ptr[i]) ? i + 1 : first;
    } else {
        for (end = 0; end < gap.len && !strchr(" ,.;:?!-", gap.ptr[end]);) end++;
    }
    return str_slice(gap, first, end);
}

static Str gap_before(const CueScan *s, size_t i) {
    return str_slice(s->question, i > 0 ? end_of(s, i - 1) : 0,
                     i < s->count ? start_of(s, i) : s->question.len);
}

Str cue_scan_rest(const CueScan *s, Arena *a) {
    CLEANUP(buf_done) Buf out;
    buf_init(&out, REST_MAX);
    bool gap = false, said = false;  // since the last word that was kept
    for (size_t i = 0; i < s->count; i++) {
        const CueWord *w = &s->words[i];
        bool before_kept = i > 0 && !s->words[i - 1].cut;
        gap = (gap && !before_kept) || w->after_gap;
        if (w->cut) {
            if (before_kept) buf_add(&out, clinging(gap_before(s, i), false));
            if (w->instead.len == 0) continue;
            const char *between = *w->instead.ptr == ',' ? "" : gap && out.len > 0 ? ", " : " ";
            buf_add_fmt(&out, "%s" STR_F, between, STR_A(w->instead));
            gap = false;
            said = true;
        } else if (before_kept || i == 0) {
            buf_add(&out, gap_before(s, i));
        } else {
            buf_add_z(&out, out.len == 0 ? "" : gap && !said ? ", " : " ");
            buf_add(&out, clinging(gap_before(s, i), true));
        }
        if (w->cut) continue;
        buf_add(&out, w->raw);
        said = false;
    }
    if (s->count == 0 || !s->words[s->count - 1].cut) buf_add(&out, gap_before(s, s->count));
    return str_trim(str_dup(a, buf_str(&out)));
}

static bool in_list(Str word, const char *list) {
    Str rest = str_from(list);
    for (Str one = str_next_word(&rest); one.len > 0; one = str_next_word(&rest)) {
        if (str_eq(one, word)) return true;
    }
    return false;
}

bool cue_scan_is(const CueScan *s, size_t i, const char *list) {
    return i < s->count && s->words[i].text.len > 0 && !s->words[i].cut &&
           in_list(s->words[i].text, list);
}

size_t cue_scan_phrase(const CueScan *s, size_t i, const char *phrase) {
    Str rest = str_from(phrase);
    size_t n = 0;
    for (Str word = str_next_word(&rest); word.len > 0; word = str_next_word(&rest), n++) {
        if (i + n >= s->count || !str_eq(s->words[i + n].text, word)) return 0;
        if (s->words[i + n].cut || (n > 0 && s->words[i + n].after_gap)) return 0;
    }
    return n;
}

void cue_scan_cut(CueScan *s, size_t first, size_t end) {
    for (size_t i = first; i < end && i < s->count; i++) s->words[i].cut = true;
}

CueScan cue_scan_copy(const CueScan *s, Arena *a) {
    CueScan copy = *s;
    copy.words = arena_new(a, CueWord, s->count + 1);
    for (size_t i = 0; i < s->count; i++) copy.words[i] = s->words[i];
    return copy;
}
