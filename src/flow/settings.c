#include "flow/settings.h"

#include <stdlib.h>

#include "calendar/calendar.h"
#include "data/number_text.h"
#include "store/store_setting.h"

#define KEY S("preferences")

static bool is_letters(Str text, size_t count, char first, char last) {
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < first || text.ptr[i] > last) return false;
    }
    return text.len == count;
}

static bool is_currency(Str text) { return text.len == 0 || is_letters(text, 3, 'A', 'Z'); }

static bool is_number_format(Str text) {
    static const Str KNOWN[] = {STR(""), STR("indian"), STR("international"), STR("european")};
    for (size_t i = 0; i < COUNT_OF(KNOWN); i++) {
        if (str_eq(text, KNOWN[i])) return true;
    }
    return false;
}

static bool is_region(Str text) {
    size_t count = 0;
    const CalendarRegion *regions = calendar_regions(&count);
    for (size_t i = 0; i < count; i++) {
        if (str_eq(text, regions[i].code)) return true;
    }
    return text.len == 0;
}

static bool is_business(Str text) { return text.len <= SETTINGS_BUSINESS_BYTES; }

static bool is_language(Str text) { return text.len == 0 || is_letters(text, 2, 'a', 'z'); }

// The texts among the settings.
static const struct {
    const char *name;
    size_t at;  // of the Str in Settings
    bool (*fits)(Str text);
    const char *wanted;
} TEXTS[] = {
    {"business_name", offsetof(Settings, business_name), is_business,
     ERR_WORD("300 bytes at most")},
    {"currency", offsetof(Settings, currency), is_currency,
     ERR_WORD("three capital letters, such as INR")},
    {"number_format", offsetof(Settings, number_format), is_number_format,
     ERR_WORD("indian, international or european")},
    {"festivals_region", offsetof(Settings, festivals_region), is_region,
     ERR_WORD("a region whose festivals are known, such as IN or IN-MH")},
    {"language", offsetof(Settings, language), is_language,
     ERR_WORD("two letters, such as en or hi")},
};

static bool read(const Json *json, Arena *a, Settings *ret, Err *err) {
    Settings s = {.fiscal_year_start = SETTINGS_FISCAL_MONTH};
    int64_t month = SETTINGS_FISCAL_MONTH;
    if (!json_get_int(json, "fiscal_year_start", false, &month, err)) return false;
    if (month < 1 || month > 12) {
        return fail(err, ERR_INVALID, "'fiscal_year_start' must be a month, 1 to 12");
    }
    s.fiscal_year_start = (int)month;
    for (size_t i = 0; i < COUNT_OF(TEXTS); i++) {
        Str text = S("");
        if (!json_get_str(json, TEXTS[i].name, false, &text, err)) return false;
        if (!TEXTS[i].fits(text)) {
            return fail(err, ERR_INVALID, "'%s' must be %s", TEXTS[i].name, TEXTS[i].wanted);
        }
        *(Str *)((char *)&s + TEXTS[i].at) = str_dup(a, text);
    }
    *ret = s;
    return true;
}

static bool kept_get(Workspace *w, Arena *a, Json **ret, Err *err) {
    Str text = {0};
    Err unread = {0};
    if (!store_setting_get(workspace_store(w), workspace_id(w), KEY, a, &text, err)) return false;
    if (!text.ptr || !json_parse(text, ret, &unread)) *ret = json_object();
    return true;
}

bool settings_get(Workspace *w, Arena *a, Settings *ret, Err *err) {
    CLEANUP(json_done) Json *kept = NULL;
    return kept_get(w, a, &kept, err) && read(kept, a, ret, err);
}

int settings_fiscal_month(Workspace *w) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Settings s = {0};
    Err unread = {0};
    return settings_get(w, a, &s, &unread) ? s.fiscal_year_start : SETTINGS_FISCAL_MONTH;
}

const Language *settings_language(Workspace *w, const Language *wanted, Str numbers, Arena *a) {
    Settings s = {0};
    Err unread = {0};
    bool kept = settings_get(w, a, &s, &unread);
    WordsNumbers how = words_language_numbers(numbers);
    WordsNumbers set = kept ? words_language_numbers(s.number_format) : WORDS_NUMBERS_OWN;
    if (set != WORDS_NUMBERS_OWN && how <= WORDS_NUMBERS_LAKH) how = set;
    if (how == WORDS_NUMBERS_OWN && number_text_is_indian(s.currency)) how = WORDS_NUMBERS_LAKH;
    return words_language_with(wanted || !kept ? wanted : words_language(s.language), how, a);
}

Str settings_currency(Workspace *w, Arena *a) {
    Settings s = {0};
    Err unread = {0};
    return settings_get(w, a, &s, &unread) ? s.currency : S("");
}

static bool kept_put(Workspace *w, const Json *kept, Err *err) {
    char *text = json_dumps(kept, JSON_COMPACT);
    if (!text) return fail(err, ERR_LIMIT, "out of memory");
    bool ok = store_setting_put(workspace_store(w), workspace_id(w), KEY, str_from(text), err);
    free(text);
    return ok;
}

static bool change(Workspace *w, const Json *patch, Arena *a, Settings *ret, Err *err) {
    CLEANUP(json_done) Json *kept = NULL;
    if (!kept_get(w, a, &kept, err)) return false;
    (void)json_object_update(kept, (Json *)(uintptr_t)patch);
    return read(kept, a, ret, err) && kept_put(w, kept, err);
}

bool settings_change(Workspace *w, const Json *patch, Arena *a, Settings *ret, Err *err) {
    Store *store = workspace_store(w);
    Str before = settings_currency(w, a);
    if (!store_begin(store, STORE_DURABLE, err)) return false;
    if (!change(w, patch, a, ret, err)) {
        store_rollback(store);
        return false;
    }
    if (!store_commit(store, err)) return false;
    return str_eq(before, ret->currency) || workspace_model_renew(w, err);
}

static void regions_write(JsonW *w) {
    size_t count = 0;
    const CalendarRegion *regions = calendar_regions(&count);
    jsonw_key_array(w, "regions");
    for (size_t i = 0; i < count; i++) {
        jsonw_object(w);
        jsonw_key_str(w, "code", regions[i].code);
        jsonw_key_str(w, "name", regions[i].name);
        jsonw_end(w);
    }
    jsonw_end(w);
}

void settings_write(JsonW *w, const Settings *s) {
    jsonw_object(w);
    jsonw_key_int(w, "fiscal_year_start", s->fiscal_year_start);
    for (size_t i = 0; i < COUNT_OF(TEXTS); i++) {
        jsonw_key_str(w, TEXTS[i].name, *(const Str *)((const char *)s + TEXTS[i].at));
    }
    regions_write(w);
    jsonw_end(w);
}
