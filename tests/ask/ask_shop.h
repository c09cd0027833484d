// ask_shop: the shop of tests/plan with its rows in an engine and its index, to ask about.
#pragma once

#include "ask/ask.h"
#include "engine/engine.h"

typedef struct AskShop {
    Arena *arena;
    Model *model;
    AskIndex *index;
    Engine *engine;
    Database *database;
    Source *source;
} AskShop;

// cmocka's group set-up and tear-down; *state is the shop.
int ask_shop_open(void **state);
int ask_shop_close(void **state);
// The pinned day: 21 November 2026.
Date ask_shop_today(void);
// Fails the test when the question can not be read at all.
AskResult *ask_shop_read(const AskShop *shop, Str question, const Plan *before, Arena *a);
