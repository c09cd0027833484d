// dashboard_card: the members of a card and of a filter, and what they may be. Pure.
#pragma once

#include "base/err.h"
#include "base/json.h"

// The members that are given, null too (it removes), whatever is missing.
// Fails: ERR_INVALID naming the card and the member.
MUST_USE bool dashboard_card_members(const Json *card, Err *err);
MUST_USE bool dashboard_card_filter_members(const Json *filter, Err *err);
// A card or filter that stands by itself: what its kind needs is there.
MUST_USE bool dashboard_card_whole(const Json *card, Err *err);
MUST_USE bool dashboard_card_filter_whole(const Json *filter, Err *err);
// Gives a new card what it lacks: a title, a size by its kind, a place below `bottom`.
void dashboard_card_fill(Json *card, int64_t bottom);
// What the card is called in a sentence: its title, else its kind.
Str dashboard_card_name(const Json *card);
