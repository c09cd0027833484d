#include "ask/chartcue.h"

#include "ask/chartcue_order.h"
#include "ask/cue_scan.h"

#define ARTICLES "a an the"
#define NOUNS "chart charts graph graphs plot plots diagram diagrams visualization visualisation"
#define VERBS                                                                                      \
    "draw show give return create plot display make visualize visualise use present generate "     \
    "build produce render drawing showing creating plotting using see get have view"
// What stands before the name of a chart and says no more than that one is wanted.
#define BEFORE                                                                                     \
    VERBS                                                                                          \
    " please can could you i we want to would like need just me us them it this that these "       \
    "result results as by in with into on through via for a an the and then also simple "          \
    "how about now instead again different single"
#define AFTER                                                                                      \
    "of about for on to in that which show shows showing display displays displaying visualize "   \
    "visualizes visualizing visualise compare compares comparing represent representing describe " \
    "describing give gives giving giveing list listing return returning find finding with using "  \
    "illustrate illustrating depicting presenting"
#define EACH "each every all"
#define MARKS                                                                                      \
    "point points dot dots bar bars line lines circle circles bubble bubbles mark marks slice "    \
    "slices"
#define UNITS_BEFORE "the a an each every per into by in"

typedef struct Reader {
    CueScan s;
    ChartCue *cue;
    bool said;  // something of a chart: then looser words are read too
} Reader;

static bool is(const Reader *r, size_t i, const char *list) { return cue_scan_is(&r->s, i, list); }
static bool gap(const Reader *r, size_t i) { return i < r->s.count && r->s.words[i].after_gap; }

static void instead_of(Reader *r, size_t i, Str word) {
    r->s.words[i].cut = true;
    r->s.words[i].instead = word;
}

// ---- the name of a chart ----

static const ChartWord *word_at(const Reader *r, size_t i, size_t *ret_len) {
    const ChartWord *best = NULL;
    for (size_t k = 0; k < CHART_WORD_COUNT; k++) {
        size_t len = cue_scan_phrase(&r->s, i, CHART_WORDS[k].phrase);
        if (len > (best ? *ret_len : 0)) best = &CHART_WORDS[k], *ret_len = len;
    }
    return best;
}

static size_t nouns_end(const Reader *r, size_t i) {
    size_t end = i;
    while (is(r, end, NOUNS) && !gap(r, end)) end++;
    return end;
}

// "as a line", "into bars", "using a funnel": what stands before says that a chart is meant.
static bool is_named_so(const Reader *r, const ChartWord *w, size_t first, size_t end) {
    size_t before = first;
    if (is(r, end, "of") && w->kind == CHART_WORD_WITH_NOUN) return false;
    bool article = before > 0 && is(r, before - 1, ARTICLES) && !gap(r, before);
    if (article) before--;
    if (before == 0) return w->kind == CHART_WORD_ASKED;
    if (is(r, before - 1, "as")) return true;
    if (w->kind == CHART_WORD_WITH_NOUN) return false;
    if (is(r, before - 1, VERBS " me us in with by using")) return true;
    return gap(r, before) && gap(r, end);
}

// "shows the ... of", "for each": what belongs to the chart after its name.
static size_t after_end(const Reader *r, size_t i) {
    size_t end = i;
    while (is(r, end, AFTER) && !gap(r, end) && !is(r, end + 1, EACH)) end++;
    return end;
}

static size_t before_start(const Reader *r, size_t i) {
    size_t first = i;
    while (first > 0 && is(r, first - 1, BEFORE)) {
        first--;
        if (gap(r, first) && !is(r, first, "and")) break;
    }
    return first;
}

static void wish_name(Reader *r, const ChartWord *w) {
    ChartWish *wish = &r->cue->wish;
    // "A bar chart ... stacked by x" is more than its bar chart.
    bool more = !wish->named || (w->split && !wish->split);
    if (more) wish->type = w->type;
    wish->named = true;
    wish->split = wish->split || w->split;
}

// "Draw a chart": of which kind is left open.
static bool is_chart(const Reader *r, size_t i) {
    return i >= 2 && is(r, i, "chart graph diagram visualization visualisation") && !gap(r, i) &&
           is(r, i - 1, ARTICLES) && !gap(r, i - 1) &&
           is(r, i - 2, "draw create make plot as in into using visualize build generate me want");
}

