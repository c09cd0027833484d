#include "flow/outlook_festivals.h"

#include "calendar/calendar.h"

typedef struct RegionOf {
    Str unit, region;
} RegionOf;

// A currency of one country says where its festivals are kept.
static const RegionOf REGIONS[] = {
    {STR("INR"), STR("IN")}, {STR("₹"), STR("IN")},   {STR("USD"), STR("US")},
    {STR("$"), STR("US")},   {STR("GBP"), STR("GB")}, {STR("£"), STR("GB")},
};

static bool region_of_unit(Str unit, Str *ret) {
    for (size_t i = 0; i < COUNT_OF(REGIONS); i++) {
        if (!str_eq(unit, REGIONS[i].unit)) continue;
        *ret = REGIONS[i].region;
        return true;
    }
    return false;
}

Str outlook_festivals_region(const Model *m) {
    Str region = {0};
    for (size_t t = 0; t < m->table_count; t++) {
        for (size_t c = 0; c < m->tables[t].column_count; c++) {
            if (region_of_unit(m->tables[t].columns[c].unit, &region)) return region;
        }
    }
    return region;
}

void outlook_festivals_mark(Outlook *o, Str region, size_t shown, Arena *a) {
    const HistorySet *set = o->set;
    if (set->unit > DATE_WEEK) return;
    size_t from = set->count > shown ? set->count - shown : 0;
    DateRange within = {history_period(set, from), history_period(set, set->count + o->horizon)};
    CalendarDays days = calendar_days(region, within, a);
    o->events = arena_new(a, OutlookEvent, days.count + 1);
    for (size_t i = 0; i < days.count; i++) {
        const CalendarDay *day = &days.items[i];
        bool within_days = day->days.first >= within.first && day->days.first < within.end;
        if (day->kind == CALENDAR_SEASON || !within_days) continue;
        o->events[o->event_count++] = (OutlookEvent){day->name, day->days.first};
    }
}
