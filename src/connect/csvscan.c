#include "connect/csvscan.h"

#include <stdlib.h>
#include <string.h>

#include "connect/datetext.h"
#include "connect/numtext.h"

typedef struct Scan {
    const char *p;
    size_t len, at;
    bool last, literal;
    const Dialect *d;
    CsvRecord *r;
} Scan;

static CsvScan span_add(CsvRecord *r, CsvSpan span) {
    if (r->count == r->cap) return CSV_WIDE;
    r->spans[r->count++] = span;
    return CSV_RECORD;
}

// Scans the inside of a quoted cell; s->at stands behind the opening quote.
static CsvScan quoted_scan(Scan *s, CsvSpan *span) {
    char quote = s->d->quote, escape = s->d->escape, delimiter = s->d->delimiter;
    span->first = s->at;
    span->quoted = true;
    for (size_t i = s->at; i < s->len; i++) {
        char c = s->p[i];
        s->r->high |= c < 0;
        if (escape && c == escape && i + 1 < s->len) {
            span->escaped = true;
            i++;
            continue;
        }
        if (c != quote) continue;
        if (i + 1 == s->len && !s->last) return CSV_MORE;
        char next = i + 1 < s->len ? s->p[i + 1] : '\n';
        if (next == quote) {
            span->escaped = true;
            i++;
        } else if (next == delimiter || next == '\n' || next == '\r') {
            span->end = i;
            s->at = i + 1;
            return CSV_RECORD;
        }
    }
    return s->last ? CSV_UNCLOSED : CSV_MORE;
}

static CsvScan plain_scan(Scan *s, CsvSpan *span) {
    char delimiter = s->d->delimiter;
    unsigned char seen = 0;
    size_t i = s->at;
    for (; i < s->len; i++) {
        char c = s->p[i];
        seen |= (unsigned char)c;
        if (c == delimiter || c == '\n' || c == '\r') break;
    }
    s->r->high |= seen >= 0x80;
    span->first = s->at;
    span->end = s->at = i;
    return i < s->len || s->last ? CSV_RECORD : CSV_MORE;
}

// Steps over what ends the cell. *ret_end tells whether the record ends too.
static CsvScan terminator_skip(Scan *s, bool *ret_end) {
    *ret_end = true;
    if (s->at >= s->len) return CSV_RECORD;
    char c = s->p[s->at++];
    if (c == s->d->delimiter) *ret_end = false;
    if (c != '\r') return CSV_RECORD;
    if (s->at == s->len && !s->last) return CSV_MORE;
    if (s->at < s->len && s->p[s->at] == '\n') s->at++;
    return CSV_RECORD;
}

CsvScan csvscan_record(Str text, size_t first, bool last, bool literal, const Dialect *d,
                       CsvRecord *r) {
    Scan s = {text.ptr, text.len, first, last, literal, d, r};
    r->count = 0;
    r->high = false;
    for (bool end = false; !end;) {
        CsvSpan span = {0};
        bool quoted = d->quote && !literal && s.at < s.len && s.p[s.at] == d->quote;
        if (quoted) s.at++;
        CsvScan found = quoted ? quoted_scan(&s, &span) : plain_scan(&s, &span);
        if (found == CSV_RECORD) found = span_add(r, span);
        if (found == CSV_RECORD) found = terminator_skip(&s, &end);
        if (found != CSV_RECORD) return found;
    }
    r->end = s.at;
    return CSV_RECORD;
}

// ---- the dialect

enum { GUESS_RECORDS = 300, GUESS_CELLS = 8192, GUESS_WIDTHS = 256 };

static const char DELIMITERS[] = {',', ';', '\t', '|', '^', '~', '\x1f', ':'};

typedef struct Tally {
    int widths[GUESS_WIDTHS];
    int records;
    int cells, typed, broken;
} Tally;

static void cells_tally(Tally *t, Str sample, const CsvRecord *r) {
    for (size_t i = 0; i < r->count && i < 32; i++) {
        NumText number;
        DateText date;
        Str cell = str_trim(str_slice(sample, r->spans[i].first, r->spans[i].end));
        t->cells++;
        t->typed += numtext_scan(cell, &number) || datetext_scan(cell, &date);
        // A lone quote inside tells of a cell cut in two.
        t->broken += !r->spans[i].quoted && cell.len > 0 && cell.ptr[cell.len - 1] == '"';
    }
}

static void record_tally(Tally *t, Str sample, const CsvRecord *r) {
    bool blank = r->count == 1 && r->spans[0].first == r->spans[0].end;
    if (blank) return;
    t->records++;
    t->widths[r->count < GUESS_WIDTHS ? r->count : GUESS_WIDTHS - 1]++;
    cells_tally(t, sample, r);
}

static void sample_tally(Tally *t, Str sample, bool whole, const Dialect *d, CsvRecord *r) {
    *t = (Tally){0};
    for (size_t at = 0; at < sample.len && t->records < GUESS_RECORDS; at = r->end) {
        CsvScan found = csvscan_record(sample, at, whole, false, d, r);
        if (found == CSV_UNCLOSED) {
            t->broken += 10;
            found = csvscan_record(sample, at, whole, true, d, r);
        }
        if (found == CSV_RECORD || found == CSV_WIDE) record_tally(t, sample, r);
        if (found != CSV_RECORD) break;
    }
}

// 0 to 1 and a little: most records of one width, many cells, cells that are numbers or dates.
static double tally_score(const Tally *t) {
    int best = 1;
    for (int w = 1; w < GUESS_WIDTHS; w++) {
        if (t->widths[w] > t->widths[best]) best = w;
    }
    if (t->records == 0) return 0;
    double same = (double)t->widths[best] / t->records;
    double wide = best == 1 ? 0.3 : 1 - 0.5 / best;
    double typed = t->cells ? (double)t->typed / t->cells : 0;
    double broken = t->cells ? (double)t->broken / t->cells : 0;
    return same * wide * (1 + 0.3 * typed) * (1 - (broken < 1 ? broken : 1));
}

// Backslashes before quotes, and no doubled quotes.
static char escape_guess(Str sample) {
    return str_contains(sample, S("\\\"")) && !str_contains(sample, S("\"\"")) ? '\\' : 0;
}

Dialect csvscan_guess(Str sample, bool whole) {
    char escape = escape_guess(sample);
    // Excel's own line says it.
    if (sample.len > 5 && str_starts_nocase(sample, S("sep=")) && strchr("\r\n", sample.ptr[5])) {
        return (Dialect){sample.ptr[4], '"', escape};
    }
    Dialect best = {',', '"', escape};
    double best_score = 0;
    CsvRecord r = {.spans = malloc(GUESS_CELLS * sizeof *r.spans), .cap = GUESS_CELLS};
    if (!r.spans) abort();
    for (size_t i = 0; i < sizeof DELIMITERS; i++) {
        Dialect d = {DELIMITERS[i], '"', escape};
        Tally t;
        sample_tally(&t, sample, whole, &d, &r);
        double score = tally_score(&t) * (DELIMITERS[i] == ':' ? 0.6 : 1);
        if (score > best_score + 1e-9) {
            best_score = score;
            best = d;
        }
    }
    free(r.spans);
    return best;
}
