// catalog: turns the languages' files into tables of the program (src/words/words_table.h).
//
//     catalog FOLDER OUT.c
//
// Every FOLDER/TAG.json is a language: {"terms": {"store": "दुकान"}, "texts": {"By month": "..."},
// "messages": {"there is no table '{1}'": "..."}}.
// A text of a count may be an object with CLDR's plural categories: {"one": "...", "other": "..."};
// "months" may give twelve names in the place of ICU's.
// An empty text is one that nobody has translated yet, and is left out. Names of months and days
// and the marks of numbers are ICU's. A table with the same bytes is left alone.
#include <dirent.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

enum { LANGUAGES_MAX = 64, ENTRIES_MAX = 20000, TEXT_MAX = 256, PATH_BYTES = 4096 };

typedef struct Entry {
    char *text, *said;
} Entry;

typedef struct Entries {
    Entry items[ENTRIES_MAX];
    size_t count;
} Entries;

static void die(const char *what, const char *where) {
    fprintf(stderr, "catalog: %s: %s\n", where, what);
    exit(1);
}

static void *checked(void *memory) {
    if (!memory) die("memory is out", "catalog");
    return memory;
}

// ---- a language's file ----

static void entry_add(Entries *e, const char *text, const char *form, const char *said) {
    if (!*said) return;
    if (e->count == ENTRIES_MAX) die("too many texts", text);
    size_t len = strlen(text) + strlen(form) + 2;
    char *key = checked(malloc(len));
    snprintf(key, len, "%s%s%s", text, *form ? "\001" : "", form);
    e->items[e->count++] = (Entry){key, checked(strdup(said))};
}

static void entries_read(const json_t *from, const char *path, Entries *e) {
    const char *text = NULL, *category = NULL;
    json_t *said = NULL, *form = NULL;
    if (!json_is_object(from)) die("'terms', 'texts' and 'messages' must be objects", path);
    json_object_foreach((json_t *)from, text, said) {
        if (json_is_string(said)) {
            entry_add(e, text, "", json_string_value(said));
            continue;
        }
        if (!json_is_object(said)) die("is neither a text nor its plural forms", text);
        json_object_foreach(said, category, form) {
            if (!json_is_string(form)) die("a plural form is no text", text);
            entry_add(e, text, category, json_string_value(form));
        }
    }
}

static int by_text(const void *x, const void *y) {
    return strcmp(((const Entry *)x)->text, ((const Entry *)y)->text);
}

// The bytes of a text outside of its slots.
static size_t own_len(const char *text) {
    size_t len = 0;
    for (bool in_slot = false; *text; text++) {
        if (*text == '{') in_slot = true;
        len += !in_slot;
        if (*text == '}') in_slot = false;
    }
    return len;
}

static int by_own_words(const void *x, const void *y) {
    size_t a = own_len(((const Entry *)x)->text), b = own_len(((const Entry *)y)->text);
    return a != b ? (a < b) - (a > b) : by_text(x, y);
}

typedef struct Kind {
    const char *table, *member;
    int (*order)(const void *, const void *);
} Kind;

static const Kind KINDS[] = {
    {"TEXTS", "texts", by_text},
    {"TERMS", "terms", by_text},
    {"MESSAGES", "messages", by_own_words},
};

// ---- C ----

static void literal_write(FILE *out, const char *text) {
    fputc('"', out);
    for (const char *c = text; *c; c++) {
        unsigned char byte = (unsigned char)*c;
        if (byte < 0x20)
            fprintf(out, "\\%03o", byte);
        else if (byte == '"' || byte == '\\' || byte == '?')
            fprintf(out, "\\%c", byte);
        else
            fputc(byte, out);
    }
    fputc('"', out);
}

