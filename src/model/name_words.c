#include "model/name_words.h"

#include <assert.h>

enum { WORD_MAX = 64 };

typedef struct Abbreviation {
    Str shorter, full;
    bool is_word;  // means something by itself too: put in full only beside another short one
} Abbreviation;

// A new abbreviation is a new row here.
static const Abbreviation ABBREVIATIONS[] = {
    {STR("abbr"), STR("abbreviation"), false}, {STR("acc"), STR("account"), false},
    {STR("acct"), STR("account"), false},      {STR("addr"), STR("address"), false},
    {STR("adr"), STR("address"), false},       {STR("amt"), STR("amount"), false},
    {STR("attr"), STR("attribute"), false},    {STR("avg"), STR("average"), false},
    {STR("bal"), STR("balance"), false},       {STR("br"), STR("branch"), false},
    {STR("cat"), STR("category"), true},       {STR("categ"), STR("category"), false},
    {STR("cd"), STR("code"), false},           {STR("cnt"), STR("count"), false},
    {STR("co"), STR("company"), true},         {STR("cst"), STR("customer"), false},
    {STR("ctry"), STR("country"), false},      {STR("cty"), STR("city"), false},
    {STR("cu"), STR("customer"), false},       {STR("cur"), STR("currency"), false},
    {STR("curr"), STR("currency"), false},     {STR("cust"), STR("customer"), false},
    {STR("dept"), STR("department"), false},   {STR("des"), STR("description"), false},
    {STR("desc"), STR("description"), false},  {STR("descr"), STR("description"), false},
    {STR("dim"), STR("dimension"), true},      {STR("disc"), STR("discount"), true},
    {STR("dob"), STR("date of birth"), false}, {STR("doc"), STR("document"), true},
    {STR("dsc"), STR("discount"), false},      {STR("dt"), STR("date"), false},
    {STR("emp"), STR("employee"), false},      {STR("fname"), STR("first name"), false},
    {STR("freq"), STR("frequency"), false},    {STR("grp"), STR("group"), false},
    {STR("hdr"), STR("header"), false},        {STR("inv"), STR("invoice"), false},
    {STR("invc"), STR("invoice"), false},      {STR("itm"), STR("item"), false},
    {STR("lat"), STR("latitude"), true},       {STR("lname"), STR("last name"), false},
    {STR("loc"), STR("location"), false},      {STR("lon"), STR("longitude"), false},
    {STR("lng"), STR("longitude"), false},     {STR("mfg"), STR("manufacturing"), false},
    {STR("mfr"), STR("manufacturer"), false},  {STR("mgr"), STR("manager"), false},
    {STR("mob"), STR("mobile"), true},         {STR("msg"), STR("message"), false},
    {STR("mth"), STR("month"), false},         {STR("nbr"), STR("number"), false},
    {STR("nm"), STR("name"), false},           {STR("no"), STR("number"), true},
    {STR("num"), STR("number"), false},        {STR("ord"), STR("order"), false},
    {STR("org"), STR("organization"), false},  {STR("pct"), STR("percent"), false},
    {STR("perc"), STR("percent"), false},      {STR("ph"), STR("phone"), false},
    {STR("pmt"), STR("payment"), false},       {STR("pr"), STR("product"), true},
    {STR("prc"), STR("price"), false},         {STR("prd"), STR("product"), false},
    {STR("prod"), STR("product"), false},      {STR("prov"), STR("province"), false},
    {STR("pymt"), STR("payment"), false},      {STR("qnty"), STR("quantity"), false},
    {STR("qty"), STR("quantity"), false},      {STR("reg"), STR("region"), true},
    {STR("rgn"), STR("region"), false},        {STR("rt"), STR("rate"), true},
    {STR("sal"), STR("salary"), true},         {STR("slsmn"), STR("salesman"), false},
    {STR("st"), STR("state"), true},           {STR("stat"), STR("status"), true},
    {STR("sts"), STR("status"), false},        {STR("sup"), STR("supplier"), true},
    {STR("supp"), STR("supplier"), false},     {STR("tel"), STR("telephone"), false},
    {STR("tmstmp"), STR("timestamp"), false},  {STR("tot"), STR("total"), false},
    {STR("trx"), STR("transaction"), false},   {STR("txn"), STR("transaction"), false},
    {STR("typ"), STR("type"), false},          {STR("uom"), STR("unit of measure"), false},
    {STR("val"), STR("value"), true},          {STR("vend"), STR("vendor"), true},
    {STR("vndr"), STR("vendor"), false},       {STR("wh"), STR("warehouse"), false},
    {STR("whs"), STR("warehouse"), false},     {STR("wt"), STR("weight"), false},
    {STR("yr"), STR("year"), false},
};

