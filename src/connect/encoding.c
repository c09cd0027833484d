#include "connect/encoding.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

// 0x80 to 0x9F; the rest is Latin-1.
static const uint16_t WINDOWS1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

enum { BLOCK = 64 * 1024, ENOUGH = 100 };

static const Str NAMES[] = {
    [ENCODING_UTF8] = STR("UTF-8"),
    [ENCODING_UTF16LE] = STR("UTF-16LE"),
    [ENCODING_UTF16BE] = STR("UTF-16BE"),
    [ENCODING_WINDOWS1252] = STR("Windows-1252"),
};

Str encoding_name(Encoding encoding) { return NAMES[encoding]; }

static bool has_mark(Str s, const char *mark, size_t len, size_t *ret_mark) {
    if (s.len < len || memcmp(s.ptr, mark, len) != 0) return false;
    *ret_mark = len;
    return true;
}

// Without a mark: in UTF-16, text of most scripts has a zero in every other byte where a
// digit, separator or line end stands.
static bool utf16_guess(Str s, Encoding *ret) {
    size_t zeros[2] = {0, 0}, n = s.len < 4096 ? s.len : 4096;
    for (size_t i = 0; i < n; i++) zeros[i % 2] += s.ptr[i] == 0;
    size_t pairs = n / 2, few = pairs / 20;
    if (pairs < 4 || (zeros[0] == 0 && zeros[1] == 0)) return false;
    if (zeros[1] > pairs / 5 && zeros[0] <= few) return (void)(*ret = ENCODING_UTF16LE), true;
    if (zeros[0] > pairs / 5 && zeros[1] <= few) return (void)(*ret = ENCODING_UTF16BE), true;
    return false;
}

static void utf8_tally(Str s, bool whole, size_t *ret_good, size_t *ret_bad) {
    *ret_good = *ret_bad = 0;
    for (size_t i = 0; i < s.len;) {
        if ((unsigned char)s.ptr[i] < 0x80) {
            i++;
            continue;
        }
        size_t width = utf8_width(str_skip(s, i));
        if (width > 1)
            ++*ret_good;
        else if (whole || s.len - i >= 4)
            ++*ret_bad;
        i += width > 0 ? width : 1;
    }
}

Encoding encoding_guess(Str sample, bool whole, size_t *ret_mark) {
    Encoding encoding;
    size_t good, bad;
    *ret_mark = 0;
    if (has_mark(sample, "\xEF\xBB\xBF", 3, ret_mark)) return ENCODING_UTF8;
    if (has_mark(sample, "\xFF\xFE", 2, ret_mark)) return ENCODING_UTF16LE;
    if (has_mark(sample, "\xFE\xFF", 2, ret_mark)) return ENCODING_UTF16BE;
    if (utf16_guess(sample, &encoding)) return encoding;
    utf8_tally(sample, whole, &good, &bad);
    // Two well-formed sequences side by side hardly happen by chance: a few broken bytes in a
    // file that has them are a paste from elsewhere.
    return bad > good ? ENCODING_WINDOWS1252 : ENCODING_UTF8;
}

bool encoding_is_ascii(Str text) {
    uint64_t seen = 0, word;
    size_t i = 0;
    for (; i + sizeof word <= text.len; i += sizeof word) {
        memcpy(&word, text.ptr + i, sizeof word);
        seen |= word;
    }
    for (; i < text.len; i++) seen |= (unsigned char)text.ptr[i];
    return !(seen & UINT64_C(0x8080808080808080));
}

bool encoding_guess_rest(const char *path, uint64_t from, Encoding *ret, Err *err) {
    char block[BLOCK];
    size_t len, good = 0, bad = 0;
    FILE *in = fopen(path, "rbe");
    if (!in || fseeko(in, (off_t)from, SEEK_SET) != 0) {
        if (in) fclose(in);
        return fail(err, ERR_IO, "%s: %s", path, strerror(errno));
    }
    while (good + bad < ENOUGH && (len = fread(block, 1, sizeof block, in)) > 0) {
        Str text = str_of(block, len);
        size_t block_good, block_bad;
        if (encoding_is_ascii(text)) continue;
        utf8_tally(text, len < sizeof block, &block_good, &block_bad);
        good += block_good;
        bad += block_bad;
    }
    fclose(in);
    *ret = bad > good ? ENCODING_WINDOWS1252 : ENCODING_UTF8;
    return true;
}

