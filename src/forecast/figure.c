#include "forecast/figure.h"

#include <math.h>

static double rounded(double x) {
    double size = fabs(x);
    if (!(size > 0) || size >= 1e15) return x;
    double unit = pow(10, floor(log10(size)) - 2);
    return size >= 1000 || unit < 1e-12 ? round(x / fmax(unit, 1)) * fmax(unit, 1)
                                        : round(x / unit) * unit;
}

// Sets a comma before every three digits of the whole part.
static Str grouped(Str digits, Arena *a) {
    size_t sign = digits.len > 0 && digits.ptr[0] == '-';
    ptrdiff_t point = str_find_char(digits, '.');
    size_t whole = point < 0 ? digits.len : (size_t)point;
    char *text = arena_alloc(a, 2 * digits.len + 1);
    size_t length = 0;
    for (size_t i = 0; i < digits.len; i++) {
        bool mark = i > sign && i < whole && (whole - i) % 3 == 0;
        if (mark) text[length++] = ',';
        text[length++] = digits.ptr[i];
    }
    return str_of(text, length);
}

Str figure_of(double x, Arena *a) {
    if (!isfinite(x)) return S("unknown");
    double shown = rounded(x);
    double size = fabs(shown);
    if (size >= 1e15) return str_fmt(a, "%.3g", x);
    int decimals = size >= 100 || shown == floor(shown) ? 0 : (size >= 10 ? 1 : 2);
    if (size > 0 && size < 0.1) return str_fmt(a, "%.2g", shown);
    return grouped(str_fmt(a, "%.*f", decimals, shown + 0.0), a);
}

Str figure_percent(double share, Arena *a) {
    double percent = 100 * share;
    if (!isfinite(percent)) return S("unknown");
    int decimals =
        fabs(percent) < 9.95 && fabs(percent) >= 0.05 && fabs(percent - round(percent)) >= 0.05 ? 1
                                                                                                : 0;
    return str_fmt(a, "%.*f %%", decimals, percent + 0.0);
}