// Nouns that no rule of spelling makes singular.
static const struct {
    Str one, many;
} IRREGULAR[] = {
    {STR("analysis"), STR("analyses")},
    {STR("child"), STR("children")},
    {STR("criterion"), STR("criteria")},
    {STR("foot"), STR("feet")},
    {STR("goose"), STR("geese")},
    {STR("half"), STR("halves")},
    {STR("knife"), STR("knives")},
    {STR("leaf"), STR("leaves")},
    {STR("life"), STR("lives")},
    {STR("loaf"), STR("loaves")},
    {STR("man"), STR("men")},
    {STR("movie"), STR("movies")},
    {STR("person"), STR("people")},
    {STR("shelf"), STR("shelves")},
    {STR("tooth"), STR("teeth")},
    {STR("wife"), STR("wives")},
    {STR("woman"), STR("women")},
    {STR("cookie"), STR("cookies")},
    {STR("salesman"), STR("salesmen")},
    {STR("salesperson"), STR("salespeople")},
};

// The same for one and many.
static const Str UNCOUNTED[] = {
    STR("address"),   STR("business"), STR("status"),    STR("class"),   STR("series"),
    STR("species"),   STR("sales"),    STR("news"),      STR("stock"),   STR("staff"),
    STR("equipment"), STR("gross"),    STR("inventory"), STR("history"), STR("bus"),
    STR("gas"),       STR("data"),     STR("access"),    STR("process"), STR("success"),
    STR("bonus"),     STR("campus"),   STR("sis"),       STR("tennis"),  STR("goods"),
    STR("fitness"),   STR("wellness"), STR("witness"),   STR("media"),
};

typedef enum CharKind { CHAR_GAP, CHAR_LOWER, CHAR_UPPER, CHAR_DIGIT } CharKind;

static CharKind char_kind(char c) {
    if (c >= 'a' && c <= 'z') return CHAR_LOWER;
    if (c >= 'A' && c <= 'Z') return CHAR_UPPER;
    if (c >= '0' && c <= '9') return CHAR_DIGIT;
    return (unsigned char)c >= 0x80 ? CHAR_LOWER : CHAR_GAP;
}

// Whether a word starts at `i` of a run: "unit|Price", "SKU|Code", "addr|1"; but "CustomerIDs".
static bool starts_word(Str name, size_t i) {
    CharKind before = char_kind(name.ptr[i - 1]), here = char_kind(name.ptr[i]);
    if (before == CHAR_GAP) return true;
    if (here == CHAR_DIGIT || before == CHAR_DIGIT) return here != before;
    if (here != CHAR_UPPER) return false;
    if (before == CHAR_LOWER) return true;
    bool lower_next = i + 1 < name.len && char_kind(name.ptr[i + 1]) == CHAR_LOWER;
    bool plural_next = lower_next && name.ptr[i + 1] == 's' && i + 2 == name.len;
    return lower_next && !plural_next;
}

