#include "ask/chartcue_order.h"

#include <string.h>

#define POLITE "and could can you i would want like please then also to"
#define ORDERS                                                                                     \
    "order ordered ordering rank ranked ranking sort sorted sorting list listed show display "     \
    "arrange arranged by in from the high higher highest low lower lowest to asc ascending desc "  \
    "descending please axis x y bar bars and could can you i would want like with them it me of "  \
    "based on value values largest smallest big small"
#define TAIL_VERBS "order sort rank list show display arrange"
#define COUNTS "number numbers count counts amount total how many"
#define NUMBERS                                                                                    \
    COUNTS                                                                                         \
    " mean average avg sum maximum minimum maximal minimal max min highest lowest "                \
    "frequency"
#define NAMES "name names label labels"
// Behind these stands what the rows must be, not what is shown of them.
#define CONDITIONS "where with whose that who which having when whom without"

static bool gap(const CueScan *s, size_t i) { return i < s->count && s->words[i].after_gap; }

// Without what a plural adds: "cities" and "city" are "cit", "dates" and "date" are "date".
static Str singular(Str word) {
    Str one = str_cut_suffix_nocase(word, S("s"));
    return str_cut_suffix_nocase(str_cut_suffix_nocase(one, S("ie")), S("y"));
}

Str chartcue_order_part(Str *rest) {
    size_t first = 0;
    while (first < rest->len && strchr(" _", rest->ptr[first])) first++;
    size_t end = first;
    while (end < rest->len && !strchr(" _", rest->ptr[end])) end++;
    Str part = str_slice(*rest, first, end);
    *rest = str_skip(*rest, end);
    return part;
}

bool chartcue_order_has(Str words, Str part) {
    for (Str one = chartcue_order_part(&words); one.len > 0; one = chartcue_order_part(&words)) {
        if (str_eq_nocase(singular(one), singular(part))) return true;
    }
    return false;
}

// ---- along an axis ----

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
static size_t axis_at(const CueScan *s, size_t i, bool in_chart, CueAxis *ret) {
    for (size_t k = 0; k < COUNT_OF(AXIS_NAMES); k++) {
        size_t len = cue_scan_phrase(s, i, AXIS_NAMES[k].phrase);
        if (len == 0 || (AXIS_NAMES[k].in_charts && !in_chart)) continue;
        *ret = AXIS_NAMES[k].axis;
        return len;
    }
    return 0;
}

int chartcue_order_direction(const CueScan *s, size_t first, size_t end) {
    for (size_t i = first; i < end; i++) {
        if (cue_scan_is(s, i, "asc ascending")) return 1;
        if (cue_scan_is(s, i, "desc descending")) return -1;
        if (!cue_scan_is(s, i + 1, "to")) continue;
        if (cue_scan_is(s, i, "low lowest smallest small")) return 1;
        if (cue_scan_is(s, i, "high highest largest big")) return -1;
    }
    return 0;
}

static bool axes_read(CueScan *s, ChartCue *cue, bool in_chart) {
    bool said = false;
    for (size_t i = 0; i < s->count; i++) {
        CueAxis axis = CUE_AXIS_NONE;
        size_t len = axis_at(s, i, in_chart || said, &axis), first = i, end = i + len;
        if (len == 0) continue;
        while (first > 0 && cue_scan_is(s, first - 1, ORDERS) && !gap(s, first)) first--;
        while (cue_scan_is(s, end, ORDERS) && !gap(s, end)) end++;
        int direction = chartcue_order_direction(s, first, end);
        bool opens = first == 0 && end == s->count;  // "list names from low to high" is all
        if (direction == 0 || end - first < len + 2 || opens) continue;
        cue->order = axis;
        cue->descending = direction < 0;
        said = cue->wish.any = true;
        cue_scan_cut(s, first, end);
        i = end - 1;
    }
    return said;
}

// ---- at the end ----

typedef struct Tail {
    size_t first;                       // with what is polite before it
    size_t things[CHARTCUE_WORDS_MAX];  // the words of what it is ordered by
    size_t count;
} Tail;

// The words that open a sentence part before the verb at `verb`; false when it stands within one.
static bool tail_first(const CueScan *s, size_t verb, size_t *ret) {
    size_t first = verb;
    while (first > 0 && !gap(s, first) && cue_scan_is(s, first - 1, POLITE)) first--;
    *ret = first;
    return first > 0 && (gap(s, first) || cue_scan_is(s, first, "and"));
}

