// store_people: who has an account.
#pragma once

#include "store/store.h"

enum { STORE_PEOPLE_MAX = 500 };  // of a workspace, those removed not counted

typedef struct StorePerson {
    Str id, name;
    Str key;       // the name folded; one of each among those who are there
    Str role;      // its name
    Str password;  // a hash with its parameters
    Moment made_at;
    Moment deleted_at;  // 0: is there
} StorePerson;

typedef struct StorePeople {
    StorePerson *items;  // the first made first, those removed too
    size_t count;
} StorePeople;

MUST_USE bool store_people_list(Store *s, Str workspace, Arena *a, StorePeople *ret, Err *err);
// Fails: ERR_LIMIT too many; ERR_CONFLICT the name is taken.
MUST_USE bool store_people_add(Store *s, Str workspace, const StorePerson *p, Err *err);
// All of it but when it was made. Fails: ERR_NOT_FOUND; ERR_CONFLICT the name is taken.
MUST_USE bool store_people_put(Store *s, Str workspace, const StorePerson *p, Err *err);
// What was made while there were no accounts becomes this person's: boards, favourites, questions,
// saved queries. Comments and versions keep saying nobody. Within the caller's transaction.
MUST_USE bool store_people_adopt(Store *s, Str workspace, Str person, Err *err);
