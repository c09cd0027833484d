#include "ask/chartcue.h"

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
#define ORDERS                                                                                     \
    "order ordered ordering rank ranked ranking sort sorted sorting list listed show display "     \
    "arrange arranged by in from the high higher highest low lower lowest to asc ascending desc "  \
    "descending please axis x y bar bars and could can you i would want like with them it me of "  \
    "based on value values largest smallest big small"
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

typedef struct AxisName {
    const char *phrase;
    CueAxis axis;
    bool in_charts;  // only where a chart was spoken of
} AxisName;

static const AxisName AXIS_NAMES[] = {
    {"x axis", CUE_AXIS_X, false},      {"y axis", CUE_AXIS_Y, false},
    {"x", CUE_AXIS_X, false},           {"y", CUE_AXIS_Y, false},
    {"bar", CUE_AXIS_Y, false},         {"bars", CUE_AXIS_Y, false},
    {"names", CUE_AXIS_X, true},        {"labels", CUE_AXIS_X, true},
    {"total number", CUE_AXIS_Y, true}, {"the number", CUE_AXIS_Y, true},
    {"counts", CUE_AXIS_Y, true},       {"heights", CUE_AXIS_Y, true},
};

// The words of "x axis", "the y"; 0 none. Without "axis" it has to stand among words of order.
static size_t axis_at(const Reader *r, size_t i, CueAxis *ret) {
    for (size_t k = 0; k < COUNT_OF(AXIS_NAMES); k++) {
        size_t len = cue_scan_phrase(&r->s, i, AXIS_NAMES[k].phrase);
        if (len == 0 || (AXIS_NAMES[k].in_charts && !r->said)) continue;
        *ret = AXIS_NAMES[k].axis;
        return len;
    }
    return 0;
}

// 1 ascending, -1 descending, 0 not said.
static int direction_in(const Reader *r, size_t first, size_t end) {
    for (size_t i = first; i < end; i++) {
        if (is(r, i, "asc ascending")) return 1;
        if (is(r, i, "desc descending")) return -1;
        if (is(r, i, "low lowest smallest small") && is(r, i + 1, "to")) return 1;
        if (is(r, i, "high highest largest big") && is(r, i + 1, "to")) return -1;
    }
    return 0;
}

static void order_read(Reader *r) {
    for (size_t i = 0; i < r->s.count; i++) {
        CueAxis axis = CUE_AXIS_NONE;
        size_t len = axis_at(r, i, &axis), first = i, end = i + len;
        if (len == 0) continue;
        while (first > 0 && is(r, first - 1, ORDERS) && !gap(r, first)) first--;
        while (is(r, end, ORDERS) && !gap(r, end)) end++;
        int direction = direction_in(r, first, end);
        bool opens = first == 0 && end == r->s.count;  // "list names from low to high" is all
        if (direction == 0 || end - first < len + 2 || opens) continue;
        r->cue->order = axis;
        r->cue->descending = direction < 0;
        r->said = r->cue->wish.any = true;
        cue_scan_cut(&r->s, first, end);
        i = end - 1;
    }
}

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

static void splits_read(Reader *r) {
    for (size_t i = 0; i < r->s.count; i++) {
        for (size_t k = 0; k < COUNT_OF(SPLITS); k++) {
            size_t len = cue_scan_phrase(&r->s, i, SPLITS[k]);
            if (len == 0) continue;
            r->cue->wish.split = r->said = true;
            cue_scan_cut(&r->s, i, i + len);
            instead_of(r, i, S("by"));
        }
        bool grouped = is(r, i, "group grouped grouping") && is(r, i + 1, "by");
        if (!grouped) continue;
        size_t at = i + 2;
        if (is(r, at, "attribute")) r->s.words[at++].cut = true;
        if (is(r, at, ARTICLES)) at++;
        bool more = r->said && at < r->s.count && !said_before(r, i, at) && is_grouped(r, i);
        if (more && is(r, i > 0 ? i - 1 : r->s.count, "and")) r->cue->wish.split = true;
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

// "List the number of the writers in alphabetical order".
static void counts_read(Reader *r) {
    size_t i = 0;
    while (is(r, i, TOPIC_BEFORE) || (i < r->s.count && r->s.words[i].cut)) i++;
    r->cue->counts = is(r, i, "number count amount") && is(r, i + 1, "of");
    for (; i < r->s.count; i++) {
        bool said = is(r, i, "asc ascending desc descending alphabetical alphabetically");
        r->cue->ordered = r->cue->ordered || said || direction_in(r, i, i + 1) != 0;
    }
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
    order_read(&r);
    axes_read(&r);
    bins_read(&r);
    topics_read(&r);
    splits_read(&r);
    number_read(&r);
    counts_read(&r);
    cue.is_alone = r.said && !has_words(&r.s);
    if (!cue.is_alone) cue.rest = cue_scan_rest(&r.s, a);
    return cue;
}
