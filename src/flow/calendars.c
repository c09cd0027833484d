#include "flow/calendars.h"

#include "base/json.h"
#include "base/map.h"
#include "base/vec.h"
#include "forecast/icalendar.h"
#include "store/store_setting.h"
#include "sys/clock.h"
#include "sys/rand.h"

enum {
    NAME_BYTES_MAX = 100,
    JSON_BYTES_MAX = 32 << 20,
    NAMES_SHOWN = 6,
    KEPT_MAX = 2 * CALENDARS_MAX,  // with those that were removed
};
static const int64_t REMOVED_KEPT_US = CALENDARS_REMOVED_DAYS * MOMENT_DAY;
#define KEY S("calendars")

// One that is kept; its days stand together.
typedef struct Kept {
    Str id, name;
    int64_t added_at, removed_at;  // 0: it is there
    OccasionDay *days;
    size_t count;
} Kept;

typedef struct KeptAll {
    Kept *items;
    size_t count;
    Str json;
} KeptAll;

static bool days_parse(const Json *list, Arena *a, Kept *ret, Err *err) {
    ret->days = arena_new(a, OccasionDay, json_array_size(list) + 1);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const Json *day = json_array_get(list, i);
        Str name = {0};
        int64_t date = 0;
        if (!json_get_str(day, "name", true, &name, err) ||
            !json_get_int(day, "day", true, &date, err)) {
            return false;
        }
        ret->days[ret->count++] = (OccasionDay){str_dup(a, name), (Date)date};
    }
    return true;
}

static bool kept_parse(const Json *json, Arena *a, Kept *ret, Err *err) {
    const Json *days = NULL;
    if (!json_get_str(json, "id", true, &ret->id, err) ||
        !json_get_str(json, "name", true, &ret->name, err) ||
        !json_get_int(json, "added_at", true, &ret->added_at, err) ||
        !json_get_int(json, "removed_at", false, &ret->removed_at, err) ||
        !json_get_array(json, "days", true, &days, err)) {
        return false;
    }
    ret->id = str_dup(a, ret->id);
    ret->name = str_dup(a, ret->name);
    return days_parse(days, a, ret, err);
}

static bool all_read(Store *s, Str workspace, Arena *a, KeptAll *ret, Err *err) {
    *ret = (KeptAll){0};
    if (!store_setting_get(s, workspace, KEY, a, &ret->json, err)) return false;
    ret->items = arena_new(a, Kept, KEPT_MAX + 1);
    if (ret->json.len == 0) return true;
    CLEANUP(json_done) Json *json = NULL;
    const Json *list = NULL;
    if (!json_parse(ret->json, &json, err) ||
        !json_get_array(json, "calendars", true, &list, err)) {
        return false;
    }
    for (size_t i = 0; i < json_array_size(list) && i < KEPT_MAX; i++) {
        if (!kept_parse(json_array_get(list, i), a, &ret->items[ret->count++], err)) return false;
    }
    return true;
}

static void kept_write(JsonW *w, const Kept *k) {
    jsonw_object(w);
    jsonw_key_str(w, "id", k->id);
    jsonw_key_str(w, "name", k->name);
    jsonw_key_int(w, "added_at", k->added_at);
    if (k->removed_at > 0) jsonw_key_int(w, "removed_at", k->removed_at);
    jsonw_key_array(w, "days");
    for (size_t i = 0; i < k->count; i++) {
        jsonw_object(w);
        jsonw_key_str(w, "name", k->days[i].name);
        jsonw_key_int(w, "day", k->days[i].date);
        jsonw_end(w);
    }
    jsonw_end(w);
    jsonw_end(w);
}

static bool all_put(Store *s, Str workspace, const KeptAll *all, Err *err) {
    CLEANUP(buf_done) Buf json;
    buf_init(&json, JSON_BYTES_MAX);
    JsonW w = jsonw_to(&json);
    jsonw_object(&w);
    jsonw_key_array(&w, "calendars");
    for (size_t i = 0; i < all->count; i++) kept_write(&w, &all->items[i]);
    jsonw_end(&w);
    jsonw_end(&w);
    return buf_check(&json, ERR_WORD("the calendars"), err) &&
           store_setting_put(s, workspace, KEY, buf_str(&json), err);
}