StrList name_words_split(Arena *a, Str name) {
    VEC(Str) words = {0};
    size_t first = 0;
    for (size_t i = 0; i <= name.len; i++) {
        bool gap = i == name.len || char_kind(name.ptr[i]) == CHAR_GAP;
        bool cut = gap || (i > first && starts_word(name, i));
        if (!cut) continue;
        if (i > first) *vec_push(a, &words) = str_lower(a, str_slice(name, first, i));
        first = gap ? i + 1 : i;
    }
    return (StrList){.items = words.items, .count = words.count};
}

static const Abbreviation *abbreviation_find(Str word) {
    for (size_t i = 0; i < COUNT_OF(ABBREVIATIONS); i++) {
        if (str_eq(word, ABBREVIATIONS[i].shorter)) return &ABBREVIATIONS[i];
    }
    return NULL;
}

// "custid", "dormid": an id written on to what it is of.
static bool is_fused_id(Str word) {
    static const Str WORDS[] = {STR("paid"),   STR("valid"),   STR("void"),    STR("grid"),
                                STR("solid"),  STR("fluid"),   STR("rapid"),   STR("android"),
                                STR("unpaid"), STR("prepaid"), STR("hybrid"),  STR("guid"),
                                STR("uuid"),   STR("acid"),    STR("invalid"), STR("covid"),
                                STR("madrid"), STR("david"),   STR("humid"),   STR("liquid")};
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        if (str_eq(word, WORDS[i])) return false;
    }
    return word.len >= 4 && str_ends(word, S("id"));
}

static StrList fused_split(Arena *a, StrList words) {
    VEC(Str) split = {0};
    for (size_t i = 0; i < words.count; i++) {
        Str word = words.items[i];
        bool fused = is_fused_id(word);
        *vec_push(a, &split) = fused ? str_slice(word, 0, word.len - 2) : word;
        if (fused) *vec_push(a, &split) = S("id");
    }
    return (StrList){.items = split.items, .count = split.count};
}

StrList name_words_full(Arena *a, Str name) {
    StrList words = fused_split(a, name_words_split(a, name));
    size_t short_count = 0;
    for (size_t i = 0; i < words.count; i++) {
        const Abbreviation *known = abbreviation_find(words.items[i]);
        if (known && !known->is_word) short_count++;
    }
    VEC(Str) full = {0};
    for (size_t i = 0; i < words.count; i++) {
        const Abbreviation *known = abbreviation_find(words.items[i]);
        // "order no" is its number; "no" alone is a word.
        bool is_number = known && i > 0 && str_eq(known->full, S("number"));
        bool takes = known && (!known->is_word || short_count > 0 || is_number);
        Str rest = takes ? known->full : words.items[i];
        for (Str part = str_next_word(&rest); part.len > 0; part = str_next_word(&rest)) {
            *vec_push(a, &full) = part;
        }
    }
    return (StrList){.items = full.items, .count = full.count};
}

Str name_words_join(Arena *a, const Str *words, size_t count) {
    size_t len = 0;
    for (size_t i = 0; i < count; i++) len += words[i].len + 1;
    char *text = arena_new(a, char, len + 1);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0) text[at++] = ' ';
        for (size_t k = 0; k < words[i].len; k++) text[at++] = words[i].ptr[k];
    }
    return str_of(text, at);
}

bool name_words_has(StrList words, Str word) {
    for (size_t i = 0; i < words.count; i++) {
        if (str_eq(words.items[i], word)) return true;
    }
    return false;
}

static bool is_uncounted(Str word) {
    for (size_t i = 0; i < COUNT_OF(UNCOUNTED); i++) {
        if (str_eq(word, UNCOUNTED[i])) return true;
    }
    return false;
}

static bool ends_any(Str word, const char *const *endings) {
    for (; *endings; endings++) {
        if (str_ends(word, str_from(*endings))) return true;
    }
    return false;
}

