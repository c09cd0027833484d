// Any bytes as a calendar file.
#include <assert.h>
#include <stdint.h>

#include "forecast/icalendar.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    DateRange within = {date_of(2020, 1, 1), date_of(2027, 1, 1)};
    IcalendarDays days;
    Err err = {0};
    if (!icalendar_read(str_of((const char *)data, size), within, a, &days, &err)) {
        assert(err.message[0] != '\0');
        return 0;
    }
    for (size_t i = 0; i < days.count; i++) {
        assert(days.items[i].name.len > 0);
        assert(days.items[i].date >= within.first && days.items[i].date < within.end);
    }
    return 0;
}
