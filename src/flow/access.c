#include "flow/access.h"

static const char *const NAMES[] = {
    [ACCESS_NONE] = "none",
    [ACCESS_VIEW] = "view",
    [ACCESS_EDIT] = "edit",
    [ACCESS_OWN] = "own",
};

const char *access_name(AccessLevel level) { return NAMES[level]; }

bool access_from(Str name, AccessLevel *ret) {
    for (AccessLevel level = ACCESS_NONE; level <= ACCESS_OWN; level++) {
        if (!str_eq(name, str_from(NAMES[level]))) continue;
        *ret = level;
        return true;
    }
    return false;
}

static AccessLevel higher(AccessLevel a, AccessLevel b) { return a > b ? a : b; }

static bool is_theirs(const StoreGrant *g, const Person *who) {
    Role role = ROLE_NONE;
    if (g->person.len > 0) return str_eq(g->person, person_id(who));
    return role_from(g->role, &role) && who->role >= role;
}

AccessLevel access_level(const Person *who, const StoreAccess *board) {
    AccessLevel everyone = ACCESS_NONE;
    AccessLevel level = ACCESS_NONE;
    if (who->role == ROLE_NONE) return ACCESS_NONE;
    bool made_it = who->id[0] != '\0' && str_eq(board->owner, person_id(who));
    if (who->role == ROLE_OWNER || made_it) return ACCESS_OWN;
    if (access_from(board->everyone, &everyone)) {
        AccessLevel most = who->role >= ROLE_EDITOR ? ACCESS_EDIT : ACCESS_VIEW;
        level = everyone < most ? everyone : most;
    }
    for (size_t i = 0; i < board->grants.count; i++) {
        const StoreGrant *g = &board->grants.items[i];
        AccessLevel given = ACCESS_NONE;
        if (is_theirs(g, who) && access_from(g->level, &given)) level = higher(level, given);
    }
    return level;
}

bool access_to_note(const Person *who, AccessLevel board, const StoreDashboardNote *n) {
    bool own = n->person.len > 0 && str_eq(n->person, person_id(who));
    return board >= (own ? ACCESS_VIEW : ACCESS_EDIT);
}

bool access_to_saved(const Person *who, const StoreSaved *q) {
    return str_eq(q->person, person_id(who)) || (q->shared && who->role >= ROLE_EDITOR);
}

bool access_get(Workspace *w, Str dashboard, Arena *a, StoreAccess *ret, Err *err) {
    return store_access_get(workspace_store(w), workspace_id(w), dashboard, a, ret, err);
}

bool access_find(Workspace *w, const Person *who, Str dashboard, AccessLevel *ret, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    StoreAccess board = {0};
    bool found = access_get(w, dashboard, a, &board, err);
    if (!found && err->code != ERR_NOT_FOUND) return false;
    *ret = found ? access_level(who, &board) : ACCESS_NONE;
    return true;
}

bool access_check(Workspace *w, const AccessNeed *need, AccessLevel *ret, Err *err) {
    static const char *const WANTED[] = {
        [ACCESS_NONE] = "",
        [ACCESS_VIEW] = "",
        [ACCESS_EDIT] = "you may look at this dashboard, but not change it",
        [ACCESS_OWN] = "only who made this dashboard, or an owner, may do that",
    };
    AccessLevel level = ACCESS_NONE;
    if (!access_find(w, need->who, need->dashboard, &level, err)) return false;
    if (level < ACCESS_VIEW) {
        return fail(err, ERR_NOT_FOUND, "there is no dashboard '" STR_F "'",
                    STR_A(need->dashboard));
    }
    if (level < need->level) return fail(err, ERR_DENIED, "%s", WANTED[need->level]);
    *ret = level;
    return true;
}

// The grants of one board out of those of all, which stand in the order of the boards' ids.
static StoreGrants grants_of(const StoreGrants *all, Str dashboard) {
    size_t first = 0;
    size_t end = all->count;
    while (first < end) {
        size_t middle = (first + end) / 2;
        if (str_cmp(all->items[middle].dashboard, dashboard) < 0) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    StoreGrants own = {.items = all->items + first};
    while (first + own.count < all->count && str_eq(own.items[own.count].dashboard, dashboard)) {
        own.count++;
    }
    return own;
}

bool access_boards(Workspace *w, const Person *who, bool deleted, Arena *a, AccessBoards *ret,
                   Err *err) {
    StoreDashboardPage page = {workspace_id(w), person_id(who), deleted};
    StoreDashboardList list = {0};
    StoreGrants grants = {0};
    if (!store_dashboards_list(workspace_store(w), &page, a, &list, err) ||
        !store_access_grants(workspace_store(w), workspace_id(w), a, &grants, err)) {
        return false;
    }
    AccessBoards seen = {.items = list.items, .levels = arena_new(a, AccessLevel, list.count + 1)};
    for (size_t i = 0; i < list.count; i++) {
        StoreAccess board = {.owner = list.items[i].owner,
                             .everyone = list.items[i].everyone,
                             .grants = grants_of(&grants, list.items[i].id)};
        AccessLevel level = access_level(who, &board);
        if (level < ACCESS_VIEW) continue;
        seen.items[seen.count] = list.items[i];
        seen.levels[seen.count++] = level;
    }
    *ret = seen;
    return true;
}

static bool grant_check(const StoreGrant *g, Err *err) {
    AccessLevel level = ACCESS_NONE;
    Role role = ROLE_NONE;
    if ((g->person.len > 0) == (g->role.len > 0)) {
        return fail(err, ERR_INVALID, "a grant is to either a 'person' or a 'role'");
    }
    if (g->role.len > 0 && !role_from(g->role, &role)) {
        return fail(err, ERR_INVALID, "there is no role '" STR_F "': viewer, editor or owner",
                    STR_A(g->role));
    }
    if (access_from(g->level, &level) && (level == ACCESS_VIEW || level == ACCESS_EDIT)) {
        return true;
    }
    return fail(err, ERR_INVALID, "the 'level' of a grant must be view or edit");
}

bool access_put(Workspace *w, Str dashboard, const StoreAccess *access, Err *err) {
    AccessLevel everyone = ACCESS_NONE;
    const StoreGrants *grants = &access->grants;
    if (!access_from(access->everyone, &everyone) || everyone > ACCESS_EDIT) {
        return fail(err, ERR_INVALID, "'everyone' must be none, view or edit");
    }
    if (grants->count > STORE_GRANTS_MAX) {
        return fail(err, ERR_LIMIT, "a dashboard takes %d grants at most", STORE_GRANTS_MAX);
    }
    for (size_t i = 0; i < grants->count; i++) {
        if (!grant_check(&grants->items[i], err)) return false;
        for (size_t k = 0; k < i; k++) {
            if (str_eq(grants->items[i].person, grants->items[k].person) &&
                str_eq(grants->items[i].role, grants->items[k].role)) {
                return fail(err, ERR_INVALID, "two grants are to the same person or role");
            }
        }
    }
    return store_access_put(workspace_store(w), workspace_id(w), dashboard, access, err);
}
