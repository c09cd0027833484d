// text_width: how many columns of a terminal a text takes, and cutting it to fit.
//
// Wide are East Asian scripts and emoji; combining marks, Devanagari's dependent signs that stand
// above or below and joiners take none. A table of ranges after Unicode 15's East Asian Width and
// Mn/Me/Cf, as coarse as a small chart may be. Pure.
#pragma once

#include "base/buf.h"
#include "base/str.h"

size_t text_width(Str text);

typedef enum TextSide { TEXT_LEFT, TEXT_RIGHT } TextSide;
// Exactly `width` columns: cut with "…" when longer, filled on the other side when shorter.
// Control characters become spaces, so that a cell can not steer the terminal.
void text_width_add(Buf *out, Str text, size_t width, TextSide side);
void text_width_fill(Buf *out, size_t count);  // spaces