static bool tail_things(const CueScan *s, size_t verb, Tail *ret) {
    for (size_t i = verb + 1; i < s->count; i++) {
        if (gap(s, i)) return false;
        if (cue_scan_is(s, i, ORDERS)) continue;
        if (ret->count == CHARTCUE_WORDS_MAX || s->words[i].text.len == 0 || s->words[i].cut)
            return false;
        ret->things[ret->count++] = i;
    }
    return ret->count > 0;
}

// "And order in ascending order": by what is left open; "order" names nothing there.
static void bare_cut(CueScan *s) {
    size_t first = 0;
    for (size_t i = s->count; i-- > 1;) {
        Tail tail = {0};
        bool verb = cue_scan_is(s, i, "order") && cue_scan_is(s, i + 1, "in by from") &&
                    tail_first(s, i, &first) && chartcue_order_direction(s, i, s->count) != 0;
        if (verb && !tail_things(s, i, &tail) && tail.count == 0) cue_scan_cut(s, first, i + 1);
        if (verb || gap(s, i)) return;
    }
}

// The last "and could you list ... in descending order please".
static bool tail_find(const CueScan *s, Tail *ret) {
    for (size_t i = s->count; i-- > 1;) {
        Tail tail = {0};
        bool verb = cue_scan_is(s, i, TAIL_VERBS) && tail_first(s, i, &tail.first) &&
                    chartcue_order_direction(s, i, s->count) != 0;
        if (verb && tail_things(s, i, &tail)) {
            *ret = tail;
            return true;
        }
        if (gap(s, i)) return false;
    }
    return false;
}

static bool all_are(const CueScan *s, const Tail *t, const char *list) {
    for (size_t i = 0; i < t->count; i++) {
        if (!cue_scan_is(s, t->things[i], list)) return false;
    }
    return true;
}

// Said before `end`; `shown`: of what is shown.
static bool said_before(const CueScan *s, Str word, size_t end, bool shown) {
    for (Str part = chartcue_order_part(&word); part.len > 0; part = chartcue_order_part(&word)) {
        bool said = false;
        for (size_t i = 0; i < end && !said; i++) {
            if (shown && cue_scan_is(s, i, CONDITIONS)) break;
            said = chartcue_order_has(s->words[i].text, part);
        }
        if (!said) return false;
    }
    return true;
}

static bool measures_before(const CueScan *s, size_t end) {
    for (size_t i = 0; i < end; i++) {
        if (cue_scan_is(s, i, NUMBERS)) return true;
    }
    return false;
}

// What the order is by: the number that is shown, the names, or what was said before (CUE_AXIS_X
// with words); CUE_AXIS_NONE where it may be anything else of the data.
static CueAxis thing_axis(const CueScan *s, const Tail *t, bool *ret_named) {
    bool number = false, said = true;
    for (size_t i = 0; i < t->count; i++) number = number || cue_scan_is(s, t->things[i], NUMBERS);
    for (size_t i = 0; i < t->count; i++) {
        if (cue_scan_is(s, t->things[i], NUMBERS)) continue;
        said = said && said_before(s, s->words[t->things[i]].text, t->first, !number);
    }
    *ret_named = false;
    if (all_are(s, t, COUNTS)) return CUE_AXIS_Y;
    if (all_are(s, t, NAMES)) return CUE_AXIS_X;
    if (number) return said && measures_before(s, t->first) ? CUE_AXIS_Y : CUE_AXIS_NONE;
    *ret_named = said;
    return said ? CUE_AXIS_X : CUE_AXIS_NONE;
}

static void tail_read(CueScan *s, ChartCue *cue) {
    Tail tail = {0};
    bool named = false;
    if (cue->order != CUE_AXIS_NONE || !tail_find(s, &tail)) return;
    int direction = chartcue_order_direction(s, tail.first, s->count);
    CueAxis axis = direction != 0 ? thing_axis(s, &tail, &named) : CUE_AXIS_NONE;
    if (axis == CUE_AXIS_NONE) return;
    cue->order = axis;
    cue->descending = direction < 0;
    cue->ordered = true;
    if (named) {
        cue->by_count = tail.count;
        for (size_t i = 0; i < tail.count; i++) cue->by[i] = s->words[tail.things[i]].text;
    }
    cue_scan_cut(s, tail.first, s->count);
}

bool chartcue_order_read(CueScan *s, ChartCue *cue, bool in_chart) {
    bool said = axes_read(s, cue, in_chart);
    tail_read(s, cue);
    if (cue->order == CUE_AXIS_NONE) bare_cut(s);
    return said;
}
