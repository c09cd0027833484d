#include "model/join_names.h"

#include "model/name_words.h"

static const Str ID_WORDS[] = {
    STR("id"), STR("code"), STR("number"), STR("key"),  STR("sku"),        STR("ref"),
    STR("pk"), STR("fk"),   STR("uuid"),   STR("guid"), STR("identifier"), STR("no"),
    STR("nr"), STR("num"),  STR("ssn"),    STR("isbn"), STR("gtin"),
};

// Amounts are unique or included by chance.
static const Str AMOUNTS[] = {
    STR("price"),     STR("amount"),      STR("total"),      STR("cost"),     STR("quantity"),
    STR("rate"),      STR("age"),         STR("year"),       STR("weight"),   STR("height"),
    STR("salary"),    STR("balance"),     STR("count"),      STR("score"),    STR("latitude"),
    STR("longitude"), STR("percent"),     STR("rank"),       STR("address"),  STR("phone"),
    STR("email"),     STR("description"), STR("population"), STR("area"),     STR("budget"),
    STR("distance"),  STR("revenue"),     STR("profit"),     STR("duration"), STR("length"),
    STR("size"),      STR("point"),       STR("rating"),     STR("stock"),    STR("day"),
    STR("month"),     STR("hour"),        STR("capacity"),   STR("income"),   STR("game"),
};

// Another word for what the table holds. A new pair is a new row.
static const struct {
    Str word, table;
} SYNONYMS[] = {
    {STR("rep"), STR("employee")},         {STR("representative"), STR("employee")},
    {STR("salesperson"), STR("employee")}, {STR("salesman"), STR("employee")},
    {STR("manager"), STR("employee")},     {STR("supervisor"), STR("employee")},
    {STR("boss"), STR("employee")},        {STR("cashier"), STR("employee")},
    {STR("clerk"), STR("employee")},       {STR("staff"), STR("employee")},
    {STR("employee"), STR("staff")},       {STR("manager"), STR("staff")},
    {STR("buyer"), STR("customer")},       {STR("client"), STR("customer")},
    {STR("party"), STR("customer")},       {STR("customer"), STR("client")},
    {STR("vendor"), STR("supplier")},      {STR("supplier"), STR("vendor")},
    {STR("item"), STR("product")},         {STR("article"), STR("product")},
    {STR("sku"), STR("product")},          {STR("product"), STR("item")},
    {STR("bill"), STR("invoice")},         {STR("invoice"), STR("bill")},
    {STR("branch"), STR("store")},         {STR("shop"), STR("store")},
    {STR("store"), STR("shop")},           {STR("outlet"), STR("store")},
    {STR("person"), STR("people")},        {STR("origin"), STR("airport")},
    {STR("destination"), STR("airport")},  {STR("origin"), STR("station")},
    {STR("destination"), STR("station")},  {STR("carrier"), STR("shipper")},
    {STR("author"), STR("user")},          {STR("owner"), STR("user")},
    {STR("friend"), STR("student")},       {STR("friend"), STR("person")},
    {STR("advisor"), STR("faculty")},      {STR("nationality"), STR("country")},
};

// Roles that a row of a table has for another of the same table.
static const Str SELF_ROLES[] = {
    STR("parent"),   STR("manager"), STR("supervisor"), STR("boss"),         STR("report"),
    STR("reports"),  STR("lead"),    STR("mentor"),     STR("referrer"),     STR("referred"),
    STR("previous"), STR("next"),    STR("superior"),   STR("prerequisite"), STR("head"),
};

// What names give; see join_names_score. The order is what counts, and where joins.c cuts.
#define SCORE_SAME_AT_HOME 1.0
#define SCORE_NAMES_TABLE 0.95
#define SCORE_WITH_ROLE 0.85
#define SCORE_BARE_TABLE 0.8
#define SCORE_SAME_NAME 0.75
#define SCORE_PART 0.65
#define SCORE_SYNONYM 0.6
#define SCORE_LEADING 0.5

bool join_names_is_id_word(Str word) {
    for (size_t i = 0; i < COUNT_OF(ID_WORDS); i++) {
        if (str_eq(word, ID_WORDS[i])) return true;
    }
    return false;
}

bool join_names_is_amount(StrList words) {
    if (words.count == 0 || join_names_is_id_word(words.items[words.count - 1])) return false;
    for (size_t i = 0; i < COUNT_OF(AMOUNTS); i++) {
        if (name_words_has(words, AMOUNTS[i])) return true;
    }
    return false;
}

StrList join_names_stem(StrList words) {
    while (words.count > 0 && join_names_is_id_word(words.items[words.count - 1])) words.count--;
    return words;
}

static StrList without_last(StrList words, Str last) {
    if (words.count > 0 && str_eq(words.items[words.count - 1], last)) words.count--;
    return words;
}

static bool list_equal(StrList x, StrList y) {
    if (x.count != y.count) return false;
    for (size_t i = 0; i < x.count; i++) {
        if (!str_eq(x.items[i], y.items[i])) return false;
    }
    return true;
}

// The same letters whatever the gaps: "mediatype" is "media type".
static bool letters_equal(StrList x, StrList y) {
    size_t i = 0, k = 0, xi = 0, yk = 0;
    for (;;) {
        while (i < x.count && xi == x.items[i].len) i++, xi = 0;
        while (k < y.count && yk == y.items[k].len) k++, yk = 0;
        if (i == x.count || k == y.count) return i == x.count && k == y.count;
        if (x.items[i].ptr[xi++] != y.items[k].ptr[yk++]) return false;
    }
}

