// Countries by their other names, and by what their people and things are called.
#include "ask/linker.h"

typedef struct CountryWord {
    const char *said, *meant;  // as value keys: folded, each word in the singular
} CountryWord;

static const CountryWord NAMES[] = {
    {"uk", "united kingdom"},
    {"united kingdom", "uk"},
    {"britain", "united kingdom"},
    {"britain", "uk"},
    {"great britain", "united kingdom"},
    {"great britain", "uk"},
    {"england", "united kingdom"},
    {"england", "uk"},
    {"usa", "united state"},
    {"usa", "united state of america"},
    {"usa", "us"},
    {"us", "usa"},
    {"us", "united state"},
    {"us", "united state of america"},
    {"united state", "usa"},
    {"united state", "us"},
    {"the state", "usa"},
    {"america", "usa"},
    {"america", "united state"},
    {"america", "us"},
    {"holland", "netherland"},
    {"uae", "united arab emirate"},
    {"united arab emirate", "uae"},
    {"bharat", "india"},
    {"hindustan", "india"},
    {"deutschland", "germany"},
    {"czechia", "czech republic"},
    {"korea", "south korea"},
};

static const CountryWord PEOPLES[] = {
    {"american", "usa"},
    {"american", "united state"},
    {"american", "us"},
    {"argentine", "argentina"},
    {"argentinian", "argentina"},
    {"australian", "australia"},
    {"austrian", "austria"},
    {"bangladeshi", "bangladesh"},
    {"belgian", "belgium"},
    {"brazilian", "brazil"},
    {"british", "uk"},
    {"british", "united kingdom"},
    {"canadian", "canada"},
    {"chilean", "chile"},
    {"chinese", "china"},
    {"colombian", "colombia"},
    {"croatian", "croatia"},
    {"czech", "czech republic"},
    {"danish", "denmark"},
    {"dutch", "netherland"},
    {"dutch", "the netherland"},
    {"egyptian", "egypt"},
    {"english", "uk"},
    {"english", "united kingdom"},
    {"finnish", "finland"},
    {"french", "france"},
    {"german", "germany"},
    {"greek", "greece"},
    {"hungarian", "hungary"},
    {"indian", "india"},
    {"indonesian", "indonesia"},
    {"irish", "ireland"},
    {"israeli", "israel"},
    {"italian", "italy"},
    {"japanese", "japan"},
    {"kenyan", "kenya"},
    {"korean", "south korea"},
    {"korean", "korea"},
    {"malaysian", "malaysia"},
    {"mexican", "mexico"},
    {"nepali", "nepal"},
    {"nigerian", "nigeria"},
    {"norwegian", "norway"},
    {"pakistani", "pakistan"},
    {"peruvian", "peru"},
    {"polish", "poland"},
    {"portuguese", "portugal"},
    {"romanian", "romania"},
    {"russian", "russia"},
    {"saudi", "saudi arabia"},
    {"scottish", "scotland"},
    {"singaporean", "singapore"},
    {"spanish", "spain"},
    {"sri lankan", "sri lanka"},
    {"swedish", "sweden"},
    {"swiss", "switzerland"},
    {"thai", "thailand"},
    {"turkish", "turkey"},
    {"ukrainian", "ukraine"},
    {"venezuelan", "venezuela"},
    {"vietnamese", "vietnam"},
    {"welsh", "wale"},
};

static size_t collect(const CountryWord *words, size_t count, Str key, Str *out, size_t max) {
    size_t found = 0;
    for (size_t i = 0; i < count && found < max; i++) {
        if (str_eq(key, str_from(words[i].said))) out[found++] = str_from(words[i].meant);
    }
    return found;
}

size_t link_country_names(Str key, Str out[static LINK_COUNTRY_MAX]) {
    size_t count = collect(NAMES, COUNT_OF(NAMES), key, out, LINK_COUNTRY_MAX);
    if (count > 0) return count;
    return collect(PEOPLES, COUNT_OF(PEOPLES), key, out, LINK_COUNTRY_MAX);
}