static void entries_write(FILE *out, const Kind *kind, int index, const json_t *root,
                          const char *path) {
    Entries *e = checked(calloc(1, sizeof *e));
    entries_read(json_object_get(root, kind->member), path, e);
    qsort(e->items, e->count, sizeof e->items[0], kind->order);
    fprintf(out, "static const WordsEntry %s_%d[] = {\n", kind->table, index);
    for (size_t i = 0; i < e->count; i++) {
        fputs("    {", out);
        literal_write(out, e->items[i].text);
        fputs(", ", out);
        literal_write(out, e->items[i].said);
        fputs("},\n", out);
        free(e->items[i].text);
        free(e->items[i].said);
    }
    fputs("    {NULL, NULL},\n};\n", out);
    free(e);
}

// ---- what ICU knows ----

static void icu_literal_write(FILE *out, const UChar *text) {
    char utf8[TEXT_MAX];
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8(utf8, TEXT_MAX, NULL, text, -1, &status);
    if (U_FAILURE(status)) die(u_errorName(status), "a name of ICU");
    literal_write(out, utf8);
}

// `count` names from `first` on; days of the week are counted from 1, Sunday.
static void names_write(FILE *out, const UDateFormat *dates, UDateFormatSymbolType type, int first,
                        int count) {
    fputs("     {", out);
    for (int i = 0; i < count; i++) {
        UChar name[TEXT_MAX] = {0};
        UErrorCode status = U_ZERO_ERROR;
        int32_t index = count == 7 ? first + (i + 1) % 7 : first + i;
        udat_getSymbols(dates, type, index, name, TEXT_MAX, &status);
        if (U_FAILURE(status)) die(u_errorName(status), "names of ICU");
        icu_literal_write(out, name);
        fputs(i + 1 < count ? ", " : "},\n", out);
    }
}

// The names that the language's file gives itself in ICU's place.
static bool own_names_write(FILE *out, const json_t *names) {
    if (json_array_size(names) != 12) return false;
    fputs("     {", out);
    for (size_t i = 0; i < 12; i++) {
        literal_write(out, json_string_value(json_array_get(names, i)));
        fputs(i < 11 ? ", " : "},\n", out);
    }
    return true;
}

static void dates_write(FILE *out, const char *tag, const json_t *months) {
    UErrorCode status = U_ZERO_ERROR;
    UDateFormat *dates = udat_open(UDAT_LONG, UDAT_LONG, tag, NULL, 0, NULL, 0, &status);
    if (U_FAILURE(status)) die(u_errorName(status), tag);
    if (!own_names_write(out, months)) names_write(out, dates, UDAT_MONTHS, 0, 12);
    names_write(out, dates, UDAT_SHORT_MONTHS, 0, 12);
    names_write(out, dates, UDAT_STANDALONE_WEEKDAYS, 1, 7);
    names_write(out, dates, UDAT_STANDALONE_SHORT_WEEKDAYS, 1, 7);
    udat_close(dates);
}

static void marks_write(FILE *out, const char *tag) {
    UErrorCode status = U_ZERO_ERROR;
    UNumberFormat *plain = unum_open(UNUM_DECIMAL, NULL, 0, tag, NULL, &status);
    if (U_FAILURE(status)) die(u_errorName(status), tag);
    UChar mark[TEXT_MAX] = {0};
    unum_getSymbol(plain, UNUM_DECIMAL_SEPARATOR_SYMBOL, mark, TEXT_MAX, &status);
    fputs("     ", out);
    icu_literal_write(out, mark);
    unum_getSymbol(plain, UNUM_GROUPING_SEPARATOR_SYMBOL, mark, TEXT_MAX, &status);
    fputs(", ", out);
    icu_literal_write(out, mark);
    if (U_FAILURE(status)) die(u_errorName(status), tag);
    bool is_indian = unum_getAttribute(plain, UNUM_SECONDARY_GROUPING_SIZE) == 2;
    fprintf(out, ", %s, false},\n", is_indian ? "true" : "false");
    unum_close(plain);
}

// ---- all of it ----