// A code that says by itself what it is of: "sku" refers to products wherever it stands.
static bool is_telling(StrList words) {
    static const Str WORDS[] = {STR("sku"), STR("isbn"), STR("gtin"), STR("ssn"),    STR("ean"),
                                STR("upc"), STR("iata"), STR("icao"), STR("barcode")};
    for (size_t i = 0; i < COUNT_OF(WORDS) && words.count == 1; i++) {
        if (str_eq(words.items[0], WORDS[i])) return true;
    }
    return false;
}

// "club_id_2" is a second club.
static StrList without_number(StrList words) {
    while (words.count > 1) {
        Str last = words.items[words.count - 1];
        if (last.ptr[0] < '0' || last.ptr[0] > '9') break;
        words.count--;
    }
    return words;
}

static bool list_starts(StrList words, StrList opening) {
    if (opening.count == 0 || opening.count > words.count) return false;
    return list_equal((StrList){.items = words.items, .count = opening.count}, opening);
}

static bool list_ends(StrList words, StrList ending) {
    if (ending.count == 0 || ending.count > words.count) return false;
    StrList tail = {.items = words.items + (words.count - ending.count), .count = ending.count};
    return list_equal(tail, ending);
}

int join_names_home(StrList column, StrList table) {
    StrList stem = without_last(join_names_stem(column), S("name"));
    if (stem.count == 0) return column.count > 0 ? 2 : 0;
    if (letters_equal(stem, table)) return 2;
    return list_ends(table, stem) ? 1 : 0;
}

static bool is_synonym(StrList stem, StrList table) {
    Str last = stem.items[stem.count - 1], noun = table.items[table.count - 1];
    for (size_t i = 0; i < COUNT_OF(SYNONYMS); i++) {
        if (str_eq(last, SYNONYMS[i].word) && str_eq(noun, SYNONYMS[i].table)) return true;
    }
    return false;
}

static bool is_self_role(StrList from) {
    for (size_t i = 0; i < COUNT_OF(SELF_ROLES); i++) {
        if (name_words_has(from, SELF_ROLES[i])) return true;
    }
    return false;
}

// "ship_via" of shippers, "bandmate" of bands: one word begins the other, and is not the same.
static bool is_leading(StrList stem, StrList table) {
    enum { LEADING_MIN = 3 };
    Str noun = table.items[table.count - 1];
    for (size_t i = 0; i < stem.count; i++) {
        Str word = stem.items[i];
        if (word.len == noun.len) continue;
        if (word.len >= LEADING_MIN && str_starts(noun, word)) return true;
        if (noun.len > LEADING_MIN && str_starts(word, noun)) return true;
    }
    return false;
}

// How well the from column's stem names the table at the other end.
static double table_score(const JoinNames *names, StrList stem) {
    StrList from = without_number(names->from), table = names->to_table;
    bool bare = stem.count == from.count;
    if (letters_equal(stem, table)) return bare ? SCORE_BARE_TABLE : SCORE_NAMES_TABLE;
    if (list_ends(stem, table)) return bare ? SCORE_PART : SCORE_WITH_ROLE;
    if (list_ends(table, stem)) return SCORE_PART;
    if (!bare && list_starts(stem, table)) return SCORE_SYNONYM;
    if (names->from_claimed) return 0;
    if (is_synonym(stem, table)) return SCORE_SYNONYM;
    return is_leading(stem, table) ? SCORE_LEADING : 0;
}

// "parent_product_id" of products leaves less doubt than "reports_to".
static double self_score(const JoinNames *names, StrList stem) {
    if (!is_self_role(names->from)) return 0;
    bool named = list_ends(stem, names->to_table) || list_ends(stem, join_names_stem(names->to));
    return named ? SCORE_WITH_ROLE : SCORE_SYNONYM;
}

double join_names_score(const JoinNames *names) {
    StrList from = without_number(names->from), to = names->to, table = names->to_table;
    StrList stem = join_names_stem(from), to_stem = join_names_stem(to);
    // Names of things repeat their ids; only keys and codes are referred to.
    if (!names->to_key && to_stem.count == to.count) return 0;
    if (from.count == 0 || to.count == 0 || table.count == 0) return 0;
    bool home = names->to_home;
    if (names->same_table) return self_score(names, stem);
    if (names->to_key && is_telling(from) && list_equal(from, to)) return SCORE_NAMES_TABLE;
    // "id" refers to nothing, and an amount to nobody.
    if (without_last(stem, S("name")).count == 0 || join_names_is_amount(from)) return 0;

    if (list_equal(from, to) || letters_equal(from, to)) {
        return home ? SCORE_SAME_AT_HOME : SCORE_SAME_NAME;
    }
    if (list_ends(from, to) && to_stem.count > 0) return home ? SCORE_WITH_ROLE : SCORE_PART;
    double score = table_score(names, stem);
    if (score > 0) return home ? score : score - 0.15;
    // The key's own noun, where the table is called something else: "cust_no" of parties.
    StrList to_noun = without_last(to_stem, S("name"));
    if (to_noun.count > 0 && list_equal(stem, to_noun)) return SCORE_PART;
    if (to_noun.count > 0 && list_ends(stem, to_noun)) return SCORE_SYNONYM;
    return 0;
}