static void names_read(Reader *r) {
    for (size_t i = 0; i < r->s.count; i++) {
        size_t len = 0;
        const ChartWord *w = word_at(r, i, &len);
        size_t end = nouns_end(r, i + len);
        bool noun = end > i + len;
        if (w && !noun && w->kind != CHART_WORD_ALONE && !is_named_so(r, w, i, end)) w = NULL;
        bool bare = !w && is_chart(r, i);
        if (!w && !bare) continue;
        if (bare) end = nouns_end(r, i);
        if (w) wish_name(r, w);
        r->said = r->cue->wish.any = true;
        size_t first = before_start(r, i), last = after_end(r, end);
        cue_scan_cut(&r->s, first, last);
        i = last > i ? last - 1 : i;
    }
}

// ---- axes ----

// What stands between the name of an axis and what is along it.
#define AXIS_AFTER "is are as be shows showing the a being represents and to compute"
#define AXIS_BEFORE "the a an as on let set with and for along in at"

// "A on the x axis": behind what is along it, or else before it.
static bool is_behind(const Reader *r, size_t first, size_t i) {
    for (size_t k = first; k < i; k++) {
        if (is(r, k, "on as along in at")) return true;
    }
    return false;
}

// "x axis A y axis B" and "A on the x axis, B on the y axis" are read as "A, B"; where more was
// said before, "the x axis is A" is read as "by A".
static void axes_read(Reader *r) {
    for (size_t i = 0; i < r->s.count; i++) {
        bool x = is(r, i, "x");
        if (!is(r, i, "x y") || !is(r, i + 1, "axis axes")) continue;
        size_t first = i, end = i + 2;
        while (first > 0 && is(r, first - 1, AXIS_BEFORE) && !gap(r, first)) first--;
        bool behind = is_behind(r, first, i);
        while (!behind && is(r, end, AXIS_AFTER)) end++;
        r->said = r->cue->wish.any = true;
        cue_scan_cut(&r->s, first, end);
        bool starts = true;
        for (size_t k = 0; k < first; k++) starts = starts && r->s.words[k].cut;
        Str said = starts ? S("") : x && !behind ? S("by") : behind && !x ? S("") : S(",");
        instead_of(r, i, said);
        i = end - 1;
    }
}

// ---- bins ----

typedef struct UnitWord {
    const char *phrase;
    CueBin bin;
    DateUnit unit;
} UnitWord;

static const UnitWord UNIT_WORDS[] = {
    {"day of the week", CUE_BIN_WEEKDAY, DATE_DAY},
    {"day of week", CUE_BIN_WEEKDAY, DATE_DAY},
    {"days of the week", CUE_BIN_WEEKDAY, DATE_DAY},
    {"weekday", CUE_BIN_WEEKDAY, DATE_DAY},
    {"weekdays", CUE_BIN_WEEKDAY, DATE_DAY},
    {"day", CUE_BIN_UNIT, DATE_DAY},
    {"week", CUE_BIN_UNIT, DATE_WEEK},
    {"month", CUE_BIN_UNIT, DATE_MONTH},
    {"months", CUE_BIN_UNIT, DATE_MONTH},
    {"quarter", CUE_BIN_UNIT, DATE_QUARTER},
    {"year", CUE_BIN_UNIT, DATE_YEAR},
    {"years", CUE_BIN_UNIT, DATE_YEAR},
    {"time", CUE_BIN_ANY, DATE_MONTH},
};

enum { BIN_REACH = 9 };  // words between "bin" and its unit

static const UnitWord *unit_at(const Reader *r, size_t i, size_t *ret_len) {
    for (size_t k = 0; k < COUNT_OF(UNIT_WORDS); k++) {
        *ret_len = cue_scan_phrase(&r->s, i, UNIT_WORDS[k].phrase);
        if (*ret_len > 0) return &UNIT_WORDS[k];
    }
    return NULL;
}

