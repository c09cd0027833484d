// words: the English that ask knows, out of WordNet 3.0.
//
//     words make FOLDER OUT.txt   reads WordNet's files (Debian: wordnet-base, /usr/share/wordnet)
//     words pack IN.txt OUT.c     the text as a C array, for the build
//
// A line a word, sorted by bytes: the word, the part of speech it mostly is (n v a r), then what it
// is near to, each with a mark before it:
//     =x  means the same in its first sense     -x  in a later one
//     ^x  is a kind of x                        +x  is of the same root (enrol, enrolment)
//     >x  is a form of x (taught, teach)
// Two words that are one stand with an underscore. Words that WordNet's corpus never met stand only
// where they lead to one that it did. The text is committed, so that a build needs no WordNet.
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LINE_MAX_BYTES = 1 << 17,
    WORD_MAX = 40,
    NEAR_MAX = 7,
    LEMMAS_MAX = 250000,
    SYNSETS_MAX = 130000,
    SENSES = 3,
    KNOWN = 3,  // met so often, a word may be what a rare one leads to
};

typedef struct Near {
    char mark;
    char word[WORD_MAX];
} Near;

typedef struct Entry {
    char word[WORD_MAX];
    int counts[4];  // by part of speech
    Near near[NEAR_MAX];
    int near_count;
} Entry;

typedef struct Synset {
    long offset;
    int part;
    char *line;
} Synset;

typedef struct Words {
    Entry *entries;
    size_t count;
    Synset *synsets;
    size_t synset_count;
} Words;

static const char *const FILES[] = {"noun", "verb", "adj", "adv"};
static const char PARTS[] = "nvar";

static void die(const char *what, const char *which) {
    fprintf(stderr, "words: %s: %s\n", what, which);
    exit(1);
}

static FILE *file_open(const char *folder, const char *name, const char *mode) {
    char path[4096];
    snprintf(path, sizeof path, "%s%s%s", folder, *folder ? "/" : "", name);
    FILE *f = fopen(path, mode);
    if (!f) die("cannot open", path);
    return f;
}

static int by_word(const void *x, const void *y) {
    return strcmp(((const Entry *)x)->word, ((const Entry *)y)->word);
}

static int by_offset(const void *x, const void *y) {
    const Synset *a = x, *b = y;
    if (a->part != b->part) return a->part - b->part;
    return (a->offset > b->offset) - (a->offset < b->offset);
}

static Entry *entry_find(Words *w, const char *word) {
    Entry key = {0};
    if (strlen(word) >= WORD_MAX) return NULL;
    strcpy(key.word, word);
    return bsearch(&key, w->entries, w->count, sizeof *w->entries, by_word);
}

static int part_of(char c) {
    const char *at = strchr("nvasr", c);
    if (!at) return 0;
    return c == 's' ? 2 : (int)(at - "nvasr") - (c == 'r' ? 1 : 0);
}

static const Synset *synset_find(const Words *w, int part, long offset) {
    Synset key = {.offset = offset, .part = part};
    return bsearch(&key, w->synsets, w->synset_count, sizeof *w->synsets, by_offset);
}

// Letters only, or two words of letters.
static bool is_plain(const char *word) {
    size_t len = strlen(word), gaps = 0;
    if (len < 3 || len >= WORD_MAX) return false;
    for (size_t i = 0; i < len; i++) {
        gaps += word[i] == '_';
        if (word[i] != '_' && (word[i] < 'a' || word[i] > 'z')) return false;
    }
    return gaps <= 1;
}

static int met(const Entry *e) { return e->counts[0] + e->counts[1] + e->counts[2] + e->counts[3]; }

// Whether both of two words are common ("last_name", not "res_publica").
static bool is_common(Words *w, const char *two) {
    char word[WORD_MAX];
    memcpy(word, two, strlen(two) + 1);
    char *gap = strchr(word, '_');
    if (!gap) return false;
    *gap = 0;
    const Entry *x = entry_find(w, word), *y = entry_find(w, gap + 1);
    return x && y && met(x) >= KNOWN && met(y) >= KNOWN;
}