Str name_words_singular(Arena *a, Str word) {
    static const char *const ES[] = {"sses", "shes", "ches", "xes", "zzes", "uses", "oes", NULL};
    static const char *const KEEP[] = {"ss", "us", "is", NULL};
    for (size_t i = 0; i < COUNT_OF(IRREGULAR); i++) {
        if (str_eq(word, IRREGULAR[i].many)) return IRREGULAR[i].one;
    }
    if (is_uncounted(word) || word.len < 4) {
        bool is_short_plural = word.len == 3 && str_eq(word, S("ids"));
        return is_short_plural ? S("id") : word;
    }
    if (str_ends(word, S("ies"))) {
        return str_fmt(a, STR_F "y", STR_A(str_slice(word, 0, word.len - 3)));
    }
    if (str_eq(word, S("warehouses")) || str_eq(word, S("houses")) || str_eq(word, S("causes"))) {
        return str_slice(word, 0, word.len - 1);
    }
    if (ends_any(word, ES)) return str_slice(word, 0, word.len - 2);
    if (!ends_any(word, KEEP) && str_ends(word, S("s"))) return str_slice(word, 0, word.len - 1);
    return word;
}

Str name_words_plural(Arena *a, Str word) {
    static const char *const ES[] = {"s", "sh", "ch", "x", "z", NULL};
    static const char *const VOWEL_Y[] = {"ay", "ey", "oy", "uy", NULL};
    for (size_t i = 0; i < COUNT_OF(IRREGULAR); i++) {
        if (str_eq(word, IRREGULAR[i].one)) return IRREGULAR[i].many;
    }
    if (word.len == 0 || str_eq(word, S("sales")) || str_eq(word, S("stock"))) return word;
    bool is_plural = !str_eq(name_words_singular(a, word), word);
    if (is_plural) return word;
    if (str_ends(word, S("y")) && !ends_any(word, VOWEL_Y)) {
        return str_fmt(a, STR_F "ies", STR_A(str_slice(word, 0, word.len - 1)));
    }
    return str_fmt(a, STR_F "%s", STR_A(word), ends_any(word, ES) ? "es" : "s");
}

static char fold(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

static size_t min3(size_t x, size_t y, size_t z) {
    size_t least = x < y ? x : y;
    return least < z ? least : z;
}

size_t name_words_distance(Str x, Str y, size_t max) {
    size_t gap = x.len > y.len ? x.len - y.len : y.len - x.len;
    if (gap > max || x.len > WORD_MAX || y.len > WORD_MAX) return max + 1;
    size_t rows[3][WORD_MAX + 1];  // the last three lines of the table, in turn
    for (size_t j = 0; j <= y.len; j++) rows[0][j] = j;
    for (size_t i = 1; i <= x.len; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *swap = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= y.len; j++) {
            char cx = fold(x.ptr[i - 1]), cy = fold(y.ptr[j - 1]);
            row[j] = min3(above[j] + 1, row[j - 1] + 1, above[j - 1] + (cx != cy));
            bool swapped = i > 1 && j > 1 && cx == fold(y.ptr[j - 2]) && cy == fold(x.ptr[i - 2]);
            if (swapped && swap[j - 2] + 1 < row[j]) row[j] = swap[j - 2] + 1;
        }
    }
    size_t distance = rows[x.len % 3][y.len];
    return distance > max ? max + 1 : distance;
}

// One slip a three letters, three at most.
static size_t slips_max(Str wanted) {
    size_t slips = wanted.len / 3;
    return slips < 1 ? 1 : slips > 3 ? 3 : slips;
}

Nearest name_words_nearest(Str wanted) {
    return (Nearest){.wanted = wanted, .distance = slips_max(wanted) + 1};
}

void name_words_try(Nearest *n, Str candidate) {
    assert(n->distance > 0);
    size_t distance = name_words_distance(n->wanted, candidate, slips_max(n->wanted));
    if (distance >= n->distance) return;
    n->distance = distance;
    n->name = candidate;
    if (n->distance == 0) n->distance = 1;  // nothing can be nearer; keeps the first
}