// From "bin" on: to the unit that stands behind "by" or "into".
static void bin_from(Reader *r, size_t first) {
    for (size_t i = first + 1; i < r->s.count && i < first + BIN_REACH; i++) {
        if (!is(r, i, "by into in to per")) continue;
        size_t at = i + 1, len = 0;
        while (is(r, at, UNITS_BEFORE)) at++;
        const UnitWord *w = unit_at(r, at, &len);
        if (!w) continue;
        at += len;
        while (is(r, at, "interval intervals bucket buckets bin bins level levels unit units"))
            at++;
        r->cue->bin = w->bin;
        r->cue->unit = w->unit;
        r->said = r->cue->wish.any = true;
        if (first > 0 && is(r, first - 1, "and then please")) first--;
        // What is binned may be named here alone: it stays, behind a "by".
        size_t named = is(r, first, "and then please") ? first + 2 : first + 1;
        bool names = named < i && !is(r, named, "it them");
        cue_scan_cut(&r->s, first, names ? named : at);
        if (!names) return;
        cue_scan_cut(&r->s, i, at);
        instead_of(r, first, S("by"));
        return;
    }
}

static void bins_read(Reader *r) {
    for (size_t i = 0; i < r->s.count; i++) {
        if (is(r, i, "bin bins binning binned bucket bucketed")) bin_from(r, i);
    }
}

// ---- splits ----

static const char *const SPLITS[] = {
    "color by",
    "colour by",
    "colored by",
    "coloured by",
    "stack by",
    "stacked by",
    "split by",
    "split them by",
    "splitted by",
    "categorize by",
    "categorizing by",
    "categorized by",
    "categorise by",
    "with a different color for each",
    "use a different color for each",
    "a different color for each",
    "different color for each",
    "different colors for each",
    "with a different colour for each",
    "use a different colour for each",
    "a different colour for each",
    "one color for each",
    "one colour for each",
    "one line for each",
    "a line for each",
    "one line per",
    "with a line for each",
};

// "group by attribute x": a split, where x is no name that was said already.
static bool said_before(const Reader *r, size_t first, size_t at) {
    for (size_t i = 0; i < first; i++) {
        if (str_eq(r->s.words[i].text, r->s.words[at].text)) return true;
    }
    return false;
}

// Whether something else than what follows `end` is grouped by.
static bool is_grouped(const Reader *r, size_t end) {
    ChartTopic topic = r->cue->wish.topic;
    bool pair = topic == CHART_TOPIC_SPREAD || topic == CHART_TOPIC_RELATION;
    bool grouped = pair || topic == CHART_TOPIC_COMPARE || r->cue->bin != CUE_BIN_NONE;
    for (size_t i = 0; i < end && !grouped; i++) {
        grouped = is(r, i, "by each per every over across different") ||
                  str_eq(r->s.words[i].instead, S("by"));
    }
    return grouped;
}

// "And group by c", "and then group by c", beside another grouping: a split.
static void group_read(Reader *r, size_t i) {
    size_t at = i + 2;
    if (is(r, at, "attribute")) r->s.words[at++].cut = true;
    if (is(r, at, ARTICLES)) at++;
    // Points have two numbers for their axes: what groups them colours them.
    bool other = r->cue->wish.topic == CHART_TOPIC_RELATION || !said_before(r, i, at);
    bool then = i > 1 && is(r, i - 1, "then");
    bool joined = i > 0 && is(r, then ? i - 2 : i - 1, "and");
    bool more = (r->said || then) && at < r->s.count && other && is_grouped(r, i);
    if (more && joined) r->cue->wish.split = true;
}

// "Where the points are" before "coloured by": what is drawn, not what is asked for.
static size_t marks_start(const Reader *r, size_t i) {
    size_t first = i;
    if (first > 0 && is(r, first - 1, "is are be being")) first--;
    if (first == 0 || !is(r, first - 1, MARKS)) return i;
    first--;
    while (first > 0 && is(r, first - 1, "the and with where all each") && !gap(r, first)) first--;
    return first;
}

static void splits_read(Reader *r) {
    for (size_t i = 0; i < r->s.count; i++) {
        for (size_t k = 0; k < COUNT_OF(SPLITS); k++) {
            size_t len = cue_scan_phrase(&r->s, i, SPLITS[k]);
            if (len == 0) continue;
            r->cue->wish.split = r->said = true;
            cue_scan_cut(&r->s, marks_start(r, i), i + len);
            instead_of(r, i, S("by"));
        }
        if (!is(r, i, "group grouped grouping")) continue;
        if (is(r, i + 1, "by")) group_read(r, i);
        // "X axis a and group the c"
        bool bare = r->said && i > 0 && is(r, i, "group") && is(r, i + 1, ARTICLES);
        if (!bare) continue;
        r->cue->wish.split = true;
        instead_of(r, i, S("by"));
    }
}

