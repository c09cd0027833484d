// What says who sends a request: the first line as the header Authorization, the rest as Cookie.
// What is taken for a token is a part of it, and only one of its form has a hash. The same bytes as
// the name of a person: one that is taken has a key, and the key is its own.
#include <stdlib.h>
#include <string.h>

#include "auth/auth_name.h"
#include "auth/auth_person.h"
#include "auth/auth_token.h"
#include "base/utf8.h"

static void must(bool ok) {
    if (!ok) abort();
}

static bool is_part(Str part, Str whole) {
    return part.len == 0 || (part.ptr >= whole.ptr && part.ptr + part.len <= whole.ptr + whole.len);
}

static void token_check(Str authorization, Str cookies) {
    unsigned char hash[AUTH_TOKEN_HASH_BYTES], again[AUTH_TOKEN_HASH_BYTES];
    char text[AUTH_TOKEN_HASH_CHARS + 1];
    Str token = auth_token_of_head(authorization, cookies);
    must(is_part(token, authorization) || is_part(token, cookies));
    if (!auth_token_hash(token, hash)) return;
    must(token.len == AUTH_TOKEN_CHARS && str_find_char(token, ';') == STR_NONE);
    auth_token_hash_text(hash, text);
    must(auth_token_hash_read(str_from(text), again));
    must(memcmp(hash, again, sizeof hash) == 0);
}

static void name_check(Str text) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Err err;
    Str name;
    (void)auth_token_hash_read(text, (unsigned char[AUTH_TOKEN_HASH_BYTES]){0});
    Str key = auth_name_key(text, a);
    must(utf8_valid(key));
    if (!auth_name_read(text, &name, &err)) return;
    must(name.len > 0 && name.len <= PERSON_NAME_MAX && is_part(name, text));
    Person p = person_of(S("id"), name, ROLE_VIEWER);
    must(str_eq(person_name(&p), name));
    must(key.len > PERSON_NAME_MAX || str_eq(auth_name_key(key, a), key) || key.len == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *copy = malloc(size + 1);
    must(copy);
    if (size > 0) memcpy(copy, data, size);
    Str all = str_of(copy, size);
    ptrdiff_t line = str_find_char(all, '\n');
    size_t split = line == STR_NONE ? size : (size_t)line;
    token_check(str_slice(all, 0, split), str_skip(all, split));
    name_check(all);
    name_check(str_slice(all, 0, split));
    free(copy);
    return 0;
}