void encoding_add_1252(Buf *out, unsigned char byte) {
    utf8_add(out, byte >= 0x80 && byte < 0xA0 ? WINDOWS1252[byte - 0x80] : byte);
}

void encoding_mend(Buf *out, Str broken) {
    for (size_t i = 0; i < broken.len;) {
        size_t width = utf8_width(str_skip(broken, i));
        if (width > 0)
            buf_add(out, str_slice(broken, i, i + width));
        else
            encoding_add_1252(out, (unsigned char)broken.ptr[i]);
        i += width > 0 ? width : 1;
    }
}

// ---- whole files

typedef struct Transcoder {
    FILE *in, *out;
    Encoding from;
    Buf text;
    uint16_t high;  // a high surrogate whose other half is in the next block
    uint64_t damaged;
} Transcoder;

static void unit_add(Transcoder *t, uint16_t unit) {
    if (t->high) {
        uint32_t high = t->high;
        t->high = 0;
        if (unit >= 0xDC00 && unit <= 0xDFFF) {
            utf8_add(&t->text, 0x10000 + ((high - 0xD800u) << 10) + (unit - 0xDC00u));
            return;
        }
        utf8_add(&t->text, UTF8_REPLACEMENT);
        t->damaged++;
    }
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        t->high = unit;
    } else if (unit >= 0xDC00 && unit <= 0xDFFF) {
        utf8_add(&t->text, UTF8_REPLACEMENT);
        t->damaged++;
    } else if (unit != 0xFEFF) {
        utf8_add(&t->text, unit);
    }
}

static void block_add(Transcoder *t, const unsigned char *block, size_t len) {
    if (t->from == ENCODING_WINDOWS1252) {
        for (size_t i = 0; i < len; i++) encoding_add_1252(&t->text, block[i]);
        return;
    }
    bool little = t->from == ENCODING_UTF16LE;
    for (size_t i = 0; i + 1 < len; i += 2) {
        unsigned low = block[little ? i : i + 1], high = block[little ? i + 1 : i];
        unit_add(t, (uint16_t)(high << 8 | low));
    }
    t->damaged += len % 2;
}

static bool transcode(Transcoder *t, Err *err) {
    unsigned char block[BLOCK];
    size_t len;
    while ((len = fread(block, 1, sizeof block, t->in)) > 0) {
        buf_clear(&t->text);
        block_add(t, block, len);
        if (fwrite(t->text.ptr, 1, t->text.len, t->out) != t->text.len) {
            return fail(err, ERR_IO, "writing the text as UTF-8: %s", strerror(errno));
        }
    }
    if (ferror(t->in)) return fail(err, ERR_IO, "reading the text: %s", strerror(errno));
    return true;
}

bool encoding_file_to_utf8(const char *path, Encoding from, const char *path_out,
                           uint64_t *ret_damaged, Err *err) {
    Transcoder t = {.from = from};
    t.in = fopen(path, "rbe");
    if (!t.in) return fail(err, ERR_IO, "%s: %s", path, strerror(errno));
    t.out = fopen(path_out, "wbe");
    if (!t.out) {
        fclose(t.in);
        return fail(err, ERR_IO, "%s: %s", path_out, strerror(errno));
    }
    buf_init(&t.text, BLOCK * 4);
    bool ok = transcode(&t, err);
    buf_done(&t.text);
    fclose(t.in);
    if (fclose(t.out) != 0 && ok) ok = fail(err, ERR_IO, "%s: %s", path_out, strerror(errno));
    *ret_damaged = t.damaged;
    return ok;
}