typedef struct Found {
    char *tags[LANGUAGES_MAX];
    size_t count;
} Found;

static int by_name(const void *x, const void *y) {
    return strcmp(*(char *const *)x, *(char *const *)y);
}

static void languages_find(const char *folder, Found *f) {
    DIR *dir = opendir(folder);
    if (!dir) die("cannot be opened", folder);
    for (const struct dirent *d; (d = readdir(dir));) {
        const char *end = strrchr(d->d_name, '.');
        if (!end || strcmp(end, ".json") != 0) continue;
        if (f->count == LANGUAGES_MAX) die("too many languages", folder);
        f->tags[f->count++] = checked(strndup(d->d_name, (size_t)(end - d->d_name)));
    }
    closedir(dir);
    qsort(f->tags, f->count, sizeof f->tags[0], by_name);
}

static json_t *file_load(const char *folder, const char *tag) {
    char path[PATH_BYTES];
    json_error_t problem;
    snprintf(path, sizeof path, "%s/%s.json", folder, tag);
    json_t *root = json_load_file(path, JSON_REJECT_DUPLICATES, &problem);
    if (root) return root;
    fprintf(stderr, "catalog: %s:%d: %s\n", path, problem.line, problem.text);
    exit(1);
}

static void language_write(FILE *out, const char *tag, int index, const json_t *root) {
    fputs("    {", out);
    literal_write(out, tag);
    fprintf(out, ", TEXTS_%d, TERMS_%d, MESSAGES_%d,\n", index, index, index);
    fprintf(out,
            "     COUNT_OF(TEXTS_%d) - 1, COUNT_OF(TERMS_%d) - 1, COUNT_OF(MESSAGES_%d) - 1,\n",
            index, index, index);
    dates_write(out, tag, json_object_get(root, "months"));
    marks_write(out, tag);
}

static void table_write(FILE *out, const char *folder) {
    Found found = {0};
    json_t *roots[LANGUAGES_MAX];
    languages_find(folder, &found);
    fputs(
        "// Made by tools/catalog of the files of src/words.\n"
        "#include \"words/words_table.h\"\n\n"
        "#include \"base/defs.h\"\n\n",
        out);
    for (size_t i = 0; i < found.count; i++) {
        roots[i] = file_load(folder, found.tags[i]);
        for (size_t k = 0; k < sizeof KINDS / sizeof KINDS[0]; k++) {
            entries_write(out, &KINDS[k], (int)i, roots[i], found.tags[i]);
        }
    }
    fputs("const struct Language WORDS_LANGUAGES[] = {\n", out);
    for (size_t i = 0; i < found.count; i++) {
        language_write(out, found.tags[i], (int)i, roots[i]);
        json_decref(roots[i]);
        free(found.tags[i]);
    }
    fputs("    {0},\n};\n", out);
    fprintf(out, "const size_t WORDS_LANGUAGE_COUNT = %zu;\n", found.count);
}

static bool is_same(const char *path, const char *bytes, size_t len) {
    FILE *f = fopen(path, "rb");
    if (!f) return false;
    char *old = checked(malloc(len + 1));
    bool same = fread(old, 1, len + 1, f) == len && memcmp(old, bytes, len) == 0;
    free(old);
    fclose(f);
    return same;
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fputs("usage: catalog FOLDER OUT.c\n", stderr);
        return 2;
    }
    char *bytes = NULL;
    size_t len = 0;
    FILE *memory = checked(open_memstream(&bytes, &len));
    table_write(memory, argv[1]);
    if (fclose(memory) != 0) die("cannot be written", argv[2]);
    if (!is_same(argv[2], bytes, len)) {
        FILE *out = fopen(argv[2], "wb");
        if (!out || fwrite(bytes, 1, len, out) != len || fclose(out) != 0)
            die("cannot be written", argv[2]);
    }
    free(bytes);
    return 0;
}
