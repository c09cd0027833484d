#include "engine/engine_error.h"

#include "base/defs.h"

typedef struct Prefix {
    Str text;
    ErrCode code;
    bool shown;  // the prefix itself helps the reader
} Prefix;

// duckdb_prepare() gives no error type, only this text; so the text is read everywhere.
static const Prefix PREFIXES[] = {
    {STR("Parser Error: "), ERR_INVALID, false},
    {STR("Binder Error: "), ERR_INVALID, false},
    {STR("Catalog Error: "), ERR_INVALID, false},
    {STR("Conversion Error: "), ERR_INVALID, false},
    {STR("Out of Range Error: "), ERR_INVALID, false},
    {STR("Invalid Input Error: "), ERR_INVALID, false},
    {STR("Invalid type Error: "), ERR_INVALID, false},
    {STR("Mismatch Type Error: "), ERR_INVALID, false},
    {STR("Syntax Error: "), ERR_INVALID, false},
    {STR("Expression Error: "), ERR_INVALID, false},
    {STR("Constraint Error: "), ERR_CONFLICT, false},
    {STR("TransactionContext Error: "), ERR_CONFLICT, false},
    {STR("Permission Error: "), ERR_DENIED, false},
    {STR("Not implemented Error: "), ERR_UNSUPPORTED, false},
    {STR("Missing Extension Error: "), ERR_UNSUPPORTED, false},
    {STR("Out of Memory Error: "), ERR_LIMIT, true},
    {STR("Object Size Error: "), ERR_LIMIT, false},
    {STR("INTERRUPT Error: "), ERR_CANCELLED, false},
    {STR("IO Error: "), ERR_IO, false},
    {STR("FATAL Error: "), ERR_IO, true},
};

static const Prefix *prefix_find(Str message) {
    for (size_t i = 0; i < COUNT_OF(PREFIXES); i++) {
        if (str_starts(message, PREFIXES[i].text)) return &PREFIXES[i];
    }
    return NULL;
}

// DuckDB ends with an excerpt ("LINE 1: ..." and a caret) or advice about its settings; the
// person sees neither the statement's lines nor the settings.
static Str first_part(Str message) {
    static const Str ENDS[] = {STR("\n\nLINE "), STR("\nLINE "), STR("\n\nPossible solutions"),
                               STR("\n* ")};
    for (size_t i = 0; i < COUNT_OF(ENDS); i++) {
        ptrdiff_t at = str_find(message, ENDS[i]);
        if (at != STR_NONE) message = str_slice(message, 0, (size_t)at);
    }
    return str_trim(message);
}

bool engine_error_fail(const char *duckdb_message, Err *err) {
    Str message = str_from(duckdb_message);
    if (message.len == 0) return fail(err, ERR_INTERNAL, "the database gave no reason");
    const Prefix *prefix = prefix_find(message);
    if (prefix && !prefix->shown) message = str_skip(message, prefix->text.len);
    message = first_part(message);
    ErrCode code = prefix ? prefix->code : ERR_INTERNAL;
    fail(err, code, STR_F, STR_A(message));
    for (char *p = err->message; *p; p++) {
        if (*p == '\n') *p = ' ';
    }
    return false;
}
