// tell: what changed, to every connected browser that may know of it.
#pragma once

#include "base/str.h"

typedef struct Api Api;

// {"event": NAME}, to everybody who is signed in.
void tell_event(Api *api, const char *name);
// A message of one's own, to the same.
void tell_all(Api *api, Str message);
// To whoever may see that dashboard: {"event": NAME, "id": BOARD}, with `version` when it is not 0;
// of the list of them without either.
typedef struct TellBoard {
    const char *event;
    Str board;
    int64_t version;
    bool is_of_list;
} TellBoard;
void tell_board(Api *api, const TellBoard *what);
