#include "auth/auth_person.h"

#include <assert.h>
#include <string.h>

#include "base/err.h"

static const char *const ROLES[] = {
    [ROLE_NONE] = "none",
    [ROLE_VIEWER] = ERR_WORD("viewer"),
    [ROLE_EDITOR] = ERR_WORD("editor"),
    [ROLE_OWNER] = ERR_WORD("owner"),
};

const char *role_name(Role role) { return ROLES[role]; }

bool role_from(Str name, Role *ret_role) {
    for (Role role = ROLE_VIEWER; role <= ROLE_OWNER; role++) {
        if (!str_eq(name, str_from(ROLES[role]))) continue;
        *ret_role = role;
        return true;
    }
    return false;
}

Person person_anybody(void) { return (Person){.role = ROLE_OWNER}; }

Person person_of(Str id, Str name, Role role) {
    Person p = {.role = role};
    assert(id.len <= PERSON_ID_MAX && name.len <= PERSON_NAME_MAX);
    memcpy(p.id, id.ptr, id.len);
    memcpy(p.name, name.ptr, name.len);
    return p;
}

void person_write(JsonW *w, const Person *p) {
    jsonw_object(w);
    jsonw_key_str(w, "id", person_id(p));
    jsonw_key_str(w, "name", person_name(p));
    jsonw_key_str(w, "role", str_from(role_name(p->role)));
    jsonw_end(w);
}