static void near_add(Words *w, Entry *e, char mark, const char *word) {
    char lower[WORD_MAX];
    if (strlen(word) >= WORD_MAX) return;
    for (size_t i = 0; i <= strlen(word); i++) lower[i] = (char)tolower((unsigned char)word[i]);
    char *bracket = strchr(lower, '(');
    if (bracket) *bracket = 0;
    const Entry *other = entry_find(w, lower);
    bool wanted = is_plain(lower) && strcmp(lower, e->word) != 0 && other;
    // A rare word is reached from a common one through the rare one's own line.
    bool two = strchr(lower, '_') != NULL;
    bool rare_kind = mark == '^' && met(e) >= 2 * KNOWN;
    if (!wanted || (two && (mark != '=' || !is_common(w, lower)))) return;
    if (!two && met(other) == 0 && !rare_kind) return;
    if (mark == '-' && met(other) < 2 * KNOWN) return;
    for (int i = 0; i < e->near_count; i++) {
        if (strcmp(e->near[i].word, lower) == 0) return;
    }
    if (e->near_count == NEAR_MAX) return;
    e->near[e->near_count].mark = mark;
    strcpy(e->near[e->near_count++].word, lower);
}

typedef struct Reader {
    char *rest;
} Reader;

static const char *field(Reader *r) {
    char *word = strtok_r(NULL, " ", &r->rest);
    return word ? word : "";
}

typedef struct Pointer {
    char symbol[4];
    long offset;
    int part, source, target;
} Pointer;

typedef struct Parts {
    char *words[64];
    int word_count;
    Pointer pointers[512];
    int pointer_count;
    char text[LINE_MAX_BYTES];
} Parts;

// What stands in a line of a data file.
static void synset_read(const Synset *s, Parts *p) {
    Reader r = {.rest = p->text};
    snprintf(p->text, sizeof p->text, "%s", s->line);
    p->word_count = p->pointer_count = 0;
    for (int i = 0; i < 3; i++) field(&r);
    int words = (int)strtol(field(&r), NULL, 16);
    for (int i = 0; i < words; i++) {
        char *word = (char *)field(&r);
        field(&r);
        if (p->word_count < 64) p->words[p->word_count++] = word;
    }
    int pointers = atoi(field(&r));
    for (int i = 0; i < pointers && p->pointer_count < 512; i++) {
        Pointer *to = &p->pointers[p->pointer_count++];
        snprintf(to->symbol, sizeof to->symbol, "%s", field(&r));
        to->offset = atol(field(&r));
        to->part = part_of(*field(&r));
        int ends = (int)strtol(field(&r), NULL, 16);
        to->source = ends >> 8;
        to->target = ends & 0xff;
    }
}

static int place_in(const Parts *p, const char *word) {
    for (int i = 0; i < p->word_count; i++) {
        char lower[256];
        size_t n = strlen(p->words[i]);
        if (n >= sizeof lower) continue;
        for (size_t k = 0; k <= n; k++) lower[k] = (char)tolower((unsigned char)p->words[i][k]);
        if (strncmp(lower, word, strlen(word)) == 0) return i + 1;
    }
    return 0;
}

static void pointer_follow(Words *w, Entry *e, const Pointer *to, int place, int sense) {
    static Parts other;
    bool root = (to->symbol[0] == '+' || to->symbol[0] == '\\') && to->symbol[1] == 0;
    bool kind = strcmp(to->symbol, "@") == 0 && sense == 0 && to->part == 0;
    if ((!root && !kind) || (root && to->source != 0 && to->source != place)) return;
    const Synset *s = synset_find(w, to->part, to->offset);
    if (!s) return;
    synset_read(s, &other);
    if (root && to->target > 0 && to->target <= other.word_count) {
        near_add(w, e, '+', other.words[to->target - 1]);
    }
    for (int i = 0; kind && i < 2 && i < other.word_count; i++) near_add(w, e, '^', other.words[i]);
}

static void sense_take(Words *w, Entry *e, int part, long offset, int sense) {
    static Parts p;
    const Synset *s = synset_find(w, part, offset);
    if (!s) return;
    synset_read(s, &p);
    int place = place_in(&p, e->word);
    // Adjectives that mean much the same seldom name the same thing.
    for (int i = 0; part < 2 && i < p.word_count; i++) {
        near_add(w, e, sense == 0 ? '=' : '-', p.words[i]);
    }
    for (int i = 0; i < p.pointer_count; i++) pointer_follow(w, e, &p.pointers[i], place, sense);
}

