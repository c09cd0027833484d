#include "ask/shortform.h"

#include "model/name_words.h"

typedef struct ShortForm {
    const char *said, *meant;
} ShortForm;

// What people write in chats; abbreviations of business are those of names (model/name_words.h).
static const ShortForm FORMS[] = {
    {"abt", "about"},
    {"ans", "answer"},
    {"b/w", "between"},
    {"btw", "between"},
    {"btwn", "between"},
    {"bw", "between"},
    {"cmp", "compare"},
    {"cmpr", "compare"},
    {"compr", "compare"},
    {"d", "the"},
    {"da", "the"},
    {"evry", "every"},
    {"fr", "for"},
    {"frm", "from"},
    {"gv", "give"},
    {"gve", "give"},
    {"hav", "have"},
    {"hv", "have"},
    {"hw", "how"},
    {"lst", "last"},
    {"mnth", "month"},
    {"mnthly", "monthly"},
    {"mnths", "months"},
    {"mth", "month"},
    {"mthly", "monthly"},
    {"mths", "months"},
    {"n", "and"},
    {"nd", "and"},
    {"prev", "previous"},
    {"qtr", "quarter"},
    {"quater", "quarter"},
    {"quaterly", "quarterly"},
    {"quarterwise", "quarterly"},
    {"qtrly", "quarterly"},
    {"qtrs", "quarters"},
    {"r", "are"},
    {"shw", "show"},
    {"tdy", "today"},
    {"thru", "through"},
    {"tmrw", "tomorrow"},
    {"todays", "today"},
    {"tot", "total"},
    {"totl", "total"},
    {"ur", "your"},
    {"wat", "what"},
    {"wch", "which"},
    {"whch", "which"},
    {"wht", "what"},
    {"wich", "which"},
    {"wk", "week"},
    {"wkly", "weekly"},
    {"wks", "weeks"},
    {"wrt", "by"},
    {"yday", "yesterday"},
    {"yr", "year"},
    {"yrly", "yearly"},
    {"yrs", "years"},
    {"ystrdy", "yesterday"},
};

// Short forms that are words too, or that names of columns do not have; singular.
static const ShortForm NOUNS[] = {
    {"cat", "category"}, {"disc", "discount"}, {"mob", "mobile"},   {"pc", "unit"},
    {"reg", "region"},   {"rev", "revenue"},   {"sup", "supplier"}, {"val", "value"},
};

static bool is_known(const AskIndex *index, Str word, Str stem) {
    return lexicon_is_soft(word) || map_has(&index->names.words, word) ||
           map_has(&index->cue_words, word) || name_index_find(&index->names, stem) ||
           name_index_is_concept(&index->names, stem);
}

Str shortform_full(const AskIndex *index, Str word, Stemmer *stemmer, Arena *a) {
    for (size_t i = 0; i < COUNT_OF(FORMS); i++) {
        if (str_eq(word, str_from(FORMS[i].said))) return str_from(FORMS[i].meant);
    }
    Str one = word.len > 3 ? name_words_singular(a, word) : word, full = {0};
    for (size_t i = 0; i < COUNT_OF(NOUNS); i++) {
        if (str_eq(one, str_from(NOUNS[i].said))) full = str_from(NOUNS[i].meant);
    }
    StrList words = name_words_full(a, one);
    if (full.len == 0 && words.count == 1 && !str_eq(words.items[0], one)) full = words.items[0];
    if (full.len == 0) return full;
    Str stem = stemmer_stem(stemmer, full, a);
    return is_known(index, full, stem) ? full : (Str){0};
}