// ---- topics ----

typedef struct TopicWord {
    const char *phrase;
    ChartTopic topic;
    bool cut;  // with what stands before it: the thing follows
} TopicWord;

static const TopicWord TOPICS[] = {
    {"relationship between", CHART_TOPIC_RELATION, true},
    {"relation between", CHART_TOPIC_RELATION, true},
    {"relationship of", CHART_TOPIC_RELATION, true},
    {"correlation between", CHART_TOPIC_RELATION, true},
    {"correlation of", CHART_TOPIC_RELATION, true},
    {"correlation", CHART_TOPIC_RELATION, false},
    {"correlated", CHART_TOPIC_RELATION, false},
    {"correlate", CHART_TOPIC_RELATION, false},
    {"relationship", CHART_TOPIC_RELATION, false},
    {"distribution of", CHART_TOPIC_SPREAD, true},
    {"distribution", CHART_TOPIC_SPREAD, false},
    {"spread of", CHART_TOPIC_SPREAD, false},
    {"comparison about", CHART_TOPIC_COMPARE, true},
    {"comparison of", CHART_TOPIC_COMPARE, true},
    {"comparison between", CHART_TOPIC_COMPARE, true},
    {"compare", CHART_TOPIC_COMPARE, false},
    {"comparison", CHART_TOPIC_COMPARE, false},
    {"trend", CHART_TOPIC_TREND, false},
    {"trends", CHART_TOPIC_TREND, false},
    {"tendency", CHART_TOPIC_TREND, false},
    {"over time", CHART_TOPIC_TREND, false},
    {"evolution", CHART_TOPIC_TREND, false},
    {"evolve", CHART_TOPIC_TREND, false},
    {"evolved", CHART_TOPIC_TREND, false},
    {"change of", CHART_TOPIC_TREND, false},
    {"changes of", CHART_TOPIC_TREND, false},
    {"changed over", CHART_TOPIC_TREND, false},
    {"changes over", CHART_TOPIC_TREND, false},
    {"change over", CHART_TOPIC_TREND, false},
    {"proportion", CHART_TOPIC_SHARE, false},
    {"proportions", CHART_TOPIC_SHARE, false},
    {"percentage", CHART_TOPIC_SHARE, false},
    {"percentages", CHART_TOPIC_SHARE, false},
    {"percent", CHART_TOPIC_SHARE, false},
    {"share of", CHART_TOPIC_SHARE, false},
    {"shares of", CHART_TOPIC_SHARE, false},
    {"make up", CHART_TOPIC_SHARE, false},
};

#define TOPIC_BEFORE BEFORE " what is are general overall visualize about find"

// "trend of A over B", "how A changed over B": a line of A by B. Time itself has its own words.
static bool over_read(Reader *r, size_t from) {
    for (size_t i = from; i < r->s.count; i++) {
        if (!is(r, i, "over across") || i + 1 >= r->s.count) continue;
        size_t at = is(r, i + 1, "the different") ? i + 2 : i + 1;
        char first = at < r->s.count && r->s.words[at].raw.len > 0 ? *r->s.words[at].raw.ptr : '0';
        bool number = first >= '0' && first <= '9';
        if (number || is(r, at, "time last past next previous course a an half two three"))
            continue;
        instead_of(r, i, S("by"));
        return true;
    }
    return false;
}

static void topic_cut(Reader *r, size_t i, size_t end) {
    size_t first = i;
    while (first > 0 && is(r, first - 1, TOPIC_BEFORE) && !gap(r, first)) first--;
    cue_scan_cut(&r->s, first, end);
    r->said = true;
}