// ---- reading WordNet ----

static void synsets_read(Words *w, const char *folder, char *line) {
    for (int part = 0; part < 4; part++) {
        char name[32];
        snprintf(name, sizeof name, "data.%s", FILES[part]);
        FILE *f = file_open(folder, name, "r");
        while (fgets(line, LINE_MAX_BYTES, f) && w->synset_count < SYNSETS_MAX) {
            if (line[0] == ' ') continue;
            char *gloss = strchr(line, '|');
            if (gloss) *gloss = 0;
            w->synsets[w->synset_count++] =
                (Synset){.offset = atol(line), .part = part, .line = strdup(line)};
        }
        fclose(f);
    }
    qsort(w->synsets, w->synset_count, sizeof *w->synsets, by_offset);
}

static void lemmas_read(Words *w, const char *folder, char *line) {
    for (int part = 0; part < 4; part++) {
        char name[32];
        snprintf(name, sizeof name, "index.%s", FILES[part]);
        FILE *f = file_open(folder, name, "r");
        while (fgets(line, LINE_MAX_BYTES, f) && w->count < LEMMAS_MAX) {
            line[strcspn(line, " ")] = 0;
            if (is_plain(line)) strcpy(w->entries[w->count++].word, line);
        }
        fclose(f);
    }
    qsort(w->entries, w->count, sizeof *w->entries, by_word);
    size_t kept = 0;
    for (size_t i = 0; i < w->count; i++) {
        if (kept > 0 && strcmp(w->entries[kept - 1].word, w->entries[i].word) == 0) continue;
        w->entries[kept++] = w->entries[i];
    }
    w->count = kept;
}

static void counts_read(Words *w, const char *folder, char *line) {
    FILE *f = file_open(folder, "cntlist.rev", "r");
    while (fgets(line, LINE_MAX_BYTES, f)) {
        char *mark = strchr(line, '%'), *last = strrchr(line, ' ');
        if (!mark || !last) continue;
        *mark = 0;
        Entry *e = entry_find(w, line);
        int part = mark[1] == '5' ? 2 : mark[1] - '1';
        if (e && part >= 0 && part < 4) e->counts[part] += atoi(last + 1);
    }
    fclose(f);
}

static void nears_read(Words *w, const char *folder, char *line) {
    for (int part = 0; part < 4; part++) {
        char name[32];
        snprintf(name, sizeof name, "index.%s", FILES[part]);
        FILE *f = file_open(folder, name, "r");
        while (fgets(line, LINE_MAX_BYTES, f)) {
            Reader r = {0};
            char *lemma = strtok_r(line, " ", &r.rest);
            Entry *e = lemma && is_plain(lemma) ? entry_find(w, lemma) : NULL;
            // A word that is seldom a verb is none here.
            if (!e || e->counts[part] * 8 < met(e)) continue;
            field(&r);
            field(&r);
            int pointers = atoi(field(&r));
            for (int i = 0; i < pointers + 2; i++) field(&r);
            for (int sense = 0; sense < SENSES; sense++) {
                const char *offset = field(&r);
                if (isdigit((unsigned char)*offset)) sense_take(w, e, part, atol(offset), sense);
            }
        }
        fclose(f);
    }
}

static int by_entry(const void *x, const void *y) {
    return strcmp((*(Entry *const *)x)->word, (*(Entry *const *)y)->word);
}

typedef struct Form {
    char form[WORD_MAX], base[WORD_MAX];
} Form;

// "taught teach": forms that no rule of spelling makes.
static void forms_add(Words *w, const char *folder, const char *name, Entry *added, size_t *count) {
    FILE *f = file_open(folder, name, "r");
    char form[256], base[256], line[1024];
    while (fgets(line, sizeof line, f)) {
        if (sscanf(line, "%255s %255s", form, base) != 2) continue;
        const Entry *e = is_plain(form) && is_plain(base) ? entry_find(w, base) : NULL;
        if (!e || met(e) < KNOWN || strchr(form, '_') || strcmp(form, base) == 0) continue;
        Entry *own = entry_find(w, form);
        // "written" stands as an adjective that is near to nothing: it is "write" all the same.
        if (own && own->near_count == 0 && met(own) > 0 && own->counts[2] == met(own)) {
            own->near_count = 1;
            own->near[0].mark = '>';
            memcpy(own->near[0].word, base, strlen(base) + 1);
            continue;
        }
        size_t len = strlen(form);
        bool regular = len > 4 && (strcmp(form + len - 3, "ing") == 0 ||
                                   strcmp(form + len - 2, "ed") == 0);
        if (regular || (own && met(own) > 0)) continue;
        Entry *to = &added[(*count)++];
        *to = (Entry){.near_count = 1};
        memcpy(to->word, form, strlen(form) + 1);
        memcpy(to->counts, e->counts, sizeof to->counts);
        to->near[0].mark = '>';
        memcpy(to->near[0].word, base, strlen(base) + 1);
    }
    fclose(f);
}

