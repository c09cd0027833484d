#include "ask/grammar_frames.h"

typedef bool (*FrameRead)(Draft *d);

// The first that fits reads the question; they are tried in this order.
static const FrameRead FRAMES[] = {
    grammar_pair_read,
    grammar_share_read,
};

bool grammar_frames_read(Draft *d) {
    for (size_t i = 0; i < COUNT_OF(FRAMES) && d->depth == 0; i++) {
        if (FRAMES[i](d)) return true;
    }
    return false;
}
