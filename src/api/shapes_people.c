// People, sessions, and who may see and change a dashboard.
#include "api/shapes.h"

static const Field PERSON_FIELDS[] = {
    {"id", FIELD_TEXT, true, "", NULL},
    {"name", FIELD_TEXT, true, "What they sign in with; case does not count.", NULL},
    {"role", FIELD_TEXT, true, "viewer, editor or owner.", NULL},
    {"made_at", FIELD_MOMENT, false, "Told to owners.", NULL},
    {"seen_at", FIELD_MOMENT, false, "When they did something last. Told to owners.", NULL},
    {"deleted_at", FIELD_MOMENT, false, "Of those removed.", NULL},
    {0},
};
const Shape PERSON = {"Person", "Somebody with an account.", PERSON_FIELDS};

static const Field PEOPLE_FIELDS[] = {
    {"people", FIELD_LIST, true, "By name.", &PERSON},
    {0},
};
const Shape PEOPLE = {"People", "", PEOPLE_FIELDS};

static const Field PERSON_IN_FIELDS[] = {
    {"name", FIELD_TEXT, true, "100 bytes at most.", NULL},
    {"password", FIELD_TEXT, true, "8 to 1024 bytes.", NULL},
    {"role", FIELD_TEXT, true, "viewer, editor or owner; the first must be an owner.", NULL},
    {0},
};
const Shape PERSON_IN = {"PersonIn", "A new account.", PERSON_IN_FIELDS};

static const Field PERSON_PATCH_FIELDS[] = {
    {"name", FIELD_TEXT, false, "", NULL},
    {"role", FIELD_TEXT, false, "", NULL},
    {"password", FIELD_TEXT, false, "Ends their sessions. One's own: PATCH /session.", NULL},
    {0},
};
const Shape PERSON_PATCH = {"PersonPatch", "What of an account to change.", PERSON_PATCH_FIELDS};

static const Field SESSION_FIELDS[] = {
    {"accounts", FIELD_FLAG, true, "There are accounts; until then anybody may do all.", NULL},
    {"person", FIELD_OBJECT, false, "Who is signed in; null: nobody.", &PERSON},
    {"expires_at", FIELD_MOMENT, false, "When the session ends if nothing more is done.", NULL},
    {"token", FIELD_TEXT, false, "Of a sign-in with bearer: for the header Authorization.", NULL},
    {0},
};
const Shape SESSION = {"Session", "Who sends this request.", SESSION_FIELDS};

static const Field SESSION_IN_FIELDS[] = {
    {"name", FIELD_TEXT, true, "", NULL},
    {"password", FIELD_TEXT, true, "", NULL},
    {"bearer", FIELD_FLAG, false, "The token in the answer in place of a cookie.", NULL},
    {0},
};
const Shape SESSION_IN = {"SessionIn", "Signing in.", SESSION_IN_FIELDS};

static const Field SESSION_PATCH_FIELDS[] = {
    {"old_password", FIELD_TEXT, true, "The one of now.", NULL},
    {"name", FIELD_TEXT, false, "", NULL},
    {"password", FIELD_TEXT, false, "8 to 1024 bytes.", NULL},
    {0},
};
const Shape SESSION_PATCH = {"SessionPatch", "What of one's own account to change.",
                             SESSION_PATCH_FIELDS};

static const Field DEVICE_FIELDS[] = {
    {"id", FIELD_TEXT, true, "", NULL},
    {"made_at", FIELD_MOMENT, true, "", NULL},
    {"seen_at", FIELD_MOMENT, true, "", NULL},
    {"agent", FIELD_TEXT, true, "What the browser says it is; may be empty.", NULL},
    {"address", FIELD_TEXT, true, "Where it was signed in from.", NULL},
    {"current", FIELD_FLAG, true, "This one.", NULL},
    {0},
};
const Shape SESSION_DEVICE = {"SessionDevice", "A session of one's own.", DEVICE_FIELDS};

static const Field DEVICES_FIELDS[] = {
    {"devices", FIELD_LIST, true, "The last used first.", &SESSION_DEVICE},
    {0},
};
const Shape SESSION_DEVICES = {"SessionDevices", "", DEVICES_FIELDS};

static const Field ACCESS_PERSON_FIELDS[] = {
    {"id", FIELD_TEXT, true, "", NULL},
    {"name", FIELD_TEXT, true, "", NULL},
    {0},
};
const Shape ACCESS_PERSON = {"AccessPerson", "", ACCESS_PERSON_FIELDS};

static const Field GRANT_FIELDS[] = {
    {"person", FIELD_OBJECT, false, "Or a role.", &ACCESS_PERSON},
    {"role", FIELD_TEXT, false, "All of this role and above.", NULL},
    {"level", FIELD_TEXT, true, "view or edit.", NULL},
    {0},
};
const Shape ACCESS_GRANT = {"AccessGrant", "Who may do what with a dashboard.", GRANT_FIELDS};

static const Field GRANT_IN_FIELDS[] = {
    {"person", FIELD_TEXT, false, "The id; or a role.", NULL},
    {"role", FIELD_TEXT, false, "viewer, editor or owner.", NULL},
    {"level", FIELD_TEXT, true, "view or edit, also beyond what the role may.", NULL},
    {0},
};
const Shape ACCESS_GRANT_IN = {"AccessGrantIn", "", GRANT_IN_FIELDS};

static const Field ACCESS_FIELDS[] = {
    {"owner", FIELD_OBJECT, false, "Who made it; null: nobody is known.", &ACCESS_PERSON},
    {"everyone", FIELD_TEXT, true, "none, view or edit; never beyond what the role may.", NULL},
    {"grants", FIELD_LIST, true, "", &ACCESS_GRANT},
    {0},
};
const Shape DASHBOARD_ACCESS = {"DashboardAccess", "Who may see and change a dashboard.",
                                ACCESS_FIELDS};

static const Field ACCESS_IN_FIELDS[] = {
    {"owner", FIELD_TEXT, false, "The id of another owner; as it is when absent.", NULL},
    {"everyone", FIELD_TEXT, true, "none, view or edit.", NULL},
    {"grants", FIELD_LIST, true, "In the place of those that are there.", &ACCESS_GRANT_IN},
    {0},
};
const Shape DASHBOARD_ACCESS_IN = {"DashboardAccessIn", "", ACCESS_IN_FIELDS};
