// auth_person: a person and what they may do. By value; pure.
#pragma once

#include "base/jsonw.h"
#include "base/str.h"

enum { PERSON_NAME_MAX = 100, PERSON_ID_MAX = 31 };  // bytes

// Each includes the one before: a viewer reads, asks and comments; an editor changes data, model
// and boards; an owner also people.
typedef enum Role { ROLE_NONE, ROLE_VIEWER, ROLE_EDITOR, ROLE_OWNER } Role;

typedef struct Person {
    char id[PERSON_ID_MAX + 1];  // "" where there are no accounts
    char name[PERSON_NAME_MAX + 1];
    Role role;
} Person;

const char *role_name(Role role);  // "none", "viewer", "editor", "owner"
// False when there is no such role; "none" is not one that a person has.
bool role_from(Str name, Role *ret_role);

// Whoever reaches a server without accounts: may do all.
Person person_anybody(void);
// Copies. `id` and `name` must fit.
Person person_of(Str id, Str name, Role role);
void person_write(JsonW *w, const Person *p);  // {"id", "name", "role"}
static inline Str person_id(const Person *p) { return str_from(p->id); }
static inline Str person_name(const Person *p) { return str_from(p->name); }