bool calendars_load(Store *s, Str workspace, Arena *a, Calendars *ret, Err *err) {
    KeptAll all = {0};
    VEC(OccasionDay) days = {0};
    if (!all_read(s, workspace, a, &all, err)) return false;
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].removed_at > 0) continue;
        for (size_t k = 0; k < all.items[i].count; k++) {
            *vec_push(a, &days) = all.items[i].days[k];
        }
    }
    *ret = (Calendars){.days = days.items, .count = days.count};
    if (days.count > 0) {
        ret->version = str_fmt(a, "%016llx", (unsigned long long)str_hash(all.json));
    }
    return true;
}

static size_t names_count(const OccasionDay *days, size_t count, Arena *a) {
    Map seen = {0};
    size_t names = 0;
    for (size_t i = 0; i < count; i++) {
        if (map_get(&seen, days[i].name)) continue;
        map_set(a, &seen, days[i].name, (void *)&days[i]);
        names++;
    }
    return names;
}

bool calendars_read(Str ics, Arena *a, Calendars *ret, Err *err) {
    const DateRange within = {date_of(2000, 1, 1), date_of(2046, 1, 1)};
    IcalendarDays read = {0};
    if (!icalendar_read(ics, within, a, &read, err)) return false;
    if (read.count == 0) {
        return fail(err, ERR_INVALID, "the calendar has no event with a name and a day");
    }
    size_t names = names_count(read.items, read.count, a);
    if (names > CALENDARS_NAMES_MAX || read.count > CALENDARS_DAYS_MAX) {
        return fail(err, ERR_LIMIT,
                    "the calendar has %zu events on %zu days: at most %d on %d days are taken, so "
                    "bring in one of the days that move your sales alone",
                    names, read.count, CALENDARS_NAMES_MAX, CALENDARS_DAYS_MAX);
    }
    *ret = (Calendars){.days = read.items,
                       .count = read.count,
                       .version = str_fmt(a, "%016llx", (unsigned long long)str_hash(ics))};
    return true;
}

static size_t there_count(const KeptAll *all) {
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) count += all->items[i].removed_at == 0;
    return count;
}

static bool room_check(const KeptAll *all, Err *err) {
    if (there_count(all) < CALENDARS_MAX) return true;
    return fail(err, ERR_LIMIT, "%d calendars are kept already: remove one first", CALENDARS_MAX);
}

// Without what was removed long ago, and the oldest of what was removed where they are too many.
static void removed_trim(KeptAll *all) {
    size_t removed = all->count - there_count(all), left = 0;
    for (size_t i = 0; i < all->count; i++) {
        const Kept *k = &all->items[i];
        bool is_old = k->removed_at + REMOVED_KEPT_US <= clock_now();
        bool goes = k->removed_at > 0 && (is_old || removed > CALENDARS_MAX);
        if (goes) removed--;
        if (!goes) all->items[left++] = *k;
    }
    all->count = left;
}

static bool all_add(Store *s, Str workspace, const Kept *kept, Arena *a, Err *err) {
    KeptAll all = {0};
    if (!all_read(s, workspace, a, &all, err) || !room_check(&all, err)) return false;
    removed_trim(&all);
    all.items[all.count++] = *kept;
    return all_put(s, workspace, &all, err);
}

// The one of that id, when it is removed or not as is asked for.
static Kept *kept_find(const KeptAll *all, Str id, bool removed) {
    for (size_t i = 0; i < all->count; i++) {
        Kept *k = &all->items[i];
        if (str_eq(k->id, id) && (k->removed_at > 0) == removed) return k;
    }
    return NULL;
}

