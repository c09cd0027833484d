#include "auth/auth_name.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "auth/auth_person.h"
#include "base/utf8.h"

enum { KEY_UNITS = 2048 };  // NFKC_Casefold makes at most 18 units of one

bool auth_name_read(Str text, Str *ret_name, Err *err) {
    Str name = str_trim(text);
    if (name.len == 0) return fail(err, ERR_INVALID, "a person needs a name");
    if (name.len > PERSON_NAME_MAX) {
        return fail(err, ERR_INVALID, "a name has %d bytes at most", PERSON_NAME_MAX);
    }
    uint32_t c = 0;
    bool plain = utf8_valid(name);
    for (Str rest = name; plain && utf8_next(&rest, &c);) {
        // Controls, and the marks that turn the direction of what is written after them.
        bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        plain = c >= 0x20 && !(c >= 0x7F && c <= 0x9F) && !turns;
    }
    if (!plain) return fail(err, ERR_INVALID, "a name may hold no control characters");
    *ret_name = name;
    return true;
}

Str auth_name_key(Str name, Arena *a) {
    UErrorCode code = U_ZERO_ERROR;
    UChar wide[KEY_UNITS], folded[KEY_UNITS];
    int32_t length = 0;
    const UNormalizer2 *fold = unorm2_getNFKCCasefoldInstance(&code);
    Str trimmed = str_trim(name);
    if (trimmed.len > PERSON_NAME_MAX) return (Str){0};
    u_strFromUTF8(wide, KEY_UNITS, &length, trimmed.ptr, (int32_t)trimmed.len, &code);
    if (U_FAILURE(code)) return (Str){0};
    length = unorm2_normalize(fold, wide, length, folded, KEY_UNITS, &code);
    char *out = arena_alloc(a, 3 * KEY_UNITS);
    int32_t bytes = 0;
    u_strToUTF8(out, 3 * KEY_UNITS, &bytes, folded, length, &code);
    // Folding makes spaces of what was none: a mark that stands alone.
    return U_FAILURE(code) ? (Str){0} : str_trim(str_of(out, (size_t)bytes));
}