static bool is_kept(Words *w, const Entry *e) {
    bool two = strchr(e->word, '_') != NULL;
    if (met(e) > 0 && !two) return true;
    if (two && (!is_common(w, e->word) || e->counts[1] > 0)) return false;
    for (int i = 0; i < e->near_count; i++) {
        const Near *near = &e->near[i];
        const Entry *to = entry_find(w, near->word);
        bool known = to && met(to) >= KNOWN;
        // A windstorm is a storm.
        bool inside = near->mark == '^' && strstr(e->word, near->word);
        bool same = near->mark == '=' && to && met(to) > (two ? 0 : KNOWN);
        if (same || (known && inside && !two)) return true;
        if (two && near->mark == '=' && strchr(near->word, '_')) return true;
    }
    return false;
}

static void entry_write(FILE *out, const Entry *e) {
    int most = 0;
    for (int part = 1; part < 4; part++) {
        if (e->counts[part] > e->counts[most]) most = part;
    }
    fprintf(out, "%s %c", e->word, PARTS[most]);
    for (int i = 0; i < e->near_count; i++) {
        fprintf(out, " %c%s", e->near[i].mark, e->near[i].word);
    }
    fputc('\n', out);
}

static int make(const char *folder, const char *path) {
    Words w = {.entries = calloc(LEMMAS_MAX, sizeof *w.entries),
               .synsets = calloc(SYNSETS_MAX, sizeof *w.synsets)};
    char *line = malloc(LINE_MAX_BYTES);
    Entry *forms = calloc(20000, sizeof *forms);
    Entry **order = calloc(LEMMAS_MAX, sizeof *order);
    size_t form_count = 0, count = 0;
    if (!w.entries || !w.synsets || !line || !forms || !order) die("no memory", folder);
    lemmas_read(&w, folder, line);
    counts_read(&w, folder, line);
    synsets_read(&w, folder, line);
    nears_read(&w, folder, line);
    forms_add(&w, folder, "verb.exc", forms, &form_count);
    forms_add(&w, folder, "noun.exc", forms, &form_count);
    for (size_t i = 0; i < form_count; i++) order[count++] = &forms[i];
    for (size_t i = 0; i < w.count; i++) {
        if (is_kept(&w, &w.entries[i])) order[count++] = &w.entries[i];
    }
    qsort(order, count, sizeof(Entry *), by_entry);
    FILE *out = file_open("", path, "w");
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || strcmp(order[i - 1]->word, order[i]->word) != 0) entry_write(out, order[i]);
    }
    return fclose(out) == 0 ? 0 : 1;
}

static int pack(const char *from, const char *to) {
    FILE *in = file_open("", from, "r"), *out = file_open("", to, "w");
    int c, column = 0;
    fputs("#include \"ask/english.h\"\n\nconst char ENGLISH_TEXT[] = {\n", out);
    while ((c = fgetc(in)) != EOF) column += fprintf(out, "%d,%s", c, column % 96 > 90 ? "\n" : "");
    fputs("0};\nconst size_t ENGLISH_TEXT_LEN = sizeof ENGLISH_TEXT - 1;\n", out);
    fclose(in);
    return fclose(out) == 0 ? 0 : 1;
}

int main(int argc, char **argv) {
    if (argc == 4 && strcmp(argv[1], "make") == 0) return make(argv[2], argv[3]);
    if (argc == 4 && strcmp(argv[1], "pack") == 0) return pack(argv[2], argv[3]);
    fprintf(stderr, "words make FOLDER OUT.txt | words pack IN.txt OUT.c\n");
    return 1;
}