static bool all_without(Store *s, Str workspace, Str id, Arena *a, Err *err) {
    KeptAll all = {0};
    if (!all_read(s, workspace, a, &all, err)) return false;
    Kept *kept = kept_find(&all, id, false);
    if (!kept) return fail(err, ERR_NOT_FOUND, "there is no such calendar");
    kept->removed_at = clock_now();
    removed_trim(&all);
    return all_put(s, workspace, &all, err);
}

static bool all_with(Store *s, Str workspace, Str id, Arena *a, Err *err) {
    KeptAll all = {0};
    if (!all_read(s, workspace, a, &all, err) || !room_check(&all, err)) return false;
    removed_trim(&all);
    Kept *kept = kept_find(&all, id, true);
    if (!kept) {
        return fail(err, ERR_NOT_FOUND, "this calendar was not removed, or more than %d days ago",
                    CALENDARS_REMOVED_DAYS);
    }
    kept->removed_at = 0;
    return all_put(s, workspace, &all, err);
}

static bool changed(Store *s, bool done, Err *err) {
    if (done) return store_commit(s, err);
    store_rollback(s);
    return false;
}

bool calendars_remove(Store *s, Str workspace, Str id, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    if (!store_begin(s, STORE_DURABLE, err)) return false;
    return changed(s, all_without(s, workspace, id, a, err), err);
}

bool calendars_restore(Store *s, Str workspace, Str id, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    if (!store_begin(s, STORE_DURABLE, err)) return false;
    return changed(s, all_with(s, workspace, id, a, err), err);
}

static void day_write(JsonW *w, const char *key, Date day) {
    char room[16];
    Buf text = {.ptr = room, .cap = sizeof room, .max = sizeof room};
    date_write(&text, day);
    jsonw_key_str(w, key, buf_str(&text));
}

static void about_write(JsonW *w, const Kept *k, Arena *a) {
    Map seen = {0};
    Date first = k->days[0].date, last = first;
    size_t names = 0;
    jsonw_object(w);
    jsonw_key_str(w, "id", k->id);
    jsonw_key_str(w, "name", k->name);
    jsonw_key_moment(w, "added_at", k->added_at);
    jsonw_key_array(w, "names");
    for (size_t i = 0; i < k->count; i++) {
        const OccasionDay *day = &k->days[i];
        if (day->date < first) first = day->date;
        if (day->date > last) last = day->date;
        if (map_get(&seen, day->name)) continue;
        map_set(a, &seen, day->name, (void *)day);
        if (names++ < NAMES_SHOWN) jsonw_str(w, day->name);
    }
    jsonw_end(w);
    jsonw_key_int(w, "events", (int64_t)names);
    jsonw_key_int(w, "days", (int64_t)k->count);
    day_write(w, "first", first);
    day_write(w, "last", last);
    jsonw_end(w);
}

bool calendars_add(Store *s, Str workspace, const CalendarNew *calendar, JsonW *w, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Calendars read = {0};
    Str name = str_trim(calendar->name);
    if (name.len == 0 || name.len > NAME_BYTES_MAX) {
        return fail(err, ERR_INVALID, "'name' must be 1 to %d bytes", NAME_BYTES_MAX);
    }
    if (!calendars_read(calendar->ics, a, &read, err)) return false;
    const Kept kept = {.id = rand_id(a),
                       .name = name,
                       .added_at = clock_now(),
                       .days = (OccasionDay *)read.days,
                       .count = read.count};
    if (!store_begin(s, STORE_DURABLE, err)) return false;
    if (!changed(s, all_add(s, workspace, &kept, a, err), err)) return false;
    about_write(w, &kept, a);
    return true;
}

bool calendars_write(Store *s, Str workspace, JsonW *w, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    KeptAll all = {0};
    if (!all_read(s, workspace, a, &all, err)) return false;
    jsonw_object(w);
    jsonw_key_array(w, "calendars");
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].removed_at == 0) about_write(w, &all.items[i], a);
    }
    jsonw_end(w);
    jsonw_end(w);
    return true;
}
