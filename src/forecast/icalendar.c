#include "forecast/icalendar.h"

#include <libical/ical.h>

#include "base/vec.h"

enum { EVENT_DAYS_MAX = 92, REPEATS_MAX = 20000, NAME_BYTES_MAX = 200, DEPTH_MAX = 3 };

typedef struct Reading {
    DateRange within;
    VEC(OccasionDay) days;
    size_t skipped;
    bool full;
    Arena *arena;
} Reading;

static void component_free(icalcomponent **c) {
    if (*c) icalcomponent_free(*c);
}

static bool time_date(struct icaltimetype t, Date *ret) {
    if (icaltime_is_null_time(t) || !date_valid(t.year, t.month, t.day)) return false;
    *ret = date_of(t.year, t.month, t.day);
    return true;
}

// How many days an event touches; its end is the first moment after it.
static int days_of(icalcomponent *event, Date first) {
    struct icaltimetype end = icalcomponent_get_dtend(event);
    Date last = first;
    if (!time_date(end, &last)) return 1;
    bool at_midnight = end.is_date || (end.hour == 0 && end.minute == 0 && end.second == 0);
    int days = last - first + (at_midnight ? 0 : 1);
    return days < 1 ? 1 : (days > EVENT_DAYS_MAX ? EVENT_DAYS_MAX : days);
}

static bool is_excepted(icalcomponent *event, Date date) {
    icalproperty *p = icalcomponent_get_first_property(event, ICAL_EXDATE_PROPERTY);
    for (; p; p = icalcomponent_get_next_property(event, ICAL_EXDATE_PROPERTY)) {
        Date not_then = 0;
        if (time_date(icalproperty_get_exdate(p), &not_then) && not_then == date) return true;
    }
    return false;
}

static void days_add(Reading *r, Str name, Date first, int days) {
    for (Date date = first; date < first + days && !r->full; date++) {
        if (date < r->within.first || date >= r->within.end) continue;
        r->full = r->days.count == ICALENDAR_DAYS_MAX;
        if (!r->full) *vec_push(r->arena, &r->days) = (OccasionDay){name, date};
    }
}

static void repeats_add(Reading *r, icalcomponent *event, Str name, int days) {
    struct icaltimetype start = icalcomponent_get_dtstart(event);
    icalproperty *p = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
    icalrecur_iterator *at = icalrecur_iterator_new(icalproperty_get_rrule(p), start);
    for (int i = 0; at && i < REPEATS_MAX && !r->full; i++) {
        Date first = 0;
        if (!time_date(icalrecur_iterator_next(at), &first) || first >= r->within.end) break;
        if (!is_excepted(event, first)) days_add(r, name, first, days);
    }
    if (at) icalrecur_iterator_free(at);
}

static void event_take(Reading *r, icalcomponent *event) {
    Str name = str_trim(str_from(icalcomponent_get_summary(event)));
    Date first = 0;
    if (name.len == 0 || !time_date(icalcomponent_get_dtstart(event), &first)) {
        r->skipped++;
        return;
    }
    name = str_dup(r->arena,
                   str_slice(name, 0, name.len < NAME_BYTES_MAX ? name.len : NAME_BYTES_MAX));
    int days = days_of(event, first);
    if (icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY)) {
        repeats_add(r, event, name, days);
    } else {
        days_add(r, name, first, days);
    }
}

// Events stand in the calendar, or in several that follow each other.
static void events_take(Reading *r, icalcomponent *c, int depth) {
    if (icalcomponent_isa(c) == ICAL_VEVENT_COMPONENT) event_take(r, c);
    if (depth == DEPTH_MAX) return;
    icalcompiter at = icalcomponent_begin_component(c, ICAL_ANY_COMPONENT);
    for (icalcomponent *part; (part = icalcompiter_deref(&at)); (void)icalcompiter_next(&at)) {
        events_take(r, part, depth + 1);
    }
}

bool icalendar_read(Str text, DateRange within, Arena *a, IcalendarDays *ret, Err *err) {
    if (text.len > ICALENDAR_BYTES_MAX) {
        return fail(err, ERR_LIMIT, "the calendar has %zu bytes: at most %d are read", text.len,
                    ICALENDAR_BYTES_MAX);
    }
    if (str_find_nocase(text, S("BEGIN:VCALENDAR")) < 0) {
        return fail(err, ERR_INVALID, "this is not a calendar: it has no line BEGIN:VCALENDAR");
    }
    icalerror_set_errors_are_fatal(false);
    CLEANUP(component_free) icalcomponent *root = icalparser_parse_string(str_z(a, text));
    if (!root) return fail(err, ERR_INVALID, "the calendar cannot be read: it breaks off");
    Reading r = {.within = within, .arena = a};
    events_take(&r, root, 0);
    if (r.full) {
        return fail(err, ERR_LIMIT, "the calendar has more than %d days of note",
                    ICALENDAR_DAYS_MAX);
    }
    *ret = (IcalendarDays){r.days.items, r.days.count, r.skipped};
    return true;
}
