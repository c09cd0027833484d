// store_setting: small texts by key, of a workspace or, with workspace "", of the program.
#pragma once

#include "store/store.h"

MUST_USE bool store_setting_put(Store *s, Str workspace, Str key, Str value, Err *err);
// ret_value->ptr is NULL when there is none.
MUST_USE bool store_setting_get(Store *s, Str workspace, Str key, Arena *a, Str *ret_value,
                                Err *err);
MUST_USE bool store_setting_remove(Store *s, Str workspace, Str key, Err *err);