static void topics_read(Reader *r) {
    ChartTopic *topic = &r->cue->wish.topic;
    for (size_t i = 0; i < r->s.count; i++) {
        for (size_t k = 0; k < COUNT_OF(TOPICS); k++) {
            size_t len = cue_scan_phrase(&r->s, i, TOPICS[k].phrase);
            if (len == 0) continue;
            if (*topic == CHART_TOPIC_NONE) *topic = TOPICS[k].topic;
            bool trend = TOPICS[k].topic == CHART_TOPIC_TREND;
            if (trend && *topic == CHART_TOPIC_TREND && over_read(r, i + len - 1)) {
                while (is(r, i + len, "of about for the in")) len++;
                topic_cut(r, i, i + len);
            } else if (TOPICS[k].cut) {
                topic_cut(r, i, i + len);
                if (TOPICS[k].topic == CHART_TOPIC_COMPARE) over_read(r, i + len);
            }
            break;
        }
    }
}

// ---- all ----

// "The total number by city", of nothing that is named: of the rows.
static void number_read(Reader *r) {
    for (size_t i = 0; r->said && i < r->s.count; i++) {
        if (!is(r, i, "number count amount") || is(r, i + 1, "of")) continue;
        if (i == 0 || !is(r, i - 1, "total the")) continue;
        cue_scan_cut(&r->s, i - 1, i + 1);
        instead_of(r, i, S("number of records"));
    }
}

// "The number of the names of writers", "compare the number of cities", "what are the number of":
// one for each of them, unless something else says of what there is one. What is counted stands
// behind "of".
static bool counts_each(const Reader *r, size_t first, size_t of) {
    bool several =
        is(r, of + 1, "the") || r->cue->wish.topic == CHART_TOPIC_COMPARE || r->cue->ordered;
    for (size_t i = 0; i < first; i++) several = several || is(r, i, "are list");
    for (size_t i = of + 1; i < r->s.count; i++) {
        // "Booked by" groups nothing.
        Str before = r->s.words[i - 1].text;
        bool done = before.len > 4 && str_ends(before, S("ed"));
        bool more = is(r, i, "and") && (is(r, i + 1, "number") || is(r, i + 2, "number"));
        if (more || is(r, i, "each every per how") || (is(r, i, "by") && !done)) return false;
    }
    return several;
}

static void each_read(Reader *r, size_t first, size_t of, Arena *a) {
    size_t at = of + 1;
    while (is(r, at, "the different distinct unique all")) at++;
    if (at >= r->s.count || !counts_each(r, first, of)) return;
    size_t start = first;
    while (start > 0 && is(r, start - 1, "the total")) start--;
    for (size_t i = at; i < r->s.count && i < at + CHARTCUE_COUNTED_MAX; i++) {
        r->cue->counted[i - at] = r->s.words[i].raw;
    }
    CueScan each = cue_scan_copy(&r->s, a);
    cue_scan_cut(&each, start, of + 1);
    r->cue->each = cue_scan_rest(&each, a);
}

// "List the number of the writers in alphabetical order".
static void counts_read(Reader *r, Arena *a) {
    size_t first = 0;
    while (is(r, first, TOPIC_BEFORE " total compare compute count list") ||
           (first < r->s.count && r->s.words[first].cut)) {
        first++;
    }
    ChartCue *cue = r->cue;
    cue->counts = is(r, first, "number count amount") && is(r, first + 1, "of");
    for (size_t i = first; i < r->s.count; i++) {
        bool said = is(r, i, "asc ascending desc descending alphabetical alphabetically");
        cue->tallies = cue->tallies || is(r, i, "number count many frequency");
        cue->ordered = cue->ordered || said || chartcue_order_direction(&r->s, i, i + 1) != 0;
    }
    if (cue->counts) each_read(r, first, first + 1, a);
}

static bool has_words(const CueScan *s) {
    for (size_t i = 0; i < s->count; i++) {
        if (!s->words[i].cut && !cue_scan_is(s, i, BEFORE " " NOUNS)) return true;
    }
    return false;
}

ChartCue chartcue_read(Str question, Arena *a) {
    ChartCue cue = {.rest = question, .wish = {.type = CHART_TABLE}};
    Reader r = {.s = cue_scan(question, a), .cue = &cue};
    if (r.s.count == CUE_WORDS_MAX) return cue;
    names_read(&r);
    r.said = chartcue_order_read(&r.s, &cue, r.said) || r.said;
    axes_read(&r);
    bins_read(&r);
    topics_read(&r);
    splits_read(&r);
    number_read(&r);
    counts_read(&r, a);
    cue.is_alone = r.said && !has_words(&r.s);
    if (!cue.is_alone) cue.rest = cue_scan_rest(&r.s, a);
    return cue;
}
